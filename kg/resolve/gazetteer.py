"""What is known of Indonesia's provinces, regencies, cities and districts: codes, Wikidata items, where they lie.

Everything is looked up by the slug of a name or by a Kemendagri code (`35` a province, `35.78` a regency or city,
`35.78.01` a district). A name alone may be several places: who asks must settle which by the context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg import lexicon
from kg.lexicon.surfaces import slug
from kg.resolve.names import place

Point = tuple[float, float]

_WIKIDATA = "http://www.wikidata.org/entity/"
_CAPITAL = "31"  # Jakarta is a province and yet one city: it lies where its central part lies
_CENTRE = {_CAPITAL: "31.71"}
_CAPITAL_NAMES = ("jakarta", "dki-jakarta")
_REGENCY, _DISTRICT = 5, 8  # lengths of codes


def link(code: str) -> tuple[str, ...]:
    """The Wikidata item of a province, regency or city; at most one.

    >>> link("35.78"), link("99")
    (('http://www.wikidata.org/entity/Q11462',), ())
    """
    item = lexicon.table("place-wikidata").get(code)
    return (_WIKIDATA + item,) if item else ()


def point(code: str) -> Point | None:
    """Latitude and longitude in degrees of a regency or city, and of the capital."""
    found = lexicon.table("place-coordinates").get(_CENTRE.get(code, code))
    if not found:
        return None
    latitude, longitude = found.split(" ")
    return float(latitude), float(longitude)


def name_of(code: str) -> str:
    """The usual name of a code, with its level for anything below a province; empty when there is none.

    >>> name_of("35.78"), name_of("31"), name_of("33.10.01")
    ('Kota Surabaya', 'Jakarta', 'Kecamatan Prambanan')
    """
    if code == _CAPITAL:
        return "Jakarta"
    if len(code) == 2:
        return place(lexicon.table("provinces").get(code, ""))
    if len(code) == _REGENCY:
        return lexicon.table("regencies").get(code, "").replace(" Administrasi ", " ")
    district = lexicon.table("districts").get(code, "")
    return f"Kecamatan {district}" if district else ""


def codes(name: str) -> tuple[str, ...]:
    """Every province, regency, city and district that a name may mean, its level counted where it is written.

    >>> codes("Kota Surabaya"), codes("Jateng"), codes("Bandung")[:2]
    (('35.78',), ('33',), ('32.04', '32.73'))
    """
    return _named().get(slug(place(name)), ())


def is_province(name: str) -> bool:
    """Whether a name is a province's, long or short."""
    return any(len(code) == 2 for code in codes(name))


def only_level(name: str) -> str:
    """`Kota` or `Kabupaten` for a bare name that only one regency or city has and no province.

    >>> only_level("Surabaya"), only_level("Gresik"), only_level("Bandung"), only_level("Jambi")
    ('Kota', 'Kabupaten', '', '')
    """
    found = [code for code in codes(name) if len(code) <= _REGENCY]
    if len(found) != 1 or len(found[0]) != _REGENCY:
        return ""
    level, _, bare = name_of(found[0]).partition(" ")
    return level if slug(bare) == slug(name) else ""


def is_doubtful(name: str) -> bool:
    """Whether a regency's or city's bare name often means something else.

    >>> is_doubtful("Puncak"), is_doubtful("Surabaya")
    (True, False)
    """
    return slug(name) in {slug(word) for word in lexicon.words("place-doubtful")}


@cache
def _named() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in lexicon.table("provinces").items():
        found[slug(place(name))].add(code)
    for name in _CAPITAL_NAMES:
        found[name].add(_CAPITAL)
    for code, name in lexicon.table("regencies").items():
        level, _, bare = name.replace(" Administrasi ", " ").partition(" ")
        for written in (name, f"{level} {bare}", bare):
            found[slug(written)].add(code)
    for code, name in lexicon.table("districts").items():
        for written in (name, f"Kecamatan {name}", f"Distrik {name}"):
            found[slug(written)].add(code)
    return {name: tuple(sorted(each, key=lambda c: (len(c), c))) for name, each in found.items()}
