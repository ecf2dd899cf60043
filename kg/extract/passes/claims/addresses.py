"""Places told as an address: of `Desa Sumber, Kecamatan Kebonarum, Klaten` each lies in the next.

In the training articles the annotators drew located_in between two such neighbours in 95 of 100 pairs where the second is
known to be the higher level, and in 90 of 100 where the level of the first is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg import lexicon
from kg.extract.draft import Claim, Draft
from kg.extract.passes.claims.stated import raised

NAME = "addresses"
HIGHER, UNKNOWN = 0.95, 0.90
_GAPS = frozenset({", ", " ", " ("})
_COUNTRY, _PROVINCE, _REGENCY = 5, 4, 3
_LEVEL_OF_REGENCY = re.compile(r"(?:Kabupaten|Kota)(?: Administrasi)? ")


def run(draft: Draft) -> Draft:
    """The located_in claims between neighbouring places with nothing but a comma, a bracket or a space between them."""
    return raised(draft, _claims(draft))


def _claims(draft: Draft) -> Iterator[Claim]:
    spans, clusters = draft.spans, draft.clusters
    outer_ones = (n for n, s in enumerate(spans) if s.type in ("GPE", "LOC") and not s.nested)
    places = [n for n in outer_ones if clusters[n] not in draft.unnamed]
    for low, high in pairwise(sorted(places, key=lambda n: spans[n].span)):
        inner, outer = spans[low].span, spans[high].span
        if draft.text[inner.end : outer.start] not in _GAPS or clusters[low] == clusters[high]:
            continue
        below, above = height(draft.surface(low)), height(draft.surface(high))
        if above is not None and (below is None or below < above):
            share = UNKNOWN if below is None else HIGHER
            yield Claim("located_in", clusters[low], clusters[high], share, low, high, by=(NAME,))


def height(name: str) -> int | None:
    """How many levels of administration lie below a place, from 0 (hamlet) to 5 (country); None when it cannot be told.

    >>> height("Desa Sumber"), height("Klaten"), height("Jateng"), height("Arab Saudi"), height("Pasar Gede")
    (1, 3, 4, 5, None)
    """
    folded = name.casefold()
    known = lexicon.table("place-forms").get(folded, name).casefold()
    first, _, rest = folded.partition(" ")
    if known in _heights():
        return _heights()[known]
    level = lexicon.table("place-levels").get(first)
    return int(level) if level and rest else None


@cache
def _heights() -> dict[str, int]:
    """Small-lettered name without its level -> height; the higher place where two bear one name."""
    regencies = {_LEVEL_OF_REGENCY.sub("", name).casefold(): _REGENCY for name in lexicon.table("regencies").values()}
    provinces = dict.fromkeys((name.casefold() for name in lexicon.table("provinces").values()), _PROVINCE)
    countries = dict.fromkeys(lexicon.folded("countries"), _COUNTRY)
    return {**regencies, **provinces, **countries, "jakarta": _PROVINCE, "dki jakarta": _PROVINCE}
