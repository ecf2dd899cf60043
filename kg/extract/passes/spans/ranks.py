"""A person's name does not begin with his rank (`Brigadir J` stays: it is all that is told of him)."""

from __future__ import annotations

import re
from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.prediction import CandidateSpan
from kg.records import Span

_FIRST_WORD = re.compile(r"([\w.]+)\s+")
_SHORTEST = 3


def run(draft: Draft) -> Draft:
    """People's spans without the ranks before their names."""
    spans = tuple(replace(s, span=_without_rank(s, draft.text)) if s.type == "PER" else s for s in draft.spans)
    return replace(draft, spans=spans)


def _without_rank(found: CandidateSpan, text: str) -> Span:
    span = found.span
    while word := _FIRST_WORD.match(text, span.start, span.end):
        if word[1].rstrip(".").casefold() not in lexicon.folded("ranks") or span.end - word.end() < _SHORTEST:
            break
        span = Span(word.end(), span.end)
    return span
