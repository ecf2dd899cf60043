"""Nobody is `Wakil` alone: the title of a deputy is read with the title of whom he stands in for."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.neural.labels import ROLE
from kg.records import Span

_DEPUTY_OF = re.compile(r"\s(?:Bupati|Wali ?[Kk]ota|Gubernur|Presiden|Ketua|Camat|Menteri|Direktur|Kepala|Rektor|Sekretaris)\b")


def run(draft: Draft) -> Draft:
    """Deputies' titles whole."""
    return replace(
        draft, spans=tuple(replace(s, span=_whole(s.span, draft.text)) if s.type == ROLE else s for s in draft.spans)
    )


def _whole(span: Span, text: str) -> Span:
    more = _DEPUTY_OF.match(text, span.end) if span.of(text).casefold().endswith("wakil") else None
    return Span(span.start, more.end()) if more else span
