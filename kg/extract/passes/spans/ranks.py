"""A name does not begin with a rank (`Brigadir J` stays: it is all that is told), nor with what somebody is in a case."""

from __future__ import annotations

import re
from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.prediction import CandidateSpan
from kg.records import Span

_FIRST_WORD = re.compile(r"([\w.]+)\s+")
_SHORTEST = 3
# `Tersangka NS`, `Pelaku EKK`.
_IN_A_CASE = frozenset("tersangka terdakwa terpidana terduga pelaku korban saksi almarhum almarhumah mendiang".split())


def run(draft: Draft) -> Draft:
    """People's spans without the ranks before their names."""
    spans = tuple(replace(s, span=_without_rank(s, draft.text)) if s.type == "PER" else s for s in draft.spans)
    return replace(draft, spans=spans)


def _without_rank(found: CandidateSpan, text: str) -> Span:
    span = found.span
    while word := _FIRST_WORD.match(text, span.start, span.end):
        first, rest = word[1].rstrip(".").casefold(), text[word.end() : span.end]
        ranked = first in lexicon.folded("ranks") and len(rest) >= _SHORTEST
        if not ranked and not (first in _IN_A_CASE and rest[:1].isupper()):
            break
        span = Span(word.end(), span.end)
    return span
