"""A person's name that the tagger cut in two is whole: `Dika` + `Firmansyah Ali`; a title before a name stays outside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg import lexicon
from kg.extract.draft import Draft
from kg.records import Span

# `Moh. Fadlan`.
_SHORT = frozenset({"moh", "muh", "mohd", "moch", "abd"})
_TITLES = frozenset({"raja", "ratu", "sultan", "paus", "nabi", "menteri", "presiden"})


def run(draft: Draft) -> Draft:
    """People's spans with nothing but a space (and the stop of an abbreviation) between them become one."""
    spans = [s.span for s in draft.spans]
    people = sorted((n for n, s in enumerate(draft.spans) if s.type == "PER" and not s.nested), key=lambda n: spans[n])
    for first, second in pairwise(people):
        name, gap = spans[first].of(draft.text).casefold(), draft.text[spans[first].end : spans[second].start]
        short = gap == ". " and name in _SHORT
        if (gap == " " or short) and name not in _TITLES | lexicon.folded("roles") | lexicon.folded("ranks"):
            spans[first] = spans[second] = Span(spans[first].start, spans[second].end)
    return replace(draft, spans=tuple(replace(s, span=span) for s, span in zip(draft.spans, spans, strict=True)))
