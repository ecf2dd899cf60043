"""What one atomic step changes: articles in and out, articles drawn anew, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.records import Article, ArticleGraph, Decision

Row = tuple[str, str, str]  # node, kind, value


@dataclass(frozen=True, slots=True)
class Put:
    """An article with its annotation and graph; `profiles` is what it says of who is who, as JSON, and `nodes` names the nodes
    that it speaks of. `sketch` is the text's, and near-equal texts share one of its `bands`."""

    annotation: Mapping[str, object]
    article: Article
    graph: ArticleGraph
    profiles: str = ""
    nodes: frozenset[str] = frozenset()
    sketch: tuple[int, ...] = ()
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a node's pointer leads (empty: nowhere), how sure that is, and the canonical node that it comes to."""

    target: str
    verdict: str
    score: float
    root: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source article: `done`, `skipped`, `replaced` or `forgotten`, with the reason where there is one."""

    id: str
    state: str
    reason: str = ""
    origin: str = ""
    title: str = ""
    content_hash: str = ""
    engine: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One step. `redrawn` are new graphs of articles that stay as they are; `cards` the own lines of nodes (none: the node
    is gone); `support` how sums change; `pointers` new pointers of nodes (None: the node is gone)."""

    puts: tuple[Put, ...] = ()
    removes: tuple[str, ...] = ()
    redrawn: tuple[ArticleGraph, ...] = ()
    cards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    support: Mapping[Row, int] = field(default_factory=dict)
    pointers: Mapping[str, Pointer | None] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    resolved: str = ""  # the version of who is who that the store is at after this step; empty: no longer known
