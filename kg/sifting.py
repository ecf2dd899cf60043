"""Facts by their confidence, and facts in words."""

from __future__ import annotations

from dataclasses import replace

from kg.records import Annotation, Fact, Position, Quote, Reject, Relation


def confident(annotation: Annotation, minimum: float) -> tuple[Annotation, tuple[Reject, ...]]:
    """The annotation without the facts below a confidence (0..1), and those facts with the reason."""
    weak = tuple(
        Reject(annotation.article.id, describe(annotation, fact), f"confidence {fact.confidence:.2f} is below {minimum:g}")
        for fact in annotation.facts()
        if fact.confidence < minimum
    )
    if not weak:
        return annotation, ()
    kept = replace(
        annotation,
        positions=tuple(f for f in annotation.positions if f.confidence >= minimum),
        relations=tuple(f for f in annotation.relations if f.confidence >= minimum),
        arguments=tuple(f for f in annotation.arguments if f.confidence >= minimum),
        quotes=tuple(f for f in annotation.quotes if f.confidence >= minimum),
    )
    return kept, weak


def describe(annotation: Annotation, fact: Fact) -> str:
    """The fact in a few words, for people: `Hanung Cahyo Saputro - Kepala Biro Umum - Setda`."""
    names = {entity.id: entity.name for entity in annotation.entities}
    if isinstance(fact, Position):
        parts = (names.get(fact.person, fact.person), fact.role, names.get(fact.holder or "", ""))
    elif isinstance(fact, Quote):
        parts = (names.get(fact.speaker, fact.speaker), "said", " ".join(fact.span.of(annotation.article.text).split()))
    elif isinstance(fact, Relation):
        parts = (names.get(fact.subject, fact.subject), fact.predicate, names.get(fact.object, fact.object))
    else:
        parts = (names.get(fact.event, fact.event), fact.role, names.get(fact.entity, fact.entity))
    return " - ".join(part for part in parts if part)


def in_words(annotation: Annotation) -> str:
    """An article's facts, one a line, below its title."""
    article = annotation.article
    rows = [
        f"{fact.confidence:5.2f}  {type(fact).__name__.lower():8}  {describe(annotation, fact)}"
        for fact in annotation.facts()
    ]
    return "\n".join([article.title or article.origin or article.id, *rows])
