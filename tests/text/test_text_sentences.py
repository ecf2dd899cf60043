"""Sentence boundaries: a table of cases, and promises that hold for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Article
from kg.text import split, tokens
from kg.text.sentences import spans

CASES = [
    ("Rapat selesai. Peserta pulang.", ["Rapat selesai.", "Peserta pulang."]),
    ("Dr. H. Umar Said, S.E., M.M. tiba.", ["Dr. H. Umar Said, S.E., M.M. tiba."]),
    ("Ia lahir di Jl. Melati No. 5 Kab. Banyumas.", ["Ia lahir di Jl. Melati No. 5 Kab. Banyumas."]),
    ("Biaya Rp 1.250.000 atau Rp. 1,5 juta. Murah.", ["Biaya Rp 1.250.000 atau Rp. 1,5 juta.", "Murah."]),
    ("Mulai pukul 10.30 WIB. Usai 12.00.", ["Mulai pukul 10.30 WIB.", "Usai 12.00."]),
    ("SOLO, KOMPAS.com - Wali kota tiba.", ["SOLO, KOMPAS.com - Wali kota tiba."]),
    ("Lihat https://contoh.id/A.Bc?d=E.F sekarang. Ya.", ["Lihat https://contoh.id/A.Bc?d=E.F sekarang.", "Ya."]),
    ("Dikutip dari TRIBUNNEWS.COM dan Tempo.Co.", ["Dikutip dari TRIBUNNEWS.COM dan Tempo.Co."]),
    ('"Kami siap. Mari mulai," kata Rini. Ia pergi.', ['"Kami siap.', 'Mari mulai," kata Rini.', "Ia pergi."]),
    ('"Kami siap." Ujar Rini.', ['"Kami siap." Ujar Rini.']),
    ('"Siapa itu?" tanya Rini.', ['"Siapa itu?" tanya Rini.']),
    ('"Kami siap."Rini lalu pergi.', ['"Kami siap."', "Rini lalu pergi."]),
    ('Rini pergi."Kami siap," katanya.', ["Rini pergi.", '"Kami siap," katanya.']),
    ("Ia anggota HIPMI.Peringatan dibacakan.", ["Ia anggota HIPMI.", "Peringatan dibacakan."]),
    ("Tahun 2024.Warga resah.", ["Tahun 2024.", "Warga resah."]),
    ("1. Beras\n2. Gula", ["1. Beras", "2. Gula"]),
    ("Tim menang di Grup B. Lawan kalah.", ["Tim menang di Grup B.", "Lawan kalah."]),
    ("Saham PT. Maju Jaya Tbk. Naik tajam.", ["Saham PT. Maju Jaya Tbk.", "Naik tajam."]),
    ("Komjen Pol. Budi dan J.K. Rowling hadir.", ["Komjen Pol. Budi dan J.K. Rowling hadir."]),
    ("Beras, gula, dll. Semua naik.", ["Beras, gula, dll.", "Semua naik."]),
    ("“Bagus sekali.” Ia senang.", ["“Bagus sekali.”", "Ia senang."]),
    ("Judul tanpa titik\r\nIsi berita", ["Judul tanpa titik", "Isi berita"]),
    ("Pemain lahir 1999. 20 orang hadir.", ["Pemain lahir 1999.", "20 orang hadir."]),
    ("", []),
    (" \n\t ", []),
]

NEWSLIKE = st.text(alphabet=st.sampled_from(list("aBc1 .!?\"'”“()\n,-\u2028\u00a0é漢😀")), max_size=80)


def surfaces(text: str) -> list[str]:
    """The sentences as strings."""
    return [span.of(text) for span in spans(text)]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_case(text: str, expected: list[str]) -> None:
    """Each case is cut where a reader would cut it."""
    assert surfaces(text) == expected


@given(st.one_of(st.text(max_size=200), NEWSLIKE))
@settings(max_examples=300, deadline=None)
def test_spans_are_sound(text: str) -> None:
    """On any text the spans are in order, apart, trimmed, inside the text, and leave out white space only."""
    found = spans(text)
    covered = set()
    last = 0
    for span in found:
        assert last <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert len(span.of(text).splitlines()) == 1
        covered.update(range(span.start, span.end))
        last = span.end
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_tokens_cover_the_text(text: str) -> None:
    """Tokens are in order and leave out white space only."""
    found = tokens(text)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert "".join(span.of(text) for span in found) == "".join(text.split())


def test_split_keeps_the_article() -> None:
    """The document holds the very article it was given."""
    article = Article("a", "Satu. Dua.")
    assert split(article).article is article


@pytest.mark.parametrize("piece", [".", "1", "1.", '."', "a.B", " . ", "A. ", "(", "\n", "www.", '"', "?!", "S.E., "])
def test_hostile_text_is_cut(piece: str) -> None:
    """A megabyte of one repeated pattern is cut without trouble, and to the last character."""
    text = piece * (1_000_000 // len(piece))
    found = spans(text)
    assert not text.strip() or found[-1].end == len(text.rstrip())
