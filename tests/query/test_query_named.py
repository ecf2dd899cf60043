"""Named queries, query files and parameters."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import NotFound, QueryError
from kg.query import named, prefixes, results, scan, sparql
from kg.query.reading import rows

REQUIRED = [
    "allegations",
    "articles",
    "events",
    "facts-by-article",
    "organisations-tree",
    "people-and-posts",
    "places",
    "posts-of",
    "quotes-of",
    "who-met-whom",
]


def _ask(store: pyoxigraph.Store, name: str, /, **values: str) -> list[tuple[str, ...]]:
    return list(rows(store, named.bind(named.load(name), values)))


def test_shipped_queries_describe_themselves() -> None:
    """Every named query has both titles, and every parameter it declares is used and described."""
    found = {q.name: q for q in named.shipped()}
    assert set(REQUIRED) <= set(found)
    for query in found.values():
        used = {t.text[1:] for t in scan.tokens(query.text) if t.text.startswith("$")}
        assert query.title_id, query.name
        assert query.title_en, query.name
        assert {p.name for p in query.parameters} == used, query.name
        assert all(p.description for p in query.parameters), query.name


@pytest.mark.parametrize("name", REQUIRED)
def test_shipped_queries_answer(store_path: Path, name: str) -> None:
    """Every named query runs in the child process and finds something in the small store."""
    query = named.load(name)
    values = {p.name: "ratna" for p in query.parameters if p.default is None}
    with sparql.run(store_path, named.bind(query, values)) as answer:
        assert results.table(answer).rows


def test_posts_are_found_by_another_name(store: pyoxigraph.Store) -> None:
    """posts-of matches a part of any name and gives each sentence with its article's day and outlet."""
    found = _ask(store, "posts-of", name="bu RATNA")
    assert [(r[0], r[1], r[2], r[6], r[7]) for r in found] == [
        ("Ratna Wulan", "kepala", "Dinas Pasar", "2024-12-10", "Kabar Bali"),
        ("Ratna Wulan", "kepala", "Dinas Pasar", "2025-01-05", "Harian Uji"),
    ]


def test_events_within_dates(store: pyoxigraph.Store) -> None:
    """since and until take days, months and years, both inclusive."""
    assert _ask(store, "events", since="2024-12", until="2024") == _ask(store, "events")
    assert _ask(store, "events", since="2024-12-09", until="2024-12-09", kind="visit")[0][:3] == (
        "2024-12-09", "menyambut", "visit",
    )  # fmt: skip
    assert _ask(store, "events", since="2024-12-10") == []
    assert _ask(store, "events", until="2024-11") == []
    assert _ask(store, "events", kind="arrest") == []


def test_alleged_facts_come_with_their_sentence(store: pyoxigraph.Store) -> None:
    """allegations lists what is not asserted, and only that."""
    assert _ask(store, "allegations") == [
        ("alleged", "Joko Lestari", "bendahara", "Biro Niaga", "2025-01-05", "Harian Uji",
         "Joko Lestari diduga menjabat bendahara Biro Niaga."),
        ("alleged", "Joko Lestari", "calo", "", "2025-01-05", "Harian Uji",
         "Joko Lestari diduga menjabat bendahara Biro Niaga."),
    ]  # fmt: skip
    assert _ask(store, "allegations", modality="denied") == []


def test_every_statement_is_listed_once(store: pyoxigraph.Store) -> None:
    """facts-by-article gives each statement one line per sentence, with what it is about."""
    found = _ask(store, "facts-by-article")
    assert len(found) == 9
    assert [(r[1], r[2], r[3], r[4], r[5]) for r in found if r[0] == "Dugaan lama"] == [
        ("position", "Joko Lestari", "bendahara", "Biro Niaga", "alleged"),
        ("position", "Joko Lestari", "calo", "", "alleged"),
        ("position", "Ratna Wulan", "kepala", "Dinas Pasar", "asserted"),
        ("quote", "Ratna Wulan", "indirect", "membantah", "asserted"),
    ]
    assert _ask(store, "facts-by-article", article="dugaan LAMA") == [r for r in found if r[0] == "Dugaan lama"]


def test_spellings_of_a_name_are_one_row(store: pyoxigraph.Store) -> None:
    """A thing with two labels, or a post with two spellings, is one row of an answer."""
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for path in ("person/ratna-wulan", "organization/dinas-pasar", "organization/biro-niaga", "place/semarapura"):
        thing = pyoxigraph.NamedNode("https://kg.example/" + path)
        text = next(store.quads_for_pattern(thing, label, None)).object
        store.add(pyoxigraph.Quad(thing, label, pyoxigraph.Literal(text.value.upper())))
    role = pyoxigraph.NamedNode("https://kg.example/ns#roleText")
    post = pyoxigraph.NamedNode("https://kg.example/membership/m1")
    store.add(pyoxigraph.Quad(post, role, pyoxigraph.Literal("KEPALA")))
    assert _ask(store, "people-and-posts") == [("Ratna Wulan", "kepala", "Dinas Pasar", "current", "2")]
    assert len(_ask(store, "posts-of", name="ratna")) == 2
    event = _ask(store, "events")[0]
    assert event[1:4] == ("menyambut", "visit", "Semarapura")
    assert sorted(event[4].split(", ")) == ["Biro Niaga", "Ratna Wulan"]
    for name, values in (
        ("who-met-whom", {}),
        ("organisations-tree", {}),
        ("places", {}),
        ("quotes-of", {"name": "ratna"}),
    ):
        assert len(_ask(store, name, **values)) == 1, name


def test_posts_count_their_articles(store: pyoxigraph.Store) -> None:
    """people-and-posts lists asserted posts once, with the number of articles that say so."""
    assert _ask(store, "people-and-posts") == [("Ratna Wulan", "kepala", "Dinas Pasar", "current", "2")]


@pytest.mark.parametrize(
    "value",
    [
        'x" } UNION { ?s ?p ?o } #',
        "x') || true) } #",
        "\\",
        '\\"',
        "a\nb",
        "$name",
        '"x"@id',
        "?person",
        "\u202e\x1b",
        "}} SERVICE <http://x.id/> {{",
    ],
)
def test_values_stay_values(store: pyoxigraph.Store, value: str) -> None:
    """Whatever a value holds, it is compared as text and never becomes part of the query."""
    text = named.bind(named.load("quotes-of"), {"name": value})
    scan.check_allowed(text)
    assert list(rows(store, text)) == []
    echo = named.bind(named.parse("# param v: x\nSELECT ($v AS ?same) {}"), {"v": value})
    assert list(rows(store, echo)) == [(value,)]


def test_lines_stay_where_they_are() -> None:
    """Filling in a value with line breaks does not move the lines of the query."""
    query = named.parse("SELECT *\n{ ?s ?p $v }\n# end")
    assert named.bind(query, {"v": "a\nb\r\n"}).count("\n") == 2


def test_iri_values(store: pyoxigraph.Store) -> None:
    """A value in angle brackets is an IRI, or an error where it is none."""
    with pytest.raises(QueryError, match="the value '<not an iri>' cannot be used"):
        named.bind(named.load("quotes-of"), {"name": "<not an iri>"})
    query = named.parse("SELECT ?label { $who rdfs:label ?label }")
    text = named.bind(query, {"who": "<https://kg.example/person/ratna-wulan>"})
    assert list(rows(store, text)) == [("Ratna Wulan",)]


def test_parameters_in_texts_are_left_alone() -> None:
    """`$name` inside a literal or a comment is no parameter."""
    text = "SELECT ('$v' AS ?x) { } # $v"
    with pytest.raises(QueryError, match="no parameter v"):
        named.bind(named.parse(text), {"v": "1"})


def test_missing_and_unknown_values() -> None:
    """A required value that is missing, and a value nothing asks for, are errors that name it."""
    with pytest.raises(QueryError, match=r"needs a value for name \(the person's name") as caught:
        named.bind(named.load("posts-of"), {})
    assert caught.value.hint == "give it as --param name=VALUE"
    with pytest.raises(QueryError, match="no parameter nama") as caught:
        named.bind(named.load("posts-of"), {"nama": "x"})
    assert caught.value.hint == "its parameters: name"


def test_an_argument_is_a_name_a_file_or_text(tmp_path: Path) -> None:
    """The three ways to give a query."""
    file = tmp_path / "mine.rq"
    file.write_text("\ufeff# title-en: Mine\nASK {}", encoding="utf-8")
    assert named.load("places").name == "places"
    assert (named.load(str(file)).name, named.load(str(file)).title_en) == ("mine", "Mine")
    assert named.load("ASK { ?s ?p 'x.rq' }").name == ""


def test_unknown_names_and_files(tmp_path: Path) -> None:
    """A name or file that does not exist is NotFound with the close names; a broken file is a QueryError."""
    with pytest.raises(NotFound, match="no query named posts-off; close to it: posts-of") as caught:
        named.load("posts-off")
    assert "allegations, articles" in caught.value.hint
    with pytest.raises(NotFound, match=re.escape(f"there is no query file {tmp_path / 'x.rq'}")):
        named.load(str(tmp_path / "x.rq"))
    (tmp_path / "b.rq").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(QueryError, match="cannot be read"):
        named.load(str(tmp_path / "b.rq"))


def test_prefixes_are_those_of_the_graph() -> None:
    """The known prefixes agree with the constants the graph is written with."""
    from kg.rdf import vocabulary

    assert dict(prefixes.PREFIXES) == {**vocabulary.PREFIXES, "kg": vocabulary.BASE}
