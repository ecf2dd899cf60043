"""The picture as a networkx graph, for analysis and for graph formats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from kg.query import about, facts
from kg.query.facts import Statement
from kg.query.reading import Readable, local_name

if TYPE_CHECKING:
    import networkx

# What XML 1.0 cannot hold at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(store: Readable, *, sentences: bool = False) -> networkx.MultiDiGraph[str]:
    """Canonical entities as nodes, facts between them as edges, of every modality (filter on it).

    Nodes carry `label`, `type`, `kind`, `date`, `articles` (how many name it) and `aliases` (joined by " | "); edges
    carry `relation`, `label`, `status`, `modality`, `articles` (how many say so) and `confidence` (the highest), and with
    `sentences` also `sentence` (of the surest statement) and `source` (its article: outlet, day, address). Node
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
    groups = facts.joined(between)
    words = about.said(store, [s for group in groups for s in group]) if sentences else {}
    for said in groups:
        graph.add_edge(said[0].source, said[0].target, **_attributes(said), **_words(said, words))
    return graph


def _words(said: Sequence[Statement], words: Mapping[str, about.Said]) -> dict[str, str]:
    if not words:
        return {}
    best = words[min(said, key=lambda s: (-s.confidence, s.iri)).iri]
    source = ", ".join(filter(None, (best.outlet, best.date, best.url or best.title)))
    return {"sentence": best.sentence, "source": source}


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


def write_triples(triples: Iterable[tuple[str, str, str]], format: str, file: IO[bytes]) -> None:
    """Constructed triples as a GraphML or GEXF file: subjects and objects are nodes, plain values attributes of theirs."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for subject, predicate, value in sorted(set(triples)):
        name = local_name(predicate)
        graph.add_node(subject)
        if value.startswith(("http://", "https://")):
            graph.add_edge(subject, value, relation=name)
        else:
            graph.nodes[subject][name] = value
    write_graph(graph, format, file)


def write_graph(graph: networkx.MultiDiGraph[str], format: str, file: IO[bytes]) -> None:
    """A network as GraphML or GEXF 1.2, the same bytes for the same network."""
    import networkx

    _make_xml_safe(graph)
    if format == "graphml":
        networkx.write_graphml(graph, file, named_key_ids=True)
        return
    text = "\n".join(networkx.generate_gexf(graph, version="1.2draft"))
    # networkx writes today's date; the same store must give the same file.
    file.write(re.sub(r' lastmodifieddate="[^"]*"', "", text).encode())


def _make_xml_safe(graph: networkx.MultiDiGraph[str]) -> None:
    for attributes in (*(d for _, d in graph.nodes(data=True)), *(d for _, _, d in graph.edges(data=True))):
        for key, value in attributes.items():
            if isinstance(value, str):
                attributes[key] = _NOT_XML.sub("\ufffd", value)
