"""Expressions that name days, months or years by themselves: `9 Desember 2024`, `17-19 Agustus`, `2019-2024`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg import lexicon
from kg.text.dates.calendar import UNKNOWN, Frame, Point, is_day
from kg.text.dates.grammar import DAY, LIST, MONTH, RANGE, SP0, WEEKDAY
from kg.text.dates.published import month_number

_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)(?!\d)"
_POINT = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}-\d\d-\d\d(?!\d))"
    rf"|(?P<numeric>(?<!\d){DAY}{SP0}[/.-]{SP0}(?:1[0-2]|0?[1-9]){SP0}[/.-]{SP0}(?:\d{{4}}|\d\d)(?!\d))"
    rf"|(?P<days>(?<!\d){DAY}(?:{LIST}{DAY}){{0,4}}){SP0}(?:bulan )?-?(?P<of>{MONTH})(?![a-z])\.?"
    rf"(?:[,-]?{SP0}(?:tahun )?(?P<year>{_YEAR}|\d\d(?!\d)))?"
    rf"|\b(?P<english>{MONTH}) (?P<eday>{DAY})(?:st|nd|rd|th)?,? (?P<eyear>{_YEAR})"
    rf"|\b(?P<month>{MONTH})(?![a-z])(?:{SP0}[-(/,]?{SP0}(?:tahun )?(?P<myear>{_YEAR}))?"
    rf"|(?P<short>(?<![\d/])(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])(?![\d/]))"
    rf"|(?P<first>(?<!\d){_YEAR}){SP0}[-/]{SP0}(?P<last>\d\d)(?!\d)"
    rf"|(?P<only>(?<!\d){_YEAR})",
    re.IGNORECASE,
)
_NOISE = re.compile(r"(?:pukul|jam) \d{1,2}[.:]\d{2}|\d{1,2}[.:]\d{2} (?:wib|wita|wit)|\b1[34]\d\d ?(?:h|hijriah)\b")
_NUMBER = re.compile(r"\d+")
_DAYS_ONLY = re.compile(rf"(?:hari ini |besok )?(?:tanggal |tgl )?({DAY}(?:{RANGE}{DAY})?)")
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_WEEKDAYS = {name.casefold(): int(number) for name, number in lexicon.table("weekdays").items()}
_UNTIL_NOW = re.compile(r"(?:-|hingga|sampai|sampai dengan) ?(?:sekarang|saat ini|kini)\b")
PAST = re.compile(r"\b(?:lalu|silam|kemarin)\b")
FUTURE = re.compile(r"\b(?:mendatang|depan|nanti|besok|akan datang)\b")


def explicit(text: str, frame: Frame) -> str:
    """The value of an expression (normalised, lower case) that names its points; empty when it names none.

    >>> explicit("17-19 agustus 2025", Frame())
    '2025-08-17/2025-08-19'
    """
    cleaned = _NOISE.sub(" ", text)
    points = [point for match in _POINT.finditer(cleaned) for point in _points(match)]
    if not points:
        return _day_only(cleaned, frame)
    points = _with_years(points, cleaned, frame)
    if not points or any(point.year == 0 for point in points):
        return UNKNOWN
    points.sort(key=lambda point: (point.year, point.month, point.day))
    if "akhir" in cleaned and len(points) == 1 and not points[0].month and "sebelum" not in cleaned:
        points = [replace(points[0], month=12)]
    if len(points) == 1 and frame.year > points[0].year and _UNTIL_NOW.search(cleaned):
        points.append(Point(frame.year))
    first, last = points[0].iso(), points[-1].iso()
    return first if first == last else f"{first}/{last}"


def _points(match: re.Match[str]) -> list[Point]:
    """The points one match names; a year that is not written is 0."""
    if match["iso"]:
        return _real([Point(*(int(part) for part in match["iso"].split("-")))])
    if match["numeric"]:
        day, month, year = (int(part) for part in _NUMBER.findall(match["numeric"]))
        return _real([Point(_four_digits(year), month, day)])
    if match["days"]:
        year = _four_digits(int(match["year"])) if match["year"] else 0
        month = month_number(match["of"])
        return _real([Point(year, month, int(day)) for day in _NUMBER.findall(match["days"])])
    if match["english"]:
        return _real([Point(int(match["eyear"]), month_number(match["english"]), int(match["eday"]))])
    if match["month"]:
        return [Point(int(match["myear"] or 0), month_number(match["month"]))]
    if match["short"]:
        day, month = (int(part) for part in match["short"].split("/"))
        return _real([Point(0, month, day)])
    if match["first"]:
        year = int(match["first"])
        return [Point(year), Point(year // 100 * 100 + int(match["last"]))]
    return [Point(int(match["only"]))]


def _real(points: list[Point]) -> list[Point]:
    """The points that can stand in a calendar (any year, when the year is not written)."""
    return [point for point in points if is_day(point.year or 2000, point.month, point.day)]


def _four_digits(year: int) -> int:
    """A year written with two digits, in full: up to 49 in this century, else in the last."""
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def _with_years(points: list[Point], text: str, frame: Frame) -> list[Point]:
    """The points with their missing years: that of the next point, or the year that the frame suggests."""
    filled: list[Point] = []
    for point in reversed(points):
        if not point.year:
            later = filled[-1] if filled else None
            if later and later.year:
                before = later.month and later.month < point.month and len(points) == 2
                point = replace(point, year=later.year - 1 if before else later.year)
            else:
                point = replace(point, year=_likely_year(point, text, frame))
        filled.append(point)
    whole = {(point.year, point.month) for point in filled if point.month}
    return [point for point in filled if point.month or not any(year == point.year for year, _ in whole)]


def _likely_year(point: Point, text: str, frame: Frame) -> int:
    """The year of a day or month that is written without one."""
    if "tahun lalu" in text or "tahun kemarin" in text:
        return frame.year - 1 if frame.year else 0
    if "tahun depan" in text:
        return frame.year + 1 if frame.year else 0
    if not frame.today:
        return frame.year
    today = frame.today
    if (match := _WEEKDAY.search(text)) and point.day and abs((point.month - today.month) * 30 + point.day - today.day) > 60:
        wanted = _WEEKDAYS[match.group().casefold()]
        for year in (today.year, today.year - 1, today.year + 1):
            if is_day(year, point.month, point.day) and date(year, point.month, point.day).isoweekday() == wanted:
                return year
    here = (point.month, point.day) if point.day else (point.month,)
    now = (today.month, today.day)[: len(here)]
    if PAST.search(text):
        return today.year - (here > now)
    if FUTURE.search(text):
        return today.year + (here < now)
    return _nearest_year(point, today)


def _nearest_year(point: Point, today: date) -> int:
    """This year, unless the point is much nearer in the one before or after."""
    distance = point.month - today.month
    if distance > 9:
        return today.year - 1
    return today.year + 1 if distance < -9 else today.year


def _day_only(text: str, frame: Frame) -> str:
    """The value of days written without their month (`tanggal 25`): the month named before, or today's."""
    match = _DAYS_ONLY.fullmatch(text.strip(" ()"))
    month = frame.previous[:7] if len(frame.previous) >= 7 else frame.today.isoformat()[:7] if frame.today else ""
    if not match:
        return ""
    if not month:
        return UNKNOWN
    year, number = int(month[:4]), int(month[5:7])
    days = [day for day in map(int, _NUMBER.findall(match[1])) if is_day(year, number, day)]
    if not days:
        return UNKNOWN
    first, last = (Point(year, number, day).iso() for day in (days[0], days[-1]))
    return first if first == last else f"{first}/{last}"
