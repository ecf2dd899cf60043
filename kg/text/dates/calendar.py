"""Calendar arithmetic and ISO 8601 writing for points in time known to the day, the month or the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month (`day` is 0) or a year (`month` is 0 too)."""

    year: int
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """The point in ISO 8601.

        >>> Point(2025, 6).iso()
        '2025-06'
        """
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is read against.

    `today` is the day the article speaks from (None when unknown), `year` its year (also known when only the year is),
    `previous` the value of the date expression before this one, `future` whether the words before it speak of what is
    still to come.
    """

    today: date | None = None
    year: int = 0
    previous: str = ""
    future: bool = False


def is_day(year: int, month: int, day: int) -> bool:
    """Whether such a day exists in the calendar.

    >>> is_day(2025, 2, 30)
    False
    """
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def day(value: date) -> str:
    """A day in ISO 8601."""
    return value.isoformat()


def shifted(value: date, days: int) -> date | None:
    """The day so many days later (earlier when negative); None beyond the calendar."""
    try:
        return value + timedelta(days=days)
    except OverflowError:
        return None


def between(first: date | None, last: date | None) -> str:
    """The interval of two days."""
    return f"{first.isoformat()}/{last.isoformat()}" if first and last else UNKNOWN


def month(year: int, number: int) -> str:
    """The month `number` (any integer, counted from January of `year`) in ISO 8601.

    >>> month(2025, 0)
    '2024-12'
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{year:04d}-{number:02d}" if 1 <= year <= 9999 else UNKNOWN


def year(number: int) -> str:
    """A year in ISO 8601."""
    return f"{number:04d}" if 1 <= number <= 9999 else UNKNOWN


def months(year_: int, first: int, last: int) -> str:
    """The interval of two months of one year."""
    return f"{month(year_, first)}/{month(year_, last)}"


def week(today: date, weeks: int) -> str:
    """The week (Monday to Sunday) so many weeks after the one of `today`.

    >>> week(date(2025, 10, 20), -1)
    '2025-10-13/2025-10-19'
    """
    monday = shifted(today, 7 * weeks - today.weekday())
    return between(monday, shifted(monday, 6) if monday else None)


def parsed(text: str) -> date | None:
    """The day an ISO 8601 string begins with, None when it does not name a day."""
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None
