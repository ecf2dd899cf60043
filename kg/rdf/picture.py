"""One article's share of the picture: canonical things, and each fact that it asserts, once and short to query."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.accusing import ACCUSING_KINDS, near_accusation
from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.evidence import event_lines, membership_lines, participation_lines, quotation_lines, statement_lines
from kg.rdf.header import article_lines, role_lines, thing_lines
from kg.rdf.iri import is_iri, mint, slug
from kg.rdf.mapping import relations, roles
from kg.rdf.naming import Names
from kg.rdf.statements import Admitted, Statement
from kg.rdf.values import time_stamps
from kg.records import ASSERTED, Argument, Entity, Position, Quote, Relation

Nodes = dict[str, str]
Drawn = tuple[str, Iterator[str]]

_IN_POST = ("current", "acting")


def picture_lines(admitted: Admitted, names: Names, kept_elsewhere: Collection[str] = ()) -> Iterator[str]:
    """The lines that the article adds to the default graph, in no order and perhaps more than once."""
    annotation, canon = admitted.annotation, admitted.canon
    nodes = {key: names.canonical(entity.id) for key, entity in canon.items()}
    yield from article_lines(annotation.article, names, nodes.values())
    for key, entity in canon.items():
        yield terms.line(names.local(key), v.DENOTES, terms.ref(nodes[key]))
        if entity.id not in kept_elsewhere:
            yield from entity_lines(nodes[key], entity, annotation.article.lang, names.base)
        if admitted.entities[key].type == "EVT":
            modality = annotation.event_modality.get(key, ASSERTED)
            yield from event_lines(admitted.entities[key], modality, nodes[key])
    for statement in admitted.statements:
        if is_plain(statement, admitted):
            yield from _fact(statement, admitted, names, nodes)


def is_plain(statement: Statement, admitted: Admitted) -> bool:
    """Whether a statement may be told as a plain triple: it is asserted, and it accuses nobody."""
    fact = statement.fact
    if isinstance(fact, Argument):
        event, entity = admitted.entities[fact.event], admitted.entities[fact.entity]
        if near_accusation(fact.role, event.kind or "other", entity.type):
            return False
    return statement.modality == ASSERTED


def entity_lines(node: str, entity: Entity, lang: str, base: str) -> Iterator[str]:
    """What is said of a thing by itself: classes, names, the same thing elsewhere, its codes, and where a place lies."""
    yield from thing_lines(node, entity.type, entity.label, entity.aliases, lang)
    for code in entity.codes:
        yield terms.line(node, v.IDENTIFIER, terms.text(code))
    if entity.media:
        yield terms.line(node, v.MEDIA_ROLE, terms.text(entity.media))
    for reading in entity.readings:
        yield terms.line(node, v.MAY_BE, terms.ref(mint(base, reading)))
    for same in filter(is_iri, entity.same_as):
        yield terms.line(node, v.EXACT_MATCH, terms.ref(same))
    if entity.coordinates:
        latitude, longitude = entity.coordinates
        yield terms.line(node, v.LATITUDE, terms.degrees(latitude))
        yield terms.line(node, v.LONGITUDE, terms.degrees(longitude))


def _fact(statement: Statement, admitted: Admitted, names: Names, nodes: Nodes) -> Iterator[str]:
    """The plain triples of a fact and its canonical node, joined with the statement in both directions."""
    fact = statement.fact
    if isinstance(fact, Relation):
        drawn = [_relation(fact, admitted, names, nodes)]
    elif isinstance(fact, Position):
        drawn = [_membership(fact, admitted, names, nodes)]
    elif isinstance(fact, Quote):
        drawn = [_quotation(fact, admitted, names, nodes)]
    elif fact.role == "time":
        drawn = _times(fact, admitted, names, nodes)
    else:
        drawn = [_participation(fact, admitted, names, nodes)]
    for node, lines in drawn:
        yield from lines
        yield terms.line(names.statement(statement.key), v.DENOTES, terms.ref(node))
        yield terms.line(node, v.SUPPORTED_BY, terms.ref(names.statement(statement.key)))


def _relation(fact: Relation, admitted: Admitted, names: Names, nodes: Nodes) -> Drawn:
    """The plain triple; what holds both ways is written once, from the smaller IRI to the greater."""
    types = admitted.entities[fact.subject].type, admitted.entities[fact.object].type
    prop = relations()[(fact.predicate, *types)]
    ends = [nodes[fact.subject], nodes[fact.object]]
    if prop.inverse:
        ends.reverse()
    elif prop.symmetric:
        ends.sort()
    return _plain(ends[0], prop.iri, terms.ref(ends[1]), names, fact.predicate)


def _times(fact: Argument, admitted: Admitted, names: Names, nodes: Nodes) -> list[Drawn]:
    stamps = time_stamps(admitted.entities[fact.entity].value or "?")
    return [_plain(nodes[fact.event], prop, literal, names) for prop, literal in stamps]


def _plain(subject: str, prop: str, obj: str, names: Names, relation: str = "") -> Drawn:
    """A plain triple and the statement node that leads to what says it, and how surely."""
    node = names.fact("statement", subject, prop, obj)
    return node, iter([terms.line(subject, prop, obj), *statement_lines(node, subject, prop, obj, relation)])


def _membership(fact: Position, admitted: Admitted, names: Names, nodes: Nodes) -> Drawn:
    person, holder = nodes[fact.person], nodes[fact.holder] if fact.holder is not None else ""
    node = names.fact("membership", person, holder, slug(fact.role), fact.status or "")
    formal = fact.holder is not None and admitted.entities[fact.holder].type == "ORG"
    lang = admitted.annotation.article.lang

    def lines() -> Iterator[str]:
        yield from membership_lines(node, person, holder, formal, fact, names.role(fact.role))
        yield terms.line(node, v.ROLE_TEXT, terms.text(" ".join(fact.role.split()), lang))
        yield from role_lines(names.role(fact.role), fact.role, lang)
        if holder and fact.status in _IN_POST:
            yield terms.line(person, v.HOLDS_POST_IN, terms.ref(holder))

    return node, lines()


def _participation(fact: Argument, admitted: Admitted, names: Names, nodes: Nodes) -> Drawn:
    event, entity = nodes[fact.event], nodes[fact.entity]
    node = names.fact("participation", event, fact.role, entity)
    props = roles()[(fact.role, admitted.entities[fact.entity].type)]
    if admitted.entities[fact.event].kind in ACCUSING_KINDS:
        props = tuple(prop for prop in props if prop != v.HAS_ACTOR)  # nobody is an actor of a crime, not even the police

    def lines() -> Iterator[str]:
        yield from participation_lines(node, event, entity, fact.role)
        for prop in props:
            yield terms.line(event, prop, terms.ref(entity))

    return node, lines()


def _quotation(fact: Quote, admitted: Admitted, names: Names, nodes: Nodes) -> Drawn:
    """The same words of the same speaker are one quotation, however many articles carry them."""
    article, speaker = admitted.annotation.article, nodes[fact.speaker]
    words = fact.span.of(article.text)
    node = names.fact("quotation", speaker, fact.form, words)

    def lines() -> Iterator[str]:
        yield from quotation_lines(node, speaker, fact, terms.text(words, article.lang))
        yield terms.line(node, v.WAS_QUOTED_FROM, terms.ref(names.article))

    return node, lines()
