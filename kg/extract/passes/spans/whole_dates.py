"""Where a date begins and ends, the rules that recognise dates know better than the network."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Draft
from kg.records import Document, Span


def run(draft: Draft) -> Draft:
    """Date spans as long as the expression they overlap, where no other span has that place."""
    spans = [s.span for s in draft.spans]
    for n, found in enumerate(draft.spans):
        if found.type == "DATE":
            whole = _whole(spans[n], draft.document)
            spans[n] = spans[n] if whole in spans else whole
    return replace(draft, spans=tuple(replace(s, span=span) for s, span in zip(draft.spans, spans, strict=True)))


def _whole(span: Span, document: Document) -> Span:
    """The date expression that shares most with the span, or the span."""
    near = [d.span for d in document.dates if d.span.overlaps(span)]
    return max(near, key=lambda s: min(s.end, span.end) - max(s.start, span.start), default=span)
