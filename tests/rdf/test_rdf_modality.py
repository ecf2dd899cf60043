"""Only what is asserted is in the picture; everything is in the evidence."""

from __future__ import annotations

import pytest
from rdf_cases import built, exhibition, span

from kg.rdf import validate
from kg.rdf import vocabulary as v
from kg.records import ASSERTED, MODALITIES, Argument, Position, Relation


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
    event = [
        line
        for line in built(exhibition()).picture
        if line.startswith("<https://kg.example/event/lelang-batik-00aa11bb>")
    ]
    assert any(line.endswith(f"<{v.MODALITY}> <{v.modality('planned')}> .") for line in event)
    assert not any(f"<{v.SEM}has" in line for line in event)


@pytest.mark.parametrize(
    ("status", "holds"),
    [("current", True), ("acting", True), ("former", False), ("candidate", False), ("elect", False)],
)
def test_only_who_is_in_office_holds_a_post(status: str, holds: bool) -> None:
    """The shortcut is for posts that are held; a former or future one is a membership with its status."""
    graph = built(exhibition(positions=(Position("P1", "Wali Kota", span("Wali Kota", 1), "G1", status),)))
    assert any(f"<{v.HOLDS_POST_IN}>" in line for line in graph.picture) == holds
    assert any(f'<{v.STATUS}> "{status}"' in line for line in graph.picture)


def test_an_interval_has_a_begin_and_an_end() -> None:
    """An event over several days has two time stamps."""
    graph = built(exhibition(event_modality={}))
    stamps = {
        line.split("> ")[1].rpartition("/")[2] for line in graph.picture if f"<{v.SEM}has" in line and "Time" in line
    }
    assert stamps == {"hasTimeStamp", "hasBeginTimeStamp", "hasEndTimeStamp"}
