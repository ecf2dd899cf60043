"""The verb that tells who spoke: the one nearest to the statement, behind it or before it."""

from __future__ import annotations

from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.labels import SAID
from kg.records import Span

# Characters on either side of a statement.
_NEAR = 60


def run(draft: Draft) -> Draft:
    """Quotes with their cue."""
    claims = (replace(c, cue=_cue(draft.spans[c.right].span, draft.text)) if c.label == SAID else c for c in draft.claims)
    return replace(draft, claims=tuple(claims))


def _cue(span: Span, text: str) -> str:
    verbs = lexicon.words("attribution")
    for part in (text[span.end : span.end + _NEAR], text[max(0, span.start - _NEAR) : span.start]):
        for word in part.replace(",", " ").replace('"', " ").replace(":", " ").split():
            if word.casefold().strip(".") in verbs:
                return word.strip(".")
    return ""
