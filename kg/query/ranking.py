"""Who is central: PageRank or betweenness in the network of entities that articles of a period join."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.errors import QueryError
from kg.query import about
from kg.query.reading import Readable, rows

MEASURES = ("pagerank", "betweenness")
_FARTHEST = 4  # steps; longer ways say little about who stands between whom and cost the square of the network
_PAIRS = """SELECT DISTINCT ?a ?x ?y WHERE {
  VALUES (?p ?q) { (org:member kgo:holder) (kgo:participant kgo:event) (rdf:subject rdf:object) }
  %s LATERAL { GRAPH ?g { ?s prov:wasDerivedFrom ?a ; ?p ?one ; ?q ?two } }
  LATERAL { ?one kgo:denotes ?x } LATERAL { ?two kgo:denotes ?y } }"""
_WINDOW = """{ SELECT ?a WHERE { ?a schema:datePublished ?t BIND(SUBSTR(STR(?t), 1, 10) AS ?d)
  FILTER(?d >= "%s") FILTER(SUBSTR(?d, 1, STRLEN("%s")) <= "%s") } }"""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its score (PageRank sums to 1 over all; betweenness is a share of shortest ways, 0 to 1) and the
    number of entities it is joined with."""

    iri: str
    label: str
    type: str
    score: float
    neighbours: int


def rank(
    store: Readable,
    *,
    measure: str = "pagerank",
    since: str = "",
    until: str = "",
    types: Collection[str] = ("PER", "ORG"),
    limit: int = 20,
) -> tuple[Ranked, ...]:
    """The most central entities of some types, best first; `since` and `until` bound the articles' days (ISO 8601).

    Raises QueryError for an unknown measure.
    """
    if measure not in MEASURES:
        raise QueryError(f"there is no measure {measure}", hint=f"measures: {', '.join(MEASURES)}")
    import igraph

    window = _WINDOW % (since, until or "9999", until or "9999") if since or until else ""
    weights: dict[tuple[str, str], int] = {}
    for _, one, two in rows(store, _PAIRS % window):
        if one != two:
            pair = (min(one, two), max(one, two))
            weights[pair] = weights.get(pair, 0) + 1
    nodes = sorted({end for pair in weights for end in pair})
    if not nodes:
        return ()
    at = {iri: n for n, iri in enumerate(nodes)}
    edges = sorted(weights)
    graph = igraph.Graph(len(nodes), [(at[a], at[b]) for a, b in edges])
    if measure == "pagerank":
        scores = graph.pagerank(weights=[weights[pair] for pair in edges])
    else:
        most = max((len(nodes) - 1) * (len(nodes) - 2) / 2, 1)
        scores = [score / most for score in graph.betweenness(directed=False, cutoff=_FARTHEST)]
    ranked = sorted(zip(scores, nodes, strict=True), key=lambda pair: (-pair[0], pair[1]))
    known = about.known(store, nodes)
    chosen = [(score, iri) for score, iri in ranked if not types or known[iri].type in types][: limit or None]
    degree = graph.degree()
    return tuple(Ranked(iri, known[iri].label, known[iri].type, round(s, 6), degree[at[iri]]) for s, iri in chosen)
