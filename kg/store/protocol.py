"""What a store is: something that keeps, replaces and removes one article's facts, and answers SPARQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, Self

from kg.records import Article, ArticleGraph
from kg.store.ledger import ArticleRow


class Store(Protocol):
    """An open store; `kg.store.open_store` gives the embedded one. Use it in a `with` block, or call `close`."""

    @property
    def read_only(self) -> bool:
        """Whether this store was opened for reading."""
        ...

    def put_many(self, items: Iterable[tuple[dict[str, object], Article, ArticleGraph]]) -> None:
        """Add articles, or replace them whole, in one atomic step. Once this returns, a killed process no longer loses them.

        Raises InvalidGraph for lines that are no N-Triples or hold blank nodes, StoreError when they cannot be kept.
        """
        ...

    def forget(self, article_id: str) -> None:
        """Take out one article, named by id, URL, source id or the start of its id. Raises NotFound."""
        ...

    def rebuild(self) -> None:
        """Make the graph anew from what it is made of; the dump stays the same."""
        ...

    def flush(self) -> None:
        """Force everything to where a power failure loses it no more."""
        ...

    def article(self, article_id: str) -> Article:
        """The article as it was put. Raises NotFound."""
        ...

    def annotation_json(self, article_id: str) -> dict[str, object]:
        """The annotation as it was put. Raises NotFound."""
        ...

    def articles(self) -> Iterator[ArticleRow]:
        """The list of articles, by date and id."""
        ...

    def has(self, article_id: str, content_hash: str, engine: str) -> bool:
        """Whether exactly this text is in the store under this id, annotated by this engine with these settings."""
        ...

    def query(self, sparql: str, /) -> Any:
        """The raw result of a query that we wrote, over the default graph and the named graphs. Raises QueryError."""
        ...

    def dump(self) -> Iterator[str]:
        """All quads as sorted N-Quads lines; lines of the default graph have no graph name."""
        ...

    def stats(self) -> dict[str, int]:
        """Counts: articles, sources (different texts), triples, evidence quads, entities by type, facts by kind."""
        ...

    def close(self) -> None:
        """Flush and let go. Closing twice is fine."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
