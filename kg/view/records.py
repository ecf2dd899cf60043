"""The page's own types: what is drawn, each fact with the sentences that say it."""

from __future__ import annotations

import html
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
    modality: str = ASSERTED
    date: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One entity; `kind` is an event's kind, `date` ISO 8601 or empty, `lat` and `lon` degrees or None.

    A `hub` (country, province, outlet, platform) joins everything to everything: it counts less and paths avoid it.
    """

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
    hub: bool = False
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
    """Words that a node's person said, with the sentence around them; `denied`: the speaker denies what they say."""

    speaker: str
    text: str
    form: str = "direct"
    cue: str = ""
    article: str = ""
    sentence: str = ""
    confidence: float = 1.0
    modality: str = ASSERTED


@dataclass(frozen=True, slots=True)
class Other:
    """An entity of the store that is not on the page: a search can say that it is there."""

    label: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The article behind a statement."""

    title: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """Where the picture comes from, of what time and place, and how much was left out of it."""

    title: str = ""
    generated_from: str = ""
    articles: int = 0
    since: str = ""
    until: str = ""
    place: str = ""
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
    others: tuple[Other, ...] = ()

    def to_html(self, *, title: str = "", lang: str = "id", drawn: int = 100) -> str:
        """The whole page as HTML text; `kg.view.render` has all options."""
        from kg.view.page import render

        return render(self, title=title, lang=lang, drawn=drawn)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, for notebooks: its scripts cannot reach the notebook."""
        page = html.escape(self.to_html(), quote=True)
        look = "width: 100%; height: 640px; border: 1px solid #dedad0; border-radius: 8px"
        return f'<iframe sandbox="allow-scripts allow-downloads allow-popups" style="{look}" srcdoc="{page}"></iframe>'
