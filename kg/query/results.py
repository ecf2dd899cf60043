"""Answers written out: the standard formats by Oxigraph's own serialisers, and a table for reading.

kind of answer   formats
rows (SELECT)    table, markdown, csv, tsv, json, xml
boolean (ASK)    table, markdown, json, xml
graph            table, markdown, turtle, ntriples, jsonld, rdfxml
"""

from __future__ import annotations

import io
import itertools
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import QueryError
from kg.query import jsonld, sparql
from kg.query.prefixes import shorten
from kg.query.table import Table, as_markdown, as_text

if TYPE_CHECKING:
    import pyoxigraph

FORMATS: Mapping[str, tuple[str, ...]] = {
    "rows": ("table", "markdown", "csv", "tsv", "json", "xml"),
    "boolean": ("table", "markdown", "json", "xml"),
    "graph": ("table", "markdown", "turtle", "ntriples", "jsonld", "rdfxml"),
}
_NAMES = {"rows": "a SELECT query", "boolean": "an ASK query", "graph": "a CONSTRUCT or DESCRIBE query"}
_LABELLED = 5000


def check_format(kind: str, format: str) -> None:
    """Raise QueryError, naming the formats that fit, unless an answer of this kind can be written so."""
    if format not in FORMATS[kind]:
        raise QueryError(f"{format} does not fit the answer of {_NAMES[kind]}", hint=f"use one of: {', '.join(FORMATS[kind])}")


def serialise(result: sparql.QueryResult, format: str) -> str:
    """The whole answer as text. Raises QueryError for a format that does not fit."""
    out = io.BytesIO()
    write(result, format, out)
    return out.getvalue().decode()


def write(result: sparql.QueryResult, format: str, out: IO[bytes], *, labels: Mapping[str, str] | None = None) -> None:
    """Write the answer to a binary stream, row by row; `labels` name IRIs in tables only. A format for programs comes
    byte for byte from the engine's own serialisers."""
    check_format(result.kind, format)
    if format in ("table", "markdown"):
        written = as_text if format == "table" else as_markdown
        out.write((written(table(result, labels=labels)) + "\n").encode())
    elif result.kind == "graph":
        _write_graph(result, format, out)
    else:
        _write_rows(result, format, out)


def _write_rows(result: sparql.QueryResult, format: str, out: IO[bytes]) -> None:
    import pyoxigraph

    formats = {
        "csv": pyoxigraph.QueryResultsFormat.CSV,
        "tsv": pyoxigraph.QueryResultsFormat.TSV,
        "xml": pyoxigraph.QueryResultsFormat.XML,
    }
    if format == "json":
        result.data.seek(0)
        while block := result.data.read(1 << 20):
            out.write(block)
        out.write(b"\n")
        return
    _answer(result).serialize(out, format=formats[format])


def _write_graph(result: sparql.QueryResult, format: str, out: IO[bytes]) -> None:
    import pyoxigraph

    formats = {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    }
    if format == "jsonld":
        jsonld.write(triples(result), out, result.prefixes)
        return
    pyoxigraph.serialize(triples(result), out, formats[format], prefixes=dict(result.prefixes))


def triples(result: sparql.QueryResult) -> Iterator[pyoxigraph.Triple]:
    """The triples of a graph answer, in the order they came."""
    import pyoxigraph

    result.data.seek(0)
    for quad in pyoxigraph.parse(input=result.data, format=pyoxigraph.RdfFormat.N_TRIPLES):
        yield quad.triple


def plain_triples(result: sparql.QueryResult) -> Iterator[tuple[str, str, str]]:
    """The triples of a graph answer as plain IRIs and values, for `kg.query.picture`. Raises QueryError for other kinds."""
    if result.kind != "graph":
        raise QueryError(
            f"{_NAMES[result.kind]} gives no triples to draw",
            hint="write it as CONSTRUCT { ?a ?relation ?b } WHERE { ... }",
        )
    for t in triples(result):
        yield str(getattr(t.subject, "value", t.subject)), t.predicate.value, str(getattr(t.object, "value", t.object))


def _answer(result: sparql.QueryResult) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    import pyoxigraph

    result.data.seek(0)
    return pyoxigraph.parse_query_results(input=result.data, format=pyoxigraph.QueryResultsFormat.JSON)


def table(result: sparql.QueryResult, *, labels: Mapping[str, str] | None = None, limit: int = 0) -> Table:
    """The answer as cells of text: an IRI as its label or prefixed name, a literal as its value, unbound as empty.

    Control characters are replaced, so that a text from an article cannot steer the terminal. `limit` 0 keeps all rows.
    """
    if result.kind == "boolean":
        return Table(("answer",), (("true" if bool(_answer(result)) else "false",),))
    columns, found = _terms(result)
    rows = tuple(
        tuple(_cell(term, labels or {}, result.prefixes) for term in row)
        for row in (itertools.islice(found, limit) if limit else found)
    )
    return Table(columns, rows, sum(1 for _ in found))


def labels_of(store_path: str | Path, result: sparql.QueryResult, *, timeout_s: float = 30.0) -> dict[str, str]:
    """The labels, by IRI, of the first 5,000 things an answer names, for `table`."""
    import pyoxigraph

    if result.kind == "boolean":
        return {}
    _, found = _terms(result)
    named = (term for row in found for term in row if isinstance(term, pyoxigraph.NamedNode))
    iris = list(itertools.islice(_distinct(named), _LABELLED))
    if not iris:
        return {}
    values = " ".join(str(iri) for iri in iris)
    text = f"""SELECT ?thing (MAX(STR(?l)) AS ?label) WHERE {{ VALUES ?thing {{ {values} }}
      {{ ?thing rdfs:label ?l }} UNION {{ ?thing skos:prefLabel ?l }} UNION {{ ?thing schema:headline ?l }}
    }} GROUP BY ?thing"""
    with sparql.run(store_path, text, timeout_s=timeout_s) as answer:
        solutions = _answer(answer)
        assert not isinstance(solutions, pyoxigraph.QueryBoolean)
        return {s["thing"].value: s["label"].value for s in solutions}


def _distinct(terms: Iterator[pyoxigraph.NamedNode]) -> Iterator[pyoxigraph.NamedNode]:
    seen = set()
    for term in terms:
        if term not in seen:
            seen.add(term)
            yield term


def _terms(result: sparql.QueryResult) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    if result.kind == "graph":
        return ("subject", "predicate", "object"), ((t.subject, t.predicate, t.object) for t in triples(result))
    import pyoxigraph

    solutions = _answer(result)
    assert not isinstance(solutions, pyoxigraph.QueryBoolean)
    names = tuple(v.value for v in solutions.variables)
    return names, (tuple(solution[name] for name in names) for solution in solutions)


def _cell(term: object, labels: Mapping[str, str], prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    if type(term).__name__ == "NamedNode":
        value = labels.get(value) or shorten(value, prefixes)
    return plain(value)


def plain(text: str) -> str:
    """Text on one line without control or direction-changing characters, for a terminal.

    >>> plain("a\\x1b[31mb\\nc")
    'a\\ufffd[31mb c'
    """
    return "".join(" " if c in "\n\r\t" else "\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)
