"""The quick check and pySHACL judge alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdf_cases import built, exhibition

from kg.errors import InvalidGraph, OntologyError
from kg.rdf import audit, shapes, validate
from kg.rdf import vocabulary as v
from kg.rdf.terms import degrees
from kg.records import Annotation, Argument, Relation

Lines = list[str]


def fuller(**changes: object) -> Annotation:
    """The sample article with a place, a founder, a family and somebody charged."""
    one = exhibition()
    relations = (
        Relation("O1", "located_in", "G1", sentences=(1,)),
        Relation("P2", "founded", "O3", sentences=(4,)),
        Relation("P1", "child_of", "P2", sentences=(4,)),
    )
    charged = Argument("E1", "suspect", "P2", "charged", (4,))
    fields: dict[str, object] = {"relations": (*one.relations, *relations), "arguments": (*one.arguments, charged)}
    return exhibition(**{**fields, **changes})


def whole() -> Lines:
    """A graph that keeps to the shapes."""
    graph = built(fuller())
    where = [f"<https://kg.example/place/tegalsari> <{v.LATITUDE}> {degrees(-7.25)} ."]
    where += [f"<https://kg.example/place/tegalsari> <{v.LONGITUDE}> {degrees(110.0)} ."]
    return [*graph.evidence, *graph.picture, *where]


def without(prop: str, near: str = "") -> Callable[[Lines], Lines]:
    """Take away the lines of a property."""
    return lambda lines: [line for line in lines if not (line.split(" ")[1] == f"<{prop}>" and near in line)]


def swapped(prop: str, obj: str, near: str = "") -> Callable[[Lines], Lines]:
    """Give a property's lines another object."""

    def change(lines: Lines) -> Lines:
        return [
            f"{line.split(' ')[0]} <{prop}> {obj} ." if line.split(" ")[1] == f"<{prop}>" and near in line else line
            for line in lines
        ]

    return change


def typed(value: str, name: str) -> str:
    """A literal with a datatype."""
    return f'"{value}"^^<{v.XSD}{name}>'


def flipped(prop: str) -> Callable[[Lines], Lines]:
    """Swap the ends of a property's lines."""

    def change(lines: Lines) -> Lines:
        parts = [line.split(" ") for line in lines]
        return [
            f"{s} {p} {rest[0]} ." if p != f"<{prop}>" else f"{rest[0]} {p} {s} ." for s, p, *rest in parts if len(rest) == 2
        ] + [line for line, part in zip(lines, parts, strict=True) if len(part) != 4]

    return change


def added(*triples: str) -> Callable[[Lines], Lines]:
    """Add lines in a short form: `person/x kgo:agent place/y`."""
    return lambda lines: [*lines, *(" ".join(_long(term) for term in triple.split(" ")) + " ." for triple in triples)]


def _long(term: str) -> str:
    return term if term[0] in '<"' else f"<{v.expand(term)}>" if term.split(":")[0] in v.PREFIXES else f"<{v.BASE}{term}>"


def renamed(old: str, new: str, near: str = "") -> Callable[[Lines], Lines]:
    """Put one node in another's place."""
    return lambda lines: [line.replace(_long(old), _long(new)) if near in line else line for line in lines]


LARAS, RAKA, TOWN, FAIR = "person/laras-widyastuti", "person/raka-wijanarko", "place/tegalsari", "event/pameran-batik-00aa11bb"
OFFICE, FIRM = "organization/dinas-pariwisata-00aa11bb", "organization/sutra-senja"
LOCAL = "article/00aa11bb22cc33dd#"

MUTANTS = {
    "part_of flipped": flipped(v.ORG + "subOrganizationOf"),
    "part_of flipped in its statement": renamed(OFFICE, "organization/pemerintah-kota-tegalsari", f"> <{v.SUBJECT}> "),
    "located_in flipped": flipped(v.SCHEMA + "location"),
    "holdsPostIn flipped": flipped(v.HOLDS_POST_IN),
    "a post that nobody gave": added(f"{RAKA} kgo:holdsPostIn {TOWN}"),
    "person as holder": renamed(TOWN, RAKA, f"> <{v.HOLDER}> "),
    "person as holder in the evidence": renamed(LOCAL + "G1", LOCAL + "P2", f"> <{v.HOLDER}> "),
    "place as suspect": renamed(LOCAL + "P2", LOCAL + "L1", f"> <{v.PARTICIPANT}> "),
    "agent on a person": added(f"{LARAS} kgo:agent {RAKA}"),
    "founded by a place": renamed(RAKA, TOWN, f"> <{v.SCHEMA}founder> "),
    "founded by a place in its statement": renamed(RAKA, TOWN, f"> <{v.OBJECT}> "),
    "owned by an event": added(f"{FAIR} schema:owns {FIRM}"),
    "anchor that is not the text": swapped(v.ANCHOR_OF, '"Pasar"@id', "#char=86,99"),
    "anchor as long as the text": swapped(v.ANCHOR_OF, '"Laras Widyastutu"@id', "char=60,76"),
    "plain relation without a statement": without(v.SUBJECT, "/statement/"),
    "plain relation that nothing supports": without(v.SUPPORTED_BY, "/statement/"),
    "actor without a participation": added(f"{FAIR} sem:hasActor {RAKA}"),
    "time without a statement": added(f'{FAIR} sem:hasTimeStamp "2024-06-04"^^<{v.XSD}date>'),
    "unknown role": swapped(v.ROLE_TYPE, f"<{v.KGO}role-mascot>", "participation/"),
    "unknown kind of event": swapped(v.EVENT_TYPE, f"<{v.KGO}event-picnic>", "event/"),
    "unknown predicate": swapped(v.PREDICATE, f"<{v.KGO}befriends>", "#s-"),
    "unknown relation": swapped(v.RELATION, f"<{v.KGO}relation-friend_of>", "#s-"),
    "another relation than the fact's": swapped(v.RELATION, f"<{v.KGO}relation-member_of>", "/statement/"),
    "undeclared property": added(f"{LARAS} kgo:enemyOf {RAKA}"),
    "undeclared property of a known vocabulary": added(f'{LARAS} schema:netWorth "1"'),
    "suspect in the default graph": swapped(v.ROLE_TYPE, f"<{v.argument_role('suspect')}>", "participation/"),
    "plain suspect": added(f"{FAIR} kgo:suspect {RAKA}"),
    "asserted suspicion": swapped(v.MODALITY, f"<{v.modality('asserted')}>", "s-"),
    "agent of a crime": swapped(v.EVENT_TYPE, f"<{v.event_kind('crime')}>", "event/pameran"),
    "evidence without a part": without(v.MENTION_OF, "#D1>"),
    "spouse and child": added(f"{LARAS} schema:spouse {RAKA}"),
    "child and parent": added(f"{RAKA} schema:parent {LARAS}"),
    "own relative": added(f"{RAKA} schema:relatedTo {RAKA}"),
    "another speaker than the fact's": renamed(LARAS, RAKA, f"> <{v.SPEAKER}> "),
    "other words than the fact's": swapped(v.TEXT, '"Batik kita kuno"@id', "/quotation/"),
    "another role than the fact's": swapped(v.ROLE_TYPE, f"<{v.argument_role('topic')}>", "participation/"),
    "post that says more than the article": lambda lines: [
        *lines,
        *(
            f"{line.split(' ')[0]} <{v.IN_ORGANIZATION}> {_long(FIRM)} ."
            for line in lines
            if "membership/" in line and f"> <{v.MEMBER}> " in line
        ),
    ],
}

BREAKS = {
    "person without a label": without(v.LABEL, "person/"),
    "local thing without a label": without(v.LABEL, "#G1"),
    "empty label": swapped(v.LABEL, '""', "place/"),
    "label that is a node": swapped(v.LABEL, "<https://kg.example/x>", "place/"),
    "unknown type code": swapped(v.ENTITY_TYPE, '"ALIEN"', "place/"),
    "statement without confidence": without(v.CONFIDENCE, "#s-"),
    "confidence above one": swapped(v.CONFIDENCE, typed("1.5", "decimal"), "#s-"),
    "confidence below zero": swapped(v.CONFIDENCE, typed("-0.1", "decimal"), "#char"),
    "confidence as text": swapped(v.CONFIDENCE, '"high"', "#s-"),
    "confidence of the wrong datatype": swapped(v.CONFIDENCE, typed("1", "integer"), "#s-"),
    "statement without modality": without(v.MODALITY, "#s-"),
    "unknown modality": swapped(v.MODALITY, f"<{v.KGO}maybe>", "#s-"),
    "statement without evidence": without(v.EVIDENCE),
    "evidence that is text": swapped(v.EVIDENCE, '"kalimat"'),
    "evidence without selectors": without(v.HAS_SELECTOR, "#pos"),
    "evidence without words": without(v.EXACT),
    "evidence without source": without(v.HAS_SOURCE),
    "selector that ends before it starts": swapped(v.END, typed("0", "integer")),
    "statement of no article": without(v.WAS_DERIVED_FROM),
    "relation of no run": without(v.WAS_GENERATED_BY),
    "membership without a member": without(v.MEMBER),
    "member that is a place": swapped(v.MEMBER, "<https://kg.example/place/tegalsari>"),
    "membership without a role": without(v.ROLE),
    "role that is text": swapped(v.ROLE, '"Wali Kota"'),
    "unknown status": swapped(v.STATUS, '"forever"'),
    "quotation without text": without(v.TEXT),
    "quotation without a speaker": without(v.SPEAKER),
    "speaker that is text": swapped(v.SPEAKER, '"Laras"'),
    "quotation of no article": without(v.WAS_QUOTED_FROM),
    "participation without an event": without(v.OF_EVENT),
    "participation without a participant": without(v.PARTICIPANT),
    "participant that is text": swapped(v.PARTICIPANT, '"Laras"'),
    "participation without a role": without(v.ROLE_TYPE),
    "event in an event's place": swapped(v.HAS_PLACE, "<https://kg.example/event/pameran-batik-00aa11bb>"),
    "time that is text": swapped(v.HAS_TIME, '"Senin"'),
    "publication date that is text": swapped(v.DATE_PUBLISHED, '"Senin"'),
    "content hash of another kind": swapped(v.CONTENT_HASH, '"abc"'),
    "unit of a person": swapped(
        v.ORG + "subOrganizationOf", "<https://kg.example/person/laras-widyastuti>", "<https://kg.example/org"
    ),
    "holder that is text": swapped(v.HOLDS_POST_IN, '"Tegalsari"'),
    "canonical fact that nothing backs": without(v.DENOTES, "membership/"),
    "relation without an object": without(v.OBJECT),
    "mention of nothing": without(v.MENTION_OF),
    "latitude alone": without(v.LONGITUDE),
    "latitude beyond the pole": swapped(v.LATITUDE, degrees(97.0)),
    "longitude as text": swapped(v.LONGITUDE, '"110 BT"'),
    "person with a place on the map": lambda lines: [
        line.replace("place/tegalsari>", "person/laras-widyastuti>") if "itude> " in line else line for line in lines
    ],
    "two headlines": lambda lines: [*lines, f'<https://kg.example/article/00aa11bb22cc33dd> <{v.HEADLINE}> "Lain" .'],
}


@pytest.mark.parametrize("name", [*BREAKS, *MUTANTS])
def test_both_checks_refuse(name: str) -> None:
    """Each way to break the graph is found by the quick check and by pySHACL."""
    broken = {**BREAKS, **MUTANTS}[name](whole())
    assert sorted(broken) != sorted(whole())
    with pytest.raises(InvalidGraph, match="breaks its shapes"):
        validate(broken)
    with pytest.raises(InvalidGraph, match="breaks its shapes"):
        audit(broken)


def test_a_line_that_cannot_be_read_is_refused() -> None:
    """The check is also one of syntax."""
    with pytest.raises(InvalidGraph, match="not an N-Triples line"):
        validate([*whole(), "<https://kg.example/x> rdfs:label 'x'"])


def test_an_unknown_constraint_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick check never passes over a constraint that it does not know."""
    shape = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kgo: <https://kg.example/ns#> .
        kgo:S a sh:NodeShape ; sh:targetClass kgo:Mention ; sh:property [ sh:path kgo:cue ; sh:uniqueLang true ] ."""
    monkeypatch.setattr(shapes, "ontology_file", lambda _: shape)
    with pytest.raises(OntologyError, match="sh:uniqueLang"):
        shapes.shapes.__wrapped__()


def test_an_empty_graph_is_valid() -> None:
    """Nothing said, nothing wrong."""
    validate([])
