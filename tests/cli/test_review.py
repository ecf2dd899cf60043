"""`kg review accusations` on a store of texts that accuse, deny and only name."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import pipeline
from kg.store import open_store

TEXTS = Path(__file__).parents[1] / "data" / "accusations.jsonl"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the gold annotations of the texts on accusations."""
    path = tmp_path_factory.mktemp("review") / "news.kg"
    with open_store(path) as kept:
        assert not pipeline.ingest([str(TEXTS)], store=kept, engine="replay", options={"path": str(TEXTS)}).skipped
    return str(path)


def review(store: str, *arguments: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "kg", "review", "accusations", "--store", store, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_each_accusation_comes_with_what_a_person_needs(store: str) -> None:
    """Person, modality, confidence, outlet, date and sentence stand in every row, and nothing is asserted."""
    rows = json.loads(review(store, "--json"))
    assert len(rows) > 150
    for row in rows:
        assert row["person"] and row["outlet"] and row["date"] and row["sentence"] and 0 < float(row["confidence"]) <= 1
    assert {row["modality"] for row in rows if row["part"] == "suspect"} <= {
        "alleged",
        "charged",
        "convicted",
        "acquitted",
        "denied",
    }
    assert {"alleged", "charged", "convicted", "acquitted", "denied"} <= {row["modality"] for row in rows}


def test_everybody_whom_a_text_accuses_is_listed(store: str) -> None:
    """No accusation that the texts expect is missing from the list."""
    expected = {
        accusation["person"]
        for line in TEXTS.read_text(encoding="utf-8").splitlines()
        for accusation in json.loads(line)["expect"]["accusations"]
    }
    listed = {row["person"] for row in json.loads(review(store, "--json"))}
    missing = {name for name in expected if not any(name in person or person in name for person in listed)}
    assert missing == set()


def test_csv_has_the_same_rows(store: str) -> None:
    """The table for a spreadsheet holds what the JSON holds."""
    table = list(csv.DictReader(io.StringIO(review(store, "--csv"))))
    assert [row["person"] for row in table] == [row["person"] for row in json.loads(review(store, "--json"))]


def test_words_for_people(store: str) -> None:
    """The modality is a word of the reader's language; denials say so."""
    assert "membantah" in review(store, "--modality", "denied")
    assert "dibantah" in review(store, "--modality", "denied")
    assert "convicted" in review(store, "--modality", "convicted", "--lang", "en")
