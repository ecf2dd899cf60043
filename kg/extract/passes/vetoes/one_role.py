"""An entity takes part in an event in one role, the surest."""

from __future__ import annotations

from kg.extract.draft import Claim, Draft

NAME = "one_role"


def run(draft: Draft) -> Draft:
    """The draft without the less sure roles of an entity in an event; of equally sure ones the first claimed stays."""
    best: dict[tuple[int, int], Claim] = {}
    refused: dict[Claim, str] = {}
    for claim in (c for c in draft.claims if c.label.startswith("arg:")):
        rival = best.get((claim.left, claim.right))
        if rival is not None and (claim.confidence or 0.0) <= (rival.confidence or 0.0):
            refused[claim] = f"{rival.label.removeprefix('arg:')} is surer"
            continue
        if rival is not None:
            refused[rival] = f"{claim.label.removeprefix('arg:')} is surer"
        best[claim.left, claim.right] = claim
    return draft.without(refused, by=NAME)
