"""One article in the shape in which the ledger keeps it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from kg.records import Article, ArticleGraph
from kg.store.lines import Share, canonical, check_graph, pack

_LOOKED_UP = ("id", "url", "source_id", "title", "outlet", "published")
COLUMNS = (*_LOOKED_UP, "graph", "content_hash", "engine", "facts", "record", "annotation", "evidence", "picture", "profiles")
_FACT_LISTS = ("positions", "relations", "arguments", "quotes")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article ready to be written: its columns, and its lines in canonical form."""

    id: str
    columns: Mapping[str, str | int | bytes]
    share: Share


def entry(annotation: Mapping[str, object], article: Article, graph: ArticleGraph, profiles: str = "") -> Entry:
    """Everything the ledger keeps about one article. Raises InvalidGraph for lines that the graph could not hold."""
    if graph.article != article.id:
        raise ValueError(f"the graph is of article {graph.article}, not of {article.id}")
    share = share_of(graph)
    columns: dict[str, str | int | bytes] = {key: searchable(getattr(article, key)) for key in _LOOKED_UP}
    columns["graph"] = share.graph
    columns["content_hash"] = article.content_hash
    columns["engine"] = searchable(" ".join(str(found) for key in ("engine", "settings") if (found := annotation.get(key))))
    columns["facts"] = sum(len(found) for key in _FACT_LISTS if isinstance(found := annotation.get(key), list))
    columns["record"] = _pack_json(_record(article))
    columns["annotation"] = _pack_json(annotation)
    columns["evidence"] = pack(share.evidence)
    columns["picture"] = pack(share.picture)
    columns["profiles"] = profiles.encode()
    return Entry(article.id, columns, share)


def share_of(graph: ArticleGraph) -> Share:
    """A graph's lines in canonical form. Raises InvalidGraph for lines that the graph could not hold."""
    name = check_graph(graph.graph, article=graph.article)
    return Share(name, canonical(graph.evidence, article=graph.article), canonical(graph.picture, article=graph.article))


def unpack_article(packed: bytes) -> Article:
    """The article of a `record` column, as it was put."""
    found: dict[str, Any] = unpack_json(packed)
    return Article(**found)


def unpack_json(packed: bytes) -> dict[str, object]:
    """The object of a `record` or `annotation` column."""
    return dict(json.loads(zlib.decompress(packed)))


def searchable(text: str) -> str:
    """Text that SQLite can keep: halves of characters, which nobody can search for, become question marks.

    >>> searchable("kota \\ud83d")
    'kota ?'
    """
    return text.encode("utf-8", "replace").decode()


def _record(article: Article) -> dict[str, object]:
    found = {field.name: getattr(article, field.name) for field in fields(article)}
    return found | {"extra": dict(article.extra)}


def _pack_json(value: Mapping[str, object]) -> bytes:
    # ASCII escapes keep lone surrogates, which UTF-8 cannot.
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 6)
