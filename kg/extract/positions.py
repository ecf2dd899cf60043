"""Who holds which post: the network's choice of person and holder, and the holders that an article names elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.labels import HOLDER, HOLDS
from kg.extract.naming import is_indonesia
from kg.records import Position, Span

if TYPE_CHECKING:
    from kg.extract.assemble import Assembly, Scored

# A role serves somebody as a rule: the choice of the holder matters more than whether there is one.
_HOLDER = 0.2
_ACTING = ("plt", "plh", "pj", "pjs", "penjabat", "pelaksana")
_DEPUTY_OF = re.compile(r"\s(?:Bupati|Wali ?[Kk]ota|Gubernur|Presiden|Ketua|Camat|Menteri|Direktur|Kepala|Rektor|Sekretaris)\b")
_LEVELS = {
    "bupati": "kabupaten ",
    "wali kota": "kota ",
    "walikota": "kota ",
    "gubernur": "provinsi ",
    "camat": "kecamatan ",
    "lurah": "kelurahan ",
    "kepala desa": "desa ",
}


def positions(a: Assembly) -> tuple[Position, ...]:
    """One position for each person and role words; the one whose holder is named, then the surest, is kept."""
    holders = a.best(HOLDER, by_right=False)
    best: dict[tuple[str, str], Position] = {}
    for root, fact in sorted(a.best(HOLDS, by_right=True).items()):
        item = a.item(root)
        span = _whole_title(item.span, a.text)
        role = " ".join(span.of(a.text).split())
        holder = holders.get(root) if root in holders and holders[root].probability >= _HOLDER else None
        found = Position(
            person=a.ids[fact.left],
            role=role,
            span=span,
            holder=_ministry(a, role) or _office(a, role) or (a.ids[holder.right] if holder else _named_elsewhere(a, role)),
            status="acting" if role.casefold().split()[0].strip(".") in _ACTING else item.status,
            confidence=_confidence(a, fact, holder),
        )
        if not a.scale.states(found.confidence):
            continue
        key = found.person, role.casefold()
        best[key] = _merged(best[key], found) if key in best else found
    return tuple(sorted(best.values(), key=lambda p: p.span))


def _whole_title(span: Span, text: str) -> Span:
    """The title of a deputy with whom he stands in for: nobody is `Wakil` alone."""
    more = _DEPUTY_OF.match(text, span.end) if span.of(text).casefold().endswith("wakil") else None
    return Span(span.start, more.end()) if more else span


def _confidence(a: Assembly, fact: Scored, holder: Scored | None) -> float:
    served = a.end(holder.right) if holder else None
    score = fact.probability * (max(holder.probability, 0.5) if holder else 1.0)
    return a.scale.confidence(HOLDS, score, a.end(fact.left), served)


def _merged(a: Position, b: Position) -> Position:
    """Of two readings of one post the one with a holder, else the surer; the surer one's confidence."""
    kept = max((a, b), key=lambda p: (p.holder is not None, p.confidence))
    return replace(kept, confidence=max(a.confidence, b.confidence))


def _ministry(a: Assembly, role: str) -> str | None:
    """`Menteri X` and `Menpora` serve their ministry, where the article names it at all."""
    words = role.casefold()
    if words.startswith("menteri "):
        office = "kementerian " + words.removeprefix("menteri ")
    elif words.startswith("men") and " " not in words:
        office = "ke" + words
    else:
        return None
    return next((i for i, names in _names(a, "ORG") if office in names), None)


def _office(a: Assembly, role: str) -> str | None:
    """`Kapolsek` heads the one Polsek, `Kabag Humas` the one Bagian Humas that the article names (43 of 45 in the training
    articles)."""
    title, _, rest = role.casefold().partition(" ")
    kind = lexicon.table("office-titles").get(title)
    if kind is None:
        return None
    office = f"{kind} {rest}".strip()
    found = [i for i, names in _names(a, "ORG") if any(n == office or n.startswith(f"{office} ") for n in names)]
    return found[0] if len(found) == 1 else None


def _named_elsewhere(a: Assembly, role: str) -> str | None:
    """`Presiden` serves the country, `Bupati` the one regency that the article names."""
    words = [w for w in role.casefold().split() if w.strip(".") not in (*_ACTING, "wakil", "mantan", "eks")]
    if words == ["presiden"] or role.casefold() == "wapres":
        return next((i for i, names in _names(a, "GPE") if any(map(is_indonesia, names))), None)
    level = _LEVELS.get(" ".join(words))
    if level is None:
        return None
    found = [i for i, names in _names(a, "GPE") if any(n.startswith(level) for n in names)]
    return found[0] if len(found) == 1 else None


def _names(a: Assembly, kind: str) -> list[tuple[str, set[str]]]:
    """The article's entities of a type, in order, with all their surfaces in small letters."""
    roots = [root for root in sorted(a.members) if root in a.ids and a.item(root).type == kind]
    return [(a.ids[r], {" ".join(a.reading.items[n].span.of(a.text).casefold().split()) for n in a.members[r]}) for r in roots]
