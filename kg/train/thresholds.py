"""Choose each label's threshold on annotated articles: the probability at which its facts' F1 is best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.extract.jsonl import to_json
from kg.extract.labels import ARGUMENT_LABELS, HOLDS, RELATION_LABELS, SAID
from kg.extract.neural import load
from kg.records import Annotation, Document

FLOOR = 0.15
_EQUAL_ENOUGH = 0.5


def choose(folder: Path, golds: Sequence[Annotation], *, prior: float = 3.0) -> dict[str, float]:
    """Thresholds by label for the model in `folder`; a label with few gold facts is drawn towards 0.5 by `prior` facts."""
    engine = load(model=folder)
    engine.settings["thresholds"] = dict.fromkeys((*RELATION_LABELS, *ARGUMENT_LABELS, HOLDS, SAID), FLOOR)
    judged: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    wanted: dict[str, int] = defaultdict(int)
    for gold in golds:
        document = Document(gold.article, gold.sentences)
        pred = next(iter(engine.annotate([document])))
        _judge(to_json(gold), to_json(pred), judged, wanted)
    return {label: _best(judged[label], wanted[label], prior) for label in sorted(judged)}


def _best(judged: Sequence[tuple[float, bool]], wanted: int, prior: float) -> float:
    """The cut between two probabilities that gives the best F1, smoothed towards 0.5 where data are few."""
    best, cut = -1.0, 0.5
    for n in range(10, 80, 5):
        at = n / 100
        kept = [right for p, right in judged if p >= at]
        hits = sum(kept)
        f1 = 2 * hits / (len(kept) + wanted) if kept or wanted else 0.0
        f1 -= abs(at - 0.5) * prior / (wanted + prior) * 0.5
        if f1 > best + 1e-9:
            best, cut = f1, at
    return cut


def _judge(
    gold: Mapping[str, Any], pred: Mapping[str, Any], judged: dict[str, list[tuple[float, bool]]], wanted: dict[str, int]
) -> None:
    names = _aligned(gold, pred)
    for field, prefix in (("relations", ""), ("arguments", "arg:")):
        have = {(r["subject"], r["predicate"], r["object"]) for r in gold[field]}
        for _, predicate, _ in have:
            wanted[prefix + predicate] += 1
        for r in pred[field]:
            fact = names.get(r["subject"]), r["predicate"], names.get(r["object"])
            judged[prefix + r["predicate"]].append((r.get("confidence", 1.0), fact in have))


def _aligned(gold: Mapping[str, Any], pred: Mapping[str, Any]) -> dict[str, str]:
    """Predicted entity -> the gold entity it shares most characters of mentions with."""
    shared: dict[tuple[str, str], float] = defaultdict(float)
    for p in pred["mentions"]:
        for g in gold["mentions"]:
            inter = min(p["end"], g["end"]) - max(p["start"], g["start"])
            share = inter / max(p["end"] - p["start"], g["end"] - g["start"])
            if inter > 0 and share >= _EQUAL_ENOUGH:
                shared[p["entity"], g["entity"]] += share
    out: dict[str, str] = {}
    for (p_id, g_id), _ in sorted(shared.items(), key=lambda x: (-x[1], x[0])):
        if p_id not in out and g_id not in out.values():
            out[p_id] = g_id
    return out
