"""Whom a post serves, where the article names it elsewhere: `Menkes` Kemenkes, `Presiden` the country, `Kapolsek` the one Polsek.

Of the heads of one office that the article names 43 of 45 serve it in the training articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import HOLDER, HOLDS, SERVES
from kg.lexicon.surfaces import is_indonesia

NAME = "holders"
_LEVELS = {
    "bupati": "kabupaten ",
    "wali kota": "kota ",
    "walikota": "kota ",
    "gubernur": "provinsi ",
    "camat": "kecamatan ",
    "lurah": "kelurahan ",
    "kepala desa": "desa ",
}


def run(draft: Draft) -> Draft:
    """Claims of whom posts serve: a ministry or an office outbids the network, the place of a level only fills a gap."""
    served = {c.left for c in draft.of(HOLDER)}
    return replace(draft, claims=(*draft.claims, *_claims(draft, served)))


def _claims(draft: Draft, served: set[int]) -> Iterator[Claim]:
    names = {kind: _names(draft, kind) for kind in ("ORG", "GPE")}
    for role in sorted({c.right for c in draft.of(HOLDS)}):
        words = " ".join(draft.surface(role).split())
        found = _ministry(names["ORG"], words)
        found = found if found is not None else _office(names["ORG"], words)
        if found is None and role not in served:
            found = _place(names["GPE"], words)
        if found is not None:
            yield Claim(SERVES, role, found, 1.0, role, _nearest(draft, role, found), by=(NAME,))


def _nearest(draft: Draft, role: int, found: int) -> int:
    """The mention of the one served that stands nearest to the role."""
    at = draft.spans[role].span.start
    members = [n for n, root in enumerate(draft.clusters) if root == found]
    return min(members, key=lambda n: (abs(draft.spans[n].span.start - at), n))


Names = list[tuple[int, set[str]]]


def _names(draft: Draft, kind: str) -> Names:
    """The article's entities of a type, in order, with all their surfaces in small letters."""
    named = [(root, members) for root, members in sorted(draft.members().items()) if root not in draft.unnamed]
    return [
        (root, {" ".join(draft.surface(n).casefold().split()) for n in members})
        for root, members in named
        if draft.spans[root].type == kind
    ]


def _ministry(bodies: Names, role: str) -> int | None:
    """`Menteri X` and `Menpora` serve their ministry, where the article names it at all."""
    words = role.casefold()
    if words.startswith("menteri "):
        office = "kementerian " + words.removeprefix("menteri ")
    elif words.startswith("men") and " " not in words:
        office = "ke" + words
    else:
        return None
    return next((root for root, names in bodies if office in names), None)


def _office(bodies: Names, role: str) -> int | None:
    """`Kapolsek` heads the one Polsek, `Kabag Humas` the one Bagian Humas that the article names."""
    title, _, rest = role.casefold().partition(" ")
    kind = lexicon.table("office-titles").get(title)
    if kind is None:
        return None
    office = f"{kind} {rest}".strip()
    found = [root for root, names in bodies if any(n == office or n.startswith(f"{office} ") for n in names)]
    return found[0] if len(found) == 1 else None


def _place(places: Names, role: str) -> int | None:
    """`Presiden` serves the country, `Bupati` the one regency that the article names."""
    skipped = lexicon.words("acting-words") | {"wakil", "mantan", "eks"}
    words = [w for w in role.casefold().split() if w.strip(".") not in skipped]
    if words == ["presiden"] or role.casefold() == "wapres":
        return next((root for root, names in places if any(map(is_indonesia, names))), None)
    level = _LEVELS.get(" ".join(words))
    if level is None:
        return None
    found = [root for root, names in places if any(n.startswith(level) for n in names)]
    return found[0] if len(found) == 1 else None
