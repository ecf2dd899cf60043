"""Where the date expressions of a text are.

A list of patterns, the more telling first; a later pattern takes only what an earlier one left. Every repeat in them is
bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.records import Span
from kg.text.dates.grammar import (
    COUNT,
    DAY,
    MONTH,
    MONTH_NAMES,
    NUMERIC,
    PART,
    RANGE,
    SHORT_NUMERIC,
    SP,
    SP0,
    UNIT,
    YEAR,
)


def _named(words: frozenset[str]) -> str:
    """One of the words, as written or in capitals, the longest first."""
    forms = {form for word in words for form in (word, word.upper())}
    return "(?:" + "|".join(sorted(forms, key=lambda word: (-len(word), word))) + ")"


_W = _named(lexicon.words("weekdays"))
_M = _named(frozenset(name for name in lexicon.words("months") if re.fullmatch(MONTH_NAMES, name)))
_P = rf"(?i:{PART})(?:{SP}(?:WIB|WITA|Wita|WIT))?"
_AFTER = (
    rf"(?:{SP}(?i:yang{SP}lalu|yang{SP}akan{SP}datang|tahun{SP}(?:lalu|ini|depan)|lalu|silam|mendatang|kemarin|besok|nanti|depan"
    rf"|ini|tadi|belakangan)(?![\w-]))?"
)
_DMY = rf"{DAY}{SP0}-?(?i:{MONTH})\.?[,-]?{SP0}(?:(?i:tahun){SP})?{YEAR}"
_DM = rf"{DAY}{SP0}(?:(?i:bulan){SP})?(?i:{MONTH})(?!\w)(?!{SP0}(?:tahun{SP})?\d{{4}})"
_FULL = rf"(?:{_DMY}|{_DM})"
_MY = rf"{_M}(?:{SP0}[-,/]?{SP0}(?:(?i:tahun){SP})?{YEAR})?(?![\w])"
_SHORT = rf"(?:{_DM}|{SHORT_NUMERIC})"
_TODAY = rf"(?i:(?:(?:pagi|siang|sore|malam){SP})?hari{SP}ini|besok|kemarin|tadi{SP}malam)"
_TGL = r"(?i:tanggal|tgl\.?)"
_ROMAN = r"(?:IV|I{1,3}|[1-4]|(?i:pertama|kedua|ketiga|keempat))(?!\w)"
_OF_YEAR = rf"(?:{SP0}[-/]?{SP0}(?:(?i:tahun){SP})?{YEAR}|{SP}(?i:tahun{SP}(?:ini|lalu|depan)))"
_EDGE = r"(?i:akhir|awal|pertengahan|medio|penghujung)"
_ERA = (
    r"(?i:tahun(?:\s(?:anggaran|ajaran|akademik|pelajaran|buku|kontrak))?|periode(?:\stahun)?|musim|era|masa"
    r"|dekade|sepanjang)"
)
_YEARS = rf"{YEAR}(?:{SP0}[-–—/]{SP0}(?:{YEAR}|\d\d(?!\d))|{RANGE}(?:(?i:tahun){SP})?{YEAR})?"
_WEEKDAY_HEAD = rf"(?:\b(?i:hari){SP})?(?<![A-Z]){_W}(?:{SP}{_P})?(?:{SP}(?i:kemarin|besok|lalu))?,?{SP0}(?:{_TGL}{SP})?"
_LEFT = r"(?<![\w/.,-])"

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "weekday-date",
        rf"{_WEEKDAY_HEAD}(?:\({SP0}{NUMERIC}{SP0}\)|{NUMERIC}|\({_DMY}\)|{_DMY})(?:,?{SP}{_P}(?!\w))?",
    ),
    (
        "weekday-day",
        rf"(?:{_TODAY},?{SP})?{_WEEKDAY_HEAD}(?:\({SP0}{_SHORT}{SP0}\)|{_SHORT})(?:,?{SP}{_P}(?!\w)|{_AFTER})",
    ),
    ("today-date", rf"{_LEFT}{_TODAY},?{SP}(?:{_TGL}{SP})?(?:\({SHORT_NUMERIC}\)|{_DM})(?!{SP}\d{{4}})"),
    (
        "days",
        rf"{_LEFT}(?:{_FULL}{RANGE}{_DMY}|{DAY}(?:,{SP}{DAY}){{0,3}}{RANGE}{_DMY}"
        rf"|(?:{_TGL}{SP}|(?i:periode){SP})?(?:{_DM}{RANGE}{_DM}|{DAY}(?:,{SP}{DAY}){{0,3}}{RANGE}{_DM}){_AFTER})",
    ),
    ("day", rf"{_LEFT}(?:{_DMY}|(?:{_TGL}{SP})?{_DM}{_AFTER})(?:{SP}{_P}(?!\w))?"),
    ("numeric", rf"{_LEFT}(?:{NUMERIC}|\({SHORT_NUMERIC}\))"),
    ("tanggal", rf"{_LEFT}{_TGL}{SP}{DAY}(?:{RANGE}{DAY})?(?![\w.,/]*\d)"),
    ("week-of-month", rf"{_LEFT}(?i:pekan|minggu){SP}(?i:pertama|kedua|ketiga|keempat)(?:{SP}(?i:bulan))?{SP}{_MY}"),
    (
        "quarter",
        rf"{_LEFT}(?i:kuartal|triwulan|semester|paruh)(?:{SP}(?i:ke))?[ -]{{0,3}}{_ROMAN}(?:{RANGE}{_ROMAN})?"
        rf"(?:{_OF_YEAR})?{_AFTER}",
    ),
    (
        "same",
        rf"{_LEFT}(?i:periode|kuartal|triwulan|semester){SP}yang{SP}sama(?:{SP}(?:pada|di))?"
        rf"(?:{SP}(?i:tahun){SP}(?:lalu|sebelumnya|{YEAR})|{SP}{YEAR})?",
    ),
    (
        "months",
        rf"{_LEFT}(?:{_EDGE}{SP})?(?:(?i:bulan){SP})?{_MY}(?:,{SP}{_MY}){{0,2}},?{RANGE}(?:{_EDGE}{SP})?{_MY}",
    ),
    ("month-year", rf"{_LEFT}(?:{_EDGE}{SP})?(?:(?i:bulan){SP})?{_M}{SP0}[-,/]?{SP0}(?:(?i:tahun){SP})?{YEAR}"),
    ("month", rf"{_LEFT}(?:{_EDGE}{SP})?(?:(?i:periode|bulan){SP}){{0,2}}{_M}(?!\w){_AFTER}"),
    (
        "decade",
        rf"{_LEFT}(?:(?i:tahun|era|dekade){SP})?(?:1[5-9]|20)\d0{SP0}-?{SP0}an(?!\w)"
        rf"|{_LEFT}(?i:abad){SP}(?i:ke){SP0}-?{SP0}(?:\d\d?|[XVI]{{1,5}})(?!\w)",
    ),
    ("edge-year", rf"{_LEFT}{_EDGE}{SP}(?:(?i:tahun){SP})?(?:{YEAR}|(?i:tahun)(?!\w){_AFTER})"),
    ("years", rf"{_LEFT}(?:{_ERA}{SP}){{1,2}}{_YEARS}(?:{SP}(?i:silam)(?!\w))?"),
    ("range", rf"{_LEFT}{YEAR}(?:{SP0}[-–—]{SP0}|{SP}(?:hingga|sampai|s\.d\.?|s/d){SP}){YEAR}"),
    ("year", rf"{_LEFT}{YEAR}(?![\w/]|[.,]\d)(?:{SP}(?i:lalu|silam)(?!\w))?"),
    ("week-edge", rf"{_LEFT}{_EDGE}{SP}(?i:pekan|minggu){SP}(?i:lalu|ini|depan|kemarin|nanti)(?!\w)"),
    ("weekday-week", rf"{_LEFT}(?:(?i:hari){SP})?{_W},?{SP}(?i:pekan|minggu){SP}(?i:lalu|ini|depan|kemarin)"),
    (
        "ago",
        rf"{_LEFT}(?i:(?:{COUNT}(?:{RANGE}{COUNT})?{SP}{UNIT}|setahun|sebulan|sepekan|seminggu|sehari)(?:{SP}yang)?{SP}"
        rf"(?:lalu|silam|terakhir|belakangan|ke{SP}depan|mendatang|akan{SP}datang|kemudian|berikutnya|sebelumnya)"
        rf"(?:{SP}ini)?)(?!\w)",
    ),
    ("weekday", rf"(?:\b(?i:hari){SP}|{_LEFT}){_W}(?:{SP}{_P})?(?![\w-]){_AFTER}(?:{SP}{_P}(?!\w))?"),
    (
        "step",
        rf"{_LEFT}(?:(?:{_EDGE}){SP})?(?i:tahun|bulan|pekan|minggu|musim){SP}(?:yang{SP})?"
        rf"(?i:lalu|ini|depan|kemarin|silam|mendatang|sebelumnya)(?![\w-])",
    ),
    (
        "today",
        rf"{_LEFT}(?i:(?:(?:pagi|siang|sore|malam){SP})?hari{SP}ini|(?:pagi|siang|sore|petang){SP}(?:ini|tadi|nanti)"
        rf"|malam{SP}(?:tadi|nanti)|(?:tadi|nanti|kemarin|besok){SP}(?:malam|pagi|siang|sore)|besok|lusa"
        rf"|dini{SP}hari{SP}tadi|(?:keesokan|esok){SP}harinya|esoknya)(?![\w-])",
    ),
)
_LAW = re.compile(r"(?:\b(?:[Nn]omor|[Nn]o\.?|NOMOR|NO\.?)\s{0,2}\S{1,25}|\d)\s{1,2}$")
_CAPITAL = re.compile(r"[^\W\d_a-z][\w-]{0,20}[ \u00a0]$")
_EVERY = re.compile(r"\b(?:setiap|tiap|[Pp]asar|[Pp]uasa)\s(?:hari\s)?$")
_COUNTED = re.compile(r"(?:\d|\b(?:beberapa|se|satu|dua|tiga|empat|lima|sepuluh))\s(?:hari\s)?$")
_LAST_WORD = re.compile(r"[\w'’-]{1,30}(?=[ \u00a0(,]{0,3}$)")
_OPENERS = frozenset(
    ["Pada", "Sejak", "Hingga", "Mulai", "Bulan", "Di", "Dari", "Sampai", "Sepanjang", "Selama", "Akhir", "Awal"]
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in PATTERNS)


def find(text: str) -> tuple[Span, ...]:
    """The date expressions of `text`: days, months, years, periods and relative ones, in order and apart.

    A number that merely looks like a year or stands in the name of a law, an election or a tournament is left out.

    >>> text = "Rapat digelar Senin (9/12/2024) dan berlanjut pekan depan."
    >>> [span.of(text) for span in find(text)]
    ['Senin (9/12/2024)', 'pekan depan']
    """
    return tuple(span for span, _ in labelled(text))


def labelled(text: str) -> tuple[tuple[Span, str], ...]:
    """The date expressions of `text`, each with the name of the pattern that found it."""
    taken = bytearray(len(text))
    found = []
    for name, pattern in _COMPILED:
        for span in _matches(pattern, text):
            if not any(taken[span.start : span.end]) and _stands(name, text, span):
                taken[span.start : span.end] = b"\x01" * (span.end - span.start)
                found.append((span, name))
    return tuple(sorted(found))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """The non-empty matches of a pattern."""
    return (Span(match.start(), match.end()) for match in pattern.finditer(text))


def _stands(name: str, text: str, span: Span) -> bool:
    """Whether a match may stand where it does: the word before it must not make it part of a name or a count."""
    before = text[max(0, span.start - 40) : span.start]
    if name in ("year", "range"):
        return _year_stands(before)
    if name == "years":
        return _LAW.search(before) is None and not (span.of(text)[0] == "T" and _CAPITAL.search(before))
    if name == "month":
        return _month_stands(before, text[span.start], text[span.end : span.end + 2])
    if name == "weekday":
        return _EVERY.search(before) is None
    if name in ("today", "step"):
        return _COUNTED.search(before) is None
    return True


def _year_stands(before: str) -> bool:
    """Whether a bare year, or two of them, may follow such words."""
    if not before.strip() or before[-1] == "\n":
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return before.rstrip()[-1] in '.:"“('
    return word.group() in _OPENERS or (word.group().islower() and word.group() not in lexicon.words("dated-things"))


def _month_stands(before: str, first: str, after: str) -> bool:
    """Whether the name of a month, without a year, is a month there and no part of a person's or a school's name."""
    if first.islower():
        return True
    capital = _CAPITAL.search(before)
    if capital is not None:
        return capital.group().strip() in _OPENERS
    word = _LAST_WORD.search(before)
    if word is not None and word.group() in lexicon.words("speech-verbs"):
        return False
    return not (before.rstrip()[-1:] in (".", ",") and after[:1] == " " and after[1:].isupper())
