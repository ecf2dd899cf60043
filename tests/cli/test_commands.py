"""The commands over our own annotated articles: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import ConfigError
from kg.extract import load_engine
from kg.pipeline import annotate, ingest
from kg.records import Annotation
from kg.store import open_store
from kg.threshold import confident

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"
REPLAY = ("--engine", "replay", "--model", str(GOLD))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _kg(*arguments: str, code: int = 0, **extra: str) -> tuple[str, str]:
    done = CliRunner().invoke(app, list(arguments), prog_name="kg", catch_exceptions=False, env=extra)
    assert done.exit_code == code, done.stderr
    return done.stdout, done.stderr


def _counts(*arguments: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(_kg("ingest", str(GOLD), *REPLAY, "--json", *arguments)[0])
    return found


def _lines(path: str) -> list[str]:
    with open_store(path, read_only=True) as store:
        return list(store.dump())


def test_ingest_reports_and_resumes(here: Path) -> None:
    """The first run stores every article; the second finds them unchanged; --force does them again to the same graph."""
    assert _counts()["new"] == 17
    first = _lines("news.kg")
    again = _counts()
    assert (again["new"], again["replaced"], again["unchanged"]) == (0, 0, 17)
    forced = _counts("--force")
    assert (forced["new"], forced["replaced"], forced["unchanged"]) == (0, 17, 0)
    assert _lines("news.kg") == first


def test_another_least_confidence_does_articles_again(here: Path) -> None:
    """What was stored with another least confidence is not unchanged; with the same it is."""
    _counts()
    once, again = _counts("--min-confidence", "0.5"), _counts("--min-confidence", "0.5")
    assert (once["replaced"], once["unchanged"]) == (17, 0)
    assert (again["replaced"], again["unchanged"]) == (0, 17)


def test_annotate_explains_each_fact(here: Path) -> None:
    """`--explain` says who stated a fact and which sentences say it."""
    shown = _kg("annotate", str(GOLD), "--explain", *REPLAY)[0]
    assert "by    gold stated it: probability 1.00" in shown
    assert "says  Diskusi dibuka Kepala Biro Umum Setda Provinsi Jawa Tengah, Hanung Cahyo Saputro." in shown


def test_evaluate_prints_what_a_pass_is_worth(here: Path) -> None:
    """`--without PASS` prints every measure with and without it; names that no pass has, and engines without passes, are refused."""
    (here / "one.jsonl").write_text(GOLD.read_text(encoding="utf-8").split("\n")[0], encoding="utf-8")
    head, *rows = _kg("evaluate", "one.jsonl", "--without", "names", "--without", "holders")[0].splitlines()
    assert head.split() == ["measure", "all", "without", "difference"]
    shown = json.loads(_kg("evaluate", "one.jsonl", "--without", "names", "--without", "holders", "--json")[0])
    assert len(shown) == len(rows)
    assert shown["relations"]["difference"] == shown["relations"]["without"] - shown["relations"]["all"] != 0
    for arguments in (["evaluate", "one.jsonl", "--without", "name"], ["annotate", "one.jsonl", "--without", "name"]):
        done = CliRunner().invoke(app, arguments, prog_name="kg")
        assert isinstance(done.exception, SystemExit)
        assert done.exit_code == 2
        assert "there is no pass 'name': the passes are one_type, ranks," in done.stderr
        assert "did you mean 'names'?" in done.stderr
    assert "has no passes" in CliRunner().invoke(app, ["evaluate", str(GOLD), "--without", "names", *REPLAY], prog_name="kg").stderr


def test_workers_make_the_same_graph(here: Path) -> None:
    """Two processes give the bytes that one gives, engine options included."""
    _counts("--store", "one.kg")
    _counts("--store", "two.kg", "--workers", "2")
    assert _lines("one.kg") == _lines("two.kg")


def test_an_engine_that_cannot_travel_stays_in_one_process(here: Path) -> None:
    """Several workers need an engine by name."""
    with open_store("news.kg") as store, pytest.raises(ConfigError, match="by name"):
        ingest([str(GOLD)], store=store, engine=load_engine("replay", path=GOLD), workers=2)


def test_stats_count_what_was_reported(here: Path) -> None:
    """What ingest says it wrote is what the store says it holds."""
    report = _counts()
    stats = json.loads(_kg("stats", "--json")[0])
    assert stats["articles"] == report["new"]
    kinds = ("positions", "relations", "participations", "quotes")
    assert stats["facts"] == sum(report[kind] for kind in kinds)


def test_forget_takes_one_article_out(here: Path) -> None:
    """After forgetting, the article is gone from the list, and forgetting it twice is an error."""
    _counts()
    listed = json.loads(_kg("stats", "--articles", "--json")[0])
    name = listed[0]["id"]
    assert _kg("forget", name)[1] == f"forgot {name}\n"
    left = json.loads(_kg("stats", "--articles", "--json")[0])
    assert [row["id"] for row in left] == [row["id"] for row in listed[1:]]
    assert _kg("forget", name, code=1)[1].startswith(f"kg: error: no article '{name}' in the store")


def test_forgetting_everything_leaves_nothing(here: Path) -> None:
    """No triple outlives the last article."""
    _counts()
    _kg("forget", *(row["id"] for row in json.loads(_kg("stats", "--articles", "--json")[0])))
    assert _lines("news.kg") == []


def test_weak_facts_are_rejected_with_their_reason(here: Path) -> None:
    """--min-confidence leaves facts out of the graph and lists each of them."""
    record = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])
    record["positions"][0]["confidence"] = 0.25
    (here / "one.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    options = ("--engine", "replay", "--model", "one.jsonl", "--min-confidence", "0.5", "--rejects", "r.jsonl", "--json")
    report = json.loads(_kg("ingest", "one.jsonl", *options)[0])
    assert report["positions"] == len(record["positions"]) - 1
    rejects = [json.loads(line) for line in (here / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["reason"] for r in rejects] == ["confidence 0.25 is below 0.5"]
    assert record["positions"][0]["role"] in rejects[0]["fact"]


def test_confident_keeps_everything_at_zero() -> None:
    """With no threshold nothing is left out and the annotation is the same object."""
    found = next(annotate([str(GOLD)], load_engine("replay", path=GOLD)))
    assert isinstance(found, Annotation)
    assert confident(found, 0.0) == (found, ())


def test_annotate_keeps_id_and_text(here: Path) -> None:
    """Every output line carries the input line's id and exactly its text, and the same facts."""
    out = [json.loads(line) for line in _kg("annotate", str(GOLD), "--jsonl", *REPLAY)[0].splitlines()]
    golds = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    for key in ("id", "text", "mentions"):
        assert [record[key] for record in out] == [record[key] for record in golds], key
    for key in ("positions", "relations", "arguments", "quotes"):
        facts = [[{**fact, "by": ["gold"]} for fact in record[key]] for record in golds]
        assert [record[key] for record in out] == facts, key


def test_annotations_can_be_judged(here: Path) -> None:
    """`kg evaluate` gives a replay of gold full marks, from a file and from the engine."""
    (here / "pred.jsonl").write_text(_kg("annotate", str(GOLD), *REPLAY)[0], encoding="utf-8")
    scores = json.loads(_kg("evaluate", str(GOLD), "pred.jsonl", "--json")[0])["scores"]
    assert scores["ALL FACTS"]["f1"] == 1.0
    direct = json.loads(_kg("evaluate", str(GOLD), *REPLAY, "--json")[0])["scores"]
    assert direct == scores


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml"])
def test_query_prints_data_on_stdout_only(here: Path, format: str) -> None:
    """An answer in any format stands on stdout, and stderr is silent."""
    _counts()
    out, words = _kg("query", "people-and-posts", "--format", format)
    assert "Hanung Cahyo Saputro" in out
    assert words == ""


def test_view_writes_one_page(here: Path) -> None:
    """The page holds the entities; the words about it go to stderr."""
    _counts()
    out, words = _kg("view", "Hanung Cahyo Saputro", "--depth", "2", "--out", "graf.html")
    assert out == ""
    assert words.startswith("wrote graf.html: ")
    assert "Hanung Cahyo Saputro" in (here / "graf.html").read_text(encoding="utf-8")


def test_export_to_stdout_equals_the_file(here: Path) -> None:
    """`-` prints the bytes that the file would hold: the store's dump."""
    _counts()
    _kg("export", "graf.nq")
    assert _kg("export", "-")[0] == (here / "graf.nq").read_text(encoding="utf-8")
    assert sorted((here / "graf.nq").read_text(encoding="utf-8").splitlines()) == _lines("news.kg")


def test_validate_counts_conforming_articles(here: Path) -> None:
    """Everything that was ingested conforms."""
    _counts()
    assert _kg("validate")[1] == "17 articles conform to the shapes\n"


def test_settings_come_from_four_places(here: Path) -> None:
    """Flags beat the environment, which beats kg.toml, which beats the default."""
    (here / "kg.toml").write_text('store = "toml.kg"\n', encoding="utf-8")
    _kg("ingest", str(GOLD), *REPLAY)
    _kg("ingest", str(GOLD), *REPLAY, KG_STORE="env.kg")
    _kg("ingest", str(GOLD), *REPLAY, "--store", "flag.kg", KG_STORE="env.kg")
    assert sorted(name for name in os.listdir() if name.endswith(".kg")) == ["env.kg", "flag.kg", "toml.kg"]


def test_field_names_can_be_given(here: Path) -> None:
    """--field and [fields] say what an input calls its parts."""
    record = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])
    (here / "lain.jsonl").write_text(json.dumps({"id": "x", "isi": record["text"]}) + "\n", encoding="utf-8")
    by_flag = json.loads(_kg("annotate", "lain.jsonl", "--field", "text=isi", *REPLAY)[0])
    (here / "kg.toml").write_text('[fields]\ntext = "isi"\n', encoding="utf-8")
    by_file = json.loads(_kg("annotate", "lain.jsonl", *REPLAY)[0])
    assert by_flag == by_file
    assert by_flag["mentions"] == record["mentions"]


@pytest.mark.parametrize(
    "command", ["ingest", "annotate", "forget", "query", "view", "stats", "export", "validate", "evaluate", "train"]
)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    """Each help text says what the command does and shows one call."""
    assert f"Example: kg {command}" in _kg(command, "--help")[0]


def test_version_and_bare_call(here: Path) -> None:
    """`kg --version` prints the version; `kg` alone prints the help."""
    from kg import __version__

    assert _kg("--version")[0] == f"kg {__version__}\n"
    assert _kg()[0] == _kg("--help")[0]
