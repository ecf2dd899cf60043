"""Witnesses, victims, officials, lawyers and reporters are told by their words."""

from __future__ import annotations

import re

import pytest

from kg.extract.grammar.bystander import standings
from kg.extract.grammar.factcheck import is_fact_check, narrative
from kg.records import Article, Span

CASES = [
    ("Penyidik memeriksa Budi dan Joko sebagai saksi.", "Budi", ("Joko",), {"witness"}),
    ("Kuasa hukum Joko, Rina Kusuma, bicara.", "Rina Kusuma", ("Joko",), {"lawyer"}),
    ("Kuasa hukum Joko, Rina Kusuma, bicara.", "Joko", ("Rina Kusuma",), set()),
    ("Rina selaku kuasa hukum Joko hadir.", "Rina", ("Joko",), {"lawyer"}),
    ("Kapolres Suka Makmur AKBP Budi Utomo bicara.", "Budi Utomo", (), {"authority"}),
    ("Polisi menemukan korban Joko di sawah.", "Joko", (), {"victim"}),
    ("Joko (20) tewas ditusuk Tono.", "Joko", ("Tono",), {"victim"}),
    ("Joko (20) tewas ditusuk Tono.", "Tono", ("Joko",), set()),
    ("Budi dimintai keterangan polisi.", "Budi", (), {"witness"}),
    ("Reporter: Sari Dewi", "Sari Dewi", (), {"reporter"}),
    ("Budi meresmikan jembatan bersama Joko.", "Budi", ("Joko",), set()),
]


@pytest.mark.parametrize(("text", "name", "others", "expected"), CASES)
def test_standing_by_words(text: str, name: str, others: tuple[str, ...], expected: set[str]) -> None:
    """A noun next to the name, or what is done to the person, tells the standing, and only of that person."""
    places = {n: [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(n)}(?!\w)", text)] for n in (name, *others)}
    assert standings(text, Span(0, len(text)), places[name], [s for spans in places.values() for s in spans]) == expected


def test_the_narrative_of_a_fact_check_is_told_from_its_check() -> None:
    """The heading, the narrative and whatever says that a claim goes round are the claim; what the checkers found is not."""
    lines = ["[SALAH] Bupati Suka Bagikan Motor", "NARASI: Bupati Suka membagikan motor.", "PENJELASAN:", "Bupati sedang di luar kota."]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    sentences = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    article = Article("1", text)
    assert is_fact_check(article)
    assert narrative(article, sentences) == {0, 1}


def test_news_is_no_fact_check() -> None:
    """An article that only mentions a claim has no narrative to deny."""
    article = Article("1", "Bupati Suka Membagikan Motor\nBupati mengklaim motor itu hadiah.", outlet="Warta Suka")
    assert not is_fact_check(article)
    assert narrative(article, [Span(0, 28), Span(29, 67)]) == frozenset()
