"""How two entities are connected: the shortest ways from one to the other over statements, each hop with its sentences.

A way leads through people, bodies, posts, events and relations; not through places, nor through what joins everything
(countries, provinces, outlets, platforms: `kg.query.hubs`), unless that was asked for. Both ends are walked outward, the
smaller rim first, so that the cost grows with their surroundings and not with the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.query import about
from kg.query.about import Said
from kg.query.facts import Node, Source, Statement
from kg.query.hubs import hubs
from kg.query.reading import Readable, rows

if TYPE_CHECKING:
    import networkx

_ENDS = "org:member kgo:holder kgo:participant kgo:event rdf:subject rdf:object"
_PLACES = ("GPE", "LOC")
_MOST = 20_000
Links = dict[frozenset[str], set[str]]


@dataclass(frozen=True, slots=True)
class PathHop:
    """One step of a way, in the way's direction; `relation` is a role, a part in an event or a relation, `forward`
    whether it reads from source to target."""

    source: str
    source_label: str
    target: str
    target_label: str
    relation: str
    modality: str
    forward: bool
    said: tuple[Said, ...]


def paths(
    store: Readable,
    start: str,
    end: str,
    *,
    count: int = 3,
    max_hops: int = 6,
    avoid: Collection[str] = (),
    through: Collection[str] = (),
    places: bool = False,
) -> tuple[tuple[PathHop, ...], ...]:
    """The `count` shortest ways between two canonical entities (IRIs), of at most `max_hops` steps; none is ().

    `avoid` are IRIs no way leads through, `through` hubs and places that it may pass, `places` allows all places. Raises
    NotFound for an IRI that the graph does not know.
    """
    import networkx

    for iri in (start, end):
        if not about.known(store, {iri})[iri].type:
            raise NotFound(f"nothing in the graph has the IRI {iri}", hint="kg search finds entities by their names")
    if start == end:
        return ()
    outlets = [Source("", "", label, "", "", frozenset()) for (label,) in rows(store, _OUTLETS)]
    links = _links(
        store, start, end, max_hops, _Passable(store, frozenset({*avoid}), frozenset({start, end, *through}), places, outlets)
    )
    graph = _graph(links)
    if start not in graph or end not in graph or not networkx.has_path(graph, start, end):
        return ()
    ways = networkx.shortest_simple_paths(graph, start, end)
    short = [way for way in islice(ways, count) if len(way) - 1 <= max_hops]
    return tuple(_hops(store, way, links) for way in short)


_OUTLETS = (
    "SELECT DISTINCT ?name WHERE { { SELECT DISTINCT ?o WHERE { ?a schema:publisher ?o } } LATERAL { ?o rdfs:label ?name } }"
)


@dataclass(frozen=True, slots=True)
class _Passable:
    """Which entities a way may pass."""

    store: Readable
    avoid: frozenset[str]
    through: frozenset[str]
    places: bool
    outlets: list[Source]

    def of(self, iris: Collection[str]) -> set[str]:
        nodes = {iri: Node(iri, k.type, k.label) for iri, k in about.known(self.store, iris).items()}
        joining = hubs(nodes, self.outlets)
        return {
            iri
            for iri, node in nodes.items()
            if iri in self.through or (iri not in self.avoid and iri not in joining and (self.places or node.type not in _PLACES))
        }


def _links(store: Readable, start: str, end: str, max_hops: int, passable: _Passable) -> Links:
    """The statements between neighbours, around both ends until they meet (and one step more, for ways as short)."""
    links: Links = defaultdict(set)
    seen = [{start}, {end}]
    rims = [{start}, {end}]
    met = 0
    for _ in range(max_hops):
        side = 0 if rims[0] and (len(rims[0]) <= len(rims[1]) or not rims[1]) else 1
        if not rims[side] or met > 1 or len(seen[0]) + len(seen[1]) > _MOST:
            break
        found: set[str] = set()
        for one, statement, other in _neighbours(store, rims[side]):
            links[frozenset((one, other))].add(statement)
            found.add(other)
        rims[side] = passable.of(found - seen[side])
        seen[side] |= rims[side]
        met += bool(met or seen[0] & seen[1])
    allowed = seen[0] | seen[1]
    return {pair: said for pair, said in links.items() if pair <= allowed and len(pair) == 2}


def _neighbours(store: Readable, iris: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """(entity, statement, entity at the statement's other end) for all statements about these entities."""
    every = sorted(iris)
    for i in range(0, len(every), 500):
        for one, statement, other in rows(store, neighbours(every[i : i + 500])):  # noqa: UP028 - rows promises no width
            yield one, statement, other


def neighbours(iris: Collection[str]) -> str:
    """The SPARQL that finds what statements join these entities to."""
    listed = " ".join(f"<{iri}>" for iri in iris)
    return f"""SELECT DISTINCT ?entity ?statement ?neighbour WHERE {{
  VALUES ?entity {{ {listed} }}
  LATERAL {{ ?local kgo:denotes ?entity }}
  LATERAL {{ GRAPH ?graph {{ ?statement {_ENDS.replace(" ", "|")} ?local }} }}
  VALUES ?end {{ {_ENDS} }}
  LATERAL {{ GRAPH ?graph {{ ?statement ?end ?other }} }}
  FILTER(?other != ?local)
  LATERAL {{ ?other kgo:denotes ?neighbour }}
}}"""


def _graph(links: Links) -> networkx.Graph[str]:
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    for one, other in sorted((min(pair), max(pair)) for pair in links):
        graph.add_edge(one, other)
    return graph


def _hops(store: Readable, way: list[str], links: Mapping[frozenset[str], set[str]]) -> tuple[PathHop, ...]:
    pairs = list(pairwise(way))
    statements = about.described(store, sorted({s for pair in pairs for s in links[frozenset(pair)]}))
    said = about.said(store, statements)
    known = about.known(store, set(way))
    hops = []
    for one, other in pairs:
        between = [s for s in statements if {s.source, s.target} == {one, other}]
        best = min(between, key=lambda s: (s.modality != "asserted", -s.confidence, s))
        same = [s for s in between if _telling(s) == _telling(best)]
        words = tuple(sorted({said[s.iri] for s in same}))
        forward = best.source == one
        hops.append(PathHop(one, known[one].label, other, known[other].label, best.label, best.modality, forward, words))
    return tuple(hops)


def _telling(statement: Statement) -> tuple[str, str, str]:
    return statement.source, statement.label.casefold(), statement.modality
