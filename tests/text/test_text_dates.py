"""Dates: where they are found, what they mean, and promises for any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.publication import ImpossibleDateError, publication_date
from kg.records import Span
from kg.text.dates import anchor, find, published_date, value, values

TUESDAY = "Selasa, 10 Juni 2025 - 21:35 WIB"

VALUES = [
    ("Senin (9/12/2024)", "", "2024-12-09"),
    ("9 Desember 2024", "", "2024-12-09"),
    ("Senin, 9 Desember 2024", "", "2024-12-09"),
    ("Desember 2024", "", "2024-12"),
    ("2019-2024", "", "2019/2024"),
    ("periode 2019–2024", "", "2019/2024"),
    ("tahun anggaran 2025", "", "2025"),
    ("sejak 2019", "", "2019"),
    ("17-19 Agustus 2025", "", "2025-08-17/2025-08-19"),
    ("30 Mei - 1 Juni 2025", "", "2025-05-30/2025-06-01"),
    ("Januari hingga Maret 2025", "", "2025-01/2025-03"),
    ("28 Desember hingga 3 Januari 2026", "", "2025-12-28/2026-01-03"),
    ("10 June 2025", "", "2025-06-10"),
    ("May 5, 2024", "", "2024-05-05"),
    ("akhir 2025", "", "2025-12"),
    ("awal 2025", "", "2025"),
    ("kuartal III 2025", "", "2025-07/2025-09"),
    ("triwulan II-IV 2025", "", "2025-04/2025-12"),
    ("semester I", TUESDAY, "2025-01/2025-06"),
    ("tahun 1990-an", "", "1990/1999"),
    ("abad ke-19", "", "1801/1900"),
    ("pekan kedua Juni 2025", "", "2025-06-08/2025-06-14"),
    ("Selasa (10/6)", TUESDAY, "2025-06-10"),
    ("Oktober mendatang", TUESDAY, "2025-10"),
    ("Desember lalu", TUESDAY, "2024-12"),
    ("2 Januari mendatang", TUESDAY, "2026-01-02"),
    ("tahun lalu", TUESDAY, "2024"),
    ("akhir tahun ini", TUESDAY, "2025-12"),
    ("bulan ini", TUESDAY, "2025-06"),
    ("bulan lalu", "5 Januari 2025", "2024-12"),
    ("pekan lalu", TUESDAY, "2025-06-02/2025-06-08"),
    ("akhir pekan ini", TUESDAY, "2025-06-14/2025-06-15"),
    ("Jumat pekan depan", TUESDAY, "2025-06-20"),
    ("kemarin", TUESDAY, "2025-06-09"),
    ("hari ini", TUESDAY, "2025-06-10"),
    ("besok", TUESDAY, "2025-06-11"),
    ("lusa", TUESDAY, "2025-06-12"),
    ("tadi malam", TUESDAY, "2025-06-09"),
    ("Senin malam", TUESDAY, "2025-06-09"),
    ("Selasa", TUESDAY, "2025-06-10"),
    ("Rabu lalu", TUESDAY, "2025-06-04"),
    ("tiga tahun lalu", TUESDAY, "2022"),
    ("lima tahun ke depan", TUESDAY, "2025/2030"),
    ("dua hari lalu", TUESDAY, "2025-06-08"),
    ("musim ini", "20 Oktober 2025", "2025/2026"),
    ("Tahun Baru 2026", TUESDAY, "2026-01-01"),
    ("2003-sekarang", TUESDAY, "2003/2025"),
    ("besok", "", "?"),
    ("Selasa (10/6)", "", "?"),
    ("31 Februari 2025", "", "?"),
    ("beberapa waktu", TUESDAY, "?"),
    ("", "", "?"),
]

PUBLISHED = [
    ("Selasa, 10 Juni 2025 - 21:35 WIB", date(2025, 6, 10)),
    ("2025-10-20", date(2025, 10, 20)),
    ("2025-10-20T08:00:00+07:00", date(2025, 10, 20)),
    ("2015/08/25", date(2015, 8, 25)),
    ("17-08-2023", date(2023, 8, 17)),
    ("Kompas.com - 10/06/2025, 21:00 WIB", date(2025, 6, 10)),
    ("10/22/2025 7:44", date(2025, 10, 22)),
    ("Diperbarui 04 Jun 2025, 11:00 WIB", date(2025, 6, 4)),
    (",\u00a0Jurnalis-Jum'at, 20 Juni 2025 |09:12 WIB", date(2025, 6, 20)),
    ("13+December+2018", date(2018, 12, 13)),
    ("J|u|m|a|t|,| |1|0| |J|u|n|i| |2|0|2|2", date(2022, 6, 10)),
    ("June 5, 2024", date(2024, 6, 5)),
    ("31/02/2025", None),
    ("kemarin", None),
    ("", None),
]

FOUND = [
    ("Rapat digelar Senin (9/12/2024) malam.", ["Senin (9/12/2024) malam"]),
    ("Acara pada 17-19 Agustus 2025 di Solo.", ["17-19 Agustus 2025"]),
    ("Ia menjabat pada periode 2019-2024.", ["periode 2019-2024"]),
    ("Sejak 2019 ia tinggal di sini.", ["2019"]),
    ("Sesuai UU Nomor 23 Tahun 2014 tentang itu.", []),
    ("Pemenang Pilpres 2024 dan Piala Dunia 2026.", []),
    ("Beras itu seharga 2019 rupiah per buah.", []),
    ("Pasien dirawat hari ini, pulang besok.", ["hari ini", "besok"]),
    ("Tahun lalu harga naik, tahun ini turun.", ["Tahun lalu", "tahun ini"]),
    ("Rektor Universitas Sebelas Maret bicara.", []),
    ("Pertumbuhan kuartal III 2025 melambat.", ["kuartal III 2025"]),
    ("Pukul 10.30 WIB ia tiba.", []),
    ("Lembaga itu lahir pada tahun 1990-an.", ["tahun 1990-an"]),
    ("Pendaftaran dibuka Oktober mendatang.", ["Oktober mendatang"]),
    ("Jadwal: Kamis, 12 Juni dan Jumat pagi.", ["Kamis, 12 Juni", "Jumat pagi"]),
]

PIECES = [
    "1",
    "/",
    "-",
    " ",
    "2025",
    "Senin",
    "(",
    ")",
    "Juni",
    "tahun",
    "lalu",
    "hingga",
    "31",
    "\n",
    "pekan",
    "II",
    "tanggal",
]
DATELIKE = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=14).map(
    "".join
)


@pytest.mark.parametrize(("expression", "published", "expected"), VALUES)
def test_value(expression: str, published: str, expected: str) -> None:
    """Each expression has the value a reader would give it on its day of publication."""
    assert value(expression, published) == expected


@pytest.mark.parametrize(("raw", "expected"), PUBLISHED)
def test_published_date(raw: str, expected: date | None) -> None:
    """Each scraped publication line gives its day, or None when it has none."""
    assert published_date(raw) == expected


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text: str, expected: list[str]) -> None:
    """Dates are found with their whole wording; years inside names are not dates."""
    assert [span.of(text) for span in find(text)] == expected


def test_values_look_back() -> None:
    """An expression that points back is read against the date before it."""
    text = "Pada 1974 ia lulus. Setahun kemudian ia pindah. Pada 1980 ia kembali dan pada tahun yang sama menikah."
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in ("Setahun kemudian", "tahun yang sama")]
    assert values(text, spans, "2 Mei 2025") == ("1975", "1980")
    assert values(text.replace("1974", "1960"), spans, "2 Mei 2025") == ("1961", "1980")


def test_anchor_prefers_publication() -> None:
    """The publication day wins over every date in the text."""
    assert anchor("Rapat Senin (9/12/2024).", "10 Desember 2024") == "2024-12-10"


def test_anchor_from_text() -> None:
    """Without a publication day the text's own full date is the anchor, and relative dates follow it."""
    text = "Kemarin hujan, kata Budi, Selasa (10/6/2025)."
    assert anchor(text, "") == "2025-06-10"
    assert value("Kemarin", "", text) == "2025-06-09"


def test_anchor_fits_weekday() -> None:
    """A weekday with day and month takes the year of the text in which the three agree."""
    assert anchor("Rencana 2025 dibahas Selasa (10/6).", "") == "2025-06-10"


@given(st.one_of(st.text(max_size=200), DATELIKE), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_survived(text: str, published: str) -> None:
    """No text makes the date functions fail; spans are in order, and every value is `?` or starts with a year."""
    spans = find(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    for answer in (*values(text, spans, published), value(text, published, text)):
        assert answer == "?" or answer[:4].isdigit()


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "1",
        "1/",
        "1-",
        "2025 ",
        "2025-",
        "Senin ",
        "1 Juni ",
        "tahun ",
        "akhir ",
        " ",
        "Januari-",
        "12, ",
        "hari ini ",
        "(1/6",
    ],
)
def test_hostile_text_is_searched(piece: str) -> None:
    """Hundreds of kilobytes of one repeated pattern are searched and anchored without trouble."""
    text = piece * (300_000 // len(piece))
    assert all(span.end <= len(text) for span in find(text))
    assert anchor(text, "") == "" or anchor(text, "")[:4].isdigit()
    assert value(text, text, text)[:1] in "?0123456789"


@pytest.mark.parametrize("raw", ["10/5/2025", "10-05-2025", "10.5.2025", "Sabtu, 10/5/2025", "10/5/2025 08:00 WIB", "20/5/2025", "5/20/2025", "31/2/2025"])
def test_numbers_are_one_day_wherever_they_are_read(raw: str) -> None:
    """What reads an article's own dates takes a date in numbers for the same day as what reads the input, or for none."""
    try:
        said = publication_date(raw)[:10]
    except ImpossibleDateError:
        said = ""
    found = published_date(raw)
    assert (found.isoformat() if found else "") == said
