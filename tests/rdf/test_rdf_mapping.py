"""Every relation and role has its properties, and what they join fits by construction."""

from __future__ import annotations

import pytest
from rdf_cases import article, built

from kg.rdf import audit, validate
from kg.rdf.mapping import relations, roles
from kg.records import (
    ARGUMENT_ROLES,
    ENTITY_TYPES,
    PREDICATES,
    Annotation,
    Argument,
    LocalEntity,
    Quote,
    Relation,
    Span,
)

NAMES = {
    "PER": "Laras Widyastuti",
    "ORG": "Klub Baca Merapi",
    "GPE": "Tegalsari",
    "LOC": "Gunung Wayang",
    "EVT": "lomba",
    "DATE": "2024",
    "LAW": "UU 7/2021",
    "PROD": "Kartu Tani",
}


def pair(left: str, right: str) -> tuple[LocalEntity, LocalEntity]:
    """Two things of these types, with different names."""
    return LocalEntity("A", left, NAMES[left]), LocalEntity("B", right, NAMES[right] + " Dua", value="2024")


def test_every_predicate_and_role_is_mapped() -> None:
    """The tables cover all machine names and no others."""
    assert {name for name, _, _ in relations()} == set(PREDICATES)
    assert {name for name, _ in roles()} == set(ARGUMENT_ROLES)
    assert {kind for key in relations() for kind in key[1:]} <= set(ENTITY_TYPES)


@pytest.mark.parametrize("predicate", PREDICATES)
def test_each_relation_makes_a_valid_graph(predicate: str) -> None:
    """For every pair of types that a relation may join, the triple is in the picture and both checks accept it."""
    for (name, left, right), prop in relations().items():
        if name != predicate:
            continue
        graph = built(
            Annotation(
                article(), (Span(0, 9),), pair(left, right), relations=(Relation("A", name, "B", sentences=(0,)),)
            )
        )
        assert graph.rejects == ()
        assert sum(f"> <{prop.iri}> <" in line for line in graph.picture) == 1
        validate([*graph.evidence, *graph.picture])
    audit([*graph.evidence, *graph.picture])


@pytest.mark.parametrize("role", ARGUMENT_ROLES)
def test_each_role_makes_a_valid_graph(role: str) -> None:
    """For every type that may fill a role, the event has its properties and the check accepts it."""
    for (name, kind), props in roles().items():
        if name != role:
            continue
        graph = built(
            Annotation(
                article(), (Span(0, 9),), pair("EVT", kind), arguments=(Argument("A", name, "B", sentences=(0,)),)
            )
        )
        assert graph.rejects == ()
        assert all(any(f"> <{prop}> " in line for line in graph.picture) for prop in props)
        validate([*graph.evidence, *graph.picture])
    audit([*graph.evidence, *graph.picture])


@pytest.mark.parametrize(("one", "other"), [("A", "B"), ("B", "A")])
def test_what_holds_both_ways_is_written_once(one: str, other: str) -> None:
    """A marriage is one triple, whoever is named first."""
    entities = (LocalEntity("A", "PER", "Laras Widyastuti"), LocalEntity("B", "PER", "Raka Wijanarko"))
    facts = (Relation(one, "spouse", other, sentences=(0,)),)
    graph = built(Annotation(article(), (Span(0, 9),), entities, relations=facts))
    room = "https://kg.example/person/"
    assert [line for line in graph.picture if "schema.org/spouse" in line] == [
        f"<{room}laras-widyastuti> <https://schema.org/spouse> <{room}raka-wijanarko> ."
    ]


@pytest.mark.parametrize(
    ("kind", "prop"), [("PER", "spokenByCharacter"), ("ORG", "spokenByCharacter"), ("LAW", "speaker")]
)
def test_who_speaks(kind: str, prop: str) -> None:
    """Persons and bodies speak; a document is a source."""
    graph = built(
        Annotation(article(), (Span(0, 9),), pair(kind, "DATE"), quotes=(Quote("A", "indirect", Span(0, 9)),))
    )
    assert any(f"/{prop}> <" in line or f"#{prop}> <" in line for line in graph.picture)
    validate([*graph.evidence, *graph.picture])
