"""What a name says by itself: `Biro Humas Kemendag` is part of Kemendag, `Polres Klaten` sits in Klaten.

Shares of the training articles in which the annotators drew the fact: a body at the end of a longer body's name 0.87, inside
it 0.70; a place at the end of a body's or a site's name 0.83. Only the longest inner name counts: of `Bagian Hukum Setda
Kota Solo` the place belongs to the inner `Setda Kota Solo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicon
from kg.lexicon.surfaces import is_name

if TYPE_CHECKING:
    from kg.extract.assemble import Assembly

AT_END, INSIDE, SEAT = 0.87, 0.70, 0.83
_BODIES, _PLACES = ("ORG",), ("GPE", "LOC")


@dataclass(frozen=True, slots=True)
class Stated:
    """A rule's fact: `outer` stands to `inner` as `label`, with a probability (0..1), as item `item` says; `other` is the
    second item that it takes, if it takes one. A `calibrated` rule's probability needs no scaling."""

    outer: int
    label: str
    inner: int
    item: int
    probability: float
    other: int = -1
    calibrated: bool = False


@dataclass(frozen=True, slots=True)
class _Surface:
    root: int
    item: int
    type: str
    words: tuple[str, ...]


def by_name(a: Assembly) -> list[Stated]:
    """The part_of and located_in facts that the article's names state by themselves."""
    surfaces = [s for s in _surfaces(a) if s.words]
    found: dict[tuple[int, int], Stated] = {}
    for outer in (s for s in surfaces if s.type in ("ORG", "LOC") and len(s.words) > 1):
        for named in _stated(outer, surfaces):
            key = named.outer, named.inner
            if key not in found or found[key].probability < named.probability:
                found[key] = named
    return list(found.values())


def _surfaces(a: Assembly) -> Iterator[_Surface]:
    seen = set()
    for n, item in enumerate(a.reading.items):
        surface = item.span.of(a.text)
        words = tuple(re.findall(r"[\w.&-]+", surface))
        if a.clusters[n] in a.dropped:
            continue
        if item.type in (*_BODIES, *_PLACES) and is_name(surface) and (a.clusters[n], words) not in seen:
            seen.add((a.clusters[n], words))
            yield _Surface(a.clusters[n], n, item.type, words)


def _stated(outer: _Surface, surfaces: list[_Surface]) -> Iterator[Stated]:
    inner = [(s, at) for s in surfaces if s.root != outer.root and (at := _place(s.words, outer.words)) >= 0]
    for s, at in inner:
        end = at + len(s.words)
        if any(o.type == "ORG" and len(o.words) > len(s.words) and b <= at and end <= b + len(o.words) for o, b in inner):
            continue
        last = end == len(outer.words)
        if outer.type == s.type == "ORG":
            yield Stated(outer.root, "part_of", s.root, outer.item, AT_END if last else INSIDE)
        elif last and s.type == "GPE" and _seated(outer, s):
            yield Stated(outer.root, "located_in", s.root, outer.item, SEAT)


def _place(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """Where the words `short` stand in `long`, which is longer; -1 when they do not."""
    starts = range(len(long) - len(short), -1, -1) if len(short) < len(long) else ()
    return next((n for n in starts if long[n : n + len(short)] == short), -1)


def _seated(outer: _Surface, place: _Surface) -> bool:
    """Whether a body or site of that kind sits in the place it is named after."""
    head = outer.words[0].casefold()
    return head not in lexicon.words("named-after-places") and not is_indonesia(" ".join(place.words))


def is_indonesia(name: str) -> bool:
    """Whether a name, long or short, is the country's.

    >>> is_indonesia("RI"), is_indonesia("Jawa Tengah")
    (True, False)
    """
    return lexicon.table("place-forms").get(name.casefold(), name.title()) == "Indonesia"
