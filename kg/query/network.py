"""The picture as a networkx graph, for analysis and for graph formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.query import facts
from kg.query.facts import Statement
from kg.query.reading import Readable

if TYPE_CHECKING:
    import networkx


def to_networkx(store: Readable) -> networkx.MultiDiGraph[str]:
    """Canonical entities as nodes, facts between them as edges, of every modality (filter on it).

    Nodes carry `label`, `type`, `kind`, `date`, `articles` (how many name it) and `aliases` (joined by " | "); edges
    carry `relation`, `label`, `status`, `modality`, `articles` (how many say so) and `confidence` (the highest). Node
    and edge order is fixed, so that files written from it are equal for equal stores.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    articles: defaultdict[str, int] = defaultdict(int)
    for article in facts.sources(store).values():
        for entity in article.mentions:
            articles[entity] += 1
    nodes = facts.nodes(store)
    for iri, node in sorted(nodes.items()):
        graph.add_node(
            iri, label=node.label, type=node.type, kind=node.kind, date=node.date, articles=articles[iri],
            aliases=" | ".join(node.aliases),
        )  # fmt: skip
    between = (s for s in facts.statements(store) if s.form != "quote" and s.source in nodes and s.target in nodes)
    for said in facts.joined(between):
        graph.add_edge(said[0].source, said[0].target, **_attributes(said))
    return graph


def _attributes(said: Sequence[Statement]) -> dict[str, Any]:
    one = said[0]
    return {
        "relation": one.relation,
        "label": one.label,
        "status": one.status,
        "modality": one.modality,
        "articles": len({s.article for s in said}),
        "confidence": max(s.confidence for s in said),
    }
