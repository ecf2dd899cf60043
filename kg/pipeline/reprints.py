"""Which article is a reprint of which: of near-equal texts the one that appeared first is the original of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.records import Article
from kg.store.names import Names
from kg.text.sketch import alike, bands, sketch

_UNDATED = "9"  # after every date: an article without one is nobody's original where a dated one is there


class Reprints:
    """Near-equal texts among the stored articles, as they will be with `put` in and `removed` out."""

    def __init__(self, names: Names, put: Mapping[str, Article], removed: Collection[str]) -> None:
        self._names, self._put = names, put
        self._gone = set(removed) | set(put)
        self.sketches = {article: sketch(a.text) for article, a in put.items()}

    def original(self, article: str) -> str:
        """The first of the texts that an article's text is a copy of; empty when it is itself the first, or the only one."""
        mine = self.sketches[article] if article in self.sketches else self._names.sketch(article)
        first = min((self._key(other) for other in self._near(mine)), default=("", ""))
        return first[1] if first[1] and first < self._key(article) else ""

    def touched(self) -> set[str]:
        """Stored articles whose original may change: those like a text that comes or goes."""
        before = [self._names.sketch(article) for article in sorted(self._gone)]
        return {other for one in (*before, *self.sketches.values()) for other in self._near(one)} - self._gone

    def _near(self, values: tuple[int, ...]) -> set[str]:
        if not values:
            return set()
        shared = set(bands(values))  # two texts are compared only where they share a band, whether stored or not
        stored = {a for a in self._names.near(shared) - self._gone if alike(values, self._names.sketch(a))}
        here = (a for a, other in self.sketches.items() if not shared.isdisjoint(bands(other)) and alike(values, other))
        return stored | set(here)

    def _key(self, article: str) -> tuple[str, str]:
        published = self._put[article].published if article in self._put else self._names.published(article)
        return published or _UNDATED, article
