"""The picture as compact columns: every sentence, statement, article and word once, all else by index into them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict
from typing import Generic, TypeVar

from kg.records import ASSERTED
from kg.view.layout import Layout
from kg.view.records import Edge, Picture, Quote, Statement

Columns = dict[str, object]
_Value = TypeVar("_Value", bound=Hashable)


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


def columns(picture: Picture, layout: Layout, written: Sequence[str] = ()) -> Columns:
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
        "articles": [[key, a.title, pack.words.number(a.outlet), a.date, a.url] for key, a in picture.articles.items()],
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
        self.statements: Pool[tuple[object, ...]] = Pool()
        self.words: Pool[str] = Pool([""])
        self.base = common_base([n.id for n in picture.nodes] + [e.id for e in picture.edges])

    def nodes(self, layout: Layout) -> Columns:
        """The node columns; those that are mostly empty are maps from index to value."""
        nodes = self.picture.nodes
        return {
            "id": [n.id[len(self.base) :] for n in nodes],
            "label": [n.label for n in nodes],
            "type": [self.words.number(n.type) for n in nodes],
            "kind": {i: self.words.number(n.kind) for i, n in enumerate(nodes) if n.kind},
            "alias": {i: n.aliases for i, n in enumerate(nodes) if n.aliases},
            "links": {i: n.links for i, n in enumerate(nodes) if n.links},
            "date": {i: n.date for i, n in enumerate(nodes) if n.date},
            "geo": {i: [n.lat, n.lon] for i, n in enumerate(nodes) if n.lat is not None},
            "posts": {i: self._posts(i) for i, n in enumerate(nodes) if n.posts},
            "articles": [n.articles for n in nodes],
            "x": [int(x) for x, _ in layout.points],
            "y": [int(y) for _, y in layout.points],
            "community": layout.communities,
            "rank": layout.ranks,
        }

    def edges(self) -> Columns:
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
        doubt = () if said.modality == ASSERTED else (self.words.number(said.modality),)
        return self.statements.number((article, sentence, marks, round(said.confidence, 3), *doubt))

    def quote(self, said: Quote) -> list[object]:
        """[speaker, text, form, cue, article or -1, sentence, confidence]."""
        return [
            self.index[said.speaker],
            said.text,
            self.words.number(said.form),
            self.words.number(said.cue),
            self.articles.get(said.article, -1),
            self.sentences.number(said.sentence),
            round(said.confidence, 3),
        ]

    def _posts(self, index: int) -> list[list[object]]:
        return [
            [
                self.words.number(p.role),
                self.words.number(p.status),
                self.index.get(p.holder, -1),
                "" if p.holder in self.index else p.holder_label,
                [self.statement(s) for s in p.statements],
            ]
            for p in self.picture.nodes[index].posts
        ]
