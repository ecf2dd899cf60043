"""From a date expression, with what is known of its article, to an ISO 8601 value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kg import lexicon
from kg.records import Span
from kg.text.dates.calendar import UNKNOWN, Frame, is_day, parsed
from kg.text.dates.explicit import explicit
from kg.text.dates.finding import find
from kg.text.dates.grammar import MONTH, WEEKDAY, YEAR
from kg.text.dates.periods import period
from kg.text.dates.published import month_number, published_date
from kg.text.dates.relative import relative

_LONGEST = 300
_LOOK_BACK = 700
_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "’": "'", "‘": "'", "\u00a0": " "})
_FUTURE = re.compile(r"\b(?:akan|rencananya|berencana|dijadwalkan|bakal|diagendakan)\b")
_DONE = re.compile(r"\b(?:telah|sudah)\b")
_DATED = re.compile(
    rf"(?P<weekday>\b{WEEKDAY}\b(?: malam| pagi| siang| sore| petang)?,? ?\(?)?(?<!\d)"
    rf"(?:(?P<day>\d{{1,2}}) ?[/.-] ?(?P<month>\d{{1,2}}) ?[/.-] ?(?P<year>20\d\d)(?!\d)"
    rf"|(?P<wday>\d{{1,2}}) (?P<wmonth>{MONTH}) (?P<wyear>20\d\d)(?!\d))"
)
_UNDATED = re.compile(rf"\b(?P<weekday>{WEEKDAY})\b(?: \w{{4,6}})?,? ?\((?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})\)")
_YEARS = re.compile(rf"(?<![\d.,/-]){YEAR}(?![.,/-]\d)")
_CONTEXT = 60_000


def value(expression: str, published: str, context: str = "", *, before: str | None = None) -> str:
    """The ISO 8601 value of one date expression, `?` when it cannot be known.

    `published` is the publication line as it was scraped; when it holds no day, the day the article speaks from is
    inferred from `context`, the article's text. `before` is the text that precedes the expression (by default what
    precedes its first occurrence in `context`): `tahun yang sama` and `akan ... Kamis` are read against it.

    >>> value("Senin malam", "Selasa, 10 Juni 2025 - 21:35 WIB")
    '2025-06-09'
    """
    if before is None:
        before = context[: max(context.find(expression), 0)] if expression else ""
    return _valued(expression, _frame(anchor(context, published), before))


def values(text: str, spans: Iterable[Span], published: str) -> tuple[str, ...]:
    """The value of every date expression of one article, in the order of `spans`.

    >>> values("Rabu (4/6/2025) ia tiba. Sehari sebelumnya ia sakit.", [Span(0, 15), Span(25, 42)], "")
    ('2025-06-04', '2025-06-03')
    """
    today = anchor(text, published)
    return tuple(_valued(span.of(text), _frame(today, text[max(0, span.start - _LOOK_BACK) : span.start])) for span in spans)


def anchor(text: str, published: str) -> str:
    """The day an article speaks from, in ISO 8601: its publication day or, failing that, one inferred from its text.

    Inferred from the first full date with a weekday, else from a weekday with day and month that fits the years of the
    text, else the last full date. Only a year when nothing but years is written; empty when the text says nothing.

    >>> anchor("Hal itu dikatakan Budi, Selasa (10/6/2025).", "")
    '2025-06-10'
    """
    if day := published_date(published):
        return day.isoformat()
    text = text[:_CONTEXT]
    found = [(match["weekday"] is not None, day) for match in _DATED.finditer(text) if (day := _dated(match))]
    if named := [day for has_weekday, day in found if has_weekday]:
        return named[0].isoformat()
    years = sorted({int(match.group()) for match in _YEARS.finditer(text) if 2000 <= int(match.group()) <= 2100})
    for match in _UNDATED.finditer(text) if years else ():
        if day := _fitting(match, years[-1]):
            return day.isoformat()
    if found:
        return max(day for _, day in found).isoformat()
    return str(years[-1]) if years else ""


def _dated(match: re.Match[str]) -> date | None:
    """The day of a full date, None when there is no such day."""
    if match["day"]:
        numbers = int(match["year"]), int(match["month"]), int(match["day"])
    else:
        numbers = int(match["wyear"]), month_number(match["wmonth"]), int(match["wday"])
    return date(*numbers) if is_day(*numbers) else None


def _fitting(match: re.Match[str], year: int) -> date | None:
    """The day of `Selasa (10/6)` in the first year, from the last one that the text names, in which it is a Tuesday."""
    weekday = int(lexicon.table("weekdays")[match["weekday"]])
    month, day = int(match["month"]), int(match["day"])
    for near in range(year, year + 4):
        if is_day(near, month, day) and date(near, month, day).isoweekday() == weekday:
            return date(near, month, day)
    return None


def _frame(today: str, before: str) -> Frame:
    """What an expression is read against, given the day of the article and the text before the expression."""
    before = before[-_LOOK_BACK:]
    frame = Frame(parsed(today), int(today[:4]) if today else 0)
    previous = ""
    for span in reversed(find(before)[-3:]):
        previous = _named(_normal(span.of(before)), frame)
        if previous not in ("", UNKNOWN):
            break
    clause = re.split(r"[.!?\n]", before[-160:])[-1].casefold()
    return Frame(
        frame.today,
        frame.year,
        "" if previous == UNKNOWN else previous,
        bool(_FUTURE.search(clause)) and not _DONE.search(clause),
    )


def _normal(expression: str) -> str:
    """The expression in lower case with plain dashes, apostrophes and single spaces."""
    return _SPACES.sub(" ", expression[:_LONGEST].translate(_DASHES)).strip().casefold()


def _named(text: str, frame: Frame) -> str:
    """The value of a normalised expression by the rules that need no date before it."""
    return period(text, frame) or explicit(text, frame)


def _valued(expression: str, frame: Frame) -> str:
    """The value of an expression in its frame."""
    text = _normal(expression)
    if not text:
        return UNKNOWN
    return _named(text, frame) or relative(text, frame)
