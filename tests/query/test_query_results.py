"""Answers written in every format, read back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.errors import QueryError
from kg.query import results, sparql

ROWS = "SELECT ?label ?e { ?e kgo:entityType 'PER' ; rdfs:label ?label } ORDER BY ?label"
GRAPH = "CONSTRUCT WHERE { ?s kgo:entityType ?type ; rdfs:label ?label ; a ?class }"


def test_rows_in_the_standard_formats(store_path: Path) -> None:
    """CSV, TSV, JSON and XML hold the same rows."""
    with sparql.run(store_path, ROWS) as answer:
        lines = list(csv.reader(io.StringIO(results.serialise(answer, "csv"))))
        assert lines[0] == ["label", "e"]
        assert [line[0] for line in lines[1:]] == ["Joko Lestari", "Ratna Wulan"]
        bindings = json.loads(results.serialise(answer, "json"))["results"]["bindings"]
        assert [b["e"]["value"] for b in bindings] == [line[1] for line in lines[1:]]
        for name, format in (("tsv", pyoxigraph.QueryResultsFormat.TSV), ("xml", pyoxigraph.QueryResultsFormat.XML)):
            read = pyoxigraph.parse_query_results(results.serialise(answer, name), format=format)
            assert [row["label"].value for row in read] == ["Joko Lestari", "Ratna Wulan"]


@pytest.mark.parametrize(("name", "format"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_graphs_read_back_equal(store_path: Path, name: str, format: str) -> None:
    """Each graph format gives the same triples to another reader."""
    with sparql.run(store_path, GRAPH) as answer:
        expected = rdflib.Graph().parse(data=results.serialise(answer, "ntriples"), format="nt")
        read = rdflib.Graph().parse(data=results.serialise(answer, name), format=format)
    assert len(expected) > 10
    assert set(read) == set(expected)


def test_readable_formats_carry_prefixes(store_path: Path) -> None:
    """Turtle and JSON-LD use the known prefixes and those of the query."""
    query = "PREFIX ns: <https://kg.example/ns#> CONSTRUCT { ?s ns:x ?l } WHERE { ?s a schema:Person ; rdfs:label ?l }"
    with sparql.run(store_path, query) as answer:
        assert "@prefix ns: <https://kg.example/ns#>" in results.serialise(answer, "turtle")
        document = json.loads(results.serialise(answer, "jsonld"))
    assert document["@context"]["kg"] == "https://kg.example/"
    assert {node["@id"] for node in document["@graph"]} == {"kg:person/joko-lestari", "kg:person/ratna-wulan"}


@pytest.mark.parametrize(
    ("query", "format", "fitting"),
    [
        (ROWS, "turtle", "table, markdown, csv, tsv, json, xml"),
        ("ASK {}", "csv", "table, markdown, json, xml"),
        (GRAPH, "csv", "table, markdown, turtle, ntriples, jsonld, rdfxml"),
        (ROWS, "yaml", "table, markdown, csv, tsv, json, xml"),
    ],
)
def test_wrong_format_names_those_that_fit(store_path: Path, query: str, format: str, fitting: str) -> None:
    """A format that cannot hold the answer is an error that lists the ones that can."""
    with sparql.run(store_path, query) as answer, pytest.raises(QueryError, match=f"{format} does not fit") as caught:
        results.serialise(answer, format)
    assert caught.value.hint == f"use one of: {fitting}"


def test_table_shows_labels_and_prefixed_names(store_path: Path) -> None:
    """Cells are labels where asked for, prefixed names otherwise, and rows beyond the limit are counted."""
    with sparql.run(store_path, ROWS) as answer:
        plain = results.table(answer, limit=1)
        labelled = results.table(answer, labels=results.labels_of(store_path, answer))
    assert plain == results.Table(("label", "e"), (("Joko Lestari", "kg:person/joko-lestari"),), 1)
    assert labelled.rows[1] == ("Ratna Wulan", "Ratna Wulan")
    assert results.as_text(plain).endswith("... and 1 more")


def test_table_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and direction marks in a text are shown as replacement characters."""
    store = pyoxigraph.Store(str(tmp_path / "oxigraph"))
    bad = pyoxigraph.Literal("a\x1b]0;x\x07\u202eb\nc")
    store.add(pyoxigraph.Quad(pyoxigraph.NamedNode("x:a"), pyoxigraph.NamedNode("x:b"), bad))
    store.flush()
    del store
    with sparql.run(tmp_path, "SELECT ?o { ?s ?p ?o }") as answer:
        assert results.serialise(answer, "table").splitlines()[2] == "a\ufffd]0;x\ufffd\ufffdb c"
        assert json.loads(results.serialise(answer, "json"))["results"]["bindings"][0]["o"]["value"] == bad.value


def test_graph_and_empty_answers_as_tables(store_path: Path) -> None:
    """A graph is a table of three columns; an answer without rows keeps its header."""
    with sparql.run(store_path, GRAPH + " LIMIT 3") as answer:
        assert results.table(answer).columns == ("subject", "predicate", "object")
    with sparql.run(store_path, "SELECT ?a ?b { ?a <x:none> ?b }") as answer:
        assert results.serialise(answer, "table") == "a  b\n-  -\n"
        assert results.labels_of(store_path, answer) == {}


def test_large_answers_go_straight_to_the_stream(store_path: Path, tmp_path: Path) -> None:
    """A hundred thousand rows and more are written row by row, all of them."""
    query = "SELECT ?a ?c { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 150000"
    with sparql.run(store_path, query, timeout_s=120) as answer, (tmp_path / "out.csv").open("w+b") as out:
        results.write(answer, "csv", out)
        out.seek(0)
        assert sum(1 for _ in out) == 150001
