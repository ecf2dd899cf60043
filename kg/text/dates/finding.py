"""Where the date expressions of a text are."""

from __future__ import annotations

from kg.records import Span


def find(text: str) -> tuple[Span, ...]:
    return ()
