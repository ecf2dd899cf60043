"""From a name, as a person types it, to an entity of the picture."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from kg.errors import NotFound
from kg.query.prefixes import BASE
from kg.query.reading import Readable, base_of, rows

_LABELS = """SELECT ?e ?type ?label ?alias WHERE {
  ?e kgo:entityType ?type ; rdfs:label ?label . OPTIONAL { ?e skos:altLabel ?alias } }"""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """An entity: its label, type (`PER`, `ORG`, ...), IRI and other names."""

    label: str
    type: str
    iri: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Label and aliases."""
        return (self.label, *self.aliases)


def entities(store: Readable, *, type: str = "") -> tuple[Found, ...]:
    """All entities of the picture, by label; only those of one type when it is given."""
    known: dict[str, tuple[str, str]] = {}
    aliases: dict[str, set[str]] = {}
    for iri, kind, label, alias in rows(store, _LABELS):
        if not type or kind == type:
            known[iri] = max(known.get(iri, ("", "")), (kind, label))
            aliases.setdefault(iri, set()).update({alias, label} - {""})
    return tuple(sorted(Found(label, kind, iri, tuple(sorted(aliases[iri] - {label}))) for iri, (kind, label) in known.items()))


def entity(store: Readable, name: str, *, type: str = "", base: str = "") -> Found:
    """The one entity that a name, an alias, an IRI, an id (`person/...`) or an unmistakable start of a name means.

    Exact names come before names that differ in case, these before aliases and before beginnings. Raises NotFound with
    suggestions when nothing, or more than one thing, fits.
    """
    every = entities(store, type=type)
    wanted = _folded(name)
    base = base or base_of(store) or BASE
    iri = name.strip().removeprefix("<").removesuffix(">")
    stages = (
        lambda e: e.iri in (iri, base + iri.removeprefix("kg:")),
        lambda e: e.label == name,
        lambda e: _folded(e.label) == wanted,
        lambda e: wanted in map(_folded, e.aliases),
        lambda e: any(_folded(n).startswith(wanted) for n in e.names),
        lambda e: any(f" {wanted} " in f" {_folded(n)} " for n in e.names),
    )
    for stage in stages if wanted else ():
        fitting = [e for e in every if stage(e)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise NotFound(
                f"{name!r} may mean {len(fitting)} entities: {_listed(fitting)}",
                hint="give the full name, or the id in brackets",
            )
    raise _nothing(name, every)


def search(store: Readable, text: str, *, type: str = "", limit: int = 20) -> tuple[Found, ...]:
    """Entities whose names hold the text, best first: equal, then beginning, then a word beginning, then anywhere."""
    wanted = _folded(text)
    ranked = []
    for each in entities(store, type=type):
        ranks = [_rank(_folded(n), wanted) for n in each.names]
        if min(ranks) < 9:
            ranked.append((min(ranks), len(each.label), each))
    return tuple(each for _, _, each in sorted(ranked)[:limit])


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted and wanted in name else 9


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _listed(found: list[Found]) -> str:
    shown = ", ".join(f"{e.label} ({e.type}, {'/'.join(e.iri.split('/')[-2:])})" for e in found[:5])
    return shown + (", ..." if len(found) > 5 else "")


def _nothing(name: str, every: tuple[Found, ...]) -> NotFound:
    by_name = {_folded(n): e for e in every for n in e.names}
    near = difflib.get_close_matches(_folded(name), sorted(by_name), 5, 0.6) if name.strip() else []
    labels = list(dict.fromkeys(by_name[n].label for n in near))
    if labels:
        return NotFound(f"nothing is called {name!r}", hint=f"close to it: {', '.join(labels)}")
    return NotFound(f"nothing is called {name!r}", hint="kg search finds entities by a part of their name")
