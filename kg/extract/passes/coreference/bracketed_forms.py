"""`Badan Pusat Statistik (BPS)`: an upper-case form in brackets right after a name of the same type is its short form."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.passes.coreference.sets import Union
from kg.records import ENTITY_TYPES


def run(draft: Draft) -> Draft:
    """Names joined with their short forms in brackets."""
    sets, spans, text = Union(draft.clusters), draft.spans, draft.text
    for n, span in enumerate(spans):
        for m in range(n + 1, min(n + 4, len(spans))):
            other = spans[m]
            gap = text[span.span.end : other.span.start]
            short = other.span.of(text)
            bracketed = gap.strip() == "(" and text[other.span.end : other.span.end + 1] == ")"
            if bracketed and other.type == span.type and span.type in ENTITY_TYPES and short[:1].isupper() and " " not in short:
                sets.join(n, m)
    return replace(draft, clusters=sets.clusters())
