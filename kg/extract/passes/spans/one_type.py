"""One name is of one type in an article: the type it has most often, surest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from kg.extract.draft import Draft
from kg.extract.neural.labels import SPAN_TYPE_INDEX
from kg.extract.neural.prediction import CandidateSpan
from kg.lexicon.surfaces import is_name
from kg.records import ENTITY_TYPES


def run(draft: Draft) -> Draft:
    """Spans of consistent types; labels that a new type does not allow are struck out of the network's word on pairs."""
    types = _agreed(draft.spans, draft.text)
    changed = np.array([s.type != t for s, t in zip(draft.spans, types, strict=True)], dtype=bool)
    if not changed.any():
        return draft
    number = np.array([SPAN_TYPE_INDEX[t] for t in types], dtype=np.int64)
    at = np.nonzero(changed[draft.left] | changed[draft.right])[0]
    logits = draft.logits.copy()
    logits[at] = np.where(draft.allowed[number[draft.left[at]], number[draft.right[at]]], logits[at], -np.inf)
    spans = tuple(replace(s, type=t) for s, t in zip(draft.spans, types, strict=True))
    return replace(draft, spans=spans, logits=logits)


def _agreed(spans: Sequence[CandidateSpan], text: str) -> list[str]:
    """Each span's type, or the type that its name has most often in the article."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        surface = span.span.of(text)
        if span.type in ENTITY_TYPES and not span.nested and is_name(surface):
            votes[surface][span.type] += span.confidence  # type: ignore[assignment]
    return [_majority(votes.get(s.span.of(text), Counter()), s) for s in spans]


def _majority(votes: Counter[str], span: CandidateSpan) -> str:
    if len(votes) < 2 or span.type not in ENTITY_TYPES:
        return span.type
    return max(votes, key=lambda t: (votes[t], t == span.type))
