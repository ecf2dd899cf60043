"""What cannot be written is listed with its reason, and nothing of it is in the graph."""

from __future__ import annotations

import pytest
from rdf_cases import TEXT, built, exhibition, span

from kg.rdf import build, validate
from kg.records import Argument, Fact, LocalEntity, Mention, Position, Quote, Relation, Span
from kg.resolve import resolve

ROLE = span("Wali Kota", 1)
OUT = Span(len(TEXT) - 2, len(TEXT) + 1)
CASES: list[tuple[Fact, str]] = [
    (Relation("P9", "owns", "O3"), "there is no entity P9"),
    (Relation("O1", "part_of", "O1"), "both ends are the same thing"),
    (Relation("L1", "part_of", "O1"), "part_of cannot join LOC and ORG"),
    (Relation("P1", "spouse", "O1"), "spouse cannot join PER and ORG"),
    (Relation("P1", "befriends", "P2"), "befriends cannot join PER and PER"),
    (Relation("P1", "spouse", "P2", "rumoured"), "the modality 'rumoured' is unknown"),
    (Relation("P1", "spouse", "P2", confidence=1.2), "the confidence is not between 0 and 1"),
    (Relation("P1", "spouse", "P2", confidence=float("nan")), "the confidence is not between 0 and 1"),
    (Argument("E1", "agent", "D1"), "the role agent cannot be filled by DATE"),
    (Argument("E1", "time", "L1"), "the role time cannot be filled by LOC"),
    (Argument("E1", "mascot", "P1"), "the role mascot cannot be filled by PER"),
    (Argument("P1", "agent", "P2"), "an argument's event cannot be of type PER"),
    (Position("O1", "Ketua", ROLE), "a post cannot be held by ORG"),
    (Position("P1", "Ketua", ROLE, "D1"), "a post cannot be in DATE"),
    (Position("P1", "Ketua", OUT), "the offsets lie outside the text"),
    (Position("P1", " ", ROLE), "the role is empty"),
    (Position("P1", "Ketua", ROLE, status="eternal"), "the status 'eternal' is unknown"),
    (Position("P1", "Ketua", ROLE, "X1"), "there is no entity X1"),
    (Quote("P1", "direct", Span(5, 5)), "the offsets lie outside the text"),
    (Quote("P1", "direct", Span(-3, 5)), "the offsets lie outside the text"),
    (Quote("P1", "direct", span(" ")), "the quoted text is empty"),
    (Quote("P1", "sung", ROLE), "the form 'sung' is unknown"),
    (Quote("E1", "direct", ROLE), "a speaker cannot be of type EVT"),
]


@pytest.mark.parametrize(("fact", "reason"), CASES, ids=[f"{i}-{reason}" for i, (_, reason) in enumerate(CASES)])
def test_a_fact_that_does_not_fit(fact: Fact, reason: str) -> None:
    """Each bad fact is rejected in its own words and leaves no statement behind."""
    kinds = {Position: "positions", Relation: "relations", Argument: "arguments", Quote: "quotes"}
    empty: dict[str, object] = {"positions": (), "relations": (), "arguments": (), "quotes": ()}
    graph = built(exhibition(**{**empty, kinds[type(fact)]: (fact,)}))
    assert [reject.reason for reject in graph.rejects] == [reason]
    assert graph.rejects[0].article == "00aa11bb22cc33dd"
    assert not any("#s-" in line for line in (*graph.evidence, *graph.picture))
    validate([*graph.evidence, *graph.picture])


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (LocalEntity("X1", "ANIMAL", "Kerbau"), "the type 'ANIMAL' is unknown"),
        (LocalEntity("X1", "PER", " \t"), "the name is empty"),
        (LocalEntity("P1", "PER", "Laras"), "another entity has the same id"),
        (LocalEntity("graph", "PER", "Laras"), "the id is empty or reserved"),
        (LocalEntity("", "PER", "Laras"), "the id is empty or reserved"),
        (
            LocalEntity("D9", "DATE", "31 Februari", value="2024-02-31"),
            "the value '2024-02-31' is not a date of the calendar",
        ),
    ],
)
def test_an_entity_that_cannot_be_written(entity: LocalEntity, reason: str) -> None:
    """Bad entities are rejected; a date without a value on the calendar stays, without its value."""
    one = exhibition()
    graph = built(exhibition(entities=(*one.entities, entity)))
    assert [reject.reason for reject in graph.rejects] == [reason]
    assert "2024-02-31" not in "\n".join(graph.evidence)
    validate([*graph.evidence, *graph.picture])


@pytest.mark.parametrize(
    ("mention", "reason"),
    [
        (Mention("Z9", Span(0, 4), "PER"), "there is no entity Z9"),
        (Mention("P1", OUT, "PER"), "the offsets lie outside the text"),
        (Mention("P1", Span(0, 4), "PER", confidence=-0.1), "the confidence is not between 0 and 1"),
    ],
)
def test_a_mention_that_cannot_be_written(mention: Mention, reason: str) -> None:
    """Bad mentions are rejected with their reason."""
    assert [r.reason for r in built(exhibition(mentions=(*exhibition().mentions, mention))).rejects] == [reason]


def test_an_entity_without_a_canonical_one_takes_its_facts_along() -> None:
    """Nothing is written about a thing that resolution left out."""
    annotation = exhibition()
    known = {key: entity for key, entity in resolve(annotation).items() if key != "P1"}
    graph = build(annotation, known)
    assert "no canonical entity was given for it" in {reject.reason for reject in graph.rejects}
    assert not any("#P1>" in line for line in (*graph.evidence, *graph.picture))
    validate([*graph.evidence, *graph.picture])


def test_sentence_indexes_out_of_range_fall_back() -> None:
    """A relation with wrong sentence indexes still has a sentence of the text as evidence."""
    graph = built(exhibition(relations=(Relation("O1", "part_of", "O2", sentences=(99, -4)),)))
    assert graph.rejects == ()
    validate([*graph.evidence, *graph.picture])


KIN = [
    (
        ("child_of", 0.9),
        ("spouse", 0.6),
        "spouse",
        "a spouse of Laras Widyastuti cannot be Raka Wijanarko, who is a parent of Laras Widyastuti",
    ),
    (
        ("child_of", 0.5),
        ("spouse", 0.6),
        "child_of",
        "a parent of Laras Widyastuti cannot be Raka Wijanarko, who is a spouse of Laras Widyastuti",
    ),
    (
        ("sibling_of", 0.9),
        ("spouse", 0.6),
        "spouse",
        "a spouse of Laras Widyastuti cannot be Raka Wijanarko, who is a sibling of Laras Widyastuti",
    ),
]


@pytest.mark.parametrize(("one", "other", "lost", "reason"), KIN)
def test_of_two_ties_that_contradict_the_surer_stays(
    one: tuple[str, float], other: tuple[str, float], lost: str, reason: str
) -> None:
    """Nobody is both spouse and child or sibling of one person; the less sure tie is rejected with the reason."""
    ties = tuple(Relation("P1", name, "P2", sentences=(1, 4), confidence=sure) for name, sure in (one, other))
    graph = built(exhibition(relations=ties))
    assert [(r.fact, r.reason) for r in graph.rejects] == [(f"Laras Widyastuti - {lost} - Raka Wijanarko", reason)]
    validate([*graph.evidence, *graph.picture])


def test_nobody_is_parent_and_child_of_one_person() -> None:
    """The same tie in both directions is a contradiction as well; told twice in one direction it is not."""
    ties = [
        Relation("P1", "child_of", "P2", sentences=(1, 4), confidence=0.9),
        Relation("P2", "child_of", "P1", sentences=(1, 4), confidence=0.4),
    ]
    assert [r.fact for r in built(exhibition(relations=tuple(ties))).rejects] == ["Raka Wijanarko - child_of - Laras Widyastuti"]
    assert built(exhibition(relations=(ties[0], ties[0]))).rejects == ()


def test_a_part_without_a_mention_takes_its_facts_along() -> None:
    """What the text never names cannot be a part of a fact: there would be no sentence for it."""
    mentions = tuple(m for m in exhibition().mentions if m.entity != "O2")
    graph = built(exhibition(mentions=mentions))
    assert [r.reason for r in graph.rejects] == ["the text has no mention of O2 'Pemkot Tegalsari'"]
