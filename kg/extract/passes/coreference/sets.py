"""Disjoint sets of spans, as passes of coreference join them."""

from __future__ import annotations

from collections.abc import Sequence


class Union:
    """Disjoint sets over span numbers, the smallest number naming each set (Tarjan 1975, without ranks)."""

    def __init__(self, clusters: Sequence[int]) -> None:
        self.parent = list(clusters)

    def root(self, n: int) -> int:
        """The number that names n's set."""
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Make one set of the two."""
        low, high = sorted((self.root(a), self.root(b)))
        self.parent[high] = low

    def clusters(self) -> tuple[int, ...]:
        """For every span the number that names its set.

        >>> sets = Union((0, 1, 2)); sets.join(2, 0); sets.clusters()
        (0, 1, 0)
        """
        return tuple(self.root(n) for n in range(len(self.parent)))
