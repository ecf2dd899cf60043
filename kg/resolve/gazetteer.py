"""What is known of Indonesia's provinces, regencies and cities: their Wikidata items and where they lie.

A place is looked up by the slug that its id ends in. Nothing is said of a name that could mean two places: a district
elsewhere may be called like a city. A regency and the city inside it that share a name, as Semarang and Malang do, are
one place at the scale of a map, and so the name alone lies where the city lies, to a tenth of a degree.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg import lexicon
from kg.lexicon.surfaces import slug
from kg.resolve.names import place

Point = tuple[float, float]

_WIKIDATA = "http://www.wikidata.org/entity/"
_ONE_PLACE = 0.4  # degrees between a regency's centre and its city's, some 40 km
_CAPITAL = "31.71"  # Jakarta is a province and yet one city: it lies where its central part lies


def links(name: str) -> tuple[str, ...]:
    """The Wikidata item of a province, or of a regency or city named with its level; at most one.

    >>> links("kota-surabaya"), links("surabaya")
    (('http://www.wikidata.org/entity/Q11462',), ())
    """
    code = _levelled().get(name) or ("" if name in _shared() else _provinces().get(name, ""))
    item = lexicon.table("place-wikidata").get(code)
    return (_WIKIDATA + item,) if item else ()


def point(name: str, kind: str) -> Point | None:
    """Latitude and longitude in degrees, or nothing; a name without its level counts only for a `GPE`.

    >>> point("kota-surabaya", "GPE") == point("surabaya", "GPE")
    True
    >>> point("semarang", "GPE"), point("bandung", "GPE"), point("surabaya", "LOC")
    ((-7.0, 110.4), None, None)
    """
    bare = _bare().get(name, ()) if kind == "GPE" else ()
    codes = (_levelled()[name],) if name in _levelled() else bare
    points = [_degrees(code) for code in codes if code in lexicon.table("place-coordinates")]
    if not points or len(points) < len(codes):
        return None
    if len(points) == 1:
        return points[0]
    city = points[-1]  # cities come after regencies in the codes of a province
    return (round(city[0], 1), round(city[1], 1)) if math.dist(*points) < _ONE_PLACE else None


def _degrees(code: str) -> Point:
    latitude, longitude = lexicon.table("place-coordinates")[code].split(" ")
    return float(latitude), float(longitude)


@cache
def _levelled() -> Mapping[str, str]:
    """Slug of a regency's or city's name with its level -> code; the capital's parts are called `Kota` for short."""
    found = {}
    for code, name in lexicon.table("regencies").items():
        found[slug(name)] = found[slug(name.replace(" Administrasi ", " "))] = code
    return found


@cache
def _bare() -> Mapping[str, tuple[str, ...]]:
    """Slug of a name without its level -> code of the regency, the city or both, where nothing else is so called."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in _levelled().items():
        codes[name.partition("-")[2].removeprefix("administrasi-")].add(code)
    doubtful = {slug(name) for name in lexicon.words("place-doubtful")} | set(_provinces())
    for code, name in lexicon.table("districts").items():
        if code[:5] not in codes.get(slug(name), {code[:5]}):  # a district inside its namesake is no second place
            doubtful.add(slug(name))
    named = {name: tuple(sorted(found)) for name, found in codes.items() if name not in doubtful and len(found) < 3}
    return {**named, **dict.fromkeys(("jakarta", "dki-jakarta"), (_CAPITAL,))}


@cache
def _provinces() -> Mapping[str, str]:
    """Slug of a province's usual name -> code."""
    return {slug(place(name)): code for code, name in lexicon.table("provinces").items()}


@cache
def _shared() -> frozenset[str]:
    """Names that a province has in common with a regency or city."""
    return frozenset(name.partition("-")[2] for name in _levelled()) & frozenset(_provinces())
