"""Questions in plain words: right answers with their SPARQL and sentences, and no answer where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.query import ask, search
from kg.store import Store

ROOT = Path(__file__).parents[2]
_LINES = (ROOT / "tests" / "data" / "questions.tsv").read_text(encoding="utf-8").splitlines()
QUESTIONS = [(q, want) for q, _, want in (line.partition("\t") for line in _LINES if not line.startswith("#"))]
ANSWERABLE = [(q, want) for q, want in QUESTIONS if want]
UNANSWERABLE = [q for q, want in QUESTIONS if not want]


def _right(found: ask.Answer, want: str) -> bool:
    for part in want.split(";"):
        column, _, values = part.removeprefix("+").partition("=")
        if column not in found.table.columns:
            return False
        at = found.table.columns.index(column)
        got = {row[at] for row in found.table.rows}
        wanted = set(values.split("|"))
        if not (got & wanted if part.startswith("+") else got == wanted):
            return False
    return found.found


def test_the_set_is_whole() -> None:
    """There are 80 questions that the articles answer and 40 that they do not, and at least 25 forms."""
    assert (len(ANSWERABLE), len(UNANSWERABLE)) == (80, 40)
    assert len(ask.forms()) >= 25
    assert all(len(form.patterns) >= 2 for form in ask.forms())


def test_nine_of_ten_are_right(examples: tuple[Store, search.Index]) -> None:
    """At least 90 of 100 answerable questions get the right answer, with SPARQL and a sentence."""
    answers = [(q, want, ask.answer(*examples, q)) for q, want in ANSWERABLE]
    wrong = [(q, want, found.form, found.note or found.table.rows[:3]) for q, want, found in answers if not _right(found, want)]
    assert len(wrong) <= len(ANSWERABLE) // 10, wrong
    for _, _, found in answers:
        if found.found:
            assert found.sparql.startswith("SELECT")
            assert "sentence" in found.table.columns or found.form == "articles"


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_no_answer_is_made_up(examples: tuple[Store, search.Index], question: str) -> None:
    """A question that the articles do not answer gets a plain word and no row."""
    found = ask.answer(*examples, question)
    assert found.table.rows == ()
    assert found.note


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=80),
        st.tuples(st.sampled_from(["siapa ", "apa kata ", "who is ", "di mana ", "kapan "]), st.text(max_size=60)).map("".join),
        st.tuples(st.sampled_from([q for q, _ in QUESTIONS]), st.text(max_size=12), st.integers(0, 60)).map(
            lambda t: t[0][: t[2]] + t[1] + t[0][t[2] :]
        ),
    )
)
def test_whatever_is_asked_is_answered_or_refused(examples: tuple[Store, search.Index], question: str) -> None:
    """Mutated and hostile questions get an answer with its SPARQL or a plain word, never anything else."""
    found = ask.answer(*examples, question)
    assert bool(found.table.rows) != bool(found.note)
    assert found.sparql.startswith("SELECT") or not found.found
    assert "INSERT" not in found.sparql and "SERVICE" not in found.sparql


def test_a_long_question_costs_nothing(examples: tuple[Store, search.Index]) -> None:
    """A question longer than any that can be meant is refused before it is read."""
    assert "at most 300 characters" in ask.answer(*examples, "siapa " * 10_000).note
