"""Publication dates as outlets write them -> ISO 8601, and only where one reading is certain.

`Selasa, 10 Juni 2025 - 21:35 WIB` is certain; `10/5/2025` is not (May or October?), unless a weekday, an Indonesian
time zone or dots between the numbers settle it. The clock is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache

from kg import lexicon

_ZONES = {"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "z": 0}
_YEARS = range(1800, 2200)
_LONGEST = 200
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?P<mark>[:.])(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?(?!\d)"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>(?:WIB|WITA|WIT|GMT|UTC|Z)(?![A-Za-z]))?\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?(?!\d))?",
    re.IGNORECASE,
)
_LOCAL_ZONE = re.compile(r"\b(?:WIB|WITA|WIT)\b", re.IGNORECASE)


class ImpossibleDateError(ValueError):
    """A date that no calendar has, such as 31 February."""


def publication_date(raw: str) -> str:
    """The one date that `raw` certainly gives, as ISO 8601 with time and zone where they stand; else "".

    Raises ImpossibleDateError when `raw` is written as a date that does not exist. All zeros mean that there is none.

    >>> publication_date("Selasa, 10 Juni 2025 - 21:35 WIB")
    '2025-06-10T21:35:00+07:00'
    >>> publication_date("20/10/2025"), publication_date("10/5/2025")
    ('2025-10-20', '')
    """
    if len(raw) > _LONGEST:
        return ""
    found, rest = _matches(raw)
    readings = {tuple(_readings(match, raw)) for match in found}
    if not readings or (all(not options for options in readings) and not _is_dated(found)):
        return ""
    certain = {options for options in readings if options}
    if not certain:
        raise ImpossibleDateError(found[0].group().strip())
    if len(certain) > 1 or len(min(certain)) > 1:
        return ""
    (day,) = min(certain)
    if day.year not in _YEARS or not _agrees(day, _weekdays(raw)):
        return ""
    return _with_time(day, rest)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The ways to write a day, most telling first; each names its groups d, m (number or word) and y, or a and b."""
    months = "|".join(sorted(map(re.escape, lexicon.words("months")), key=len, reverse=True))
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.+]*(?P<m>{months})\b[\s\-/.,+]*(?P<y>\d{{4}})(?!\d)",
            rf"\b(?P<m>{months})\b\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
            r"(?<!\d)(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?!\d)",
            r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)",
        )
    )


def _matches(raw: str) -> tuple[list[re.Match[str]], str]:
    """All days written in `raw`, and `raw` without them, where a time is looked for."""
    found: list[re.Match[str]] = []
    for pattern in _patterns():
        found += pattern.finditer(raw)
        raw = pattern.sub(lambda match: " " * len(match.group()), raw)
    return found, raw


def _is_dated(found: list[re.Match[str]]) -> bool:
    """Whether the impossible days are more than the zeros that databases write for "no date"."""
    return any(int(match["y"]) for match in found)


def _readings(match: re.Match[str], raw: str) -> Iterator[date]:
    """The calendar days a match may mean, in order and without repetition: none, one, or two."""
    groups, year = match.groupdict(), int(match["y"])
    if "a" not in groups:
        pairs = [(_month(match["m"]), int(match["d"]))]
    else:
        first, second = int(match["a"]), int(match["b"])
        pairs = [(second, first), (first, second)]
    days = list(dict.fromkeys(day for month, number in pairs if (day := _day(year, month, number))))
    if len(days) == 2:
        days = _settle(days, match["mark"], raw)
    yield from days


def _settle(days: list[date], mark: str, raw: str) -> list[date]:
    """Day-first and month-first both exist: what else stands there decides, or both remain."""
    weekdays = _weekdays(raw)
    fitting = [day for day in days if weekdays and _agrees(day, weekdays)]
    if len(fitting) == 1:
        return fitting
    return days[:1] if mark == "." or _LOCAL_ZONE.search(raw) else days


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _folded("months")[written.casefold()]


@cache
def _folded(table: str) -> dict[str, int]:
    return {word.casefold(): int(number) for word, number in lexicon.table(table).items()}


def _weekdays(raw: str) -> frozenset[int]:
    """The ISO weekdays named in `raw`."""
    names = _folded("weekdays")
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", raw.casefold())
    return frozenset(names[word] for word in words if word in names)


def _agrees(day: date, weekdays: frozenset[int]) -> bool:
    """Whether the day falls on the weekday named beside it, if exactly one is."""
    return len(weekdays) != 1 or day.isoweekday() in weekdays


def _with_time(day: date, rest: str) -> str:
    """The day, with the time of day if exactly one possible time stands in the rest of the text."""
    times = [match for match in _TIME.finditer(rest) if match["mark"] == ":" or match["zone"]]
    if len(times) != 1:
        return day.isoformat()
    (match,) = times
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0) if 1 <= hour <= 12 else 99
    try:
        moment = datetime(day.year, day.month, day.day, hour, int(match["minute"]), int(match["second"] or 0))
        return moment.replace(tzinfo=_zone(match)).isoformat()
    except ValueError:
        return day.isoformat()


def _zone(match: re.Match[str]) -> timezone | None:
    """The zone after a time; ValueError for one more than 14 hours from Greenwich, which xsd:dateTime forbids."""
    if not match["zone"] and not match["offset"]:
        return None
    minutes = 60 * _ZONES[match["zone"].lower()] if match["zone"] else 0
    if match["offset"] and not minutes:
        digits = match["offset"][1:].replace(":", "")
        hours, rest = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        minutes = (60 * int(hours) + int(rest)) * (-1 if match["offset"][0] == "-" else 1)
        if int(rest) > 59:
            raise ValueError(match["offset"])
    if abs(minutes) > 14 * 60:
        raise ValueError(match["offset"])
    return timezone(timedelta(minutes=minutes))
