"""Bulk reading from an open store: the rooms' own fixed queries, run in this process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from kg.query.prefixes import PREFIXES

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())


class Readable(Protocol):
    """What is read from: an open `kg.store` store, or a bare `pyoxigraph.Store`."""

    def query(self, query: str, /) -> Any:
        """The raw answer to a SPARQL query."""


def rows(store: Readable, sparql: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as plain values (IRIs and literals alike), unbound ones empty; known prefixes are
    declared."""
    answer = store.query(_HEAD + sparql)
    width = range(len(answer.variables))
    for solution in answer:
        yield tuple("" if (term := solution[i]) is None else str(getattr(term, "value", term)) for i in width)


def base_of(store: Readable) -> str:
    """The base of a store's IRIs, as its articles have it; empty for a store without articles."""
    found = rows(store, "SELECT ?a WHERE { GRAPH ?g { ?a a schema:NewsArticle } } LIMIT 1")
    return next((article.rpartition("article/")[0] for (article,) in found), "")


def pairs(store: Readable, sparql: str) -> Iterator[tuple[str, str]]:
    """The rows of a SELECT of two variables."""
    return ((first, second) for first, second in rows(store, sparql))


def after(iri: str, mark: str) -> str:
    """What follows the last `mark` of an IRI, or an empty text: the machine name in our own vocabulary.

    >>> after("https://kg.example/ns#event-visit", "#event-")
    'visit'
    """
    return iri.rpartition(mark)[2] if mark in iri else ""


def local_name(iri: str) -> str:
    """The last part of an IRI, after `#` or `/`.

    >>> local_name("http://www.w3.org/ns/org#memberOf")
    'memberOf'
    """
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]
