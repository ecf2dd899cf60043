"""The measure of accusations counts what a careful lawyer would: each case is one prediction on one short text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg import evaluate
from kg.cli.app import app
from kg.errors import ReadError
from kg.evaluate.accusations import Tally, accusations, gate, predicted, tally

FILE = Path(__file__).parents[1] / "data" / "accusations.jsonl"
TEXTS = evaluate.read(FILE)
SAID = "Polisi menangkap Wardi. Korban, Sari, mengenal Wardi. Budi membantah ikut merampok."


def span(words: str, start: int = 0) -> dict[str, int]:
    """The first place of words in the text."""
    at = SAID.index(words, start)
    return {"start": at, "end": at + len(words)}


PEOPLE = [{"id": name[0], "type": "PER", "kind": None, "name": name} for name in ("Wardi", "Sari", "Budi")]
MENTIONS = [{"entity": name[0], **span(name)} for name in ("Wardi", "Sari", "Budi")]
EVENTS = [{"id": "E", "type": "EVT", "kind": "arrest", "name": "menangkap"}, {"id": "C", "type": "EVT", "kind": "crime", "name": "merampok"}]
TRIGGERS = [{"entity": "E", **span("menangkap")}, {"entity": "C", **span("merampok")}]
TEXT: dict[str, Any] = {
    "id": "t",
    "group": "g",
    "text": SAID,
    "entities": PEOPLE,
    "mentions": MENTIONS,
    "expect": {
        "accusations": [{"person": "Wardi", "modality": "charged", "kind": None}],
        "allowed": [{"person": "Budi", "modality": "denied", "kind": None}],
        "not_accused": ["Sari"],
        "denials": [{"speaker": "Budi", "cue": "membantah", "words": "ikut merampok"}],
        "witness": [],
        "victim": ["Sari"],
    },
}


def told(*arguments: tuple[str, str, str, str | None], quotes: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A prediction with these arguments (event, role, who, modality)."""
    facts = [{"subject": e, "predicate": r, "object": p, "modality": m} for e, r, p, m in arguments]
    return {"entities": PEOPLE + EVENTS, "mentions": MENTIONS + TRIGGERS, "arguments": facts, "quotes": list(quotes)}


def counts(pred: dict[str, Any]) -> tuple[int, int, int, int]:
    """Right, wrong, missed, inverted."""
    t = tally(TEXT, pred)
    return t.right, t.wrong, t.missed, t.inverted


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        (("E", "suspect", "W", "charged"), (1, 0, 0, 0)),
        (("E", "suspect", "W", "alleged"), (1, 0, 0, 0)),  # less than the text says is true
        (("E", "target", "W", "alleged"), (1, 0, 0, 0)),  # arrested
        (("C", "agent", "W", "alleged"), (1, 0, 0, 0)),
        (("E", "suspect", "W", "convicted"), (0, 1, 1, 0)),  # more than it says is not
        (("E", "suspect", "W", None), (0, 1, 1, 0)),  # and never as a fact
        (("E", "suspect", "W", "denied"), (0, 0, 1, 0)),
        (("C", "suspect", "S", "alleged"), (0, 1, 1, 0)),
        (("C", "suspect", "S", "denied"), (0, 1, 1, 0)),
        (("C", "victim", "S", None), (0, 0, 1, 0)),  # suffering it is not denied
        (("E", "agent", "S", None), (0, 0, 1, 0)),  # who arrests is not accused
        (("C", "beneficiary", "S", "alleged"), (0, 1, 1, 0)),
        (("C", "suspect", "B", "denied"), (0, 0, 1, 0)),
        (("C", "suspect", "B", "alleged"), (0, 1, 1, 0)),
        (("C", "agent", "B", None), (0, 1, 1, 1)),  # what he denies, as a fact
        (("C", "place", "S", None), (0, 0, 1, 1)),  # that it took place, too
        (("C", "place", "S", "denied"), (0, 0, 1, 0)),
        (("C", "witness", "S", None), (0, 0, 1, 0)),
    ],
)  # fmt: skip
def test_one_argument(argument: tuple[str, str, str, str | None], expected: tuple[int, int, int, int]) -> None:
    """Right, wrong, missed and inverted follow from who is named, in which role, and how sure it sounds."""
    assert counts(told(argument)) == expected


def test_a_merged_person_accuses_both() -> None:
    """An entity that stands for a suspect and a victim accuses the victim and finds nobody."""
    pred = told(("E", "suspect", "W", "charged"))
    pred["mentions"] = [{**m, "entity": "W"} if m["entity"] == "S" else m for m in pred["mentions"]]
    assert counts(pred) == (0, 1, 1, 0)


def test_somebody_the_text_does_not_name() -> None:
    """A name made of words that name nobody is a wrong accusation; a company is none at all."""
    pred = told(("E", "suspect", "X", "alleged"))
    pred["entities"] = [*pred["entities"], {"id": "X", "type": "PER", "name": "Polisi"}]
    pred["mentions"] = [*pred["mentions"], {"entity": "X", **span("Polisi")}]
    assert counts(pred) == (0, 1, 1, 0)
    pred["entities"][-1]["type"] = "ORG"
    assert counts(pred) == (0, 0, 1, 0)


def test_the_event_gives_the_modality_where_the_argument_has_none() -> None:
    """An alleged event makes an alleged suspect."""
    pred = told(("C", "suspect", "W", None))
    assert counts({**pred, "event_modality": {"C": "alleged"}}) == (1, 0, 0, 0)


def test_a_kind_is_asked_for_where_it_is_given() -> None:
    """Where a text tells two matters apart, the accusation is found only in the right one."""
    expect = {**TEXT["expect"], "accusations": [{"person": "Wardi", "modality": "charged", "kind": "crime"}]}
    text = {**TEXT, "expect": expect}
    assert tally(text, told(("E", "suspect", "W", "charged"))).missed == 1
    assert tally(text, told(("C", "suspect", "W", "charged"))).missed == 0


@pytest.mark.parametrize(
    ("words", "modality", "inverted", "kept"),
    [
        ("ikut merampok", None, 1, 0),
        ("ikut merampok", "denied", 0, 1),
        ("Budi membantah ikut merampok", None, 0, 1),
        ("Polisi menangkap Wardi", None, 0, 0),
    ],
)  # fmt: skip
def test_one_quote(words: str, modality: str | None, inverted: int, kept: int) -> None:
    """Denied words alone are inverted; marked as denied, or together with the denying word, they are kept."""
    t = tally(TEXT, told(quotes=({"speaker": "B", **span(words), "modality": modality},)))
    assert (t.inverted, t.kept, t.denials) == (inverted, kept, 1)


def test_the_texts_themselves_pass() -> None:
    """What the texts annotate is what they expect: nothing wrong, nothing missed, every accusation's person is named."""
    results = accusations(TEXTS, TEXTS)
    assert gate(results) == []
    total = sum(results.values(), Tally())
    assert (total.wrong, total.missed, total.inverted) == (0, 0, 0)
    assert total.right >= 150


def test_an_engine_that_says_nothing_misses_everything() -> None:
    """No prediction: nothing wrong, nothing found, and the gate says so."""
    assert gate(accusations(TEXTS, {})) == ["only 0% of the accusations are found, 80% are asked for"]


def test_an_engine_that_accuses_everybody_is_stopped_in_every_group() -> None:
    """Every person of every text accused: each group with somebody innocent has wrong accusations."""
    everybody = {}
    for key, text in TEXTS.items():
        who = [e["id"] for e in text["entities"] if e["type"] == "PER"]
        event = {"id": "E99", "type": "EVT", "kind": "crime", "name": "x"}
        facts = [{"subject": "E99", "predicate": "suspect", "object": p, "modality": "charged"} for p in who]
        everybody[key] = {"entities": [*text["entities"], event], "mentions": text["mentions"], "arguments": facts}
    results = accusations(TEXTS, everybody)
    assert [group for group, t in results.items() if not t.wrong] == []
    assert any("wrong accusations" in line for line in gate(results))


def test_predicted_accusations_are_listed_once_in_order() -> None:
    """Equal accusations are one, and the order does not depend on the order written."""
    forth = [("C", "agent", "B", None), ("C", "suspect", "B", None), ("E", "suspect", "W", "alleged")]
    assert predicted(told(*forth)) == predicted(told(*forth[::-1]))
    assert len(predicted(told(*forth))) == 2


def test_the_command_prints_the_counts_and_what_fails(tmp_path: Path) -> None:
    """`kg evaluate TEXTS PRED --accusations` prints a line a group, the sums, and the faults or that there are none."""
    done = CliRunner().invoke(app, ["evaluate", str(FILE), str(FILE), "--accusations"], catch_exceptions=False)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[-1] == "passed"
    assert lines[-3].split()[:4] == ["all", str(sum(len(t["expect"]["accusations"]) for t in TEXTS.values())), "0", "0"]
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    done = CliRunner().invoke(app, ["evaluate", str(FILE), str(tmp_path / "none.jsonl"), "--accusations"], catch_exceptions=False)
    assert done.stdout.splitlines()[-1] == "only 0% of the accusations are found, 80% are asked for"


def test_articles_without_expectations_are_refused() -> None:
    """Ordinary gold articles say nothing of accusations, and the error says what is missing."""
    gold = evaluate.read(FILE.with_name("gold.jsonl"))
    with pytest.raises(ReadError, match="article '01-humas-kemendag-ke-jateng' does not say whom it accuses"):
        accusations(gold, gold)
