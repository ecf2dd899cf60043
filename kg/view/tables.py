"""The plain tables that stand in the page when scripts are off: most important rows first, cut at a stated number.

A sentence stands in the page once: those of the facts table are read from there by the page's scripts too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.records import ASSERTED
from kg.view.records import Edge, Picture

ENTITY_LIMIT = 1000
FACT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: cells as plain text, and the link of an article (only http or https, else empty)."""

    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the facts table: cells, then the sentence, then the number of the article's row (0 is none)."""

    cells: tuple[str, ...]
    sentence: str
    source: int

    @property
    def readable(self) -> bool:
        """Whether a browser reads the sentence back as it is: HTML changes two control characters."""
        return bool(self.sentence) and not set(self.sentence) & {"\r", "\0"}


@dataclass(frozen=True, slots=True)
class Tables:
    """Entities, facts, and the articles that the facts are from."""

    entities: tuple[Row, ...]
    facts: tuple[Fact, ...]
    articles: tuple[Row, ...]

    def sentences(self) -> tuple[str, ...]:
        """The sentences that scripts can read from the facts table, once each, in order."""
        return tuple(dict.fromkeys(fact.sentence for fact in self.facts if fact.readable))


def plain_tables(picture: Picture, ranks: Sequence[int], words: Mapping[str, str]) -> Tables:
    """The tables of a picture, in the words of the interface."""
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    order = sorted(picture.edges, key=lambda e: (ranks[number[e.source]] + ranks[number[e.target]], e.id))[:FACT_LIMIT]
    cited = dict.fromkeys(e.statements[0].article for e in order if e.statements)
    listed = {key: i for i, key in enumerate((key for key in cited if key in picture.articles), start=1)}
    labels = {node.id: node.label for node in picture.nodes}
    facts = tuple(_fact(edge, labels, listed, words) for edge in order)
    sources = [picture.articles[key] for key in listed]
    articles = tuple(Row((s.title or words["no_title"], s.outlet, s.date), safe_url(s.url)) for s in sources)
    return Tables(_entities(picture, ranks, words), facts, articles)


def _entities(picture: Picture, ranks: Sequence[int], words: Mapping[str, str]) -> tuple[Row, ...]:
    """Name, type, other names, facts, articles, date."""
    facts = Counter(end for edge in picture.edges for end in {edge.source, edge.target})
    order = sorted(range(len(picture.nodes)), key=lambda i: ranks[i])[:ENTITY_LIMIT]
    rows = []
    for node in (picture.nodes[i] for i in order):
        kind = words.get(f"kind_{node.kind}", node.kind) if node.kind else ""
        typed = words[f"type_{node.type}"] + (f": {kind}" if kind else "")
        rows.append(Row((node.label, typed, ", ".join(node.aliases), str(facts[node.id]), str(node.articles), node.date)))
    return tuple(rows)


def safe_url(url: str) -> str:
    """The address when it is plain http or https, else nothing.

    >>> safe_url("javascript:alert(1)"), safe_url("https://contoh.id/a")
    ('', 'https://contoh.id/a')
    """
    return url if url.lower().startswith(("http://", "https://")) else ""


def _fact(edge: Edge, labels: Mapping[str, str], listed: Mapping[str, int], words: Mapping[str, str]) -> Fact:
    """Subject, relation, object, how certain, date; with the first sentence that says so and its article."""
    titled = edge.label if edge.label.replace(" ", "_") != edge.relation else ""
    relation = titled or words.get(f"rel_{edge.relation}", edge.relation.replace("_", " "))
    certain = words.get(f"modality_{edge.modality}", edge.modality)
    if edge.relation == "suspect" and edge.modality == ASSERTED:  # whom a text calls a suspect is only called one
        certain = words["called_suspect"]
    cells = (labels[edge.source], relation, labels[edge.target], certain, edge.date)
    if not edge.statements:
        return Fact(cells, "", 0)
    first = edge.statements[0]
    return Fact(cells, first.sentence, listed.get(first.article, 0))
