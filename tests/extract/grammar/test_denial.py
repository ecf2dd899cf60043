"""What somebody denies is not what he says."""

from __future__ import annotations

import pytest

from kg.extract.grammar.denial import denied_statement, negated_words
from kg.records import Span

DENIED = [
    ("Bupati Darto membantah telah menyelewengkan dana desa.", "telah menyelewengkan dana desa"),
    ("Darto membantah keras bahwa ia menerima uang.", "ia menerima uang"),
    ("Darto menepis anggapan pemerintah panik.", "anggapan pemerintah panik"),
    ("Darto menyangkal produknya dipakai memata-matai.", "produknya dipakai memata-matai"),
    ("Darto menampik tudingan suap itu.", "tudingan suap itu"),
]
SAID = [
    ("Darto mengatakan dana dipakai membangun jalan.", "dana dipakai membangun jalan"),
    ("Darto tak menampik bahwa ia kesulitan.", "ia kesulitan"),
    ("Darto membantah tuduhan itu dan menjelaskan dana dipakai membangun jalan.", "dana dipakai membangun jalan"),
    ("Tudingan itu dibantah warga, kata Darto, karena jalan sudah jadi.", "jalan sudah jadi"),
]


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(("text", "words"), DENIED)
def test_a_denied_statement_is_told(text: str, words: str) -> None:
    """The verb of denial right before a reported statement turns it round."""
    assert denied_statement(text, Span(0, len(text)), _at(text, words)) is not None


@pytest.mark.parametrize(("text", "words"), SAID)
def test_what_is_said_stays_said(text: str, words: str) -> None:
    """A verb of denial that is itself denied, or that governs other words, turns nothing round."""
    assert denied_statement(text, Span(0, len(text)), _at(text, words)) is None


@pytest.mark.parametrize(
    ("text", "words", "negation"),
    [
        ("Darto bukan ketua DPRD.", "ketua", "bukan"),
        ("Ia belum pernah ditahan.", "ditahan", "belum pernah"),
        ("Tidak benar bahwa ada pungutan.", "pungutan", "Tidak benar bahwa ada"),
        ("Darto adalah ketua DPRD.", "ketua", ""),
        ("Bukan Darto, melainkan Wiji ketua DPRD.", "ketua", ""),
    ],
)
def test_negation_stands_right_before(text: str, words: str, negation: str) -> None:
    """Only a negation right before the words denies them."""
    found = negated_words(text, Span(0, len(text)), _at(text, words))
    assert (found.of(text) if found else "") == negation
