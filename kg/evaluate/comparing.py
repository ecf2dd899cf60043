"""Lay a predicted article beside the gold one: which entity is which, and which facts are the same fact.

Entities are aligned one to one by shared mention characters and equal type (a GPE may stand for a LOC); every fact is
then compared through that alignment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.exchange import Record
from kg.records import SYMMETRIC_PREDICATES

Key: TypeAlias = tuple[Any, ...]

NOTHING: Record = {"entities": [], "mentions": []}
RELATION, ARGUMENT, POSITION, QUOTE = "relation", "argument", "position", "quote"
FAMILIES = (RELATION, ARGUMENT, POSITION, QUOTE)
MIN_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Stranger:
    """An entity id without a counterpart; `side` keeps strangers of gold and prediction apart."""

    side: str
    id: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact: in both (a match), in gold alone (missed) or in the prediction alone (invented)."""

    family: str
    gold: Record | None
    pred: Record | None
    gold_key: Key = ()
    pred_key: Key = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The aligned entities (predicted id -> gold id) and the facts of one article."""

    gold: Record
    pred: Record
    entities: Mapping[str, str]
    pairs: tuple[Pair, ...]

    def of(self, family: str) -> tuple[Pair, ...]:
        """The pairs of one family of facts."""
        return tuple(p for p in self.pairs if p.family == family)


def compare(gold: Record, pred: Record) -> Comparison:
    """Align two annotations of the same text."""
    ids = align(gold, pred)
    own = {e["id"]: e["id"] for e in gold["entities"]}
    ours, theirs = _facts(gold, own, "gold"), _facts(pred, ids, "pred")
    pairs = [
        *_pair_sets(RELATION, ours[RELATION], theirs[RELATION]),
        *_pair_sets(ARGUMENT, ours[ARGUMENT], theirs[ARGUMENT]),
        *_pair_lists(POSITION, ours[POSITION], theirs[POSITION], same_position),
        *_pair_lists(QUOTE, ours[QUOTE], theirs[QUOTE], same_quote),
    ]
    return Comparison(gold, pred, ids, tuple(pairs))


def align(gold: Record, pred: Record) -> dict[str, str]:
    """Predicted entity id -> gold entity id, best overlap first, each used once."""
    gold_spans, pred_spans = _spans(gold), _spans(pred)
    gold_types, pred_types = coarse_types(gold), coarse_types(pred)
    ranked = []
    for p, ps in pred_spans.items():
        for g, gs in gold_spans.items():
            overlap = _overlap(ps, gs) if pred_types.get(p) == gold_types.get(g) else 0.0
            if overlap:
                ranked.append((-overlap, p, g))
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for _, p, g in sorted(ranked):
        if p not in chosen and g not in taken:
            chosen[p] = g
            taken.add(g)
    return chosen


def coarse_types(record: Record) -> dict[str, str]:
    """Entity id -> type, with GPE and LOC as one type PLACE."""
    return {e["id"]: coarse(e["type"]) for e in record["entities"]}


def coarse(kind: str) -> str:
    """The type that the graph measures compare.

    >>> coarse("GPE"), coarse("PER")
    ('PLACE', 'PER')
    """
    return "PLACE" if kind in ("GPE", "LOC") else kind


def same_role(left: str | None, right: str | None) -> bool:
    """Whether two role titles share at least half of the words of the longer one, case and punctuation apart.

    >>> same_role("Kepala", "Plt. Kepala"), same_role("Kepala", "Kepala Seksi Pidana")
    (True, False)
    """
    a, b = _words(left), _words(right)
    return bool(a and b) and len(a & b) / max(len(a), len(b)) >= MIN_OVERLAP


def overlap_ratio(left: tuple[int, int], right: tuple[int, int]) -> float:
    """Shared characters of two spans over the characters from the first start to the last end; 0 when apart.

    >>> overlap_ratio((0, 10), (5, 10))
    0.5
    """
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared / (max(left[1], right[1]) - min(left[0], right[0])) if shared > 0 else 0.0


def same_position(gold: Key, pred: Key) -> bool:
    """Same person, agreeing role words, same holder."""
    return bool(gold[0] == pred[0] and same_role(gold[1], pred[1]) and gold[2] == pred[2])


def same_quote(gold: Key, pred: Key) -> bool:
    """Same speaker, statements that overlap by half."""
    return bool(gold[0] == pred[0] and overlap_ratio(gold[1], pred[1]) >= MIN_OVERLAP)


def _words(title: str | None) -> set[str]:
    return set("".join(c.lower() if c.isalnum() else " " for c in title or "").split())


def _spans(record: Record) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in record["mentions"]:
        spans[mention["entity"]].append((mention["start"], mention["end"]))
    return spans


def _overlap(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> float:
    """The sum of overlaps over all mention pairs that share at least half of the longer one."""
    total = 0.0
    rights = list(right)
    for a, b in left:
        for c, d in rights:
            shared = min(b, d) - max(a, c)
            if shared > 0 and shared / max(b - a, d - c) >= MIN_OVERLAP:
                total += shared / max(b - a, d - c)
    return total


def _facts(record: Record, ids: Mapping[str, str], side: str) -> dict[str, list[tuple[Key, Record]]]:
    """Per family, each fact's key over gold ids with the fact as written."""

    def known(local: str | None) -> object:
        return None if local is None else ids.get(local, Stranger(side, local))

    return {
        RELATION: [(_relation_key(r, known), r) for r in _rows(record, "relations")],
        ARGUMENT: [((known(a["subject"]), a["predicate"], known(a["object"])), a) for a in _rows(record, "arguments")],
        POSITION: [((known(p["person"]), p["role"], known(p.get("holder"))), p) for p in _rows(record, "positions")],
        QUOTE: [((known(q["speaker"]), (q["start"], q["end"])), q) for q in _rows(record, "quotes")],
    }


def _rows(record: Record, name: str) -> list[Record]:
    return list(record.get(name) or [])


def _relation_key(relation: Record, known: Callable[[str | None], object]) -> Key:
    ends = [known(relation["subject"]), known(relation["object"])]
    if relation["predicate"] in SYMMETRIC_PREDICATES:
        ends.sort(key=repr)
    return ends[0], relation["predicate"], ends[1]


def _pair_sets(family: str, gold: list[tuple[Key, Record]], pred: list[tuple[Key, Record]]) -> list[Pair]:
    """Facts compared as sets: what is written twice counts once, with its most confident wording."""
    ours, theirs = _unique(gold), _unique(pred)
    pairs = [Pair(family, fact, theirs.get(key), key, key if key in theirs else ()) for key, fact in ours.items()]
    return pairs + [Pair(family, None, fact, (), key) for key, fact in theirs.items() if key not in ours]


def _unique(facts: list[tuple[Key, Record]]) -> dict[Key, Record]:
    kept: dict[Key, Record] = {}
    for key, fact in facts:
        if key not in kept or (fact.get("confidence") or 0.0) > (kept[key].get("confidence") or 0.0):
            kept[key] = fact
    return kept


def _pair_lists(
    family: str, gold: list[tuple[Key, Record]], pred: list[tuple[Key, Record]], same: Callable[[Key, Key], bool]
) -> list[Pair]:
    """Greedy one-to-one matching in the order written."""
    left = list(gold)
    matched, invented = [], []
    for key, fact in pred:
        hit = next((i for i, (other, _) in enumerate(left) if same(other, key)), None)
        if hit is None:
            invented.append(Pair(family, None, fact, (), key))
        else:
            other, gold_fact = left.pop(hit)
            matched.append(Pair(family, gold_fact, fact, other, key))
    return matched + [Pair(family, fact, None, key, ()) for key, fact in left] + invented
