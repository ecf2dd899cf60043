"""The gate: on our own texts nobody is wrongly accused, no denial is turned into a statement, and most accusations are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate import accusations, gate
from kg.evaluate import read as read_records
from kg.exchange import read, to_json
from kg.extract import load_engine
from kg.text import split

TEXTS = Path(__file__).parents[1] / "data" / "accusations.jsonl"


@pytest.fixture(scope="module")
def predictions() -> dict[str, object]:
    """What the shipped engine finds in the texts."""
    documents = [split(a.article) for a in read(TEXTS)]
    return {a.article.source_id: to_json(a) for a in load_engine("neural").annotate(documents)}


def test_nobody_is_wrongly_accused_and_no_denial_is_inverted(predictions: dict[str, object]) -> None:
    """0 wrong accusations, 0 inverted denials, at least 80 % of the accusations found."""
    assert gate(accusations(read_records(TEXTS), predictions)) == []


def test_accusations_are_never_plain_facts(predictions: dict[str, object]) -> None:
    """Whoever is called a suspect is so with a modality, and with the words that say so."""
    suspects = [g for p in predictions.values() for g in p["arguments"] if g["predicate"] == "suspect"]
    people = {(p["id"], e["id"]) for p in predictions.values() for e in p["entities"] if e["type"] == "PER"}
    assert len(suspects) > 100
    of_people = [g for p in predictions.values() for g in p["arguments"] if g["predicate"] == "suspect" and (p["id"], g["object"]) in people]
    assert all(g["modality"] for g in of_people)
    assert all(g["cue"] for g in of_people)
