"""Check the lines that a store holds, as they stand: each article's graph with what it denotes, then the default graph.

Nothing is built anew, so a store that was damaged, or written by something else, is found out. Memory stays that of one
article or of a few hundred entities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from kg.errors import InvalidGraph
from kg.rdf import audit
from kg.rdf.rules import kin
from kg.rdf.shapes import faults, index_of
from kg.rdf.terms import text as literal
from kg.rdf.vocabulary import PREFIXES
from kg.store import Store

_BATCH = 200
_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# What the shapes ask of a node that another one leads to.
_KNOWN = "?q IN (rdf:type, kgo:entityType, rdfs:label, sem:eventType, kgo:contentHash, schema:latitude, schema:longitude)"
_ARTICLE = (
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <%s> { ?s ?p ?o } }",
    "CONSTRUCT { ?s kgo:denotes ?c } WHERE { GRAPH <%s> { ?s a ?t } ?s kgo:denotes ?c }",
    "CONSTRUCT { ?a ?p ?o . ?o ?q ?v } WHERE { GRAPH <%s> { ?a a schema:NewsArticle } ?a ?p ?o"
    f" OPTIONAL {{ ?o ?q ?v FILTER({_KNOWN}) }} }}",
    "CONSTRUCT { ?f ?p ?o . ?o ?q ?v } WHERE { GRAPH <%s> { ?s prov:wasGeneratedBy ?r } ?s kgo:denotes ?f . ?f ?p ?o"
    f" OPTIONAL {{ ?o ?q ?v FILTER({_KNOWN}) }} }}",
)
_ENTITIES = "SELECT DISTINCT ?e WHERE { ?e kgo:entityType ?t } ORDER BY ?e"
_ABOUT = (
    f"CONSTRUCT {{ ?e ?p ?o . ?o ?q ?v }} WHERE {{ VALUES ?e {{ %s }} ?e ?p ?o OPTIONAL {{ ?o ?q ?v FILTER({_KNOWN}) }} }}",
    "CONSTRUCT { ?f ?p ?o . ?s kgo:denotes ?f . ?o ?q ?v } WHERE { VALUES ?e { %s }"
    " ?f rdf:subject|org:member|kgo:event|kgo:speaker ?e . ?f ?p ?o OPTIONAL { ?s kgo:denotes ?f }"
    f" OPTIONAL {{ ?o ?q ?v FILTER({_KNOWN}) }} }}",
)
_KIN = "CONSTRUCT { ?a ?p ?b } WHERE { VALUES ?p { schema:parent schema:spouse schema:sibling schema:relatedTo } ?a ?p ?b }"
_MENTIONS = """SELECT ?m ?b ?e ?w WHERE { GRAPH <%s> { ?m kgo:anchorOf ?w ; kgo:beginIndex ?b ; kgo:endIndex ?e } } ORDER BY ?m"""
_GRAPHS = "SELECT ?g ?a WHERE { GRAPH ?g { ?a a schema:NewsArticle } } ORDER BY ?g"


def check(store: Store, *, full: bool = False, progress: Callable[[str], None] = lambda _name: None) -> Iterator[str]:
    """What is wrong with the stored lines, one sentence a fault; nothing for a whole store.

    With `full` the reference checker pySHACL judges as well: some seconds an article. `progress` is told each article.
    """
    graphs = {unquote(article.rpartition("/article/")[2]): graph for graph, article in _rows(store, _GRAPHS)}
    for row in store.articles():
        name = row.title or row.id
        progress(name)
        graph = graphs.pop(row.id, "")
        if not graph:
            yield f"{name}: its graph is missing"
            continue
        said = [*_faults(_lines(store, _ARTICLE, graph), full=full), *_misquoted(store, graph, row.id)]
        yield from (f"{name}: {fault}" for fault in said)
    yield from (f"{graph}: the store has no article for this graph" for graph in sorted(graphs.values()))
    yield from (f"the default graph: {fault}" for fault in _plain_faults(store, full=full))


def _plain_faults(store: Store, *, full: bool) -> Iterator[str]:
    """Faults of the default graph: its entities a few hundred at a time, and families as a whole."""
    every = [entity for (entity,) in _rows(store, _ENTITIES)]
    for start in range(0, len(every), _BATCH):
        some = " ".join(f"<{entity}>" for entity in every[start : start + _BATCH])
        yield from _faults(_lines(store, _ABOUT, some), full=full)
    related = index_of(_lines(store, (_KIN + "%s",), ""))
    yield from (f"{person} is at once what nobody can be to one person" for person in dict.fromkeys(kin(related)))


def _faults(lines: Sequence[str], *, full: bool) -> Iterator[str]:
    yield from (fault for fault in faults(lines) if " is to one person at once " not in fault)
    if full:
        try:
            audit(lines)
        except InvalidGraph as exc:
            yield f"pySHACL: {exc}"


def _misquoted(store: Store, graph: str, article: str) -> Iterator[str]:
    """Mentions that are not what the stored text has at their place."""
    text = store.article(article).text
    for mention, begin, end, words in _rows(store, _MENTIONS % graph):
        if literal(text[int(begin) : int(end)]) != literal(words):
            yield f"<{mention}> is not what the text has there"


def _lines(store: Store, queries: Sequence[str], what: str) -> list[str]:
    found = (triple for query in queries for triple in store.query(_HEAD + query % what))
    return sorted({f"{t.subject} {t.predicate} {t.object} ." for t in found})


def _rows(store: Store, sparql: str) -> list[tuple[Any, ...]]:
    answer = store.query(_HEAD + sparql)
    return [tuple(solution[i].value for i in range(len(answer.variables))) for solution in answer]
