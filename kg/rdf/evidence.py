"""One article's evidence: its own entities, every mention, and a statement node with its sentences for every fact."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon.surfaces import is_name, tidy
from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.header import article_lines, role_lines, thing_lines
from kg.rdf.mapping import relations
from kg.rdf.naming import Names, engine_parts
from kg.rdf.statements import Admitted, Statement
from kg.rdf.values import is_value
from kg.records import ASSERTED, EVENT_KINDS, MODALITIES, Argument, LocalEntity, Position, Quote, Relation, Span

_CONTEXT = 32


def evidence_lines(admitted: Admitted, names: Names) -> Iterator[str]:
    """The lines of the article's evidence graph, in no order and perhaps more than once."""
    annotation = admitted.annotation
    yield from article_lines(annotation.article, names, (names.local(key) for key in admitted.entities))
    for entity in admitted.entities.values():
        yield from _entity(entity, admitted, names)
    yield from _mentions(admitted, names)
    engine, version = engine_parts(annotation.engine)
    run = names.run(engine, version)
    yield terms.line(run, v.TYPE, terms.ref(v.ACTIVITY))
    yield terms.line(run, v.ENGINE, terms.text(engine))
    if version:
        yield terms.line(run, v.VERSION, terms.text(version))
    for statement in admitted.statements:
        yield from _statement(statement, names, run)
        yield from _content(statement, admitted, names)
    for span in {span for statement in admitted.statements for span in statement.evidence}:
        yield from _selectors(span, annotation.article.text, annotation.article.lang, names)


def _entity(entity: LocalEntity, admitted: Admitted, names: Names) -> Iterator[str]:
    annotation, node = admitted.annotation, names.local(entity.id)
    label = tidy(entity.name) or entity.name.strip()
    spans = (span.of(annotation.article.text) for span in annotation.spans_of(entity.id))
    forms = {tidy(surface) for surface in spans} if entity.type not in ("DATE", "EVT") else set()
    aliases = (form for form in forms if form != label and is_name(form))
    yield from thing_lines(node, entity.type, label, aliases, annotation.article.lang)
    if entity.type == "EVT":
        yield from event_lines(entity, annotation.event_modality.get(entity.id, ASSERTED), node)
    if entity.type == "DATE" and entity.value and is_value(entity.value):
        yield terms.line(node, v.DATE_VALUE, terms.text(entity.value))


def event_lines(entity: LocalEntity, modality: str, node: str) -> Iterator[str]:
    """An event's kind, and its modality where it did not simply happen."""
    kind = entity.kind if entity.kind in EVENT_KINDS else "other"
    yield terms.line(node, v.EVENT_TYPE, terms.ref(v.event_kind(kind)))
    if modality in MODALITIES and modality != ASSERTED:
        yield terms.line(node, v.MODALITY, terms.ref(v.modality(modality)))


def _mentions(admitted: Admitted, names: Names) -> Iterator[str]:
    text = admitted.annotation.article.text
    best: dict[tuple[Span, str], float] = {}
    for mention in admitted.mentions:
        key = (mention.span, mention.entity)
        best[key] = max(best.get(key, 0.0), mention.confidence)
    surest: dict[Span, float] = {}
    for (span, _), confidence in best.items():
        surest[span] = max(surest.get(span, 0.0), confidence)
    for span, confidence in surest.items():
        node = names.at("char", span)
        yield terms.line(node, v.TYPE, terms.ref(v.MENTION))
        yield terms.line(node, v.BEGIN_INDEX, terms.integer(span.start))
        yield terms.line(node, v.END_INDEX, terms.integer(span.end))
        yield terms.line(node, v.ANCHOR_OF, terms.text(span.of(text), admitted.annotation.article.lang))
        yield terms.line(node, v.CONFIDENCE, terms.confidence(confidence))
    for span, entity in best:
        yield terms.line(names.at("char", span), v.MENTION_OF, terms.ref(names.local(entity)))


def _statement(statement: Statement, names: Names, run: str) -> Iterator[str]:
    node = names.statement(statement.key)
    yield terms.line(node, v.CONFIDENCE, terms.confidence(statement.confidence))
    yield terms.line(node, v.MODALITY, terms.ref(v.modality(statement.modality)))
    yield terms.line(node, v.WAS_DERIVED_FROM, terms.ref(names.article))
    yield terms.line(node, v.WAS_GENERATED_BY, terms.ref(run))
    for author in statement.fact.by:
        yield terms.line(node, v.STATED_BY, terms.text(author))
    if not isinstance(statement.fact, Quote) and statement.fact.cue:
        yield terms.line(node, v.CUE, terms.text(" ".join(statement.fact.cue.split())))
    for span in statement.evidence:
        yield terms.line(node, v.EVIDENCE, terms.ref(names.at("quote", span)))


def _content(statement: Statement, admitted: Admitted, names: Names) -> Iterator[str]:
    fact, node = statement.fact, names.statement(statement.key)
    article = admitted.annotation.article
    if isinstance(fact, Position):
        holder = names.local(fact.holder) if fact.holder is not None else ""
        formal = fact.holder is not None and admitted.entities[fact.holder].type == "ORG"
        yield from membership_lines(node, names.local(fact.person), holder, formal, fact, names.role(fact.role))
        yield terms.line(node, v.ROLE_TEXT, terms.text(" ".join(fact.role.split()), article.lang))
        yield from role_lines(names.role(fact.role), fact.role, article.lang)
    elif isinstance(fact, Argument):
        yield from participation_lines(node, names.local(fact.event), names.local(fact.entity), fact.role)
    elif isinstance(fact, Quote):
        words = fact.span.of(article.text)
        yield from quotation_lines(node, names.local(fact.speaker), fact, terms.text(words, article.lang))
        yield terms.line(node, v.WAS_QUOTED_FROM, terms.ref(names.article))
    else:
        yield from _relation(node, fact, admitted, names)


def membership_lines(node: str, person: str, holder: str, formal: bool, fact: Position, role: str) -> Iterator[str]:
    """Who holds which post where; only an organisation is an org:organization, any holder is a kgo:holder."""
    yield terms.line(node, v.TYPE, terms.ref(v.MEMBERSHIP))
    yield terms.line(node, v.MEMBER, terms.ref(person))
    yield terms.line(node, v.ROLE, terms.ref(role))
    if holder:
        yield terms.line(node, v.HOLDER, terms.ref(holder))
    if holder and formal:
        yield terms.line(node, v.IN_ORGANIZATION, terms.ref(holder))
    if fact.status:
        yield terms.line(node, v.STATUS, terms.text(fact.status))
        yield terms.line(node, v.POST_STATUS, terms.ref(v.post_status(fact.status)))


def participation_lines(node: str, event: str, participant: str, role: str) -> Iterator[str]:
    """What fills which role in an event."""
    yield terms.line(node, v.TYPE, terms.ref(v.PARTICIPATION))
    yield terms.line(node, v.OF_EVENT, terms.ref(event))
    yield terms.line(node, v.PARTICIPANT, terms.ref(participant))
    yield terms.line(node, v.ROLE_TYPE, terms.ref(v.argument_role(role)))


def statement_lines(node: str, subject: str, prop: str, obj: str, relation: str = "") -> Iterator[str]:
    """A triple as a node of its own, so that something can be said about it; `obj` is written already."""
    yield terms.line(node, v.TYPE, terms.ref(v.STATEMENT))
    yield terms.line(node, v.SUBJECT, terms.ref(subject))
    yield terms.line(node, v.PREDICATE, terms.ref(prop))
    yield terms.line(node, v.OBJECT, obj)
    if relation:
        yield terms.line(node, v.RELATION, terms.ref(v.relation_kind(relation)))


def quotation_lines(node: str, speaker: str, fact: Quote, words: str) -> Iterator[str]:
    """Who said what: a person, a body, a country or a document."""
    yield terms.line(node, v.TYPE, terms.ref(v.QUOTATION))
    yield terms.line(node, v.TEXT, words)
    yield terms.line(node, v.SPEAKER, terms.ref(speaker))
    yield terms.line(node, v.QUOTATION_FORM, terms.text(fact.form))
    if fact.cue.strip():
        yield terms.line(node, v.CUE, terms.text(" ".join(fact.cue.split())))


def _relation(node: str, fact: Relation, admitted: Admitted, names: Names) -> Iterator[str]:
    types = admitted.entities[fact.subject].type, admitted.entities[fact.object].type
    prop = relations()[(fact.predicate, *types)]
    ends = (fact.object, fact.subject) if prop.inverse else (fact.subject, fact.object)
    yield from statement_lines(node, names.local(ends[0]), prop.iri, terms.ref(names.local(ends[1])), fact.predicate)


def _selectors(span: Span, text: str, lang: str, names: Names) -> Iterator[str]:
    """A stretch of the text by its position and, for a text edited since, by its words and their neighbours."""
    node, pos, exact = names.at("quote", span), names.at("pos", span), names.at("exact", span)
    yield terms.line(node, v.TYPE, terms.ref(v.SPECIFIC_RESOURCE))
    yield terms.line(node, v.HAS_SOURCE, terms.ref(names.article))
    yield terms.line(node, v.HAS_SELECTOR, terms.ref(pos))
    yield terms.line(node, v.HAS_SELECTOR, terms.ref(exact))
    yield terms.line(pos, v.TYPE, terms.ref(v.TEXT_POSITION_SELECTOR))
    yield terms.line(pos, v.START, terms.integer(span.start))
    yield terms.line(pos, v.END, terms.integer(span.end))
    yield terms.line(exact, v.TYPE, terms.ref(v.TEXT_QUOTE_SELECTOR))
    yield terms.line(exact, v.EXACT, terms.text(span.of(text), lang))
    if span.start:
        yield terms.line(exact, v.PREFIX, terms.text(text[max(0, span.start - _CONTEXT) : span.start], lang))
    if span.end < len(text):
        yield terms.line(exact, v.SUFFIX, terms.text(text[span.end : span.end + _CONTEXT], lang))
