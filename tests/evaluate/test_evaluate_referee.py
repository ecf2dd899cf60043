"""Our measures against the referee's program, where it lies beside the checkout, and against fixed numbers anywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from evaluate_samples import GOLD, SHARED, damaged

from kg import evaluate

REFEREE = SHARED / "tools" / "score.py"
FILES = [path for path in (GOLD, SHARED / "data" / "dev.jsonl") if REFEREE.is_file() and path.is_file()]


def write(path: Path, records: dict[str, object]) -> Path:
    """The records as JSON lines."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records.values()), encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("gold_file", FILES, ids=lambda path: path.name)
def test_equal_to_the_referee(gold_file: Path, seed: int, tmp_path: Path) -> None:
    """Every measure has exactly the referee's numbers, in its order, on damaged predictions."""
    golds = evaluate.read(gold_file)
    preds = damaged(golds, seed)
    pred_file = write(tmp_path / "pred.jsonl", preds)
    run = subprocess.run(
        [sys.executable, str(REFEREE), str(gold_file), str(pred_file), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(run.stdout)
    ours = {name: score.to_json() for name, score in evaluate.score(golds, evaluate.read(pred_file)).items()}
    assert ours == theirs
    assert list(ours) == list(theirs)


def test_equal_to_what_the_referee_printed() -> None:
    """The referee's own output for a damaged prediction of our gold file, kept in tests/data, is met exactly."""
    golds = evaluate.read(GOLD)
    ours = {name: score.to_json() for name, score in evaluate.score(golds, damaged(golds, 1)).items()}
    assert ours == json.loads((GOLD.parent / "referee.json").read_text(encoding="utf-8"))


def test_gold_against_itself_is_perfect() -> None:
    """Gold scored against itself reaches 1.0 in every measure that has anything to measure."""
    golds = evaluate.read(GOLD)
    scores = evaluate.score(golds, golds)
    assert scores[evaluate.ALL_FACTS].gold > 300
    assert all(score.f1 == 1.0 for score in scores.values() if score.gold)


def test_nothing_predicted_scores_zero() -> None:
    """Without predictions every gold item counts as missed and nothing divides by zero."""
    golds = evaluate.read(GOLD)
    scores = evaluate.score(golds, {})
    assert {(score.precision, score.recall, score.f1, score.predicted) for score in scores.values()} == {(0.0, 0.0, 0.0, 0)}
    assert scores[evaluate.ALL_FACTS].gold == evaluate.score(golds, golds)[evaluate.ALL_FACTS].gold


def test_fixed_numbers() -> None:
    """A small case reckoned by hand: one of two quotes, a holder left out, a spouse pair in either order."""
    gold = {
        "id": "a",
        "entities": [
            {"id": "P1", "type": "PER"}, {"id": "P2", "type": "PER"},
            {"id": "O1", "type": "ORG"}, {"id": "G1", "type": "GPE"},
        ],
        "mentions": [
            {"entity": "P1", "start": 0, "end": 6}, {"entity": "P2", "start": 10, "end": 16},
            {"entity": "O1", "start": 20, "end": 30}, {"entity": "G1", "start": 40, "end": 48},
        ],
        "positions": [{"person": "P1", "role": "Kepala Dinas", "holder": "O1"}],
        "relations": [{"subject": "P1", "predicate": "spouse", "object": "P2"}],
        "quotes": [
            {"speaker": "P1", "start": 50, "end": 70}, {"speaker": "P2", "start": 80, "end": 100},
        ],
    }  # fmt: skip
    pred = {
        "id": "a",
        "entities": [{"id": "x", "type": "PER"}, {"id": "y", "type": "PER"}, {"id": "z", "type": "LOC"}],
        "mentions": [
            {"entity": "x", "start": 0, "end": 6}, {"entity": "y", "start": 10, "end": 16},
            {"entity": "z", "start": 40, "end": 48},
        ],
        "positions": [{"person": "x", "role": "kepala", "holder": None}],
        "relations": [{"subject": "y", "predicate": "spouse", "object": "x"}],
        "quotes": [{"speaker": "x", "start": 52, "end": 70}, {"speaker": "x", "start": 80, "end": 100}],
    }  # fmt: skip
    scores = evaluate.score({"a": gold}, {"a": pred})
    counts = {name: (s.matched, s.predicted, s.gold) for name, s in scores.items()}
    assert counts[evaluate.MENTIONS] == (2, 3, 4)
    assert counts["entities PLACE"] == (1, 1, 1)
    assert counts["relations"] == (1, 1, 1)
    assert counts[evaluate.POSITIONS] == (0, 1, 1)
    assert counts[evaluate.QUOTES] == (1, 2, 2)
    assert counts[evaluate.ALL_FACTS] == (2, 4, 4)
