"""What all articles together say of a node, as sums: adding an article and taking it out again are exact opposites, and the
order of articles leaves no trace."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

Row = tuple[str, str, str]  # node, kind, value


class Sums(Protocol):
    """How many articles support a value of a kind for a node."""

    def of(self, node: str, kind: str) -> Mapping[str, int]:
        """Values of one kind for a node, each with its number of articles."""
        ...

    def having(self, kind: str, value: str) -> Mapping[str, int]:
        """Nodes that have a value of a kind, each with its number of articles."""
        ...


class Overlay:
    """Sums with changes on top; without anything below, sums in memory."""

    def __init__(self, below: Sums | None = None) -> None:
        self._below = below
        self._of: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._having: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, rows: Iterable[Row], sign: int = 1) -> None:
        """Count one article's rows; with a sign of -1, no longer."""
        for node, kind, value in rows:
            self._of[node, kind][value] += sign
            self._having[kind, value][node] += sign

    def changes(self) -> dict[Row, int]:
        """What was added and taken away on top, without what comes to nothing."""
        return {
            (node, kind, value): count for (node, kind), counts in self._of.items() for value, count in counts.items() if count
        }

    def of(self, node: str, kind: str) -> Mapping[str, int]:
        """See `Sums.of`."""
        return _merged(self._of.get((node, kind)), self._below.of(node, kind) if self._below else {})

    def having(self, kind: str, value: str) -> Mapping[str, int]:
        """See `Sums.having`."""
        return _merged(self._having.get((kind, value)), self._below.having(kind, value) if self._below else {})


def _merged(top: Counter[str] | None, below: Mapping[str, int]) -> Mapping[str, int]:
    if not top:
        return below
    found = Counter(below)
    found.update(top)
    return {key: count for key, count in found.items() if count > 0}
