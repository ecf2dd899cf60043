"""From what a person types to entities of the graph: quick, forgiving of typing errors, and honest about doubt.

The answers come from the search index (`kg.query.index`), never from a reading of the whole store.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.errors import NotFound, QueryError
from kg.query.index import Index, folded, opened
from kg.query.prefixes import BASE

__all__ = ["Hit", "Index", "find", "hits_of", "opened", "outlet", "passages", "resolve"]

_RAREST = 8
_POOL = 400
_NEAR = 0.35
TYPES = ("PER", "ORG", "GPE", "LOC", "EVT", "LAW", "PROD")
_COLUMNS = "SELECT entity.n, iri, type, label, articles, name, folded FROM name JOIN entity ON entity = entity.n"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that fits: `name` is its name that fitted best, `score` how well (1 is equal), `articles` how many
    name it."""

    iri: str
    type: str
    label: str
    name: str
    score: float
    articles: int

    @property
    def id(self) -> str:
        """The last two parts of the IRI, as a person types it: `person/dewi-anjarsari`."""
        return "/".join(self.iri.split("/")[-2:])


def find(index: Index, text: str, *, types: Collection[str] = (), limit: int = 20) -> tuple[Hit, ...]:
    """Entities by name, best first: equal, beginning with the text, holding its words, then names spelt nearly so.

    `types` are PER, ORG, GPE, LOC, EVT, LAW or PROD in any case. Raises QueryError for another type.
    """
    wanted, kinds = folded(text), checked_types(types)
    if not wanted:
        return ()
    pool = _equal(index, wanted) + (_holding(index, wanted) if len(wanted) > 2 else _beginning(index, wanted))
    found = _ranked(pool, wanted, kinds)
    if len(found) < limit and len(wanted) > 2:
        known = {hit.iri for hit in found}
        near = _ranked(_similar(index, wanted), wanted, kinds)
        found += [hit for hit in near if hit.iri not in known and hit.score >= _NEAR]
    return tuple(found[:limit])


def resolve(index: Index, name: str, *, types: Collection[str] = (), every: bool = False) -> tuple[Hit, ...]:
    """The entity that a name, alias, IRI or id means; with `every` all that it may mean.

    Equal names come first, then names that begin with the text, then names that hold its words. Raises NotFound when
    nothing fits (the hint names what is near) or when several entities do (the hint lists them).
    """
    kinds, wanted = checked_types(types), folded(name)
    by_iri = hits_of(index, _as_iris(index, name))
    if by_iri:
        return by_iri
    hits = _ranked(_equal(index, wanted) + _holding(index, wanted) + _beginning(index, wanted), wanted, kinds) if wanted else []
    stages = (
        lambda h: h.label == name.strip(),
        lambda h: folded(h.label) == wanted,
        lambda h: h.score == 1.0,
        lambda h: folded(h.name).startswith(wanted),
        lambda h: f" {wanted} " in f" {folded(h.name)} ",
    )
    if every:
        fitting = [h for h in hits if any(stage(h) for stage in stages)]
        if fitting:
            return tuple(fitting)
    for stage in stages:
        fitting = [h for h in hits if stage(h)]
        if len(fitting) == 1:
            return (fitting[0],)
        if fitting:
            raise _ambiguous(name, [h for h in hits if h.score == 1.0] if fitting[0].score == 1.0 else fitting)
    raise _unknown(index, name, kinds)


def hits_of(index: Index, iris: Iterable[str]) -> tuple[Hit, ...]:
    """What the index knows of these IRIs, in their order; those it does not know are left out."""
    found = []
    for iri in iris:
        for row in index.rows("SELECT iri, type, label, articles FROM entity WHERE iri = ?", (iri,)):
            found.append(Hit(row[0], row[1], row[2], row[2], 1.0, row[3]))
    return tuple(found)


def passages(index: Index, text: str, *, kind: str = "quote", limit: int = 1000) -> tuple[str, ...]:
    """IRIs of the quotation statements (or, for `headline`, the articles) that hold all words of a text, best first;
    a word also stands for those it begins. A text in double quotes is looked for as it stands."""
    words = re.findall(r"\w+", text)
    if not words:
        return ()
    phrase = text.strip().startswith('"') and text.strip().endswith('"')
    asked = f'"{" ".join(words)}"' if phrase else " ".join(f'"{word}"*' for word in words)
    query = (
        "SELECT iri FROM word JOIN passage ON passage.n = word.rowid WHERE word MATCH ? AND kind = ? ORDER BY rank, iri LIMIT ?"
    )
    return tuple(iri for (iri,) in index.rows(query, (asked, kind, limit)))


def outlet(index: Index, name: str) -> str:
    """The outlet that a name, or a part of one, means; raises NotFound that lists the outlets."""
    names = [str(n) for (n,) in index.rows("SELECT name FROM outlet ORDER BY name")]
    fitting = [n for n in names if folded(n) == folded(name)] or [n for n in names if folded(name) in folded(n)]
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join((fitting or names)[:12]) or "none"
    if fitting:
        raise NotFound(f"several outlets match {name!r}", hint=f"they are: {listed}")
    raise NotFound(f"no article is from an outlet called {name!r}", hint=f"outlets: {listed}")


def checked_types(types: Collection[str]) -> frozenset[str]:
    """Entity types in capitals, words for them allowed. Raises QueryError for one that does not exist.

    >>> sorted(checked_types(["person", "org"]))
    ['ORG', 'PER']
    """
    words = {"PERSON": "PER", "PEOPLE": "PER", "BODY": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG", "EVENT": "EVT",
             "PLACE": "LOC", "AREA": "GPE", "PRODUCT": "PROD", "ORANG": "PER", "LEMBAGA": "ORG", "TEMPAT": "LOC",
             "WILAYAH": "GPE", "ACARA": "EVT", "PERISTIWA": "EVT"}  # fmt: skip
    found = {words.get(t.strip().upper(), t.strip().upper()) for t in types}
    for each in sorted(found - set(TYPES)):
        raise QueryError(f"there is no entity type {each.lower()}", hint=f"types: {', '.join(TYPES)}, or person, body, event")
    return frozenset(found | ({"GPE"} if "LOC" in found and "LOC" not in {t.strip().upper() for t in types} else set()))


def _equal(index: Index, wanted: str) -> list[tuple[object, ...]]:
    return index.rows(f"{_COLUMNS} WHERE folded = ?", (wanted,))


def _beginning(index: Index, wanted: str) -> list[tuple[object, ...]]:
    return index.rows(f"{_COLUMNS} WHERE folded >= ? AND folded < ? LIMIT {_POOL}", (wanted, wanted + "\U0010ffff"))


def _holding(index: Index, wanted: str) -> list[tuple[object, ...]]:
    """Names that hold every word of the text somewhere."""
    words = [w for w in wanted.split() if len(w) > 2]
    if not words:
        return []
    asked = " AND ".join(f'"{_quoted(w)}"' for w in words)
    return index.rows(
        f"{_COLUMNS} WHERE name.n IN (SELECT rowid FROM trigram WHERE trigram MATCH ?) ORDER BY articles DESC LIMIT {_POOL}",
        (asked,),
    )


def _similar(index: Index, wanted: str) -> list[tuple[object, ...]]:
    """Names that share the rarest trigrams of the text: what common ones would add is not worth the wait."""
    grams = sorted(_trigrams(wanted))
    marks = ",".join("?" * len(grams))
    counts = dict(index.rows(f"SELECT term, doc FROM frequency WHERE term IN ({marks})", grams))
    rare = sorted(counts, key=lambda gram: (counts[gram], gram))[:_RAREST]
    if not rare:
        return []
    asked = " OR ".join(f'"{_quoted(gram)}"' for gram in rare)
    best = f"SELECT rowid FROM trigram WHERE trigram MATCH ? ORDER BY rank LIMIT {_POOL}"
    return index.rows(f"{_COLUMNS} WHERE name.n IN ({best})", (asked,))


def _ranked(pool: list[tuple[object, ...]], wanted: str, types: frozenset[str]) -> list[Hit]:
    best: dict[str, Hit] = {}
    for _, iri, kind, label, articles, name, flat in pool:
        if types and kind not in types:
            continue
        hit = Hit(str(iri), str(kind), str(label), str(name), round(_score(wanted, str(flat)), 4), int(str(articles)))
        if hit.iri not in best or hit.score > best[hit.iri].score:
            best[hit.iri] = hit
    return sorted(best.values(), key=lambda h: (-h.score, -math.log1p(h.articles), len(h.label), h.label, h.iri))


def _score(wanted: str, name: str) -> float:
    """How well a name fits, from 0 to 1."""
    if name == wanted:
        return 1.0
    share = len(wanted) / max(len(wanted), len(name))
    if name.startswith(wanted):
        return 0.9 + 0.05 * share
    if f" {wanted}" in name:
        return 0.8 + 0.05 * share
    if wanted in name or all(word in name for word in wanted.split()):
        return 0.7 + 0.05 * share
    one, two = _trigrams(f" {wanted} "), _trigrams(f" {name} ")
    part = len(one & two) / max(len(one), 1)
    return min(0.69, 0.5 * part + 0.5 * 2 * len(one & two) / max(len(one) + len(two), 1))


def _trigrams(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(len(text) - 2)}


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def base_of(index: Index) -> str:
    """The base of the store's IRIs, as its articles have it."""
    found = index.rows("SELECT iri FROM article LIMIT 1", ())
    return str(found[0][0]).rpartition("article/")[0] if found else BASE


def _as_iris(index: Index, name: str) -> list[str]:
    iri = name.strip().removeprefix("<").removesuffix(">")
    return [iri, base_of(index) + iri.removeprefix("kg:")] if "/" in iri else []


def described(hit: Hit) -> str:
    """A candidate in a few words: name, type, id and the number of articles."""
    count = f"{hit.articles} article" + ("" if hit.articles == 1 else "s")
    return f"{hit.label} ({hit.type}, {hit.id}, {count})"


def _ambiguous(name: str, hits: list[Hit]) -> NotFound:
    shown = "; ".join(described(hit) for hit in hits[:8]) + ("; ..." if len(hits) > 8 else "")
    return NotFound(
        f"{name!r} may mean {len(hits)} entities: {shown}",
        hint="give the full name or the id in brackets, or --all for all of them",
    )


def _unknown(index: Index, name: str, types: frozenset[str]) -> NotFound:
    near = list(dict.fromkeys(hit.label for hit in find(index, name, types=types, limit=5)))
    if not near and types:
        near = list(dict.fromkeys(f"{hit.label} ({hit.type})" for hit in find(index, name, limit=3)))
    hint = f"near: {', '.join(near)}" if near else "kg search finds entities by a part of their name"
    return NotFound(f"nothing matched {name!r}", hint=hint)
