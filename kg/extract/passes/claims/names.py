"""What a name says by itself: `Biro Humas Kemendag` is part of Kemendag, `Polres Klaten` sits in Klaten.

Shares of the training articles in which the annotators drew the fact: a body at the end of a longer body's name 0.87, inside
it 0.70; a place at the end of a body's or a site's name 0.83. Only the longest inner name counts: of `Bagian Hukum Setda
Kota Solo` the place belongs to the inner `Setda Kota Solo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import lexicon
from kg.extract.draft import Claim, Draft
from kg.extract.passes.claims.stated import raised
from kg.lexicon.surfaces import is_indonesia, is_name

NAME = "names"
AT_END, INSIDE, SEAT = 0.87, 0.70, 0.83
_BODIES, _PLACES = ("ORG",), ("GPE", "LOC")


@dataclass(frozen=True, slots=True)
class _Surface:
    root: int
    span: int
    type: str
    words: tuple[str, ...]


def run(draft: Draft) -> Draft:
    """The part_of and located_in claims that the article's names make by themselves."""
    surfaces = [s for s in _surfaces(draft) if s.words]
    found: dict[tuple[int, int], Claim] = {}
    for outer in (s for s in surfaces if s.type in ("ORG", "LOC") and len(s.words) > 1):
        for claim in _stated(outer, surfaces):
            key = claim.left, claim.right
            if key not in found or found[key].probability < claim.probability:
                found[key] = claim
    return raised(draft, found.values())


def _surfaces(draft: Draft) -> Iterator[_Surface]:
    seen = set()
    for n, span in enumerate(draft.spans):
        surface, root = draft.surface(n), draft.clusters[n]
        words = tuple(re.findall(r"[\w.&-]+", surface))
        if root in draft.unnamed:
            continue
        if span.type in (*_BODIES, *_PLACES) and is_name(surface) and (root, words) not in seen:
            seen.add((root, words))
            yield _Surface(root, n, span.type, words)


def _stated(outer: _Surface, surfaces: list[_Surface]) -> Iterator[Claim]:
    inner = [(s, at) for s in surfaces if s.root != outer.root and (at := _place(s.words, outer.words)) >= 0]
    for s, at in inner:
        end = at + len(s.words)
        if any(o.type == "ORG" and len(o.words) > len(s.words) and b <= at and end <= b + len(o.words) for o, b in inner):
            continue
        last = end == len(outer.words)
        if outer.type == s.type == "ORG":
            yield _claim("part_of", outer, s, AT_END if last else INSIDE)
        elif last and s.type == "GPE" and _seated(outer, s):
            yield _claim("located_in", outer, s, SEAT)


def _claim(label: str, outer: _Surface, inner: _Surface, share: float) -> Claim:
    return Claim(label, outer.root, inner.root, share, outer.span, outer.span, by=(NAME,))


def _place(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """Where the words `short` stand in `long`, which is longer; -1 when they do not."""
    starts = range(len(long) - len(short), -1, -1) if len(short) < len(long) else ()
    return next((n for n in starts if long[n : n + len(short)] == short), -1)


def _seated(outer: _Surface, place: _Surface) -> bool:
    """Whether a body or site of that kind sits in the place it is named after."""
    head = outer.words[0].casefold()
    return head not in lexicon.words("named-after-places") and not is_indonesia(" ".join(place.words))
