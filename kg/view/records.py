"""The page's own types: what is drawn, each fact with the sentences that say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.records import ASSERTED, ENTITY_TYPES

NODE_TYPES = tuple(t for t in ENTITY_TYPES if t != "DATE")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of one article that says a fact; `marks` are [start, end) characters of the words to highlight."""

    article: str
    sentence: str
    marks: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0
    modality: str = ASSERTED


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds; `holder` is a node id, or empty when the holder is not on the page."""

    role: str
    status: str = ""
    holder: str = ""
    holder_label: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One entity; `kind` is an event's kind, `date` ISO 8601 or empty, `lat` and `lon` degrees or None."""

    id: str
    label: str
    type: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    articles: int = 0
    date: str = ""
    lat: float | None = None
    lon: float | None = None
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact between two entities; `relation` is its machine name, `label` the words to show for it."""

    id: str
    source: str
    target: str
    relation: str
    label: str = ""
    modality: str = ASSERTED
    status: str = ""
    confidence: float = 1.0
    date: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a node's person said, with the sentence around them."""

    speaker: str
    text: str
    form: str = "direct"
    cue: str = ""
    article: str = ""
    sentence: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """The article behind a statement."""

    title: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """Where the picture comes from and how much was left out of it."""

    title: str = ""
    generated_from: str = ""
    articles: int = 0
    omitted_nodes: int = 0
    omitted_edges: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything one page shows."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    quotes: tuple[Quote, ...] = ()
    articles: Mapping[str, Source] = field(default_factory=dict)
    meta: Meta = Meta()
