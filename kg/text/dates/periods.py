"""Quarters, half years, decades, centuries and seasons of sport."""

from __future__ import annotations

import re

from kg import lexicon
from kg.text.dates.calendar import UNKNOWN, Frame, Point, is_day, month, months, year
from kg.text.dates.grammar import MONTH
from kg.text.dates.published import month_number

_ORDINAL = r"(?:ke-?)?(iv|i{1,3}|[1-4]|pertama|kesatu|kedua|ketiga|keempat|satu|dua|tiga|empat)\b"
_PART = re.compile(
    rf"\b(kuartal|triwulan|semester|caturwulan|paruh)(?: ke-?)? ?-?{_ORDINAL}"
    rf"(?:(?: ?- ?| dan | hingga | sampai ){_ORDINAL})?"
)
_QUARTER = re.compile(r"\b(q|s|h|tw) ?-?([1-4])\b")
_PARTS = {"kuartal": 3, "triwulan": 3, "q": 3, "tw": 3, "caturwulan": 4, "semester": 6, "paruh": 6, "s": 6, "h": 6}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DECADE = re.compile(r"\b(\d{3}0|\d0) ?-? ?an\b|\bdekade (?:tahun )?(\d{3}0|\d0)\b")
_CENTURY = re.compile(r"\babad (?:ke ?-? ?)?(\d{1,2}|[xvi]{1,6})\b")
_SEASON = re.compile(r"\bmusim (?:kompetisi )?(ini|lalu|kemarin|depan|mendatang)\b")
_HOLIDAY = re.compile(
    r"(?:\b(?:musim|masa|periode|momen|libur|liburan|hari|raya|cuti bersama) ){0,3}"
    r"(malam natal|nataru|natal(?: \d{4})? dan tahun baru|malam tahun baru|tahun baru|natal|hari kemerdekaan)"
    r"(?: ?\d{4})?(?: \(nataru\))?"
)
_WEEK = re.compile(rf"\b(?:pekan|minggu) (pertama|kedua|ketiga|keempat)(?: bulan)? ({MONTH})\b(?: (\d{{4}}))?", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def period(text: str, frame: Frame) -> str:
    """The value of an expression (normalised, lower case) that names a part of a year or a long period, else empty.

    >>> period("kuartal iii 2025", Frame())
    '2025-07/2025-09'
    """
    if match := _DECADE.search(text):
        first = int(match[1] or match[2])
        first = first if first > 99 else first + (1900 if first > 20 else 2000)
        return f"{year(first)}/{year(first + 9)}"
    if match := _CENTURY.search(text):
        number = int(match[1]) if match[1].isdigit() else _roman(match[1])
        return f"{year(number * 100 - 99)}/{year(number * 100)}"
    if match := _SEASON.search(text):
        return _season(match[1], frame)
    if match := _HOLIDAY.fullmatch(text):
        return _holiday(match, frame)
    if match := _WEEK.search(text):
        return _week_of_month(match, frame)
    return _part_of_year(text, frame)


def _week_of_month(match: re.Match[str], frame: Frame) -> str:
    """The first seven days of a month, the second seven, and so on."""
    of, number, last = int(match[3] or frame.year), month_number(match[2]), 7 * _ordinal(match[1])
    if not of or not is_day(of, number, last):
        return UNKNOWN
    return f"{Point(of, number, last - 6).iso()}/{Point(of, number, last).iso()}"


def _part_of_year(text: str, frame: Frame) -> str:
    """The months of a quarter or half year, or of a run of them."""
    match = _PART.search(text) or _QUARTER.search(text)
    if match is None:
        return ""
    of = _year_of(text, frame)
    if not of:
        return UNKNOWN
    length = _PARTS[match[1]]
    first = _ordinal(match[2])
    last = _ordinal(match[3]) if match.lastindex == 3 else first
    start, end = (min(first, last) - 1) * length + 1, max(first, last) * length
    if end > 12:
        return UNKNOWN
    return year(of) if (start, end) == (1, 12) else months(of, start, end)


def _ordinal(word: str) -> int:
    """The number of an ordinal, Roman numeral or digit."""
    return int(word) if word.isdigit() else int(lexicon.table("numbers")[word])


def _year_of(text: str, frame: Frame) -> int:
    """The year that a part of a year belongs to."""
    if match := _YEAR.search(text):
        return int(match.group())
    if frame.year and ("tahun lalu" in text or "tahun sebelumnya" in text):
        return frame.year - 1
    if frame.year and "tahun depan" in text:
        return frame.year + 1
    return frame.year


def _season(which: str, frame: Frame) -> str:
    """A season of sport: it begins in July."""
    if not frame.today:
        return UNKNOWN
    start = frame.today.year - (frame.today.month < 7)
    start += {"ini": 0, "lalu": -1, "kemarin": -1}.get(which, 1)
    return f"{year(start)}/{year(start + 1)}"


def _roman(word: str) -> int:
    """The value of a Roman numeral up to the twenties."""
    values = [_ROMAN[letter] for letter in word]
    return sum(-here if here < max(values[at:]) else here for at, here in enumerate(values))


def _holiday(match: re.Match[str], frame: Frame) -> str:
    """The holidays that fall on the same day every year, in the year named or this year."""
    named = _YEAR.search(match.string)
    of = int(named.group()) if named else frame.year
    if not of:
        return UNKNOWN
    name = match[1]
    if name == "tahun baru":
        ahead = named is None and frame.today is not None and frame.today.month > 6
        return f"{of + ahead:04d}-01-01"
    if "nataru" in name or " dan " in name:
        return f"{month(of, 12)}/{month(of, 13)}"
    return (
        f"{of:04d}-" + {"malam natal": "12-24", "malam tahun baru": "12-31", "natal": "12-25", "hari kemerdekaan": "08-17"}[name]
    )
