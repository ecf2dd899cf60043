"""How an engine's scores become confidences, and from which confidence on facts are stated: chosen on annotated articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.comparing import ARGUMENT, POSITION, QUOTE, RELATION, Pair, compare
from kg.exchange import to_json
from kg.extract.confidence import WEIGHTS, End, features
from kg.extract.neural.engine import NeuralEngine, load
from kg.extract.neural.labels import HOLDS, SAID
from kg.records import Annotation
from kg.text import split

FLOOR = 0.05
PRECISION = 0.65
# Dates are left to the rules that read them.
CUT_TYPES = ("PER", "ORG", "GPE", "EVT", "LAW", "PROD")
# A headline alone leaves the tagger less sure of a name than the articles that choose the cuts; a person must not be lost there.
MOST_CUT = {"PER": 0.65}
Judged = list[tuple[tuple[float, ...], bool]]
_ENDS = {
    RELATION: ("subject", "object"),
    ARGUMENT: ("subject", "object"),
    POSITION: ("person", "holder"),
    QUOTE: ("speaker", "no entity"),
}
_PLAIN = (1.0, *(0.0,) * (WEIGHTS - 1))


def choose(folder: Path, golds: Sequence[Annotation]) -> dict[str, Any]:
    """`calibration`, `least` and `least_entity` for the model in `folder`, from annotated articles it was not trained on."""
    engine = load(model=folder)
    engine.settings = {"version": "0", "least": FLOOR}
    entities = best_entity_cuts(engine, golds)
    engine.settings["least_entity"] = entities
    judged, wanted = judge(engine, golds)
    weights = scalings(judged)
    sure = [(_sure(weights[label], row), right) for label, rows in judged.items() for row, right in rows]
    return {"calibration": weights, "least": best_cut(sure, wanted), "least_entity": entities}


def best_entity_cuts(engine: NeuralEngine, golds: Sequence[Annotation]) -> dict[str, float]:
    """By type the tagger's probability from which on entities are stated: the one that gives their best F1."""
    sure: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in CUT_TYPES}
    wanted: Counter[str] = Counter()
    for gold in golds:
        wanted.update(_cut_type(e.type) for e in gold.entities)
        pred = next(iter(engine.annotate([split(gold.article)])))
        found = compare(to_json(gold), to_json(pred)).entities
        for e in pred.entities:
            sure.setdefault(_cut_type(e.type), []).append((e.confidence, e.id in found))
    cuts = {kind: _best_entity_cut(sure[kind], wanted[kind], most=MOST_CUT.get(kind, 0.75)) for kind in CUT_TYPES}
    return {**cuts, "LOC": cuts["GPE"]}


def _cut_type(kind: str) -> str:
    """Places of both types share a cut, as they are scored together."""
    return "GPE" if kind == "LOC" else kind


def _best_entity_cut(sure: Sequence[tuple[float, bool]], wanted: int, *, most: float) -> float:
    f1 = {}
    for n in range(0, round(100 * most) + 1, 5):
        kept = [right for p, right in sure if p >= n / 100]
        f1[n / 100] = 2 * sum(kept) / max(len(kept) + wanted, 1)
    return max(f1, key=lambda cut: (f1[cut], -cut))


def _sure(weights: Sequence[float], row: Sequence[float]) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(np.dot(weights, row), -30, 30))))


def judge(engine: NeuralEngine, golds: Sequence[Annotation]) -> tuple[dict[str, Judged], int]:
    """By label the features of the engine's facts and whether gold has them, and the number of gold facts.

    The engine must give scores, not confidences, and state all down to FLOOR.
    """
    judged: dict[str, Judged] = defaultdict(list)
    wanted = 0
    for gold in golds:
        pred = next(iter(engine.annotate([split(gold.article)])))
        ends = _ends(pred)
        for pair in compare(to_json(gold), to_json(pred)).pairs:
            wanted += pair.gold is not None
            if pair.pred is not None:
                left, right = (ends.get(pair.pred.get(name) or "") for name in _ENDS[pair.family])
                row = features(float(pair.pred["confidence"]), left, right)
                judged[label_of(pair)].append((row, pair.gold is not None))
    return dict(judged), wanted


def _ends(a: Annotation) -> dict[str, End]:
    counts = Counter(m.entity for m in a.mentions)
    return {e.id: End(e.confidence, counts[e.id]) for e in a.entities}


def label_of(pair: Pair) -> str:
    """The pair label by which a predicted fact is calibrated."""
    fact: Mapping[str, Any] = pair.pred or {}
    if pair.family == RELATION:
        return str(fact["predicate"])
    if pair.family == ARGUMENT:
        return f"arg:{fact['predicate']}"
    return HOLDS if pair.family == POSITION else SAID


def scalings(judged: Mapping[str, Judged], *, prior: float = 10.0) -> dict[str, tuple[float, ...]]:
    """Weights of each label; those of one with few facts are drawn to its family's (`prior` facts' worth)."""
    families: dict[str, Judged] = defaultdict(list)
    for label, rows in judged.items():
        families[_family(label)] += rows
    common = {name: _fit(rows, _PLAIN, 3.0) for name, rows in families.items()}
    return {label: _fit(rows, common[_family(label)], prior) for label, rows in sorted(judged.items())}


def _family(label: str) -> str:
    return "argument" if label.startswith("arg:") else label if label in (HOLDS, SAID) else "relation"


def _fit(rows: Judged, towards: Sequence[float], prior: float) -> tuple[float, ...]:
    """Logistic regression of "right" on the features by damped Newton steps, ridged towards given weights."""
    x = np.array([row for row, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    goal = np.array(towards)

    def cost(w: NDArray[np.float64]) -> float:
        z = x @ w
        return float((np.logaddexp(0.0, z) - y * z).sum() + prior / 2 * ((w - goal) ** 2).sum())

    at = goal.copy()
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ at, -30, 30)))
        slope = x.T @ (p - y) + prior * (at - goal)
        curve = (x * (p * (1 - p))[:, None]).T @ x + prior * np.eye(WEIGHTS)
        step = np.linalg.solve(curve, slope)
        while cost(at - step) > cost(at) and np.abs(step).max() > 1e-6:
            step = step / 2
        at = at - step
    return tuple(round(float(w), 4) for w in at)


def best_cut(sure: Sequence[tuple[float, bool]], wanted: int) -> float:
    """The confidence from which on facts are stated: best F1 where precision is at least PRECISION, if that can be had
    for a tenth of the best F1; else the best F1.

    >>> best_cut([(0.9, True), (0.8, True), (0.3, False), (0.2, False)], 3)
    0.35
    """
    curve = {}
    for n in range(10, 85, 5):
        kept = [right for p, right in sure if p >= n / 100]
        hits = sum(kept)
        curve[n / 100] = 2 * hits / (len(kept) + wanted) if wanted else 0.0, hits / len(kept) if kept else 1.0
    best = max(f1 for f1, _ in curve.values())
    precise = {cut: f1 for cut, (f1, precision) in curve.items() if precision >= PRECISION and f1 >= 0.9 * best}
    open_to = precise or {cut: f1 for cut, (f1, _) in curve.items()}
    return max(open_to, key=lambda cut: (open_to[cut], -cut))
