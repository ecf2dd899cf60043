"""ISO 8601 values as literals; a value that is no date of the calendar gives none."""

from __future__ import annotations

import re
from datetime import date, datetime

from kg.rdf import terms
from kg.rdf.vocabulary import HAS_BEGIN, HAS_END, HAS_TIME

_FORMS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date", ""),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth", "-01"),
    (re.compile(r"\d{4}"), "gYear", "-01-01"),
)
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?")


def point(value: str) -> str:
    """A day, month or year as a typed literal; empty when it is none.

    >>> point("2024-02"), point("2024-02-31")
    ('"2024-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '')
    """
    for form, datatype, rest in _FORMS:
        if value.isascii() and form.fullmatch(value):
            return terms.typed(value, datatype) if _on_calendar(value + rest) else ""
    return ""


def is_value(value: str) -> bool:
    """Whether a value is a day, month, year or an interval of two of them in order.

    >>> is_value("2019/2024"), is_value("2024/2019"), is_value("?")
    (True, False, False)
    """
    return bool(time_stamps(value))


def time_stamps(value: str) -> tuple[tuple[str, str], ...]:
    """When something took place, as (property, literal) pairs: one time stamp, or a begin and an end.

    >>> [p.rpartition("/")[2] for p, _ in time_stamps("2019/2024")]
    ['hasBeginTimeStamp', 'hasEndTimeStamp']
    """
    if "/" not in value:
        literal = point(value)
        return ((HAS_TIME, literal),) if literal else ()
    first, _, last = value.partition("/")
    begin, end = point(first), point(last)
    shared = min(len(first), len(last))
    if not begin or not end or first[:shared] > last[:shared]:
        return ()
    return (HAS_BEGIN, begin), (HAS_END, end)


def published(value: str) -> str:
    """A publication date as xsd:date or xsd:dateTime; empty when it is neither.

    >>> published("2024-12-09 07:30+07:00")
    '"2024-12-09T07:30:00+07:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    if not value.isascii():
        return ""
    if _FORMS[0][0].fullmatch(value):
        return point(value)
    if not _CLOCK.fullmatch(value):
        return ""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return ""
    offset = moment.utcoffset()
    if moment.year < 1 or (offset is not None and abs(offset.total_seconds()) > 14 * 3600):
        return ""
    return terms.typed(moment.isoformat(), "dateTime")


def _on_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
