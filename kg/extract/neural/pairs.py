"""Features of ordered pairs of typed spans: which pairs are asked about, how far apart, what stands between, equal names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.labels import SPAN_TYPE_INDEX, SPAN_TYPES

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
    """Parallel arrays over ordered pairs: span indexes, and by feature (see FEATURES) each pair's bucket number."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    buckets: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The pairs (i, j) to be described, over spans given by type number, first and last piece in a window of `pieces`."""

    spans: Sequence[WindowSpan]
    kinds: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    i: NDArray[np.int64]
    j: NDArray[np.int64]
    pieces: int


@dataclass(frozen=True, slots=True)
class Feature:
    """How many buckets a feature has (the rows of its embedding), and what gives each pair's bucket."""

    buckets: int
    of: Callable[[_Asked], NDArray[np.int64]]


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


def _types(asked: _Asked) -> NDArray[np.int64]:
    """The types of both spans."""
    found: NDArray[np.int64] = asked.kinds[asked.i] * len(SPAN_TYPES) + asked.kinds[asked.j]
    return found


def _distance(asked: _Asked) -> NDArray[np.int64]:
    """Signed distance in pieces, in logarithmic buckets; nesting has buckets of its own."""
    first, last, i, j = asked.first, asked.last, asked.i, asked.j
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


def _between(asked: _Asked) -> NDArray[np.int64]:
    """How many spans of the left's and of the right's type start strictly between the two (each capped at 3)."""
    table = np.zeros((len(SPAN_TYPES), asked.pieces + 1), dtype=np.int64)
    np.add.at(table, (asked.kinds, asked.first + 1), 1)
    table = table.cumsum(axis=1)
    low = np.minimum(asked.first[asked.i], asked.first[asked.j])
    high = np.maximum(asked.first[asked.i], asked.first[asked.j])

    def count(kind: NDArray[np.int64]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.clip(table[kind, high] - table[kind, np.minimum(low + 1, asked.pieces)], 0, 3)
        return found

    return count(asked.kinds[asked.i]) * 4 + count(asked.kinds[asked.j])


def _surface(asked: _Asked) -> NDArray[np.int64]:
    """How alike the surfaces of two spans of one type are."""
    out = np.zeros(len(asked.i), dtype=np.int64)
    for n in np.nonzero(asked.kinds[asked.i] == asked.kinds[asked.j])[0]:
        out[n] = surface_match(asked.spans[asked.i[n]].surface, asked.spans[asked.j[n]].surface)
    return out


# A new feature is a function and a line here: training makes its embedding, the engine adds it up where a model has one.
FEATURES: Mapping[str, Feature] = {
    "types": Feature(len(SPAN_TYPES) ** 2, _types),
    "distance": Feature(22, _distance),
    "between": Feature(16, _between),
    "surface": Feature(6, _surface),
}


def pair_features(spans: Sequence[WindowSpan], allowed: NDArray[np.bool_], pieces: int) -> PairFeatures:
    """Features of every ordered pair whose types have at least one allowed label (`allowed`: types x types x labels)."""
    kinds = np.array([SPAN_TYPE_INDEX[s.type] for s in spans], dtype=np.int64)
    first = np.array([s.first for s in spans], dtype=np.int64)
    last = np.array([s.last for s in spans], dtype=np.int64)
    some: NDArray[np.bool_] = np.asarray(allowed.any(axis=2))
    possible = some[kinds[:, None], kinds[None, :]] if len(spans) else np.zeros((0, 0), dtype=bool)
    np.fill_diagonal(possible, False)
    i, j = np.nonzero(possible)
    asked = _Asked(spans, kinds, first, last, i, j, pieces)
    return PairFeatures(i, j, {name: feature.of(asked) for name, feature in FEATURES.items()})
