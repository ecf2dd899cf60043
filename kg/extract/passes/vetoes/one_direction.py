"""A relation is stated once and one way: of two directions the surer, and what holds both ways only once."""

from __future__ import annotations

from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import RELATION_LABELS
from kg.records import SYMMETRIC_PREDICATES

NAME = "one_direction"


def run(draft: Draft) -> Draft:
    """The draft without the less sure of two directions of a relation."""
    seen: set[tuple[object, ...]] = set()
    refused: dict[Claim, str] = {}
    for c in sorted(draft.of(*RELATION_LABELS), key=lambda c: (-(c.confidence or 0.0), c.left, c.right, c.label)):
        key = (c.label, *sorted((c.left, c.right))) if c.label in SYMMETRIC_PREDICATES else (c.label, c.left, c.right)
        if key in seen or (c.label, c.right, c.left) in seen:
            refused[c] = "stated the other way round, and surer"
        else:
            seen.add(key)
    return draft.without(refused, by=NAME)
