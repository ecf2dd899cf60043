"""One article's share of the picture: canonical things, and each fact that it asserts, once and short to query."""

from __future__ import annotations

from collections.abc import Iterator

from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.evidence import event_lines, membership_lines, participation_lines, quotation_lines
from kg.rdf.header import article_lines, role_lines, thing_lines
from kg.rdf.iri import is_iri, slug
from kg.rdf.mapping import relations, roles
from kg.rdf.naming import Names
from kg.rdf.statements import Admitted, Statement
from kg.rdf.values import time_stamps
from kg.records import ASSERTED, Argument, Entity, Position, Quote, Relation

Nodes = dict[str, str]
Drawn = tuple[str, Iterator[str]]

_IN_POST = ("current", "acting")


def picture_lines(admitted: Admitted, names: Names) -> Iterator[str]:
    """The lines that the article adds to the default graph, in no order and perhaps more than once."""
    annotation, canon = admitted.annotation, admitted.canon
    nodes = {key: names.canonical(entity.id) for key, entity in canon.items()}
    yield from article_lines(annotation.article, names, nodes.values())
    for key, entity in canon.items():
        yield from thing_lines(nodes[key], entity.type, entity.label, entity.aliases, annotation.article.lang)
        yield terms.line(names.local(key), v.DENOTES, terms.ref(nodes[key]))
        yield from _known_lines(nodes[key], entity)
        if admitted.entities[key].type == "EVT":
            modality = annotation.event_modality.get(key, ASSERTED)
            yield from event_lines(admitted.entities[key], modality, nodes[key])
    for statement in admitted.statements:
        if statement.modality == ASSERTED:
            yield from _fact(statement, admitted, names, nodes)


def _known_lines(node: str, entity: Entity) -> Iterator[str]:
    """What is known of a thing apart from any article: the same thing elsewhere, and where a place lies."""
    for same in filter(is_iri, entity.same_as):
        yield terms.line(node, v.EXACT_MATCH, terms.ref(same))
    if entity.coordinates:
        latitude, longitude = entity.coordinates
        yield terms.line(node, v.LATITUDE, terms.degrees(latitude))
        yield terms.line(node, v.LONGITUDE, terms.degrees(longitude))


def _fact(statement: Statement, admitted: Admitted, names: Names, nodes: Nodes) -> Iterator[str]:
    fact = statement.fact
    if isinstance(fact, Relation):
        yield _relation(fact, admitted, nodes)
        return
    if isinstance(fact, Argument) and fact.role == "time":
        for prop, literal in time_stamps(admitted.entities[fact.entity].value or "?"):
            yield terms.line(nodes[fact.event], prop, literal)
        return
    if isinstance(fact, Position):
        node, lines = _membership(fact, admitted, names, nodes)
    elif isinstance(fact, Argument):
        node, lines = _participation(fact, admitted, names, nodes)
    else:
        node, lines = _quotation(fact, admitted, names, nodes)
    yield from lines
    yield terms.line(names.statement(statement.key), v.DENOTES, terms.ref(node))


def _relation(fact: Relation, admitted: Admitted, nodes: Nodes) -> str:
    """The plain triple; what holds both ways is written once, from the smaller IRI to the greater."""
    types = admitted.entities[fact.subject].type, admitted.entities[fact.object].type
    prop = relations()[(fact.predicate, *types)]
    ends = [nodes[fact.subject], nodes[fact.object]]
    if prop.inverse:
        ends.reverse()
    elif prop.symmetric:
        ends.sort()
    return terms.line(ends[0], prop.iri, terms.ref(ends[1]))


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
    kind = admitted.entities[fact.speaker].type

    def lines() -> Iterator[str]:
        yield from quotation_lines(node, speaker, kind, fact, terms.text(words, article.lang))
        yield terms.line(node, v.WAS_QUOTED_FROM, terms.ref(names.article))

    return node, lines()
