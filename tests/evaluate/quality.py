"""Measure the shipped engine against the gold files and pin the floors that the quality gate holds it to.

`python tests/evaluate/quality.py` prints what it measures beside the floors in tests/data/floors.json. With `--pin` it
raises every floor to MARGIN below what was measured and never lowers one; with `--pin --lower` it may lower them too, which
wants a reason in the commit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from evaluate_samples import GOLD, SHARED

from kg import evaluate, pipeline
from kg.errors import ArticleError
from kg.exchange import to_json

FLOORS = GOLD.parent / "floors.json"
FILES: Mapping[str, Path] = {"gold.jsonl": GOLD, "dev.jsonl": SHARED / "data" / "dev.jsonl"}
MEASURES = (
    evaluate.MENTIONS,
    "entities PER",
    "entities ORG",
    "entities PLACE",
    "date values",
    "events (trigger)",
    "events (trigger, kind)",
    "relations",
    "event arguments",
    evaluate.POSITIONS,
    evaluate.QUOTES,
    evaluate.ALL_FACTS,
)
# Processors round 8-bit arithmetic differently: a fact more or less in a small file must not fail the gate.
MARGIN = 0.045


def floors() -> dict[str, dict[str, float]]:
    """The pinned floors: file -> measure -> lowest F1 allowed."""
    return json.loads(FLOORS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def measure(gold: Path) -> dict[str, float]:
    """F1 of the shipped engine on a gold file, by measure. Raises the ArticleError of an article that fails."""
    preds = {}
    for item in pipeline.annotate([str(gold)]):
        if isinstance(item, ArticleError):
            raise item
        preds[item.article.source_id] = to_json(item)
    scores = evaluate.score(evaluate.read(gold), preds)
    return {name: scores[name].f1 for name in MEASURES}


def pinned(old: Mapping[str, float], found: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """The new floors: MARGIN below what was found, and not below the old ones unless `lower`."""
    new = {name: max(0.0, round(value - MARGIN, 3)) for name, value in found.items()}
    return new if lower else {name: max(value, old.get(name, 0.0)) for name, value in new.items()}


def main(arguments: list[str]) -> None:
    """Print and, when asked, pin."""
    kept = floors()
    for name, path in FILES.items():
        if not path.is_file():
            continue
        found = measure(path)
        for key, value in found.items():
            sys.stdout.write(f"{name:12} {key:34} {value:.3f}  floor {kept.get(name, {}).get(key, 0.0):.3f}\n")
        if "--pin" in arguments:
            kept[name] = pinned(kept.get(name, {}), found, lower="--lower" in arguments)
    if "--pin" in arguments:
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
