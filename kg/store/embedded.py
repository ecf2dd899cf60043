"""The store: a folder with an Oxigraph database for the graph and a SQLite ledger for everything it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import QueryError, StoreError
from kg.records import Article, ArticleGraph
from kg.store import counts, folder, lines
from kg.store.batch import Batch, Put
from kg.store.dump import sorted_lines
from kg.store.ledger import ArticleRow, Ledger
from kg.store.names import Names

if TYPE_CHECKING:
    import pyoxigraph

# Flushing the graph costs as much as some ten articles; a redo after a crash costs as much as what was not flushed.
_FLUSH_EVERY = 128

Checkpoint = Callable[[str], None]


def no_checkpoint(_stage: str) -> None:
    """The checkpoint that does nothing."""


class EmbeddedStore:
    """A `kg.store.Store` in a folder of this machine; made by `kg.store.open_store`."""

    def __init__(
        self,
        path: Path,
        ledger: Ledger,
        graph: pyoxigraph.Store,
        *,
        writing: folder.Writing | None = None,
        checkpoint: Checkpoint = no_checkpoint,
    ) -> None:
        self.path = path
        self._ledger = ledger
        self._graph: pyoxigraph.Store | None = graph
        self._writing = writing
        self._checkpoint = checkpoint
        self._unflushed = 0
        self._behind = False

    @property
    def read_only(self) -> bool:
        """Whether this store was opened for reading."""
        return self._writing is None

    @property
    def oxigraph(self) -> pyoxigraph.Store:
        """The graph itself, for queries and exports. Changing it here is undone by the next rebuild."""
        if self._graph is None:
            raise StoreError(f"the store {self.path} is closed", hint="open it again")
        return self._graph

    def put(self, annotation_json: dict[str, object], article: Article, graph: ArticleGraph) -> None:
        """Add an article, or replace it whole. Once this returns, a killed process no longer loses it.

        Raises InvalidGraph for lines that are no N-Triples or hold blank nodes, StoreError when the disk fails.
        """
        self.put_many([(annotation_json, article, graph)])

    def put_many(self, items: Iterable[tuple[dict[str, object], Article, ArticleGraph]]) -> None:
        """Put several articles in one atomic step, with lines as they are given: who is who must then be worked out anew."""
        self.write(Batch(tuple(Put(*item) for item in items)))

    def write(self, batch: Batch) -> None:
        """Make one step, whole or not at all. Once this returns, a killed process no longer loses it.

        Raises InvalidGraph for lines that are no N-Triples or hold blank nodes, StoreError when the disk fails.
        """
        self._check_writable()
        size = len(batch.puts) + len(batch.removes) + len(batch.redrawn)
        if batch != Batch():
            self._follow(lambda: self._ledger.write(batch), max(1, size))

    def forget(self, article_id: str) -> None:
        """Take out one article, named by id, URL, source id or the start of its id. Raises NotFound.

        Its lines go; who is who must then be worked out anew (`kg.pipeline.forget` does both).
        """
        self._check_writable()
        self.write(Batch(removes=(self._ledger.find(article_id),)))

    def find(self, article_id: str) -> str:
        """The id of the one article with this id, URL, source id or start of an id. Raises NotFound."""
        return self._found(article_id)

    def unresolve(self) -> None:
        """Take out everything that is worked out of articles and decisions: who is who must be worked out anew."""
        self._check_writable()
        self._follow(self._ledger.unresolve, 1)

    def holds(self, article_id: str) -> bool:
        """Whether an article of this id is in the store."""
        self.oxigraph  # noqa: B018 - a closed store says so
        return self._ledger.holds(article_id)

    @property
    def names(self) -> Names:
        """Who is who, as the last step left it."""
        self.oxigraph  # noqa: B018 - a closed store says so
        return self._ledger.names

    def rebuild(self) -> None:
        """Make the graph anew from the ledger; the dump stays the same."""
        self._check_writable()
        with folder.turn(self.path):
            self._rebuild()

    def flush(self) -> None:
        """Force everything to the disk, so that not even a power failure loses it or slows the next opening."""
        self._check_writable()
        with folder.turn(self.path):
            self._flush()

    def article(self, article_id: str) -> Article:
        """The article as it was put. Raises NotFound."""
        return self._ledger.article(self._found(article_id))

    def annotation_json(self, article_id: str) -> dict[str, object]:
        """The annotation as it was put. Raises NotFound."""
        return self._ledger.annotation(self._found(article_id))

    def articles(self) -> Iterator[ArticleRow]:
        """The list of articles, by date and id."""
        self.oxigraph  # noqa: B018 - a closed store says so
        return self._ledger.rows()

    def has(self, article_id: str, content_hash: str, engine: str) -> bool:
        """Whether exactly this text is in the store under this id, annotated by this engine with these settings."""
        self.oxigraph  # noqa: B018 - a closed store says so
        return self._ledger.has(article_id, content_hash, engine)

    def query(self, sparql: str) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """The raw result of a query over the default graph and the named graphs. Raises QueryError if it is no SPARQL.

        For queries that we wrote: it cannot be stopped and may reach the network (`SERVICE`).
        """
        try:
            return self.oxigraph.query(sparql)
        except SyntaxError as exc:
            raise QueryError(f"the query cannot be read: {exc}", hint="check the SPARQL at the place named") from exc

    def dump(self) -> Iterator[str]:
        """All quads as sorted N-Quads lines; lines of the default graph have no graph name."""
        return sorted_lines(self.oxigraph)

    def stats(self) -> dict[str, int]:
        """Counts: articles, sources (different texts), triples, evidence quads, entities by type, facts by kind."""
        graph = self.oxigraph
        articles, sources = self._ledger.counts()
        return counts.count(graph, articles=articles, sources=sources)

    def close(self) -> None:
        """Flush and let go. Closing twice is fine."""
        if self._graph is None:
            return
        try:
            if self._writing and self._unflushed:
                self.flush()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go without flushing; the next writer finishes what is left."""
        self._graph = None
        self._ledger.close()
        if self._writing:
            self._writing.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _follow(self, change_ledger: Callable[[], lines.Change], size: int) -> None:
        with folder.turn(self.path), _disk_errors(self.path):
            self._catch_up()
            self._checkpoint("begun")
            change = change_ledger()
            self._behind = True
            self._unflushed += size
            self._checkpoint("in the ledger")
            lines.apply(self.oxigraph, change)
            self._behind = False
            self._checkpoint("in the graph")
        if self._unflushed >= _FLUSH_EVERY:
            self.flush()

    def _catch_up(self) -> None:
        """Redo what an earlier change in this process could not finish."""
        if self._behind:
            lines.apply(self.oxigraph, self._ledger.unfinished())
            self._behind = False

    def recover(self) -> None:
        """Redo what an earlier process could not finish. For `open_store`, which has the turn already."""
        if self._ledger.rebuilding:
            self._rebuild()
        elif self._ledger.behind:
            self._behind = True
            self._flush()

    def _rebuild(self) -> None:
        with _disk_errors(self.path):
            self._ledger.begin_rebuild()
            self._checkpoint("rebuild begun")
            self.oxigraph.clear()
            self._checkpoint("graph cleared")
            self.oxigraph.bulk_extend(lines.quads_of(self._ledger.shares()))
            self._checkpoint("graph filled")
            self.oxigraph.flush()
            self._ledger.end_rebuild()
            self._behind, self._unflushed = False, 0

    def _flush(self) -> None:
        with _disk_errors(self.path):
            self._catch_up()
            self.oxigraph.flush()
            self._checkpoint("flushed")
            self._ledger.forget_journal()
            self._unflushed = 0

    def _found(self, article_id: str) -> str:
        self.oxigraph  # noqa: B018 - a closed store says so
        return self._ledger.find(article_id)

    def _check_writable(self) -> None:
        self.oxigraph  # noqa: B018 - a closed store says so
        if self.read_only:
            raise StoreError(f"the store {self.path} was opened for reading", hint="open it without read_only")


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise StoreError(
            f"the graph of the store {path} cannot be written: {exc}",
            hint="check the disk's free space, then try again",
        ) from exc
