"""Which property says a relation or a role in an event, by the types it joins (tables in `ontologies/`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.rdf import vocabulary as v
from kg.rdf.ontology import rows


@dataclass(frozen=True, slots=True)
class Property:
    """A relation's property; `inverse` swaps subject and object, `symmetric` means that it holds both ways."""

    iri: str
    inverse: bool = False
    symmetric: bool = False


@cache
def relations() -> Mapping[tuple[str, str, str], Property]:
    """(predicate, subject type, object type) -> property; what is absent cannot be said."""
    return {
        (name, subject, obj): Property(v.expand(prop), direction == "inverse", direction == "symmetric")
        for name, subjects, objects, prop, direction in rows("relations.tsv")
        for subject in subjects.split()
        for obj in objects.split()
    }


@cache
def roles() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(role, type of what fills it) -> the plain properties of an event that happened; what is absent cannot be said."""
    return {
        (name, kind): tuple(v.expand(prop) for prop in props.split() if prop != "-")
        for name, kinds, props in rows("roles.tsv")
        for kind in kinds.split()
    }


def classes(kind: str, name: str) -> tuple[str, ...]:
    """The classes of a thing by its type, an organisation's finer ones by the first word of its name.

    >>> [c.rpartition("#")[2] for c in classes("ORG", "Biro Umum")][:2]
    ['Organization', 'OrganizationalUnit']
    """
    general = v.ENTITY_CLASSES[kind]
    if kind != "ORG":
        return general
    first = name.split()[0].casefold().rstrip(".") if name.split() else ""
    finer = lexicon.table("organisation-kinds").get(first)
    if finer == "org:OrganizationalUnit":
        return (v.ORGANIZATION, v.ORGANIZATIONAL_UNIT, v.SCHEMA_ORGANIZATION)
    formal = (v.ORGANIZATION, v.FORMAL_ORGANIZATION, v.SCHEMA_ORGANIZATION)
    return (*formal, v.expand(finer)) if finer else formal
