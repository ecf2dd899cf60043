"""The same words twice are one post of a person: the one whose holder is named, else the surer; as sure as the surer one."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import HOLDS

NAME = "one_post"


def run(draft: Draft) -> Draft:
    """The draft with each post of a person once."""
    best: dict[tuple[int, str], Claim] = {}
    refused: dict[Claim, str] = {}
    surest: dict[tuple[int, str], float] = {}
    for claim in sorted(draft.of(HOLDS), key=lambda c: c.right):
        key = claim.left, " ".join(draft.surface(claim.right).casefold().split())
        rival = best.get(key)
        surest[key] = max(surest.get(key, 0.0), claim.confidence or 0.0)
        if rival is None:
            best[key] = claim
            continue
        kept = max((rival, claim), key=lambda c: (draft.holder(c.right) is not None, max(c.confidence or 0.0, 0.0)))
        best[key] = kept
        refused[claim if kept is rival else rival] = "the same post in the same words"
    raised = {best[key]: replace(best[key], confidence=surest[key]) for key in best if best[key].confidence is not None}
    reduced = draft.without(refused, by=NAME)
    return replace(reduced, claims=tuple(raised.get(c, c) for c in reduced.claims))
