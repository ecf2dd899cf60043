"""Features of ordered pairs of typed spans: which pairs are asked about, how far apart, what stands between, equal names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.labels import SPAN_TYPE_INDEX, SPAN_TYPES

DISTANCE_BUCKETS = 22
BETWEEN_BUCKETS = 16
SURFACE_BUCKETS = 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WindowSpan:
    """A typed span in a window: first and last piece (inclusive), its surface, and the group (entity) it belongs to."""

    first: int
    last: int
    type: str
    surface: str
    group: int = -1


@dataclass(frozen=True, slots=True)
class PairFeatures:
    """Parallel arrays over ordered pairs: span indexes and bucket numbers."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    types: NDArray[np.int64]
    distance: NDArray[np.int64]
    between: NDArray[np.int64]
    surface: NDArray[np.int64]


@lru_cache(maxsize=200_000)
def surface_match(left: str, right: str) -> int:
    """How alike two surfaces are: 0 not, 1 equal but for case, 2 left's words inside right's, 3 right's inside left's,
    4 initials of one another, 5 sharing a long word.

    >>> surface_match("Hanung", "Hanung Cahyo Saputro"), surface_match("BNI", "Bank Negara Indonesia")
    (2, 4)
    """
    a, b = _WORD.findall(left.lower()), _WORD.findall(right.lower())
    if not a or not b:
        return 0
    if a == b:
        return 1
    if set(a) <= set(b):
        return 2
    if set(b) <= set(a):
        return 3
    short, long = (left, b) if len(a) < len(b) else (right, a)
    if short.isupper() and _initials(short.lower(), long):
        return 4
    return 5 if {w for w in a if len(w) > 4} & set(b) else 0


def _initials(short: str, words: Sequence[str]) -> bool:
    firsts = "".join(w[0] for w in words)
    return len(short) >= 2 and (firsts == short or firsts.startswith(short) or firsts.endswith(short))


def _distance(first: NDArray[np.int64], last: NDArray[np.int64], i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distance in pieces, in logarithmic buckets; nesting has buckets of its own."""
    gap_after = first[j] - last[i]
    gap_before = first[i] - last[j]
    gap = np.maximum(np.maximum(gap_after, gap_before), 1)
    size = np.minimum(np.floor(np.log2(gap) * 1.12), 9).astype(np.int64)
    out = np.where(gap_after > 0, size, 10 + size)
    inside = (first[j] <= first[i]) & (last[i] <= last[j])
    around = (first[i] <= first[j]) & (last[j] <= last[i])
    out = np.where(inside, 20, np.where(around, 21, out))
    crossing = ~inside & ~around & (gap_after <= 0) & (gap_before <= 0)
    return np.where(crossing, 20, out)


def _between(
    first: NDArray[np.int64], kinds: NDArray[np.int64], i: NDArray[np.int64], j: NDArray[np.int64], pieces: int
) -> NDArray[np.int64]:
    """How many spans of the left's and of the right's type start strictly between the two (each capped at 3)."""
    table = np.zeros((len(SPAN_TYPES), pieces + 1), dtype=np.int64)
    np.add.at(table, (kinds, first + 1), 1)
    table = table.cumsum(axis=1)
    low = np.minimum(first[i], first[j])
    high = np.maximum(first[i], first[j])

    def count(kind: NDArray[np.int64]) -> NDArray[np.int64]:
        crowd: NDArray[np.int64] = np.clip(table[kind, high] - table[kind, np.minimum(low + 1, pieces)], 0, 3)
        return crowd

    return count(kinds[i]) * 4 + count(kinds[j])


def pair_features(spans: Sequence[WindowSpan], allowed: NDArray[np.bool_], pieces: int) -> PairFeatures:
    """Features of every ordered pair whose types have at least one allowed label (`allowed`: types x types x labels)."""
    kinds = np.array([SPAN_TYPE_INDEX[s.type] for s in spans], dtype=np.int64)
    first = np.array([s.first for s in spans], dtype=np.int64)
    last = np.array([s.last for s in spans], dtype=np.int64)
    some: NDArray[np.bool_] = np.asarray(allowed.any(axis=2))
    asked = some[kinds[:, None], kinds[None, :]] if len(spans) else np.zeros((0, 0), dtype=bool)
    np.fill_diagonal(asked, False)
    i, j = np.nonzero(asked)
    same = kinds[i] == kinds[j]
    surface = np.zeros(len(i), dtype=np.int64)
    for n in np.nonzero(same)[0]:
        surface[n] = surface_match(spans[i[n]].surface, spans[j[n]].surface)
    return PairFeatures(
        left=i,
        right=j,
        types=kinds[i] * len(SPAN_TYPES) + kinds[j],
        distance=_distance(first, last, i, j),
        between=_between(first, kinds, i, j, pieces),
        surface=surface,
    )
