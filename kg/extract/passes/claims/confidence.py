"""How sure each claim is, as a share of such claims that is right: calibrated scores, rules' measured shares, both ends."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.confidence import End, features
from kg.extract.draft import NETWORK, Claim, Draft
from kg.extract.neural.labels import HOLDER, HOLDS, SAID, SERVES


def run(draft: Draft) -> Draft:
    """The draft with a confidence for every claim but those of holders, whose probability is part of their post's."""
    ends = draft.ends(set(draft.clusters))
    holders = {c.left: c for c in draft.of(HOLDER)}
    weighed = (
        c if c.label in (HOLDER, SERVES) else replace(c, confidence=_confidence(c, draft, ends, holders)) for c in draft.claims
    )
    return replace(draft, claims=tuple(weighed))


def _confidence(claim: Claim, draft: Draft, ends: dict[int, End], holders: dict[int, Claim]) -> float:
    left, right = ends[claim.left], ends[claim.right]
    ruled = any(author != NETWORK for author in claim.by)
    scale = draft.scale
    if claim.label == HOLDS:
        holder = holders.get(claim.right)
        score = claim.probability * (max(holder.probability, 0.5) if holder else 1.0)
        return scale.confidence(HOLDS, score, features(score, left, ends[holder.right] if holder else None, ruled=ruled))
    if claim.label == SAID:
        score = claim.probability * draft.spans[claim.right].confidence
        return scale.confidence(SAID, score, features(score, left, None, ruled=ruled))
    crossing = len(draft.sentences_of(claim)) > 1
    known = features(claim.probability, left, right, ruled=ruled, crossing=crossing)
    # A measured share is a probability as it is, where both ends are there.
    told = round(claim.rule * left.confidence * right.confidence, 4)
    return max(scale.confidence(claim.label, claim.probability, known), told)
