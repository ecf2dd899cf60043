"""Named queries, query files and parameters."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import KgError, NotFound, QueryError
from kg.query import mistakes, named, prefixes, results, scan, search, sparql
from kg.query.reading import rows

REQUIRED = [
    "allegations",
    "articles",
    "changes",
    "events",
    "facts-by-article",
    "holders",
    "organisations-tree",
    "participants",
    "people-and-posts",
    "places",
    "post-holders",
    "posts-of",
    "relations",
    "quotes",
    "who-met-whom",
]


def _ask(store: pyoxigraph.Store, name: str, /, **values: str) -> list[tuple[str, ...]]:
    with search.opened(store) as index:
        return list(rows(store, named.bind(named.load(name), values, index=index, every=True)))


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
    about = {
        "holders": "Dinas Pasar",
        "changes": "Dinas Pasar",
        "participants": "menyambut",
        "relations": "Dinas Pasar",
        "post-holders": "Dinas Pasar",
    }
    values = {p.name: about.get(name, "ratna") for p in query.parameters if p.default is None}
    if name == "allegations":
        values["modality"] = "alleged"
    opened = pyoxigraph.Store.read_only(str(store_path / "oxigraph"))
    with search.opened(opened) as index:
        bound = named.bind(query, values, index=index)
    with sparql.run(store_path, bound) as answer:
        assert results.table(answer).rows


@pytest.mark.parametrize("query", named.shipped(), ids=lambda q: q.name)
def test_no_query_has_a_shape_that_grows_with_the_store(query: named.Query) -> None:
    """No named query joins all evidence: what follows an OPTIONAL or a UNION is looked up row by row."""
    every = {p.name for p in query.parameters}
    for text in (query.text, named.bind(query, {n: "<https://kg.example/x>" for n in every if _by_iri(query, n)})):
        assert mistakes.slow_shapes(text) == ()
        assert mistakes.misspelt(text, prefixes.PREFIXES) == ()


def _by_iri(query: named.Query, name: str) -> bool:
    return next(p for p in query.parameters if p.name == name).type in ("entity", "passage", "article")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { ?s a ?t OPTIONAL { ?s ?p ?o } GRAPH ?g { ?s ?q ?v } }", "line 1: GRAPH after an OPTIONAL"),
        ("SELECT * {\n GRAPH ?g { ?s a ?t OPTIONAL { ?s ?p ?o } } }", "line 2: OPTIONAL inside GRAPH"),
        ("SELECT * { ?s a ?t\nOPTIONAL { ?s ?p ?o . ?o ?q ?v } }", "line 2: an OPTIONAL of several patterns"),
    ],
)
def test_slow_shapes_are_named(text: str, said: str) -> None:
    """The shapes that make the engine join everything are told with their line."""
    assert [each[: len(said)] for each in mistakes.slow_shapes(text)] == [said]


def test_posts_are_found_by_another_name(store: pyoxigraph.Store) -> None:
    """posts-of matches a part of any name and gives each sentence with its article's day and outlet."""
    found = _ask(store, "posts-of", name="bu RATNA")
    assert [(r[0], r[1], r[2], r[6], r[8], r[9]) for r in found] == [
        ("Ratna Wulan", "kepala", "Dinas Pasar", "asserted", "2024-12-10", "Kabar Bali"),
        ("Ratna Wulan", "kepala", "Dinas Pasar", "asserted", "2025-01-05", "Harian Uji"),
    ]


def test_events_within_dates(store: pyoxigraph.Store) -> None:
    """since and until take days, months and years, both inclusive."""
    assert _ask(store, "events", since="2024-12", until="2024") == _ask(store, "events")
    found = _ask(store, "events", since="2024-12-09", until="2024-12-09", kind="visit")
    assert found[0][:4] == ("2024-12-09", "menyambut", "visit", "Semarapura")
    assert _ask(store, "events", place="semarapura") == found
    assert _ask(store, "events", since="2024-12-10") == []
    assert _ask(store, "events", until="2024-11") == []
    assert _ask(store, "events", kind="arrest") == []


def test_alleged_facts_come_with_their_sentence(store: pyoxigraph.Store) -> None:
    """allegations lists what is not settled, and only that, with the word of its standing."""
    sentence = "Joko Lestari diduga menjabat bendahara Biro Niaga."
    assert [(r[0], r[1], r[2], r[3], r[6], r[8]) for r in _ask(store, "allegations")] == [
        ("alleged", "Joko Lestari", "position", "bendahara", "2025-01-05", sentence),
        ("alleged", "Joko Lestari", "position", "calo", "2025-01-05", sentence),
    ]
    assert len(_ask(store, "allegations", name="joko")) == 2
    assert _ask(store, "allegations", name="ratna") == []
    assert _ask(store, "allegations", modality="denied") == []


def test_a_denial_is_told_as_one(store: pyoxigraph.Store) -> None:
    """What a speaker denies is never listed as something said."""
    assert [(r[0], r[1], r[2]) for r in _ask(store, "quotes", name="ratna")] == [("Ratna Wulan", "denies", "membantah")]
    facts = _ask(store, "facts-by-article", article="dugaan lama")
    assert [r[3] for r in facts if r[1] == "quote"] == ["says"]
    _deny(store)
    assert [r[1] for r in _ask(store, "quotes", modality="denied")] == ["denies"]
    assert [r[3] for r in _ask(store, "facts-by-article", article="a2") if r[1] == "quote"] == ["denies"]


def _deny(store: pyoxigraph.Store) -> None:
    """Mark the one quote of the store as denied, as an engine that reads denials does."""
    store.update(
        """PREFIX kgo: <https://kg.example/ns#> PREFIX schema: <https://schema.org/>
        DELETE { GRAPH ?g { ?s kgo:modality ?m } } INSERT { GRAPH ?g { ?s kgo:modality kgo:denied } }
        WHERE { GRAPH ?g { ?s a schema:Quotation ; kgo:modality ?m } }"""
    )


def test_every_statement_is_listed_once(store: pyoxigraph.Store) -> None:
    """facts-by-article gives each statement one line, with what it is about."""
    found = _ask(store, "facts-by-article")
    assert len(found) == 9
    assert [(r[1], r[2], r[3], r[4], r[5]) for r in found if r[0] == "Dugaan lama"] == [
        ("position", "Joko Lestari", "bendahara", "Biro Niaga", "alleged"),
        ("position", "Joko Lestari", "calo", "", "alleged"),
        ("position", "Ratna Wulan", "kepala", "Dinas Pasar", "asserted"),
        ("quote", "Ratna Wulan", "says", "membantah", "asserted"),
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
    for name, values in (
        ("events", {}),
        ("who-met-whom", {}),
        ("organisations-tree", {}),
        ("places", {}),
        ("quotes", {"name": "ratna"}),
    ):
        assert len(_ask(store, name, **values)) == 1, name


def test_values_have_types(store: pyoxigraph.Store) -> None:
    """A value of the wrong kind is an error that lists the right ones; a name that fits nothing says what is near."""
    for name, values, message, hint in (
        ("events", {"since": "2025-13"}, "'2025-13' is not a date", "write 2025, 2025-03"),
        ("events", {"kind": "visits"}, "'visits'; did you mean visit?", "one of: visit, meeting"),
        ("quotes", {"modality": "benar"}, "bad value for modality: 'benar'", "one of: asserted, planned"),
        ("articles", {"outlet": "Kompos"}, "no article is from an outlet called 'Kompos'", "outlets: Harian Uji, Kabar Bali"),
        ("posts-of", {"name": "Ratna Wullan"}, "nothing matched 'Ratna Wullan'", "near: Ratna Wulan"),
        ("quotes", {"text": "zebra"}, "no quote holds the words 'zebra'", "try fewer words"),
    ):
        with pytest.raises(KgError, match=re.escape(message)) as caught:
            _ask(store, name, **values)
        assert caught.value.hint.startswith(hint)


def test_terms_are_those_of_the_ontology() -> None:
    """A term that the vocabulary lacks is told with its place and the nearest one."""
    assert {"kgo:roleText", "kgo:Modality", "kgo:alleged"} <= mistakes.vocabulary()
    assert mistakes.misspelt("ASK {\n ?m kgo:RoleTxt ?r }", prefixes.PREFIXES) == (
        "kgo:RoleTxt in line 2, column 5 is no term of the vocabulary; did you mean kgo:roleText?",
    )


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
    text = named.bind(named.load("events"), {"text": value})
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
        named.bind(named.load("quotes"), {"name": "<not an iri>"})
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
    with pytest.raises(QueryError, match=r"needs a value for name \(the person") as caught:
        named.bind(named.load("posts-of"), {})
    assert caught.value.hint == "give it as --param name=VALUE"
    with pytest.raises(QueryError, match="no parameter nama") as caught:
        named.bind(named.load("posts-of"), {"nama": "x"})
    assert caught.value.hint.startswith("its parameters: modality, name")


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
