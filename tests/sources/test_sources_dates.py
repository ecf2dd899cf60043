"""Publication dates: only what is certain becomes ISO 8601."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.publication import ImpossibleDateError, publication_date

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()

CERTAIN = [
    ("Selasa, 10 Juni 2025 - 21:35 WIB", "2025-06-10T21:35:00+07:00"),
    ("Kamis, 19 Juni 2025 | 20:46 WITA", "2025-06-19T20:46:00+08:00"),
    ("4 Juni 2025 | 11.00 WIT", "2025-06-04T11:00:00+09:00"),
    ("Jum'at, 20 Juni 2025", "2025-06-20"),
    ("9 Des 2024", "2024-12-09"),
    ("13+December+2018", "2018-12-13"),
    ("December 9th, 2024 9:35 PM", "2024-12-09T21:35:00"),
    ("Mon, 09 Dec 2024 12:05:30 AM", "2024-12-09T00:05:30"),
    ("Mon, 09 Dec 2024 02:05:30 GMT", "2024-12-09T02:05:30+00:00"),
    ("2024-12-09", "2024-12-09"),
    ("2024/12/9", "2024-12-09"),
    ("2024-12-09T08:15:00Z", "2024-12-09T08:15:00+00:00"),
    ("2024-12-09T08:15:00.123+07:00", "2024-12-09T08:15:00+07:00"),
    ("2024-12-09T08:15:00-0330", "2024-12-09T08:15:00-03:30"),
    ("2024-12-09 08:15 GMT+7", "2024-12-09T08:15:00+07:00"),
    ("20/10/2025", "2025-10-20"),
    ("10/20/2025 13:03", "2025-10-20T13:03:00"),
    ("05-05-2024", "2024-05-05"),
    ("9.12.2024", "2024-12-09"),
    ("Warta Contoh - 10/05/2024, 21:34 WIB", "2024-05-10T21:34:00+07:00"),
    ("Jumat, 10/05/2024", "2024-05-10"),
    ("Sabtu, 10/05/2024", "2024-10-05"),
    ("2024-12-09 25:61", "2024-12-09"),
    ("2024-12-09T08:15:00+19:00", "2024-12-09"),
    ("29 Februari 2024", "2024-02-29"),
]
UNCERTAIN = [
    "",
    "10/05/2024",
    "02-10-2023",
    "Senin, 10 Juni 2025",
    "9 Juni 2025, diperbarui 10 Juni 2025",
    "10/5/25",
    "Juni 2025",
    "2025",
    "kemarin",
    "Tidak ditemukan",
    "0000-00-00 00:00:00",
    "1024-12-09",
    "x" * 5000,
    "9 Desember 2024 " + "x" * 5000,
]
IMPOSSIBLE = ["31 Februari 2025", "2024-02-30", "13/13/2025", "2025-13-01", "29-02-2023", "Mei 32, 2025"]


@pytest.mark.parametrize(("raw", "iso"), CERTAIN)
def test_certain_dates_become_iso(raw: str, iso: str) -> None:
    """A date with one reading is normalised, with its time and zone where they stand."""
    assert publication_date(raw) == iso


@pytest.mark.parametrize("raw", UNCERTAIN)
def test_uncertain_dates_stay_out(raw: str) -> None:
    """What has several readings, contradicts its weekday or is no whole date gives no date."""
    assert publication_date(raw) == ""


@pytest.mark.parametrize("raw", IMPOSSIBLE)
def test_impossible_dates_are_named(raw: str) -> None:
    """A date that no calendar has is told apart from one that is only unclear."""
    with pytest.raises(ImpossibleDateError):
        publication_date(raw)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_written_in_words_is_read_back(day: date) -> None:
    """Any day in Indonesian words, with or without its weekday, comes back as itself."""
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert publication_date(words) == day.isoformat()
    assert publication_date(f"{DAYS[day.weekday()]}, {words}") == day.isoformat()
    assert publication_date(f"{DAYS[(day.weekday() + 1) % 7]}, {words}") == ""


@given(st.text(max_size=60))
def test_any_text_gives_a_valid_date_or_none(raw: str) -> None:
    """No text makes the reader fail, and whatever it gives is a date that Python reads."""
    try:
        found = publication_date(raw)
    except ImpossibleDateError:
        return
    assert found == "" or datetime.fromisoformat(found)


@given(st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4} ?[0-9:.+ ]{0,12}(WIB|Z|GMT)?", fullmatch=True))
def test_number_dates_never_break(raw: str) -> None:
    """Numbers in the shape of dates give a valid date, none, or the error for impossible ones."""
    try:
        found = publication_date(raw)
    except ImpossibleDateError:
        return
    assert found == "" or datetime.fromisoformat(found)
