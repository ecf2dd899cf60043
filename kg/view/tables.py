"""The plain tables that stand in the page when scripts are off: most important rows first, cut at a stated number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.view.records import Edge, Picture

ENTITY_LIMIT = 1000
FACT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: cells as plain text, and the article link of a fact (only http or https, else empty)."""

    cells: tuple[str, ...]
    url: str = ""
    outlet: str = ""


def entity_rows(picture: Picture, ranks: Sequence[int], words: Mapping[str, str]) -> list[Row]:
    """Name, type, other names, facts, articles, date."""
    facts = Counter(end for edge in picture.edges for end in {edge.source, edge.target})
    order = sorted(range(len(picture.nodes)), key=lambda i: ranks[i])[:ENTITY_LIMIT]
    rows = []
    for node in (picture.nodes[i] for i in order):
        kind = words.get(f"kind_{node.kind}", node.kind) if node.kind else ""
        typed = words[f"type_{node.type}"] + (f": {kind}" if kind else "")
        rows.append(
            Row((node.label, typed, ", ".join(node.aliases), str(facts[node.id]), str(node.articles), node.date))
        )
    return rows


def fact_rows(picture: Picture, ranks: Sequence[int], words: Mapping[str, str]) -> list[Row]:
    """Subject, relation, object, how certain, date, sentence; with the link of the first article that says so."""
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    order = sorted(picture.edges, key=lambda e: (ranks[number[e.source]] + ranks[number[e.target]], e.id))[:FACT_LIMIT]
    return [_fact(picture, number, edge, words) for edge in order]


def safe_url(url: str) -> str:
    """The address when it is plain http or https, else nothing.

    >>> safe_url("javascript:alert(1)"), safe_url("https://contoh.id/a")
    ('', 'https://contoh.id/a')
    """
    return url if url.lower().startswith(("http://", "https://")) else ""


def _fact(picture: Picture, number: Mapping[str, int], edge: Edge, words: Mapping[str, str]) -> Row:
    first = edge.statements[0] if edge.statements else None
    source = picture.articles.get(first.article) if first else None
    titled = edge.label if edge.label.replace(" ", "_") != edge.relation else ""
    relation = titled or words.get(f"rel_{edge.relation}", edge.relation.replace("_", " "))
    certain = words.get(f"modality_{edge.modality}", edge.modality)
    subject, target = picture.nodes[number[edge.source]].label, picture.nodes[number[edge.target]].label
    cells = (subject, relation, target, certain, edge.date, first.sentence if first else "")
    return Row(cells, safe_url(source.url) if source else "", (source.outlet or source.title) if source else "")
