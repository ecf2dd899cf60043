"""How high a place stands among places, by its name."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon

_COUNTRY, _PROVINCE, _REGENCY = 5, 4, 3
_LEVEL_OF_REGENCY = re.compile(r"(?:Kabupaten|Kota)(?: Administrasi)? ")


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
