"""Facts by their confidence: those that are sure enough, and the others with the reason."""

from __future__ import annotations

from dataclasses import replace

from kg.records import Annotation, Reject
from kg.wording import describe


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
