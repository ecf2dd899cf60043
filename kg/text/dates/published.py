"""From the date line of an article, however it was scraped, to a day."""

from __future__ import annotations

import re
from datetime import date

from kg import lexicon
from kg.lexicon.publication import ImpossibleDateError, publication_date
from kg.text.dates.calendar import is_day
from kg.text.dates.grammar import MONTH

_LONGEST = 400
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})[\s-]{{1,3}}({MONTH})[.,]?[\s-]{{1,3}}(\d{{4}})(?!\d)", re.IGNORECASE)
_ENGLISH = re.compile(rf"\b({MONTH})[.]?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)", re.IGNORECASE)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_MONTH_NUMBERS = {name.casefold(): int(number) for name, number in lexicon.table("months").items()}


def month_number(name: str) -> int:
    """The number of a month named in Indonesian or English, 0 for any other word."""
    return _MONTH_NUMBERS.get(name.casefold(), 0)


def published_date(raw: str) -> date | None:
    """The day in a publication line such as `Selasa, 10 Juni 2025 - 21:35 WIB`; None when it holds none.

    Numbers such as `10/5/2025` are read as `kg.lexicon.publication` reads them: only where day and month are certain.

    >>> published_date("Kompas.com - 10/06/2025, 21:00 WIB")
    datetime.date(2025, 6, 10)
    """
    line = _untangled(raw[:_LONGEST])
    if match := _YEAR_FIRST.search(line):
        return _day(match[1], match[2], match[3])
    if match := _YEAR_LAST.search(line):
        second = _YEAR_LAST.search(line, match.end())
        return _certain(line[: second.start()] if second else line)
    if match := _WORDS.search(line):
        return _day(match[3], str(month_number(match[2])), match[1])
    if match := _ENGLISH.search(line):
        return _day(match[3], str(month_number(match[1])), match[2])
    if match := _COMPACT.search(line):
        return _day(match[1], match[2], match[3])
    return None


def _certain(line: str) -> date | None:
    try:
        found = publication_date(line)
    except ImpossibleDateError:
        return None
    return date.fromisoformat(found[:10]) if found else None


def _untangled(raw: str) -> str:
    """The line without the marks that scrapers put between its letters or words."""
    if raw.count("|") > len(raw) // 3:
        raw = raw.replace("|", "")
    return raw.replace("+", " ").replace("\u00a0", " ")


def _day(year: str, month: str, day: str) -> date | None:
    """The day of three numbers, None when there is no such day."""
    numbers = int(year), int(month), int(day)
    return date(*numbers) if is_day(*numbers) else None
