"""`kg curate` from end to end: names in, words and JSON out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from histories import BASE
from test_curate_decisions import a_fact, corpus, people
from typer.testing import CliRunner

from kg.cli.app import app
from kg.pipeline.resolving import commit
from kg.store import open_store


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a store of eight articles."""
    monkeypatch.chdir(tmp_path)
    with open_store("news.kg") as store:
        commit(store, corpus(), base=BASE, at="2025-01-01T00:00:00Z")
    return tmp_path


def _kg(*arguments: str, code: int = 0) -> tuple[str, str]:
    done = CliRunner().invoke(app, ["curate", *arguments], prog_name="kg", catch_exceptions=False)
    assert done.exit_code == code, done.stderr
    return done.stdout, done.stderr


def _dump(path: str = "news.kg") -> list[str]:
    with open_store(path, read_only=True) as store:
        return list(store.dump())


def test_a_session_of_a_curator(here: Path) -> None:
    """Merging by name, renaming, rejecting, listing, undoing, exporting and importing work as their help says."""
    before = _dump()
    with open_store("news.kg", read_only=True) as store:
        (one, other, *_), fact = people(store), a_fact(store)
    _kg("merge", one, other, "--by", "Rini", "-m", "satu orang")
    _kg("rename", one, "Nama Yang Benar", "--by", "Rini")
    _kg("reject", fact, "--by", "Rini")
    _kg("type", one, "per", "--by", "Rini")
    listed = json.loads(_kg("log", "--json")[0])
    assert [d["verdict"] for d in listed] == ["same", "renamed", "rejected", "typed"]
    assert listed[0]["reasons"] == ["satu orang"] and "Nama Yang Benar" in _kg("log")[0]
    assert len(_kg("log", "--all")[0].splitlines()) > 4
    after = _dump()
    _kg("export", "keputusan.jsonl")
    assert "wasAssociatedWith" in _kg("export", "-", "--format", "prov", "--all")[0]
    for _ in listed:
        _kg("undo", "--by", "Rini")
    assert _dump() == before
    with open_store("other.kg") as store:
        commit(store, corpus(), base=BASE)
    assert "4 new decisions" in _kg("import", "keputusan.jsonl", "--store", "other.kg")[1]
    assert _dump("other.kg") == after


def test_the_queue_in_words_and_json(here: Path) -> None:
    """The queue prints each pair with its sentences."""
    doubts = json.loads(_kg("queue", "--json")[0])
    assert doubts and doubts[0]["node_says"] in _kg("queue")[0]


def test_mistakes_are_errors_in_words(here: Path) -> None:
    """An unknown name, file or format ends with the exit code and the words of its error."""
    assert "nothing is called" in _kg("rename", "Tidak Ada Siapa", "X", code=1)[1]
    assert "cannot be read" in _kg("import", "tidak-ada.jsonl", code=2)[1]
    assert "formats: jsonl, prov" in _kg("export", "--format", "xml", code=2)[1]
    Path("rusak.jsonl").write_text("{}\n")
    assert "is no decision" in _kg("import", "rusak.jsonl", code=2)[1]
