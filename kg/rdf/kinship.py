"""Ties of family that cannot hold at once: of two that contradict each other, the surer one stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.records import ASSERTED, Entity, Fact, Relation

_TIES = {"spouse": "spouse", "sibling_of": "sibling", "child_of": "child"}
_OPPOSITE = {"child": "parent", "parent": "child"}


def contradictions(facts: Sequence[Fact], canon: Mapping[str, Entity]) -> dict[int, str]:
    """Position of each asserted tie that contradicts a surer one -> the reason; ends are compared as canonical entities.

    >>> people = {"A": Entity("person/a", "PER", "A"), "B": Entity("person/b", "PER", "B")}
    >>> contradictions([Relation("A", "child_of", "B", confidence=0.9), Relation("A", "spouse", "B", confidence=0.6)], people)
    {1: 'a spouse of A cannot be B, who is a parent of A'}
    """
    known: dict[tuple[str, str], str] = {}
    found: dict[int, str] = {}
    for place, fact in sorted(enumerate(facts), key=lambda pair: (-pair[1].confidence, pair[0])):
        tie = _TIES.get(fact.predicate) if isinstance(fact, Relation) and fact.modality == ASSERTED else None
        if tie is None or not isinstance(fact, Relation):
            continue
        one, other = canon.get(fact.subject), canon.get(fact.object)
        if one is None or other is None:
            continue
        seen = known.setdefault((one.id, other.id), tie)
        known.setdefault((other.id, one.id), _OPPOSITE.get(tie, tie))
        if seen != tie:
            role, other_role = _OPPOSITE.get(tie, tie), _OPPOSITE.get(seen, seen)
            found[place] = f"a {role} of {one.label} cannot be {other.label}, who is a {other_role} of {one.label}"
    return found
