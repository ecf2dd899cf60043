"""Facts in words, for people: what a fact says, and an article's facts one a line."""

from __future__ import annotations

from kg.records import ASSERTED, Annotation, Fact, Position, Quote, Relation


def describe(annotation: Annotation, fact: Fact) -> str:
    """The fact in a few words: `Hanung Cahyo Saputro - Kepala Biro Umum - Setda`, its modality behind it where it has one."""
    names = {entity.id: entity.name for entity in annotation.entities}
    if isinstance(fact, Position):
        parts = (names.get(fact.person, fact.person), fact.role, names.get(fact.holder or "", ""))
    elif isinstance(fact, Quote):
        said = "denied" if fact.modality == "denied" else "said"
        parts = (names.get(fact.speaker, fact.speaker), said, " ".join(fact.span.of(annotation.article.text).split()))
    elif isinstance(fact, Relation):
        parts = (names.get(fact.subject, fact.subject), fact.predicate, names.get(fact.object, fact.object))
    else:
        parts = (names.get(fact.event, fact.event), fact.role, names.get(fact.entity, fact.entity))
    words = " - ".join(part for part in parts if part)
    return words if fact.modality == ASSERTED or isinstance(fact, Quote) else f"{words} ({fact.modality})"


def line(annotation: Annotation, fact: Fact) -> str:
    """The fact in words behind its confidence and its type."""
    return f"{fact.confidence:5.2f}  {type(fact).__name__.lower():8}  {describe(annotation, fact)}"


def heading(annotation: Annotation) -> str:
    """The title of an article, or where it came from."""
    article = annotation.article
    return article.title or article.origin or article.id


def in_words(annotation: Annotation) -> str:
    """An article's facts, one a line, below its title."""
    return "\n".join([heading(annotation), *(line(annotation, fact) for fact in annotation.facts())])
