"""The picture as compact columns: every sentence, statement, article and word once, all else by index into them.

What is written here is what the page's scripts read; `assets/payload.schema.json` describes it for both sides.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Generic, TypedDict, TypeVar

from kg.records import ASSERTED
from kg.view.layout import Layout
from kg.view.records import Edge, Picture, Quote, Statement

_Value = TypeVar("_Value", bound=Hashable)
StatementRow = tuple[int, int, tuple[int, ...], float] | tuple[int, int, tuple[int, ...], float, int]


class NodeColumns(TypedDict):
    """One list entry a node; what most nodes lack is a map from node number to value."""

    id: list[str]
    label: list[str]
    type: list[int]
    kind: Mapping[int, int]
    alias: Mapping[int, tuple[str, ...]]
    links: Mapping[int, tuple[str, ...]]
    date: Mapping[int, str]
    geo: Mapping[int, tuple[float, float]]
    posts: Mapping[int, list[tuple[int, int, int, str, int, str, list[int]]]]
    articles: list[int]
    hubs: list[int]
    x: list[int]
    y: list[int]
    community: list[int]
    rank: list[int]
    turn: list[int]


class EdgeColumns(TypedDict):
    """One list entry an edge; what most edges lack is a map from edge number to value."""

    id: list[str]
    source: list[int]
    target: list[int]
    relation: list[int]
    label: list[int]
    modality: Mapping[int, int]
    status: Mapping[int, int]
    confidence: Mapping[int, float]
    date: Mapping[int, str]
    says: list[list[int]]


class Payload(TypedDict):
    """All of a page's data."""

    meta: dict[str, Any]
    base: str
    nodes: NodeColumns
    edges: EdgeColumns
    quotes: list[tuple[int, str, int, int, int, int, float, int]]
    articles: list[tuple[str, str, int, str, str]]
    others: list[tuple[int, str, str]]
    sentences: list[str]
    statements: list[StatementRow]
    words: list[str]


class Pool(Generic[_Value]):
    """Values in the order in which they first appeared, each known by its number."""

    def __init__(self, values: Sequence[_Value] = ()) -> None:
        self.values = list(values)
        self._numbers = {value: i for i, value in enumerate(values)}

    def number(self, value: _Value) -> int:
        """The value's number; a new value gets the next one."""
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


def columns(picture: Picture, layout: Layout, written: Sequence[str] = ()) -> Payload:
    """Everything that the page's scripts need, ready for JSON; floats are rounded so that bytes do not drift.

    `written` are sentences that stand in the page already: they have the first numbers and are not written again.
    """
    pack = _Pack(picture, written)
    return {
        "meta": asdict(picture.meta),
        "base": pack.base,
        "nodes": pack.nodes(layout),
        "edges": pack.edges(),
        "quotes": [pack.quote(q) for q in picture.quotes if q.speaker in pack.index],
        "articles": [(key, a.title, pack.words.number(a.outlet), a.date, a.url) for key, a in picture.articles.items()],
        "others": [(pack.words.number(o.type), o.label, "\n".join(o.aliases)) for o in picture.others],
        "sentences": pack.sentences.values[len(written) :],
        "statements": pack.statements.values,
        "words": pack.words.values,
    }


def common_base(ids: Sequence[str]) -> str:
    """The longest shared beginning of all ids that ends in a slash (or nothing).

    >>> common_base(["https://kg.example/person/a", "https://kg.example/place/b"])
    'https://kg.example/'
    """
    if not ids:
        return ""
    low, high = min(ids), max(ids)
    size = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[: low.rfind("/", 0, size) + 1]


def _surest(edge: Edge) -> float:
    return max((s.confidence for s in edge.statements), default=1.0)


class _Pack:
    def __init__(self, picture: Picture, written: Sequence[str]) -> None:
        self.picture = picture
        self.index = {node.id: i for i, node in enumerate(picture.nodes)}
        self.articles = {key: i for i, key in enumerate(picture.articles)}
        self.sentences: Pool[str] = Pool(written)
        self.statements: Pool[StatementRow] = Pool()
        self.words: Pool[str] = Pool([""])
        self.base = common_base([n.id for n in picture.nodes] + [e.id for e in picture.edges])

    def nodes(self, layout: Layout) -> NodeColumns:
        """The node columns."""
        nodes = self.picture.nodes
        return {
            "id": [n.id[len(self.base) :] for n in nodes],
            "label": [n.label for n in nodes],
            "type": [self.words.number(n.type) for n in nodes],
            "kind": {i: self.words.number(n.kind) for i, n in enumerate(nodes) if n.kind},
            "alias": {i: n.aliases for i, n in enumerate(nodes) if n.aliases},
            "links": {i: n.links for i, n in enumerate(nodes) if n.links},
            "date": {i: n.date for i, n in enumerate(nodes) if n.date},
            "geo": {i: (n.lat, n.lon) for i, n in enumerate(nodes) if n.lat is not None and n.lon is not None},
            "posts": {i: self._posts(i) for i, n in enumerate(nodes) if n.posts},
            "articles": [n.articles for n in nodes],
            "hubs": [i for i, n in enumerate(nodes) if n.hub],
            "x": [int(x) for x, _ in layout.points],
            "y": [int(y) for _, y in layout.points],
            "community": list(layout.communities),
            "rank": list(layout.ranks),
            "turn": list(layout.turns),
        }

    def edges(self) -> EdgeColumns:
        """The edge columns; a confidence only where it is not that of the surest statement."""
        edges = self.picture.edges
        return {
            "id": [e.id[len(self.base) :] for e in edges],
            "source": [self.index[e.source] for e in edges],
            "target": [self.index[e.target] for e in edges],
            "relation": [self.words.number(e.relation) for e in edges],
            "label": [self.words.number(e.label) for e in edges],
            "modality": {i: self.words.number(e.modality) for i, e in enumerate(edges) if e.modality != ASSERTED},
            "status": {i: self.words.number(e.status) for i, e in enumerate(edges) if e.status},
            "confidence": {i: round(e.confidence, 3) for i, e in enumerate(edges) if e.confidence != _surest(e)},
            "date": {i: e.date for i, e in enumerate(edges) if e.date},
            "says": [[self.statement(s) for s in e.statements] for e in edges],
        }

    def statement(self, said: Statement) -> int:
        """Number of the row (article or -1, sentence, flat marks, confidence, modality unless plainly asserted)."""
        article, sentence = self.articles.get(said.article, -1), self.sentences.number(said.sentence)
        marks = tuple(n for mark in said.marks for n in mark)
        row = (article, sentence, marks, round(said.confidence, 3))
        if said.modality == ASSERTED:
            return self.statements.number(row)
        return self.statements.number((*row, self.words.number(said.modality)))

    def quote(self, said: Quote) -> tuple[int, str, int, int, int, int, float, int]:
        """(speaker, text, form, cue, article or -1, sentence, confidence, modality)."""
        return (
            self.index[said.speaker],
            said.text,
            self.words.number(said.form),
            self.words.number(said.cue),
            self.articles.get(said.article, -1),
            self.sentences.number(said.sentence),
            round(said.confidence, 3),
            self.words.number(said.modality),
        )

    def _posts(self, index: int) -> list[tuple[int, int, int, str, int, str, list[int]]]:
        """(role, status, holder or -1, the holder's name when it is not on the page, modality, date, statements)."""
        return [
            (
                self.words.number(p.role),
                self.words.number(p.status),
                self.index.get(p.holder, -1),
                "" if p.holder in self.index else p.holder_label,
                self.words.number(p.modality),
                p.date,
                [self.statement(s) for s in p.statements],
            )
            for p in self.picture.nodes[index].posts
        ]
