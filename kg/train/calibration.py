"""How an engine's scores become confidences, and from which confidence on facts are stated: chosen on annotated articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.comparing import ARGUMENT, POSITION, QUOTE, RELATION, Pair, compare
from kg.exchange import to_json
from kg.extract.annotate import annotation
from kg.extract.confidence import WEIGHTS, End, family, features
from kg.extract.draft import NETWORK
from kg.extract.neural.engine import NeuralEngine, load
from kg.extract.neural.labels import HOLDS, SAID
from kg.extract.neural.prediction import Prediction
from kg.records import Annotation, Document
from kg.text import split
from kg.train.cuts import best_entity_cut, fact_cuts

# While confidences are chosen, facts are stated from this probability on.
FLOOR = 0.05
FOLDS = 5
# Dates are left to the rules that read them.
CUT_TYPES = ("PER", "ORG", "GPE", "EVT", "LAW", "PROD")
# A headline alone leaves the tagger less sure of a name than the articles that choose the cuts; a person must not be lost there.
MOST_CUT = {"PER": 0.65}
_ENDS = {
    RELATION: ("subject", "object"),
    ARGUMENT: ("subject", "object"),
    POSITION: ("person", "holder"),
    QUOTE: ("speaker", "no entity"),
}
_PLAIN = (1.0, *(0.0,) * (WEIGHTS - 1))
Predicted = Sequence[tuple[Document, Prediction]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One fact that the engine stated: its label, what is known of it (`features`), whether gold has it, and in which article."""

    label: str
    known: tuple[float, ...]
    right: bool
    article: int


def choose(folder: Path, golds: Sequence[Annotation]) -> dict[str, Any]:
    """`calibration`, `least`, `least_of` and `least_entity` for the model in `folder`, from articles it was not trained on,
    and `held_out_error`, the expected calibration error of facts in folds whose confidences were chosen on the others."""
    engine = load(model=folder)
    documents = [split(gold.article) for gold in golds]
    predicted = [(d, engine.predict(d)) for d in documents]
    entities = entity_cuts(engine, predicted, golds)
    engine.settings = {"version": "0", "least": FLOOR, "least_entity": entities}
    judged, wanted = judge(engine, predicted, golds)
    weights = scalings(judged)
    by_label: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        by_label[one.label].append((confidence(weights[one.label], one.known), one.right))
    return {
        "calibration": weights,
        **fact_cuts(by_label, wanted),
        "least_entity": entities,
        "held_out_error": round(held_out_error(judged), 4),
    }


def entity_cuts(engine: NeuralEngine, predicted: Predicted, golds: Sequence[Annotation]) -> dict[str, float]:
    """By type the tagger's probability from which on entities are stated: the one that gives their best F1."""
    engine.settings = {"version": "0", "least": FLOOR}
    sure: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in CUT_TYPES}
    wanted: Counter[str] = Counter()
    for (document, prediction), gold in zip(predicted, golds, strict=True):
        wanted.update(_cut_type(e.type) for e in gold.entities)
        pred = annotation(engine.draft(document, prediction), engine="")
        found = compare(to_json(gold), to_json(pred)).entities
        for e in pred.entities:
            sure.setdefault(_cut_type(e.type), []).append((e.confidence, e.id in found))
    cuts = {kind: best_entity_cut(sure[kind], wanted[kind], most=MOST_CUT.get(kind, 0.75)) for kind in CUT_TYPES}
    return {**cuts, "LOC": cuts["GPE"]}


def _cut_type(kind: str) -> str:
    """Places of both types share a cut, as they are scored together."""
    return "GPE" if kind == "LOC" else kind


def confidence(weights: Sequence[float], known: Sequence[float]) -> float:
    """The logistic of the weighted sum."""
    return float(1.0 / (1.0 + np.exp(-np.clip(np.dot(weights, known), -30, 30))))


def judge(engine: NeuralEngine, predicted: Predicted, golds: Sequence[Annotation]) -> tuple[list[Judged], Counter[str]]:
    """The engine's facts judged by gold, and how many facts of each label gold has.

    The engine must give scores, not confidences, and state all down to FLOOR.
    """
    judged: list[Judged] = []
    wanted: Counter[str] = Counter()
    for number, ((document, prediction), gold) in enumerate(zip(predicted, golds, strict=True)):
        pred = annotation(engine.draft(document, prediction), engine="")
        ends = _ends(pred)
        for pair in compare(to_json(gold), to_json(pred)).pairs:
            if pair.gold is not None:
                wanted[label_of(pair.family, pair.gold)] += 1
            if pair.pred is not None:
                judged.append(Judged(label_of(pair.family, pair.pred), _known(pair, ends), pair.gold is not None, number))
    return judged, wanted


def _known(pair: Pair, ends: Mapping[str, End]) -> tuple[float, ...]:
    fact = pair.pred or {}
    left, right = (ends.get(fact.get(name) or "") for name in _ENDS[pair.family])
    return features(
        # A score of exactly 1 is not written.
        float(fact.get("confidence", 1.0)),
        left,
        right,
        ruled=any(author != NETWORK for author in fact.get("by", ())),
        crossing=pair.family in (RELATION, ARGUMENT) and len(fact.get("sentences", ())) > 1,
    )


def _ends(a: Annotation) -> dict[str, End]:
    counts = Counter(m.entity for m in a.mentions)
    surfaces: dict[str, set[str]] = defaultdict(set)
    for m in a.mentions:
        surfaces[m.entity].add(m.span.of(a.article.text).casefold())
    return {e.id: End(e.confidence, counts[e.id], len(surfaces[e.id])) for e in a.entities}


def label_of(kind: str, fact: Mapping[str, Any]) -> str:
    """The pair label by which a fact of that kind is calibrated."""
    if kind == RELATION:
        return str(fact["predicate"])
    if kind == ARGUMENT:
        return f"arg:{fact['predicate']}"
    return HOLDS if kind == POSITION else SAID


def scalings(judged: Iterable[Judged], *, prior: float = 10.0) -> dict[str, tuple[float, ...]]:
    """Weights of each label; those of one with few facts are drawn to its family's (`prior` facts' worth)."""
    families: dict[str, list[Judged]] = defaultdict(list)
    labels: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        families[family(one.label)].append(one)
        labels[one.label].append(one)
    shared = {name: _fit(rows, _PLAIN, 3.0) for name, rows in families.items()}
    return {label: _fit(rows, shared[family(label)], prior) for label, rows in sorted(labels.items())}


def _fit(rows: Sequence[Judged], towards: Sequence[float], prior: float) -> tuple[float, ...]:
    """Logistic regression of "right" on the features by damped Newton steps, ridged towards given weights."""
    x = np.array([row.known for row in rows])
    y = np.array([row.right for row in rows], dtype=float)
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


def held_out_error(judged: Sequence[Judged], *, folds: int = FOLDS, bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017) of facts whose confidences were chosen on the articles of other folds."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for fold in range(folds):
        weights = scalings(one for one in judged if one.article % folds != fold)
        for one in judged:
            if one.article % folds == fold and one.label in weights:
                sure = confidence(weights[one.label], one.known)
                held[min(int(sure * bins), bins - 1)].append((sure, one.right))
    total = sum(map(len, held))
    gaps = (abs(sum(p for p, _ in rows) - sum(right for _, right in rows)) for rows in held)
    return sum(gaps) / total if total else 0.0
