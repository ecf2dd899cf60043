"""An event that is told not to have happened did not: `belum ditahan`, `tidak ada pungutan`, and the event of a hoax."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.grammar.denial import negated_words
from kg.extract.grammar.factcheck import narrative
from kg.records import ASSERTED

NAME = "negations"


def run(draft: Draft) -> Draft:
    """The draft in which events whose every mention is negated, or stands in a hoax, are denied."""
    article, sentences = draft.document.article, draft.document.sentences
    retold = narrative(article, sentences)
    modalities = dict(draft.modalities)
    for root, members in draft.members().items():
        if draft.spans[root].type != "EVT" or modalities.get(root, ASSERTED) != ASSERTED:
            continue
        if all(_denied(draft, n, retold) for n in members):
            modalities[root] = "denied"
    return replace(draft, modalities=modalities)


def _denied(draft: Draft, n: int, retold: frozenset[int]) -> bool:
    span = draft.spans[n].span
    at = next((i for i, s in enumerate(draft.document.sentences) if s.start <= span.start < s.end), -1)
    return at in retold or (at >= 0 and negated_words(draft.text, draft.document.sentences[at], span) is not None)
