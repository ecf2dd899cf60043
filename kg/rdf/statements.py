"""What of an annotation can be written: facts checked, equal ones joined, the rest rejected with its reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.accusing import accuses
from kg.rdf.iri import digest, slug
from kg.rdf.kinship import contradictions
from kg.rdf.mapping import relations, roles
from kg.rdf.values import is_value
from kg.rdf.vocabulary import ENTITY_CLASSES
from kg.records import (
    ASSERTED,
    MODALITIES,
    STATUSES,
    Annotation,
    Argument,
    Entity,
    Fact,
    LocalEntity,
    Mention,
    Position,
    Quote,
    Reject,
    Relation,
    Span,
)
from kg.wording import describe

HOLDER_TYPES = ("ORG", "GPE", "LOC", "PER", "EVT", "PROD")
SPEAKER_TYPES = ("PER", "ORG", "GPE", "LAW", "PROD")
_RESERVED = ("graph", "s-")


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact that is written once: `key` is a hash of its content, `evidence` the spans that say it."""

    key: str
    fact: Fact
    modality: str
    confidence: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Admitted:
    """An annotation's writable parts; `canon` maps local ids to canonical entities (dates have none)."""

    annotation: Annotation
    entities: Mapping[str, LocalEntity]
    canon: Mapping[str, Entity]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    rejects: tuple[Reject, ...]


def admit(annotation: Annotation, canon: Mapping[str, Entity]) -> Admitted:
    """Check every part of an annotation; what cannot be written is listed with the reason."""
    rejects: list[Reject] = []
    entities = _entities(annotation, canon, rejects)
    mentions = _mentions(annotation, entities, rejects)
    statements = _statements(annotation, entities, canon, mentions, rejects)
    kept = {key: canon[key] for key in entities if entities[key].type != "DATE"}
    return Admitted(annotation, entities, kept, mentions, statements, tuple(rejects))


def effective_modality(fact: Fact, annotation: Annotation, entities: Mapping[str, LocalEntity]) -> str:
    """The fact's own modality; where that is asserted, its event's (an argument's event, or the part of two events).

    What accuses somebody is at most alleged when nothing says more: no annotation can make it asserted.
    """
    if fact.modality != ASSERTED or isinstance(fact, Position | Quote):
        return fact.modality
    if isinstance(fact, Argument):
        meant = annotation.event_modality.get(fact.event, ASSERTED)
        accusing = accuses(fact.role, entities[fact.event].kind or "other")
        return "alleged" if accusing and meant == ASSERTED else meant
    if fact.predicate == "part_of" and entities[fact.subject].type == "EVT":
        return annotation.event_modality.get(fact.subject, ASSERTED)
    return ASSERTED


def _entities(a: Annotation, canon: Mapping[str, Entity], rejects: list[Reject]) -> dict[str, LocalEntity]:
    entities: dict[str, LocalEntity] = {}
    for entity in a.entities:
        reason = _entity_fault(entity, entities, canon)
        if not reason:
            entities[entity.id] = entity
            reason = _value_fault(entity)
        if reason:
            rejects.append(Reject(a.article.id, f"entity {entity.id} {entity.name!r}", reason))
    return entities


def _mentions(a: Annotation, entities: Mapping[str, LocalEntity], rejects: list[Reject]) -> tuple[Mention, ...]:
    mentions: dict[Mention, None] = {}
    for mention in a.mentions:
        reason = _mention_fault(mention, entities, a.article.text)
        if reason:
            rejects.append(Reject(a.article.id, f"mention of {mention.entity} at {_at(mention.span)}", reason))
        else:
            mentions[mention] = None
    return tuple(mentions)


def _statements(
    a: Annotation,
    entities: Mapping[str, LocalEntity],
    canon: Mapping[str, Entity],
    mentions: tuple[Mention, ...],
    rejects: list[Reject],
) -> tuple[Statement, ...]:
    named: dict[str, list[Span]] = {}
    for mention in mentions:
        named.setdefault(mention.entity, []).append(mention.span)
    found: dict[str, Statement] = {}
    facts = tuple(a.facts())
    contradicted = contradictions(facts, canon)
    for place, fact in enumerate(facts):
        reason = _fault(fact, entities, canon, a) or _unnamed(fact, entities, named) or contradicted.get(place, "")
        if reason:
            rejects.append(Reject(a.article.id, describe(a, fact), reason))
            continue
        new = _statement(fact, a, entities, named)
        found[new.key] = _joined(found[new.key], new) if new.key in found else new
    return tuple(found[key] for key in sorted(found))


def _at(span: Span) -> str:
    return f"{span.start}..{span.end}"


def _inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _entity_fault(entity: LocalEntity, seen: Mapping[str, LocalEntity], canon: Mapping[str, Entity]) -> str:
    if entity.type not in ENTITY_CLASSES:
        return f"the type {entity.type!r} is unknown"
    if not entity.id or entity.id.startswith(_RESERVED):
        return "the id is empty or reserved"
    if entity.id in seen:
        return "another entity has the same id"
    if not entity.name.strip():
        return "the name is empty"
    if entity.type != "DATE" and entity.id not in canon:
        return "no canonical entity was given for it"
    return ""


def _value_fault(entity: LocalEntity) -> str:
    value = entity.value or "?"
    if entity.type != "DATE" or value == "?" or is_value(value):
        return ""
    return f"the value {value!r} is not a date of the calendar"


def _mention_fault(mention: Mention, entities: Mapping[str, LocalEntity], text: str) -> str:
    if mention.entity not in entities:
        return f"there is no entity {mention.entity}"
    if not _inside(mention.span, text):
        return "the offsets lie outside the text"
    return "" if _probability(mention.confidence) else "the confidence is not between 0 and 1"


def _probability(value: float) -> bool:
    return math.isfinite(value) and 0.0 <= value <= 1.0


def _ends(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Position):
        return (fact.person,) if fact.holder is None else (fact.person, fact.holder)
    if isinstance(fact, Relation):
        return fact.subject, fact.object
    return (fact.event, fact.entity) if isinstance(fact, Argument) else (fact.speaker,)


def _fault(fact: Fact, entities: Mapping[str, LocalEntity], canon: Mapping[str, Entity], annotation: Annotation) -> str:
    """Why a fact cannot be written; empty when it can."""
    ends = _ends(fact)
    for end in ends:
        if end not in entities:
            return f"there is no entity {end}"
    if not _probability(fact.confidence):
        return "the confidence is not between 0 and 1"
    if len(ends) == 2 and (ends[0] == ends[1] or _same(canon.get(ends[0]), canon.get(ends[1]))):
        return "both ends are the same thing"
    if isinstance(fact, Position | Quote) and not _inside(fact.span, annotation.article.text):
        return "the offsets lie outside the text"
    modality = effective_modality(fact, annotation, entities)
    if modality not in MODALITIES:
        return f"the modality {modality!r} is unknown"
    if not annotation.article.text:
        return "the article has no text that could say it"
    return _type_fault(fact, [entities[end].type for end in ends], annotation)


def _same(one: Entity | None, other: Entity | None) -> bool:
    return one is not None and other is not None and one.id == other.id


def _type_fault(fact: Fact, types: list[str], annotation: Annotation) -> str:
    if isinstance(fact, Relation):
        known = (fact.predicate, *types) in relations()
        return "" if known else f"{fact.predicate} cannot join {types[0]} and {types[1]}"
    if isinstance(fact, Argument):
        if types[0] != "EVT":
            return f"an argument's event cannot be of type {types[0]}"
        return "" if (fact.role, types[1]) in roles() else f"the role {fact.role} cannot be filled by {types[1]}"
    if isinstance(fact, Quote):
        if not fact.span.of(annotation.article.text).strip():
            return "the quoted text is empty"
        if fact.form not in ("direct", "indirect"):
            return f"the form {fact.form!r} is unknown"
        return "" if types[0] in SPEAKER_TYPES else f"a speaker cannot be of type {types[0]}"
    if not fact.role.strip():
        return "the role is empty"
    if fact.status is not None and fact.status not in STATUSES:
        return f"the status {fact.status!r} is unknown"
    if types[0] != "PER":
        return f"a post cannot be held by {types[0]}"
    return "" if all(t in HOLDER_TYPES for t in types[1:]) else f"a post cannot be in {types[1]}"


def _unnamed(fact: Fact, entities: Mapping[str, LocalEntity], named: Mapping[str, list[Span]]) -> str:
    missing = [end for end in _ends(fact) if end not in named]
    return f"the text has no mention of {missing[0]} {entities[missing[0]].name!r}" if missing else ""


def _statement(
    fact: Fact, annotation: Annotation, entities: Mapping[str, LocalEntity], named: Mapping[str, list[Span]]
) -> Statement:
    modality = effective_modality(fact, annotation, entities)
    key = digest(*_content(fact), modality)
    parts = [named[end] for end in _ends(fact)]
    return Statement(key, fact, modality, fact.confidence, _evidence(fact, annotation, parts))


def _evidence(fact: Fact, annotation: Annotation, parts: list[list[Span]]) -> tuple[Span, ...]:
    """The spans that say a fact, cut to the text, and for a part that none of them names the sentence nearest that does.

    The whole text stands in where sentences were given badly.
    """
    text = annotation.article.text
    cut = [Span(max(0, s.start), min(len(text), s.end)) for s in annotation.evidence(fact)]
    found = [span for span in cut if span.start < span.end] or [Span(0, len(text))]
    for mentions in parts:
        if not any(span.contains(mention) for span in found for mention in mentions):
            nearest = min(mentions, key=lambda m: (min(_gap(m, span) for span in found), m))
            first, last = annotation.sentence_at(nearest.start), annotation.sentence_at(nearest.end - 1)
            found.append(Span(min(first.start, nearest.start), max(last.end, nearest.end)))
    return tuple(sorted(set(found)))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _content(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Position):
        return "position", fact.person, slug(fact.role), fact.holder or "", fact.status or ""
    if isinstance(fact, Relation):
        return "relation", fact.subject, fact.predicate, fact.object
    if isinstance(fact, Argument):
        return "argument", fact.event, fact.role, fact.entity
    return "quote", fact.speaker, fact.form, str(fact.span.start), str(fact.span.end)


def _joined(one: Statement, other: Statement) -> Statement:
    """One statement for a fact found twice: the surer one, with the evidence of both."""
    best = other if other.confidence > one.confidence else one
    return replace(best, evidence=tuple(sorted({*one.evidence, *other.evidence})))
