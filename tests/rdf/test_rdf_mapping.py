"""Every relation and role has its properties, and what they join fits by construction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdf_cases import article, built

from kg.rdf import audit, validate
from kg.rdf import vocabulary as v
from kg.rdf.mapping import relations, roles
from kg.records import (
    ARGUMENT_ROLES,
    ENTITY_TYPES,
    PREDICATES,
    Annotation,
    Argument,
    LocalEntity,
    Mention,
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


NAMED = (Mention("A", Span(0, 4), "PER"), Mention("B", Span(5, 9), "PER"))


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
    """For every pair of types that a relation may join, the triple is in the picture and the check accepts it."""
    for (name, left, right), prop in relations().items():
        if name != predicate:
            continue
        graph = built(
            Annotation(article(), (Span(0, 9),), pair(left, right), NAMED, relations=(Relation("A", name, "B", sentences=(0,)),))
        )
        assert graph.rejects == ()
        assert sum(f"> <{prop.iri}> <" in line for line in graph.picture) == 1
        validate([*graph.evidence, *graph.picture])


@pytest.mark.parametrize("role", ARGUMENT_ROLES)
def test_each_role_makes_a_valid_graph(role: str) -> None:
    """For every type that may fill a role, the event has its properties and the check accepts it."""
    for (name, kind), props in roles().items():
        if name != role:
            continue
        graph = built(
            Annotation(article(), (Span(0, 9),), pair("EVT", kind), NAMED, arguments=(Argument("A", name, "B", sentences=(0,)),))
        )
        assert graph.rejects == ()
        assert sum(f"> <{v.PARTICIPANT}> <" in line for line in graph.evidence) == 1
        assert {prop for prop in props if any(f"> <{prop}> " in line for line in graph.picture)} == set(props)
        validate([*graph.evidence, *graph.picture])


def test_pyshacl_accepts_every_relation_and_role() -> None:
    """The reference checker finds nothing wrong with any relation or role either."""
    facts: list[tuple[str, str, Relation | Argument]] = [
        (a, b, Relation("A", name, "B", sentences=(0,))) for name, a, b in relations()
    ]
    facts += [("EVT", kind, Argument("A", name, "B", sentences=(0,))) for name, kind in roles()]
    lines: set[str] = set()
    for number, (left, right, fact) in enumerate(facts):
        one = article(id=f"{number:016x}")
        said = {"relations": (fact,)} if isinstance(fact, Relation) else {"arguments": (fact,)}
        entities = tuple(replace(e, name=f"{e.name} {number}") for e in pair(left, right))
        graph = built(Annotation(one, (Span(0, 9),), entities, NAMED, **said))  # type: ignore[arg-type]
        lines |= {*graph.evidence, *graph.picture}
    validate(sorted(lines))
    audit(sorted(lines))


@pytest.mark.parametrize(("one", "other"), [("A", "B"), ("B", "A")])
def test_what_holds_both_ways_is_written_once(one: str, other: str) -> None:
    """A marriage is one triple, whoever is named first."""
    entities = (LocalEntity("A", "PER", "Laras Widyastuti"), LocalEntity("B", "PER", "Raka Wijanarko"))
    facts = (Relation(one, "spouse", other, sentences=(0,)),)
    graph = built(Annotation(article(), (Span(0, 9),), entities, NAMED, relations=facts))
    room = "https://kg.example/person/"
    assert [line for line in graph.picture if "> <https://schema.org/spouse> <" in line] == [
        f"<{room}laras-widyastuti> <https://schema.org/spouse> <{room}raka-wijanarko> ."
    ]


@pytest.mark.parametrize("kind", ["PER", "ORG", "GPE", "LAW", "PROD"])
def test_who_speaks(kind: str) -> None:
    """Whoever or whatever says it, there is one property for it."""
    graph = built(Annotation(article(), (Span(0, 9),), pair(kind, "DATE"), NAMED, quotes=(Quote("A", "indirect", Span(0, 9)),)))
    assert sum(f"> <{v.SPEAKER}> <" in line for line in graph.picture) == 1
    validate([*graph.evidence, *graph.picture])
