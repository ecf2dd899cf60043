"""How much a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph

_ENTITIES = """
SELECT ?key (COUNT(?entity) AS ?n) WHERE { ?entity <https://kg.example/ns#entityType> ?key } GROUP BY ?key"""
_STATEMENTS = """
SELECT ?key (COUNT(?statement) AS ?n) WHERE {
  VALUES (?type ?key) {
    (<http://www.w3.org/ns/org#Membership> "position") (<https://kg.example/ns#Participation> "participation")
    (<https://schema.org/Quotation> "quotation") (<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> "relation") }
  GRAPH ?graph { ?statement a ?type } } GROUP BY ?key"""
_TRIPLES = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_EVIDENCE = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
_KINDS = ("position", "participation", "quotation", "relation")


def count(store: pyoxigraph.Store, *, articles: int, sources: int) -> dict[str, int]:
    """Counts by name: `entities.PER` ... are canonical entities of a type, `facts.position` ... statements in evidence.

    `triples` is the size of the default graph, `evidence` that of all named graphs together.
    """
    entities, facts = _table(store, _ENTITIES), _table(store, _STATEMENTS)
    found = {"articles": articles, "sources": sources}
    found |= {"triples": _number(store, _TRIPLES), "evidence": _number(store, _EVIDENCE)}
    found |= {"entities": sum(entities.values())} | {f"entities.{key}": entities[key] for key in sorted(entities)}
    return found | {"facts": sum(facts.values())} | {f"facts.{kind}": facts.get(kind, 0) for kind in _KINDS}


def _number(store: pyoxigraph.Store, sparql: str) -> int:
    return next(int(row["n"].value) for row in _rows(store, sparql))


def _table(store: pyoxigraph.Store, sparql: str) -> dict[str, int]:
    return {row["key"].value: int(row["n"].value) for row in _rows(store, sparql) if row["key"] is not None}


def _rows(store: pyoxigraph.Store, sparql: str) -> pyoxigraph.QuerySolutions:
    import pyoxigraph as ox

    rows = store.query(sparql)
    assert isinstance(rows, ox.QuerySolutions)
    return rows
