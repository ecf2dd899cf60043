"""A post has one person, a role one holder and a statement one speaker: the likeliest each."""

from __future__ import annotations

from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import HOLDER, HOLDS, SAID

NAME = "likeliest"
# Which end must be unique.
_ONE = {HOLDS: "right", HOLDER: "left", SAID: "right"}
# A role serves somebody as a rule: the choice of the holder matters more than whether there is one.
_HOLDER = 0.2


def run(draft: Draft) -> Draft:
    """The draft without the less likely persons, holders and speakers."""
    best: set[tuple[str, int]] = set()
    refused: dict[Claim, str] = {}
    for claim in sorted(draft.of(*_ONE), key=lambda c: (-c.probability, c.left, c.right)):
        key = claim.label, getattr(claim, _ONE[claim.label])
        if key in best:
            refused[claim] = "another is likelier"
        elif claim.label == HOLDER and claim.probability < _HOLDER:
            refused[claim] = "too unlikely a holder"
        best.add(key)
    return draft.without(refused, by=NAME)
