"""Only what is asserted is in the picture; everything is in the evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdf_cases import built, exhibition, span

from kg.rdf import validate
from kg.rdf import vocabulary as v
from kg.records import ASSERTED, MODALITIES, Argument, ArticleGraph, Position, Quote, Relation


@pytest.mark.parametrize("own", MODALITIES)
@pytest.mark.parametrize("event", MODALITIES)
def test_modality_of_an_argument(own: str, event: str) -> None:
    """An argument is meant as it says itself; where it simply asserts, as its event is meant."""
    modality = {} if event == ASSERTED else {"E1": event}
    graph = built(
        exhibition(
            arguments=(Argument("E1", "agent", "P1", own, (1,)),),
            positions=(),
            relations=(),
            quotes=(),
            event_modality=modality,
        )
    )
    effective = own if own != ASSERTED else event
    (stated,) = [line for line in graph.evidence if f"<{v.MODALITY}>" in line and "#s-" in line]
    assert stated.endswith(f"<{v.modality(effective)}> .")
    asserted = effective == ASSERTED
    assert any(f"<{v.HAS_ACTOR}>" in line for line in graph.picture) == asserted
    assert any(f"<{v.PARTICIPATION}>" in line for line in graph.picture) == asserted
    validate([*graph.evidence, *graph.picture])


@pytest.mark.parametrize("modality", MODALITIES)
def test_modality_of_a_post_and_a_relation(modality: str) -> None:
    """A post or relation that is not asserted is said by its statement alone."""
    graph = built(
        exhibition(
            positions=(Position("P1", "Wali Kota", span("Wali Kota", 1), "G1", modality=modality),),
            relations=(Relation("P2", "owns", "O3", modality, (4,)),),
            arguments=(),
            quotes=(),
        )
    )
    asserted = modality == ASSERTED
    assert any(f"<{v.SCHEMA}owns>" in line for line in graph.picture) == asserted
    assert any(f"<{v.HOLDS_POST_IN}>" in line for line in graph.picture) == asserted
    assert any("/membership/" in line for line in graph.picture) == asserted
    assert sum(f"<{v.modality(modality)}>" in line and "#s-" in line for line in graph.evidence) == 2


def test_an_event_that_did_not_simply_happen() -> None:
    """A planned event stands in the picture with its modality, without time, place or actors."""
    event = [line for line in built(exhibition()).picture if line.startswith("<https://kg.example/event/lelang-batik-00aa11bb>")]
    assert any(line.endswith(f"<{v.MODALITY}> <{v.modality('planned')}> .") for line in event)
    assert not any(f"<{v.SEM}has" in line for line in event)


ACCUSING = [
    ("suspect", "other", "P1"), ("suspect", "crime", "O1"), ("agent", "crime", "P1"), ("agent", "crime", "O1"),
    ("beneficiary", "corruption", "P1"), ("beneficiary", "corruption", "O1"),
]  # fmt: skip
NEAR = [
    ("target", "arrest", "P1"),
    ("agent", "arrest", "P1"),
    ("agent", "trial", "P1"),
    ("beneficiary", "verdict", "P1"),
    ("participant", "trial", "P1"),
]
HARMLESS = [
    ("agent", "arrest", "O1"),
    ("victim", "crime", "P1"),
    ("witness", "trial", "P1"),
    ("agent", "visit", "P1"),
    ("authority", "crime", "O1"),
]


def played(role: str, kind: str, who: str, modality: str = ASSERTED) -> ArticleGraph:
    """The sample article with one part in an event of a kind."""
    events = tuple(replace(e, kind=kind) if e.id == "E1" else e for e in exhibition().entities)
    argument = Argument("E1", role, who, modality, (1,))
    return built(exhibition(entities=events, arguments=(argument,), positions=(), relations=(), quotes=(), event_modality={}))


@pytest.mark.parametrize("modality", MODALITIES)
@pytest.mark.parametrize(("role", "kind", "who"), ACCUSING + NEAR)
def test_no_plain_triple_accuses(role: str, kind: str, who: str, modality: str) -> None:
    """However sure an annotation is, an accusation, or what reads like one, stays in the article's graph."""
    graph = played(role, kind, who, modality)
    event = "<https://kg.example/event/"
    assert not [line for line in graph.picture if line.startswith(event) and ("/person/" in line or "/organization/" in line)]
    assert not any("/participation/" in line for line in graph.picture)
    assert sum(f"<{v.PARTICIPANT}>" in line for line in graph.evidence) == 1
    validate([*graph.evidence, *graph.picture])


@pytest.mark.parametrize(("role", "kind", "who"), ACCUSING)
def test_an_accusation_is_never_asserted(role: str, kind: str, who: str) -> None:
    """What says nothing of its modality and accuses somebody is an allegation."""
    (stated,) = [line for line in played(role, kind, who).evidence if f"<{v.MODALITY}>" in line and "#s-" in line]
    assert stated.endswith(f"<{v.modality('alleged')}> .")


@pytest.mark.parametrize(("role", "kind", "who"), HARMLESS)
def test_what_accuses_nobody_is_plain(role: str, kind: str, who: str) -> None:
    """Victims, witnesses, the police and hosts are told as they were; only nobody is an actor of a crime."""
    picture = played(role, kind, who).picture
    assert any(f"<{v.PARTICIPANT}>" in line for line in picture)
    assert any(f"> <{v.HAS_ACTOR}> <" in line for line in picture) == (kind == "visit")


def test_a_denied_quotation_is_in_the_evidence_alone() -> None:
    """What a speaker denies is never among what people said, and says so where it stands."""
    quote = Quote("P1", "indirect", span("mendunia"), "membantah", 0.7, "denied")
    graph = built(exhibition(quotes=(quote,)))
    assert not any("/quotation/" in line or f"<{v.QUOTATION}>" in line for line in graph.picture)
    (node,) = [line.split(" ")[0] for line in graph.evidence if f"<{v.QUOTATION}>" in line]
    assert f"{node} <{v.MODALITY}> <{v.modality('denied')}> ." in graph.evidence
    assert f'{node} <{v.CUE}> "membantah" .' in graph.evidence


def test_a_plain_triple_leads_to_what_says_it() -> None:
    """Beside each relation stands its statement node, joined in both directions with the article's statement."""
    graph = built(exhibition())
    (node,) = [line.split(" ")[0] for line in graph.picture if f"<{v.RELATION}> <{v.relation_kind('part_of')}>" in line]
    (supported,) = [line.split(" ")[2] for line in graph.picture if line.startswith(f"{node} <{v.SUPPORTED_BY}>")]
    assert f"{supported} <{v.DENOTES}> {node} ." in graph.picture
    assert any(line.startswith(f"{supported} <{v.CONFIDENCE}> ") for line in graph.evidence)


@pytest.mark.parametrize(
    ("status", "holds"),
    [("current", True), ("acting", True), ("former", False), ("candidate", False), ("elect", False)],
)
def test_only_who_is_in_office_holds_a_post(status: str, holds: bool) -> None:
    """The shortcut is for posts that are held; a former or future one is a membership with its status."""
    graph = built(exhibition(positions=(Position("P1", "Wali Kota", span("Wali Kota", 1), "G1", status),)))
    assert any(f"<{v.HOLDS_POST_IN}>" in line for line in graph.picture) == holds
    assert any(f'<{v.STATUS}> "{status}"' in line for line in graph.picture)
    assert any(f"<{v.POST_STATUS}> <{v.post_status(status)}>" in line for line in graph.picture)


def test_an_interval_has_a_begin_and_an_end() -> None:
    """An event over several days has two time stamps."""
    graph = built(exhibition(event_modality={}))
    stamps = {
        line.split("> ")[1].rpartition("/")[2]
        for line in graph.picture
        if f"> <{v.SEM}has" in line and "Time" in line and "/event/" in line
    }
    assert stamps == {"hasTimeStamp", "hasBeginTimeStamp", "hasEndTimeStamp"}
