"""N-Triples and IRIs survive any text."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdf_cases import article, built

from kg.errors import InvalidGraph
from kg.rdf import terms, values
from kg.rdf import vocabulary as v
from kg.rdf.iri import digest, is_iri, mint, slug
from kg.records import Annotation, LocalEntity, Mention, Position, Quote, Span

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)


def parsed(line: str) -> pyoxigraph.Quad:
    """The one triple of a line, as an independent parser reads it."""
    (quad,) = pyoxigraph.parse(line.encode("utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return quad


@given(ANY)
def test_any_text_comes_back(value: str) -> None:
    """A text is read back character by character; only halves of surrogate pairs become U+FFFD."""
    line = terms.line("https://a.example/s", v.LABEL, terms.text(value, "id"))
    expected = "".join("�" if 0xD800 <= ord(c) <= 0xDFFF else c for c in value)
    assert parsed(line).object == pyoxigraph.Literal(expected, language="id")
    assert terms.lexical(terms.read(line)[2]) == expected


@given(ANY, ANY, ANY, ANY)
def test_any_path_is_an_iri(path: str, fragment: str, other: str, other_fragment: str) -> None:
    """Whatever an id is made of, its IRI is valid, and two ids have one IRI only if they are equal."""
    iri = mint(v.BASE, "article/" + path, fragment)
    assert is_iri(iri)
    assert parsed(terms.line(iri, v.TYPE, terms.ref(v.PERSON))).subject == pyoxigraph.NamedNode(iri)
    second = mint(v.BASE, "article/" + other, other_fragment)
    assert (second == iri) == ((other, other_fragment) == (path, fragment))
    assert mint(v.BASE, f"article/{path}#{fragment}") != mint(v.BASE, f"article/{path}", fragment or "x")


@given(ANY)
def test_slug_is_never_empty_and_stays(value: str) -> None:
    """A slug has no spaces, is bounded, and is its own slug."""
    made = slug(value)
    assert made
    assert len(made) <= 90
    assert not set(made) & set(" /#?<>\"'")
    assert slug(made) == made


@given(ANY, ANY)
def test_an_article_of_any_text_is_valid_ntriples(text: str, name: str) -> None:
    """Hostile text, names and ids never break a line."""
    text = text or "x"
    whole = Span(0, len(text))
    annotation = Annotation(
        article(id=name or "a", text=text, title=name, outlet=name, url=name, published=name, lang=name),
        sentences=(whole,),
        entities=(LocalEntity("P" + name, "PER", name),),
        mentions=(Mention("P" + name, whole, "PER"),),
        positions=(Position("P" + name, name, whole),),
        quotes=(Quote("P" + name, "direct", whole, name),),
        engine=name,
    )
    graph = built(annotation)
    for line in (*graph.evidence, *graph.picture):
        parsed(line)
        terms.read(line)


@pytest.mark.parametrize(
    "line",
    ["", "_:b <a:p> <a:o> .", "<a:s> <a:p> 'x' .", '<a:s> <a:p> "x\n" .', "<s> <a:p> <a:o> .", "<a:s> <a:p> <a:o>"],
)
def test_what_is_no_line_is_refused(line: str) -> None:
    """Blank nodes, relative IRIs and broken literals are no lines of ours."""
    with pytest.raises(InvalidGraph):
        terms.read(line)


@pytest.mark.parametrize(
    ("lang", "tail"),
    [("id", "@id"), ("ID", "@id"), ("id-ID", "@id-id"), ("en_GB", "@en-gb"), ("", ""), ("bahasa!", "")],
)
def test_language_tags_are_lower_case(lang: str, tail: str) -> None:
    """A tag is written as the store keeps it; what is no tag is left out."""
    assert terms.text("x", lang) == '"x"' + tail


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("2024-12-09", ["date"]),
        ("2024-12", ["gYearMonth"]),
        ("2024", ["gYear"]),
        ("2019/2024", ["gYear", "gYear"]),
        ("2024-06-01/2024-06", ["date", "gYearMonth"]),
        ("2024-02-30", []),
        ("2024-13", []),
        ("0000", []),
        ("?", []),
        ("", []),
        ("2024/2019", []),
        ("2024/", []),
        ("2024-1-1", []),
        ("٢٠٢٤", []),
        ("2024-12-09\n", []),
    ],
)
def test_only_dates_of_the_calendar_are_written(value: str, kinds: list[str]) -> None:
    """Each ISO form has its datatype; everything else gives nothing."""
    assert [terms.datatype(literal).removeprefix(v.XSD) for _, literal in values.time_stamps(value)] == kinds


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2024-06-03", "date"),
        ("2024-06-03T07:30", "dateTime"),
        ("2024-06-03 07:30:15Z", "dateTime"),
        ("2024-06-03T07:30:00+07:00", "dateTime"),
        ("2024-06-31", ""),
        ("Senin, 3 Juni 2024", ""),
        ("2024-06-03T25:00", ""),
        ("2024", ""),
        ("2024-06-03T07:30:00+20:00", ""),
        ("", ""),
    ],
)
def test_publication_dates(value: str, kind: str) -> None:
    """A publication date is a day or a moment, or it is not written."""
    literal = values.published(value)
    assert (terms.datatype(literal).removeprefix(v.XSD) if literal else "") == kind


def test_digest_keeps_its_parts_apart() -> None:
    """Moving a character from one part to the next is another content."""
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4
