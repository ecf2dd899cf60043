"""What somebody denies is stored as a denial, and what a fact check only repeats is nobody's plain word."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Claim, Draft
from kg.extract.grammar.denial import denied_statement, negated_words
from kg.extract.grammar.factcheck import narrative, refutes
from kg.extract.neural.labels import DIRECT, HOLDS, SAID
from kg.records import ASSERTED, Span

NAME = "denials"
DENIED = "denied"


def run(draft: Draft) -> Draft:
    """The draft with denied quotes, denied posts and, in a fact check, every claim of the narrative denied."""
    retold = narrative(draft.document.article, draft.document.sentences)
    return replace(draft, claims=tuple(_turned(draft, claim, retold) for claim in draft.claims))


def _turned(draft: Draft, claim: Claim, retold: frozenset[int]) -> Claim:
    cue: Span | None = None
    words = draft.spans[claim.right].span
    sentence = next((s for s in draft.document.sentences if s.start <= words.start < s.end), words)
    if claim.label == SAID and draft.spans[claim.right].type != DIRECT:
        cue = denied_statement(draft.text, sentence, words)
    elif claim.label == HOLDS:
        cue = negated_words(draft.text, sentence, words)
    if cue is not None:
        return replace(claim, modality=DENIED, cue=cue.of(draft.text), by=(*claim.by, NAME), evidence=(*claim.evidence, cue))
    told = draft.sentences_of(claim)
    refuted = claim.label == SAID and any(refutes(draft.text, draft.document.sentences[n]) for n in told)
    if claim.modality in ("", ASSERTED) and told and retold.issuperset(told) and not refuted:
        return replace(claim, modality=DENIED, by=(*claim.by, NAME))
    return claim
