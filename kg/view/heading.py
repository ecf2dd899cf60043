"""What a page is called when nobody gave it a title: the place and the period of its articles."""

from __future__ import annotations

from collections.abc import Mapping

from kg.view.records import Meta


def place_and_period(meta: Meta, words: Mapping[str, str]) -> str:
    """Place and months, in the words of the interface; "kg" when neither is known.

    >>> from kg.view.page import _words
    >>> place_and_period(Meta(place="Banyuwangi", since="2025-03-02", until="2025-05-30"), _words("id"))
    'Banyuwangi, Maret–Mei 2025'
    """
    parts = [meta.place, period(meta.since, meta.until, words)]
    return ", ".join(part for part in parts if part) or "kg"


def period(since: str, until: str, words: Mapping[str, str]) -> str:
    """From one day's month to another's; what is the same at both ends is written once.

    >>> from kg.view.page import _words
    >>> period("2024-12-10", "2025-01-05", _words("en"))
    'December 2024 – January 2025'
    """
    first, last = _month(since, words), _month(until, words)
    if first == last or not first or not last:
        return " ".join(part for part in (last or first) if part)
    if first[1] == last[1]:
        return f"{first[0]}–{last[0]} {last[1]}" if first[0] and last[0] else last[1]
    return f"{' '.join(filter(None, first))} – {' '.join(filter(None, last))}"


def _month(day: str, words: Mapping[str, str]) -> tuple[str, str] | tuple[()]:
    """The month's name (empty when unknown) and the year."""
    year, month = day[:4], day[5:7]
    if not year.isdecimal():
        return ()
    name = words[f"month_{int(month)}"] if month.isdecimal() and 1 <= int(month) <= 12 else ""
    return name, year
