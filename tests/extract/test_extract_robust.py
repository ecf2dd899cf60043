"""The engine on what is no ordinary article: headlines, long pages, other languages, lists, tables, odd case."""

from __future__ import annotations

import pytest

from kg.extract import load_engine
from kg.records import Annotation, Article
from kg.text import split

BODY = (
    "Bupati Klaten Siti Aminah meresmikan Pasar Ngupit di Kecamatan Ngawen, Senin (9/12/2024). "
    '"Pasar ini milik warga," kata Siti. Kepala Dinas Perdagangan Kabupaten Klaten, Bambang Wiyono, hadir dalam peresmian itu. '
)
ENGLISH = (
    "The regent opened a market in the district on Monday morning. Officials from the trade office attended the ceremony. "
    '"This market belongs to the people," she told reporters after the opening. '
)
SHAPES = {
    "headline": "Bupati Klaten Siti Aminah Resmikan Pasar Ngupit",
    "one sentence": "Bupati Klaten Siti Aminah meresmikan Pasar Ngupit.",
    "english": ENGLISH,
    "mixed": BODY + ENGLISH,
    "list": "Yang hadir:\n- Siti Aminah, Bupati Klaten\n- Bambang Wiyono, Kepala Dinas Perdagangan\n1. Kota Solo\n2. Kota Semarang\n",
    "table": "Nama\tJabatan\tKota\nSiti Aminah\tBupati\tKlaten\nBambang Wiyono\tKepala Dinas\tKlaten\n",
    "interview": "Tanya: Mengapa pasar dibuka?\nJawab: Karena warga meminta, kata Siti Aminah.\nTanya: Kapan?\nJawab: Senin depan.",
    "capitals": BODY.upper(),
    "small letters": BODY.lower(),
    "one word": "Klaten",
    "no words": "... --- !!! \n\n\t ???",
}


NAMELESS = {"one word", "no words"}


def annotated(text: str) -> Annotation:
    """The shipped engine's annotation."""
    return next(iter(load_engine("neural").annotate([split(Article("a", text))])))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_annotated_soundly(shape: str) -> None:
    """No crash; spans lie in the text and facts name entities that are there; where names stand, some are found."""
    text = SHAPES[shape]
    a = annotated(text)
    known = {e.id for e in a.entities}
    assert bool(a.mentions) or shape in NAMELESS
    assert all(m.span.of(text).strip() and m.entity in known for m in a.mentions)
    assert all(q.speaker in known and q.span.of(text) for q in a.quotes)
    assert all(r.subject in known and r.object in known for r in a.relations)
    assert all(g.event in known and g.entity in known for g in a.arguments)


@pytest.mark.parametrize("shape", ["headline", "one sentence", "mixed"])
def test_the_regent_is_found(shape: str) -> None:
    """The one person that all of these speak of."""
    assert "Siti Aminah" in {e.name for e in annotated(SHAPES[shape]).entities if e.type == "PER"}


def test_foreign_text_states_little() -> None:
    """English without names gives no person, no post and no relation."""
    a = annotated(ENGLISH)
    assert not a.positions and not a.relations
    assert not [e for e in a.entities if e.type == "PER"]


def test_a_page_of_twenty_thousand_words() -> None:
    """Long pages are read to their end."""
    text = BODY * (20_000 // len(BODY.split()) + 1)
    a = annotated(text)
    assert max(m.span.end for m in a.mentions) > 0.99 * len(text.rstrip())
    assert [e.name for e in a.entities if e.type == "PER" and "Siti" in e.name] == ["Siti Aminah"]
