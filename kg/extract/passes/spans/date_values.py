"""What day or period each date means: the value of the expression that shares most with it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.draft import Draft
from kg.records import Document, Span

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def run(draft: Draft) -> Draft:
    """The draft with date values, None where they cannot be known."""
    values = tuple(_value(s.span, draft.document) if s.type == "DATE" else None for s in draft.spans)
    return replace(draft, values=values)


def _value(span: Span, document: Document) -> str | None:
    near = [d for d in document.dates if d.span.overlaps(span)]
    if not near:
        return year.group() if (year := _YEAR.fullmatch(span.of(document.article.text))) else None
    value = max(near, key=lambda d: min(d.span.end, span.end) - max(d.span.start, span.start)).value
    return None if value == "?" else value
