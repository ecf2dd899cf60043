"""Whether an engine's confidences mean what they say, and whether it keeps fact and allegation apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.evaluate.comparing import NOTHING, QUOTE, Comparison, compare
from kg.evaluate.measures import Score
from kg.exchange import Record
from kg.records import ASSERTED


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts whose confidence lies in low <= c < high (the last bin holds 1.0 too)."""

    low: float
    high: float
    facts: int
    confidence: float
    precision: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error` is the expected calibration error (0 is perfect), `facts` how many carried a confidence."""

    error: float
    facts: int
    bins: tuple[Bin, ...]


def calibration(golds: Mapping[str, Record], preds: Mapping[str, Record], *, bins: int = 10) -> Calibration:
    """Mean distance between stated confidence and precision, weighted by facts (Guo et al. 2017, equal-width bins).

    A fact counts as right when gold has it. Facts without a `confidence` are left out; without any, the error is 0.
    """
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for both in _compared(golds, preds):
        for pair in both.pairs:
            confidence = (pair.pred or {}).get("confidence")
            if isinstance(confidence, int | float):
                held[min(int(max(confidence, 0.0) * bins), bins - 1)].append((float(confidence), pair.gold is not None))
    rows = tuple(_bin(i / bins, (i + 1) / bins, judged) for i, judged in enumerate(held))
    facts = sum(row.facts for row in rows)
    error = sum(row.facts * abs(row.confidence - row.precision) for row in rows) / facts if facts else 0.0
    return Calibration(error, facts, rows)


def modality(golds: Mapping[str, Record], preds: Mapping[str, Record]) -> dict[str, Score]:
    """How well what is not asserted (planned, alleged, denied, cancelled) is told from what is, on items found by both.

    `event modality` looks at aligned events, `fact modality` at matched positions, relations and arguments. `hedged as
    gold` joins them and asks only whether the item is asserted or not: its recall is the share of hedged items that did
    not harden into plain fact.
    """
    events = [pair for both in _compared(golds, preds) for pair in _event_modalities(both)]
    facts = [pair for both in _compared(golds, preds) for pair in _fact_modalities(both)]
    hedged = [(_hedged(g), _hedged(p)) for g, p in events + facts]
    return {"event modality": _agree(events), "fact modality": _agree(facts), "hedged as gold": _agree(hedged)}


def fact_modality(fact: Record) -> str:
    """The modality a fact states for itself; nothing stated is asserted."""
    return fact.get("modality") or ASSERTED


def event_modality(record: Record, event: str) -> str:
    """The modality of an event; nothing stated is asserted."""
    return (record.get("event_modality") or {}).get(event) or ASSERTED


def _compared(golds: Mapping[str, Record], preds: Mapping[str, Record]) -> Iterator[Comparison]:
    for key, gold in golds.items():
        yield compare(gold, preds.get(key, NOTHING))


def _bin(low: float, high: float, judged: list[tuple[float, bool]]) -> Bin:
    if not judged:
        return Bin(low, high, 0, 0.0, 0.0)
    return Bin(
        low,
        high,
        len(judged),
        sum(confidence for confidence, _ in judged) / len(judged),
        sum(right for _, right in judged) / len(judged),
    )


def _event_modalities(both: Comparison) -> Iterator[tuple[str, str]]:
    events = {e["id"] for e in both.gold["entities"] if e["type"] == "EVT"}
    for theirs, ours in sorted(both.entities.items()):
        if ours in events:
            yield event_modality(both.gold, ours), event_modality(both.pred, theirs)


def _fact_modalities(both: Comparison) -> Iterator[tuple[str, str]]:
    for pair in both.pairs:
        if pair.family != QUOTE and pair.gold is not None and pair.pred is not None:
            yield fact_modality(pair.gold), fact_modality(pair.pred)


def _agree(pairs: list[tuple[str, str]]) -> Score:
    return Score(
        matched=sum(gold == pred != ASSERTED for gold, pred in pairs),
        predicted=sum(pred != ASSERTED for _, pred in pairs),
        gold=sum(gold != ASSERTED for gold, _ in pairs),
    )


def _hedged(stated: str) -> str:
    return ASSERTED if stated == ASSERTED else "hedged"
