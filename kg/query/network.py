"""The picture as a networkx graph, for analysis and for graph formats."""

from __future__ import annotations

from collections import defaultdict
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
    for key, said in sorted(_joined(facts.statements(store)).items()):
        source, target, relation, label, status, modality = key
        if source in nodes and target in nodes:
            graph.add_edge(source, target, **_attributes(relation, label, status, modality, said))
    return graph


def _joined(statements: list[Statement]) -> dict[tuple[str, str, str, str, str, str], list[Statement]]:
    found: defaultdict[tuple[str, str, str, str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.form != "quote" and s.target:
            found[s.source, s.target, s.relation, s.label, s.status, s.modality].append(s)
    return found


def _attributes(relation: str, label: str, status: str, modality: str, said: list[Statement]) -> dict[str, Any]:
    return {
        "relation": relation,
        "label": label,
        "status": status,
        "modality": modality,
        "articles": len({s.article for s in said}),
        "confidence": max(s.confidence for s in said),
    }
