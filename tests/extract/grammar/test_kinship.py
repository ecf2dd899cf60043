"""Which tie of family a sentence tells, and in which direction."""

from __future__ import annotations

import re

import pytest

from kg.extract.grammar.kinship import tie
from kg.records import Span

CASES = [
    ("Acara dihadiri ayah Alga, Danu Prasetya.", "Danu Prasetya", "Alga", "parent"),
    ("Danu Prasetya, ayah dari Alga, hadir.", "Danu Prasetya", "Alga", "parent"),
    ("Danu Prasetya, ayah dari Alga, hadir.", "Alga", "Danu Prasetya", "child"),
    ("Alga, putra sulung Bupati Danu, dilantik.", "Alga", "Danu", "child"),
    ("Danu datang bersama istrinya, Rina.", "Rina", "Danu", "spouse"),
    ("Danu menikahi Rina tahun lalu.", "Danu", "Rina", "spouse"),
    ("Danu menikah dengan Rina tahun lalu.", "Danu", "Rina", "spouse"),
    ("Pernikahan Danu dan Rina digelar di balai kota.", "Danu", "Rina", "spouse"),
    ("Kakak beradik Danu dan Rina mendaftar.", "Danu", "Rina", "sibling"),
    ("Rina, keponakan Danu, menolak berkomentar.", "Rina", "Danu", "relative"),
    ("Danu duduk di sebelah Rina pada resepsi pernikahan itu.", "Danu", "Rina", ""),
    ("Kuasa hukum anaknya, Rina, disebut Danu tidak hadir.", "Rina", "Danu", ""),
    ("Ketua Umum Bapak Danu, Rina, dan staf hadir.", "Rina", "Danu", ""),
    ("Ibunya, Rina, dan ayahnya, Danu, petani.", "Danu", "Rina", ""),
    ("Danu bertemu Joko, ayah Rina.", "Danu", "Rina", ""),
]


def _spans(text: str, name: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


@pytest.mark.parametrize(("text", "left", "right", "kin"), CASES)
def test_ties_need_their_word(text: str, left: str, right: str, kin: str) -> None:
    """A tie is told by a word of kinship next to exactly these two, in its direction; two people side by side have none."""
    people = [s for name in (left, right, *(n for n in ("Joko",) if n in text)) for s in _spans(text, name)]
    assert tie(text, Span(0, len(text)), _spans(text, left), _spans(text, right), people) == kin
