"""From which confidence on things are stated: chosen by what it gives in precision and recall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.extract.confidence import family

Sure = Sequence[tuple[float, bool]]
# Share of all stated facts that is to be right, and of those of a label that is stated below the cut of all.
PRECISION, OWN_PRECISION = 0.72, 0.75
# A label with fewer gold facts shares its family's cut: a handful of facts chooses nothing.
OWN_FACTS = 12
_GRID = [n / 100 for n in range(20, 91, 2)]


def best_entity_cut(sure: Sure, wanted: int, *, most: float) -> float:
    """The probability, up to `most`, from which on entities are stated: the one of best F1."""
    f1 = {}
    for n in range(0, round(100 * most) + 1, 5):
        kept = [right for p, right in sure if p >= n / 100]
        f1[n / 100] = 2 * sum(kept) / max(len(kept) + wanted, 1)
    return max(f1, key=lambda cut: (f1[cut], -cut))


def fact_cuts(sure: Mapping[str, Sure], wanted: Mapping[str, int]) -> dict[str, Any]:
    """`least`, the cut of all facts, and `least_of`, lower ones of single labels.

    One cut for all gives the best F1 of all facts where confidences hold, but leaves out labels of which little is sure.
    A label is stated from a lower cut on where OWN_PRECISION of its facts are still right; rare labels of a family together.
    """
    least = best_cut([row for rows in sure.values() for row in rows], sum(wanted.values()))
    groups: dict[str, list[str]] = defaultdict(list)
    for label in sorted({*sure, *wanted}):
        groups[label if wanted.get(label, 0) >= OWN_FACTS else f"rare {family(label)}"].append(label)
    own: dict[str, float] = {}
    for labels in groups.values():
        rows = [row for label in labels for row in sure.get(label, ())]
        curve = _curve(rows, sum(wanted.get(label, 0) for label in labels))
        good = {cut: f1 for cut, (f1, share) in curve.items() if cut < least and share >= OWN_PRECISION and f1 > curve[least][0]}
        if good:
            own |= dict.fromkeys(labels, max(good, key=lambda cut: (good[cut], -cut)))
    return {"least": least, "least_of": own}


def best_cut(sure: Sure, wanted: int) -> float:
    """The confidence from which on facts are stated: best F1 where PRECISION of them are right, if any cut gives that.

    >>> best_cut([(0.9, True), (0.8, True), (0.3, False), (0.2, False)], 3)
    0.32
    """
    curve = _curve(sure, wanted)
    precise = {cut: f1 for cut, (f1, share) in curve.items() if share >= PRECISION and f1 > 0}
    open_to = precise or {cut: f1 for cut, (f1, _) in curve.items()}
    return max(open_to, key=lambda cut: (open_to[cut], -cut))


def _curve(sure: Sure, wanted: int) -> dict[float, tuple[float, float]]:
    """By cut the F1 and the precision of what is stated from it on."""
    out = {}
    for cut in _GRID:
        kept = [right for p, right in sure if p >= cut]
        hits = sum(kept)
        out[cut] = 2 * hits / max(len(kept) + wanted, 1), hits / len(kept) if kept else 1.0
    return out
