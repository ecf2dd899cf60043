"""Words and punctuation marks as spans of the text."""

from __future__ import annotations

import re

from kg.records import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokens(text: str) -> tuple[Span, ...]:
    """The words (runs of letters, digits, underscores) and single punctuation marks of `text`, in order.

    >>> [span.of("Rp 1,5 juta") for span in tokens("Rp 1,5 juta")]
    ['Rp', '1', ',', '5', 'juta']
    """
    return tuple(Span(match.start(), match.end()) for match in _TOKEN.finditer(text))
