"""Precision, recall and F1 of predicted article graphs, by the measures that the project's figures are given in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.evaluate.comparing import (
    ARGUMENT,
    FAMILIES,
    NOTHING,
    POSITION,
    QUOTE,
    RELATION,
    Comparison,
    Key,
    coarse,
    compare,
)
from kg.exchange import Record

MENTIONS = "mentions (exact span, type)"
POSITIONS = "positions (person, role, holder)"
QUOTES = "quotes (speaker, statement)"
ALL_FACTS = "ALL FACTS"
CORE_ROLES = frozenset({"agent", "organizer", "participant", "target", "place", "time"})

Count: TypeAlias = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How many items agree, of how many predicted and how many in gold."""

    matched: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted items that gold has; 0 when nothing was predicted."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were predicted; 0 when gold has none."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(1, 2, 1).f1
        0.6666666666666666
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_json(self) -> dict[str, float | int]:
        """The referee's fields."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "gold": self.gold,
            "predicted": self.predicted,
        }


def score(golds: Mapping[str, Record], preds: Mapping[str, Record]) -> dict[str, Score]:
    """Every measure over all gold articles; an article without a prediction counts as an empty one.

    `golds` and `preds` are annotations in JSON form by article id; predictions for other articles are not looked at.
    """
    totals: dict[str, list[int]] = {}
    for key, gold in golds.items():
        for name, *numbers in _counts(compare(gold, preds.get(key, NOTHING))):
            total = totals.setdefault(name, [0, 0, 0])
            for i, number in enumerate(numbers):
                total[i] += number
    return {name: Score(matched=m, predicted=p, gold=g) for name, (m, p, g) in totals.items()}


def _counts(both: Comparison) -> Iterator[Count]:
    """(measure, matched, predicted, gold) of one article, in the order of the table."""
    yield from _mention_counts(both)
    for kind in ("PER", "ORG", "PLACE"):
        gold, pred = _ids_of(both.gold, kind), _ids_of(both.pred, kind)
        yield f"entities {kind}", sum(both.entities.get(x) in gold for x in pred), len(pred), len(gold)
    yield _date_counts(both)
    yield from _event_counts(both)
    yield from _fact_counts(both)
    arguments = both.of(ARGUMENT)
    ours = [p.gold_key for p in arguments if p.gold is not None]
    theirs = [p.pred_key for p in arguments if p.pred is not None]
    yield _set_count("  event arguments, role ignored", {(k[0], k[2]) for k in ours}, {(k[0], k[2]) for k in theirs})
    yield _set_count("  event arguments, core roles", _core(ours), _core(theirs))


def _mention_counts(both: Comparison) -> Iterator[Count]:
    gold, pred = outer_mentions(both.gold), outer_mentions(both.pred)
    yield _set_count(MENTIONS, {m for m in gold if m[2] != "EVT"}, {m for m in pred if m[2] != "EVT"})
    for kind in ("PER", "ORG", "GPE", "LOC", "DATE", "LAW", "PROD"):
        yield _set_count(f"  mentions {kind}", {m for m in gold if m[2] == kind}, {m for m in pred if m[2] == kind})


def outer_mentions(record: Record) -> set[tuple[int, int, str]]:
    """(start, end, type) of all mentions that do not lie inside a longer one."""
    types = {e["id"]: e["type"] for e in record["entities"]}
    return {(m["start"], m["end"], types[m["entity"]]) for m in record["mentions"] if not m.get("nested")}


def _date_counts(both: Comparison) -> Count:
    gold = {e["id"]: e.get("value") for e in both.gold["entities"] if e["type"] == "DATE" and e.get("value") not in (None, "?")}
    pred = [(both.entities.get(e["id"]), e["value"]) for e in both.pred["entities"] if _has_value(e)]
    return "date values", sum(x in gold and gold[x] == value for x, value in pred), len(pred), len(gold)


def _has_value(entity: Record) -> bool:
    return entity["type"] == "DATE" and bool(entity.get("value"))


def _event_counts(both: Comparison) -> Iterator[Count]:
    gold = {e["id"]: e.get("kind") for e in both.gold["entities"] if e["type"] == "EVT"}
    pred = [(both.entities.get(e["id"]), e.get("kind")) for e in both.pred["entities"] if e["type"] == "EVT"]
    yield "events (trigger)", sum(x in gold for x, _ in pred), len(pred), len(gold)
    yield "events (trigger, kind)", sum(x in gold and gold[x] == k for x, k in pred), len(pred), len(gold)


def _fact_counts(both: Comparison) -> Iterator[Count]:
    names = {RELATION: "relations", ARGUMENT: "event arguments", POSITION: POSITIONS, QUOTE: QUOTES}
    totals = [0, 0, 0]
    for family in FAMILIES:
        pairs = both.of(family)
        numbers = (
            sum(p.gold is not None and p.pred is not None for p in pairs),
            sum(p.pred is not None for p in pairs),
            sum(p.gold is not None for p in pairs),
        )
        totals = [t + n for t, n in zip(totals, numbers, strict=True)]
        yield names[family], *numbers
    yield ALL_FACTS, totals[0], totals[1], totals[2]


def _ids_of(record: Record, kind: str) -> list[str]:
    return [e["id"] for e in record["entities"] if coarse(e["type"]) == kind]


def _core(keys: Sequence[Key]) -> set[Key]:
    return {k for k in keys if k[1] in CORE_ROLES}


def _set_count(name: str, gold: set[Key], pred: set[Key]) -> Count:
    return name, len(gold & pred), len(pred), len(gold)
