"""Which place an article means: a bare name is settled by what else the article names, or left open."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg import lexicon
from kg.lexicon.surfaces import slug
from kg.records import Annotation
from kg.resolve import gazetteer
from kg.resolve.bodies import organisation
from kg.resolve.names import place
from kg.resolve.posts import role_words

_ONE_PLACE = 0.4  # degrees between a regency's centre and its city's, some 40 km
_LEVEL_OF_HEAD = {"wali kota": "kota", "wakil wali kota": "kota", "bupati": "kabupaten", "wakil bupati": "kabupaten"}
_LEVELLED = re.compile(r"\b(Kota|Kabupaten) ((?:[A-Z][\w']+ ?){1,4})")
_LEVELS = ("kota", "kabupaten", "kecamatan", "distrik")


@dataclass(frozen=True, slots=True)
class Nearby:
    """What an article says of where it plays: codes of provinces and regencies named beyond doubt, slugs of names with their
    level (`kota-bandung`), and levels that posts give (`Wali Kota` of entity `G1`)."""

    codes: frozenset[str] = frozenset()
    levelled: frozenset[str] = frozenset()
    levels: frozenset[tuple[str, str]] = frozenset()

    @property
    def provinces(self) -> frozenset[str]:
        """Codes of the provinces that the codes lie in."""
        return frozenset(code[:2] for code in self.codes)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place's name means: its slug, the code where it is known, or the codes of what it may be."""

    slug: str
    code: str = ""
    open: tuple[str, ...] = ()


def nearby(annotation: Annotation) -> Nearby:
    """The places that settle the others."""
    named = [place(e.name) for e in annotation.entities if e.type == "GPE"]
    levelled = {slug(f) for f in named if f.split() and f.split()[0].casefold() in _LEVELS[:2]}
    for entity in annotation.entities:
        if entity.type == "ORG":
            levelled |= {slug(f"{level} {rest}") for level, rest in _runs(organisation(entity.name))}
    codes = {found[0] for name in named if len(found := _certain(name)) == 1}
    codes |= {found[0] for name in levelled if len(found := gazetteer.codes(name)) == 1}
    heads = ((p.holder or "", _LEVEL_OF_HEAD.get(role_words(p.role), "")) for p in annotation.positions)
    return Nearby(frozenset(codes), frozenset(levelled), frozenset(h for h in heads if all(h)))


def _certain(name: str) -> tuple[str, ...]:
    found = gazetteer.codes(name)
    return found if len(found) == 1 and (len(found[0]) == 2 or name.split()[0].casefold() in _LEVELS) else ()


def _runs(body: str) -> Iterable[tuple[str, str]]:
    """`Kota Bandung` inside a body's name, at every length."""
    for level, rest in _LEVELLED.findall(body):
        words = rest.split()
        yield from ((level, " ".join(words[:size])) for size in range(1, len(words) + 1))


def read(name: str, kind: str, near: Nearby, entity: str = "") -> Reading:
    """What the name means in an article. Without its level a name counts only for a `GPE`.

    >>> read("Surabaya", "GPE", Nearby()).code, read("Bandung", "GPE", Nearby()).open
    ('35.78', ('32.04', '32.73'))
    >>> read("Bandung", "GPE", Nearby(levelled=frozenset({"kota-bandung"}))).slug
    'kota-bandung'
    """
    form = place(name)
    found = gazetteer.codes(form)
    plain = Reading(slug(form))
    if not found or (country := form in lexicon.words("countries")):
        return plain
    levelled = form.split()[0].casefold() in _LEVELS and len(form.split()) > 1
    if levelled:
        chosen = _within(found, near)
        return _known(chosen[0]) if len(chosen) == 1 else Reading(plain.slug, open=found)
    if kind != "GPE" and len(found[0]) != 2:
        return plain
    return _settled(form, found, near, entity) if not country else plain


def _settled(form: str, found: tuple[str, ...], near: Nearby, entity: str) -> Reading:
    regional = tuple(code for code in found if len(code) <= 5)
    provinces = [code for code in regional if len(code) == 2]
    if not regional:
        return Reading(slug(form))
    level = next((level for holder, level in near.levels if holder == entity), "")
    said = [
        c
        for c in regional
        if slug(gazetteer.name_of(c)) in near.levelled or (level and gazetteer.name_of(c).casefold().startswith(level + " "))
    ]
    if len(said) == 1:
        return _known(said[0])
    if provinces:
        return _known(provinces[0]) if len(regional) == 1 else Reading(slug(form), open=regional)
    inside = [c for c in regional if c[:2] in near.provinces]
    if len(inside) == 1 and not gazetteer.is_doubtful(form):
        return _known(inside[0])
    elsewhere = [c for c in found if len(c) > 5 and c[:5] not in regional]
    if len(regional) == 1 and not elsewhere and not gazetteer.is_doubtful(form):
        return _known(regional[0])
    return Reading(slug(form), open=regional)


def _within(found: tuple[str, ...], near: Nearby) -> tuple[str, ...]:
    """Of several places of one name those in a regency, else in a province, that the article names."""
    if len(found) < 2:
        return found
    for cut in (5, 2):
        here = tuple(c for c in found if any(len(n) >= cut and n[:cut] == c[:cut] for n in near.codes))
        if len(here) == 1:
            return here
    return found


def _known(code: str) -> Reading:
    name = gazetteer.name_of(code)
    if len(code) > 5 and len(gazetteer.codes(name)) > 1:
        name = f"{name} {gazetteer.name_of(code[:5])}"
    return Reading(slug(name), code)


def point_of(reading: Reading) -> gazetteer.Point | None:
    """Where the place lies; a regency and the city inside it that share a name lie together to a tenth of a degree."""
    if reading.code:
        return gazetteer.point(reading.code)
    points = [p for code in reading.open if len(code) == 5 and (p := gazetteer.point(code))]
    if len(points) != 2 or len(reading.open) != 2 or math.dist(*points) >= _ONE_PLACE:
        return None
    return round(points[1][0], 1), round(points[1][1], 1)
