"""Expressions that lean on the day of publication or on the date before them: `kemarin`, `hari yang sama`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kg import lexicon
from kg.text.dates import calendar
from kg.text.dates.calendar import UNKNOWN, Frame
from kg.text.dates.explicit import FUTURE, PAST
from kg.text.dates.grammar import COUNT, UNIT, WEEKDAY

Rule = Callable[["re.Match[str]", Frame], str]
_WEEKDAYS = {name.casefold(): int(number) for name, number in lexicon.table("weekdays").items()}
_BACK = r"(?:lalu|silam|sebelumnya|terakhir|belakangan|kemarin|belakang)"
_AHEAD = r"(?:ke depan|mendatang|kemudian|berikutnya|lagi|depan|akan datang|selanjutnya)"
_SINGLE = {
    "setahun": "tahun",
    "sebulan": "bulan",
    "sepekan": "pekan",
    "seminggu": "minggu",
    "sehari": "hari",
    "sedekade": "dekade",
}
_DAYS = {"hari": 1, "pekan": 7, "minggu": 7}
_YEARS = {"tahun": 1, "dekade": 10, "abad": 100}
_STEPS = {"ini": 0, "berjalan": 0, "lalu": -1, "kemarin": -1, "silam": -1, "sebelumnya": -1}


def relative(text: str, frame: Frame) -> str:
    """The value of an expression (normalised, lower case) that leans on its frame; `?` when none of the rules knows it.

    >>> relative("kemarin", Frame(today=date(2025, 10, 20), year=2025))
    '2025-10-19'
    """
    for pattern, rule in _RULES:
        if (match := pattern.search(text)) and (value := rule(match, frame)):
            return value
    return UNKNOWN


def _same_period(match: re.Match[str], frame: Frame) -> str:
    """The period spoken of before, in another year when one is named."""
    rest = match[1] or ""
    if not frame.previous or frame.previous == UNKNOWN:
        return UNKNOWN
    of = int(frame.previous[:4])
    if named := re.search(r"\d{4}", rest):
        return _moved(frame.previous, int(named.group()) - of)
    if re.search(r"sebelumnya|tahun lalu", rest):
        return _moved(frame.previous, -1)
    return frame.previous


def _moved(value: str, years: int) -> str:
    """A value, the same number of years away in each of its ends."""
    return "/".join(f"{int(end[:4]) + years:04d}{end[4:]}" for end in value.split("/"))


def _that(match: re.Match[str], frame: Frame) -> str:
    """The date spoken of before, cut to the unit that is named."""
    if not frame.previous or frame.previous == UNKNOWN:
        return UNKNOWN
    length = {"tahun": 4, "bulan": 7}.get(match[1], 99)
    return frame.previous if "/" in frame.previous else frame.previous[:length]


def _next_day(match: re.Match[str], frame: Frame) -> str:
    """The day after or before the one spoken of before."""
    base = calendar.parsed(frame.previous) or frame.today
    moved = base and calendar.shifted(base, -1 if "sebelum" in match.group() else 1)
    return moved.isoformat() if moved else UNKNOWN


def _away(days: int) -> Rule:
    """A rule for the day so many days from today."""

    def rule(_: re.Match[str], frame: Frame) -> str:
        moved = frame.today and calendar.shifted(frame.today, days)
        return moved.isoformat() if moved else UNKNOWN

    return rule


def _year_step(match: re.Match[str], frame: Frame) -> str:
    """`tahun lalu`, `tahun depan`, `tahun sebelumnya` and their beginnings and ends."""
    base = frame.year
    if match[1] == "sebelumnya" and frame.previous[:4].isdigit():
        base = int(frame.previous[:4])
    if not base:
        return UNKNOWN
    number = base + _STEPS.get(match[1], 1)
    return calendar.month(number, 12) if re.search(r"\bakhir\b", match.string) else calendar.year(number)


def _month_step(match: re.Match[str], frame: Frame) -> str:
    """`bulan lalu`, `bulan depan`, `bulan sebelumnya`."""
    base = frame.today
    if match[1] == "sebelumnya" and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", frame.previous):
        return calendar.month(int(frame.previous[:4]), int(frame.previous[5:7]) - 1)
    return calendar.month(base.year, base.month + _STEPS.get(match[1], 1)) if base else UNKNOWN


def _week_step(match: re.Match[str], frame: Frame) -> str:
    """`pekan lalu`, `akhir pekan ini`, `Selasa pekan depan`."""
    if not frame.today:
        return UNKNOWN
    week = calendar.week(frame.today, {"nanti": 0, "": 0}.get(match[1], _STEPS.get(match[1], 1)))
    monday = calendar.parsed(week)
    if monday is None:
        return UNKNOWN
    if named := re.search(rf"(?:\b|(?<=hari )){WEEKDAY}\b(?=.*\b(?:pekan|minggu)\b)", match.string, re.IGNORECASE):
        moved = calendar.shifted(monday, _WEEKDAYS[named.group().casefold()] - 1)
        return moved.isoformat() if moved else UNKNOWN
    if re.search(r"\bawal\b", match.string):
        return monday.isoformat()
    if re.search(r"\bakhir\b", match.string):
        if not match[1] and not frame.future and frame.today.weekday() < 5:
            monday = calendar.shifted(monday, -7) or monday
        return calendar.between(calendar.shifted(monday, 5), calendar.shifted(monday, 6))
    return week


def _weekday(match: re.Match[str], frame: Frame) -> str:
    """A bare weekday: the last one up to today, unless the words point ahead."""
    if not frame.today:
        return UNKNOWN
    text = match.string
    ahead = (_WEEKDAYS[match[1].casefold()] - frame.today.isoweekday()) % 7
    if FUTURE.search(text) or (frame.future and not PAST.search(text)):
        days = ahead or (7 if re.search(r"\b(?:mendatang|depan)\b", text) else 0)
    else:
        days = ahead - 7 if ahead else (-7 if re.search(r"\b(?:lalu|silam)\b", text) else 0)
    moved = calendar.shifted(frame.today, days)
    return moved.isoformat() if moved else UNKNOWN


def _count(word: str) -> int:
    """The value of a numeral, 0 when it is none."""
    return int(word) if word.isdigit() else int(lexicon.table("numbers").get(word, "0"))


def _distance(match: re.Match[str], frame: Frame) -> str:
    """So many units ago, from now, in the last or the next so many units."""
    unit = match["unit"] or match["half"] or _SINGLE[match["single"]]
    first = _count(match["first"]) if match["first"] else 1
    second = _count(match["second"]) if match["second"] else first
    if match["half"]:
        return f"{calendar.year(frame.year - 50)}/{calendar.year(frame.year)}" if frame.year else UNKNOWN
    direction = match["direction"]
    if direction in ("kemudian", "berikutnya", "sebelumnya", "selanjutnya") and frame.previous[:4].isdigit():
        frame = Frame(calendar.parsed(frame.previous), int(frame.previous[:4]), "", frame.future)
    sign = -1 if re.fullmatch(_BACK, direction) else 1
    span = direction in ("terakhir", "belakangan", "ke depan", "mendatang") or "selama" in match.string
    if unit in _YEARS:
        return _years_away(sign * first * _YEARS[unit], sign * second * _YEARS[unit], frame, span=span)
    if not frame.today:
        return UNKNOWN
    if unit == "bulan":
        return _months_away(sign * first, sign * second, frame.today, span=span)
    return _days_away(sign * first * _DAYS[unit], sign * second * _DAYS[unit], frame.today, span=span)


def _years_away(first: int, second: int, frame: Frame, *, span: bool) -> str:
    """Years counted from this one; a single year or half decade that spans is known to the month."""
    if not frame.year:
        return UNKNOWN
    if first == second and not span:
        return calendar.year(frame.year + first)
    if abs(first) == 1 and span and frame.today:
        return _months_away(12 * first, 12 * first, frame.today, span=True)
    low, high = (min(first, 0), max(first, 0)) if span else (min(first, second), max(first, second))
    return f"{calendar.year(frame.year + low)}/{calendar.year(frame.year + high)}"


def _months_away(first: int, second: int, today: date, *, span: bool) -> str:
    """Months counted from this one."""
    low, high = (min(first, 0), max(first, 0)) if span else (min(first, second), max(first, second))
    start, end = calendar.month(today.year, today.month + low), calendar.month(today.year, today.month + high)
    return start if start == end else f"{start}/{end}"


def _days_away(first: int, second: int, today: date, *, span: bool) -> str:
    """Days counted from today."""
    low, high = (min(first, 0), max(first, 0)) if span else (min(first, second), max(first, second))
    start, end = calendar.shifted(today, low), calendar.shifted(today, high)
    if start == end:
        return start.isoformat() if start else UNKNOWN
    return calendar.between(start, end)


def _short_year(match: re.Match[str], _: Frame) -> str:
    """`tahun 98`."""
    number = int(match[1] or match[2])
    return calendar.year(number + (1900 if number > 49 else 2000))


def _edge_of_year(match: re.Match[str], frame: Frame) -> str:
    """`akhir tahun` is its December, `awal tahun` and `pertengahan tahun` the year."""
    if not frame.year:
        return UNKNOWN
    return calendar.month(frame.year, 12) if match[1] == "akhir" else calendar.year(frame.year)


def _edge_of_month(_: re.Match[str], frame: Frame) -> str:
    """`akhir bulan`: this month."""
    return calendar.month(frame.today.year, frame.today.month) if frame.today else UNKNOWN


_PARTS = r"(?:pagi|siang|sore|malam|petang|subuh|dini hari|dinihari)"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"\b(?:periode|kuartal|triwulan|semester|bulan|waktu) yang sama\b(.*)", _same_period),
        (r"\b(hari|tahun|bulan|saat|kala|waktu|tanggal|periode|masa|malam) (?:yang sama|tersebut|itu)\b", _that),
        (r"\bsaat itu|kala itu|\b()(?:pagi|siang|sore|malam) itu\b", lambda _, frame: frame.previous or UNKNOWN),
        (
            r"\b(?:keesokan|esok) ?harinya\b|\besoknya\b"
            r"|\b(?:se)?hari (?:sebelum|setelah|sesudah|berikut)(?:nya)?\b",
            _next_day,
        ),
        (
            rf"\b(?:(?P<first>{COUNT})(?: ?(?:-|hingga|sampai|atau) ?(?P<second>{COUNT}))? ?(?:x 24 jam)?"
            rf"(?P<unit>{UNIT})"
            rf"|setengah (?P<half>abad)|(?P<single>{'|'.join(_SINGLE)}))"
            rf"(?: yang| waktu| masa)?(?: akan datang)? ?(?P<direction>{_BACK}|{_AHEAD})\b",
            _distance,
        ),
        (
            r"\b(?:akhir |awal )?(?:pekan|minggu) (?:yang )?"
            r"(ini|nanti|lalu|kemarin|silam|depan|mendatang|sebelumnya)\b",
            _week_step,
        ),
        (r"\b(?:tadi malam|semalam|malam tadi|kemarin malam|malam kemarin)\b", _away(-1)),
        (r"\b(?:kemarin lusa|dua hari lalu)\b", _away(-2)),
        (rf"\b(?:hari|hr|{_PARTS}) ini\b|\b{_PARTS} (?:hari )?(?:tadi|nanti)\b|\b(?:tadi|nanti) {_PARTS}\b", _away(0)),
        (rf"\b({WEEKDAY.lower()})\b", _weekday),
        (
            r"\btahun (?:yang )?(?:\w+ )?(ini|berjalan|lalu|kemarin|silam|depan|mendatang|sebelumnya|berikutnya)\b",
            _year_step,
        ),
        (r"\bbulan (?:yang )?(ini|berjalan|lalu|kemarin|silam|depan|mendatang|sebelumnya|berikutnya)\b", _month_step),
        (r"\blusa\b", _away(2)),
        (r"\b(?:besok|esok)\b", _away(1)),
        (r"\bkemarin\b", _away(-1)),
        (r"\b(?:akhir|awal) pekan\b()", _week_step),
        (r"\b(akhir|awal|pertengahan) tahun\b", _edge_of_year),
        (r"\b(?:akhir|awal|pertengahan) bulan\b", _edge_of_month),
        (r"\btahun '?(\d\d)\b|^'?(3[2-9]|[4-9]\d)$", _short_year),
        (r"\b(?:sekarang|saat ini|kini|hari-h|malam ini)\b", _away(0)),
    )
)
