"""The ledger: one SQLite file with every article, its annotation and its lines, and who supports which line.

The ledger is the truth and its transaction is the moment an article counts; the graph follows it. What the graph may
still lack is in the journal: named graphs to drop and lines to reconsider since the graph was last flushed to disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InvalidGraph, StoreError
from kg.records import Article, ArticleGraph
from kg.store import names
from kg.store.batch import Batch, Put
from kg.store.entry import COLUMNS, Entry, entry, searchable, share_of, unpack_article, unpack_json
from kg.store.finding import find, translated
from kg.store.lines import Change, Share, canonical, digest, pack, unpack
from kg.store.schema import STEPS, connected_to_read, connected_to_write, format_of

Step = tuple[str, list[str], Share | None]  # a named graph to drop, lines that lost a supporter, what is added

_UPSERT = (
    f"INSERT INTO article ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + c for c in COLUMNS)}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in COLUMNS[1:])} RETURNING n"
)
_CARD = "card:"  # before a node's path where the journal names it like an article


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of the list of articles; `facts` counts positions, relations, arguments and quotes as annotated."""

    id: str
    title: str
    url: str
    outlet: str
    published: str
    content_hash: str
    engine: str
    facts: int


class Ledger:
    """An open ledger. Every sqlite3 error leaves it as StoreError."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        with translated(self.path):
            self._db = connected_to_read(path) if read_only else connected_to_write(path)

    @property
    def names(self) -> names.Names:
        """Who is who. Raises StoreError for a store of an older format, opened for reading."""
        if format_of(self._db) < len(STEPS):
            raise StoreError(f"the store {self.path.parent} is of an older kg", hint="kg ingest brings it up to this one")
        return names.Names(self._db)

    def close(self) -> None:
        """Close the file; the last one out folds the write-ahead log into it."""
        self._db.close()

    def write(self, batch: Batch) -> Change:
        """Make one step in one transaction; gives what the graph must do to follow. The last put of an article counts."""
        puts = {put.article.id: (put, entry(put.annotation, put.article, put.graph, put.profiles)) for put in batch.puts}
        redrawn = {graph.article: graph for graph in batch.redrawn if graph.article not in puts}
        with self._transaction():
            steps = [self._remove(article) for article in batch.removes if article not in puts]
            steps += [self._put(put, made) for put, made in puts.values()]
            steps += [self._redraw(graph) for graph in redrawn.values()]
            steps += [self._card(node, lines) for node, lines in sorted(batch.cards.items())]
            names.write_support(self._db, batch.support)
            names.write_pointers(self._db, batch.pointers)
            names.write_decisions(self._db, batch.decisions)
            names.write_outcomes(self._db, batch.outcomes)
            names.write_resolved(self._db, batch.resolved)
            drops = sorted({graph for graph, _, _ in steps if graph})
            deletes = self._unsupported(line for _, lines, _ in steps for line in lines)
            return Change(tuple(drops), deletes, tuple(share for _, _, share in steps if share))

    def unresolve(self) -> Change:
        """Take out sums, pointers and cards, and what articles say of who is who; articles, lines and decisions stay."""
        with self._transaction():
            cards = [row[0] for row in self._db.execute("SELECT id FROM card ORDER BY id")]
            steps = [self._card(node, ()) for node in cards]
            names.erase_all(self._db)
            return Change((), self._unsupported(line for _, lines, _ in steps for line in lines), ())

    def _remove(self, article: str) -> Step:
        graph, lines = self._journalled(article, ())
        names.erase_article(self._db, article)
        self._db.execute("DELETE FROM article WHERE id = ?", (article,))
        return graph, lines, None

    def _put(self, put: Put, made: Entry) -> Step:
        graph, lines = self._journalled(made.id, made.share.picture)
        names.write_article(self._db, put)
        self._upsert(made)
        return graph, lines, made.share

    def _redraw(self, graph: ArticleGraph) -> Step:
        """New lines for an article that stays as it is; its named graph is left alone where its evidence is the same."""
        share = share_of(graph)
        row = self._db.execute("SELECT n, graph, evidence FROM article WHERE id = ?", (graph.article,)).fetchone()
        same = unpack(row[2]) == share.evidence
        old, lines = self._journalled(graph.article, share.picture, graph="" if same else row[1])
        columns = (pack(share.evidence), pack(share.picture), row[0])
        self._db.execute("UPDATE article SET evidence = ?, picture = ? WHERE n = ?", columns)
        self._support(row[0], share.picture)
        return old, lines, Share("", (), share.picture) if same else share

    def _card(self, node: str, picture: Sequence[str]) -> Step:
        """A node's own lines; none take the node out."""
        lines = canonical(picture, article=node)
        row = self._db.execute("SELECT n, picture FROM card WHERE id = ?", (node,)).fetchone()
        old = unpack(row[1]) if row else ()
        if old == lines:
            return "", [], None
        if row:
            self._withdraw(-row[0], old)
        lost = sorted(set(old).difference(lines))
        self._db.execute("INSERT INTO journal (article, graph, lines) VALUES (?, '', ?)", (_CARD + node, pack(lost)))
        if not lines:
            self._db.execute("DELETE FROM card WHERE id = ?", (node,))
            return "", lost, None
        sql = "INSERT INTO card (id, picture) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET picture = excluded.picture RETURNING n"
        self._support(-self._db.execute(sql, (node, pack(lines))).fetchone()[0], lines)
        return "", lost, Share("", (), lines)

    def unfinished(self) -> Change:
        """What brings a graph up to date that may lack any of the journalled changes. Doing it twice does no harm."""
        with translated(self.path):
            rows = self._db.execute("SELECT article, graph, lines FROM journal ORDER BY seq").fetchall()
            drops = {graph for _, graph, _ in rows if graph}
            adds = [share for article in sorted({a for a, _, _ in rows}) for share in self._shares(article)]
            drops |= {share.graph for share in adds if share.graph}
            deletes = self._unsupported(line for _, _, packed in rows for line in unpack(packed))
            return Change(tuple(sorted(drops)), deletes, tuple(adds))

    def forget_journal(self) -> None:
        """The graph is on disk: nothing is unfinished any more."""
        with self._transaction():
            self._db.execute("DELETE FROM journal")

    @property
    def behind(self) -> bool:
        """Whether a graph on disk may lack something that the ledger has."""
        with translated(self.path):
            found = self._db.execute(
                "SELECT EXISTS (SELECT 1 FROM journal) OR EXISTS (SELECT 1 FROM state WHERE key = 'rebuilding')"
            ).fetchone()
            return bool(found[0])

    @property
    def rebuilding(self) -> bool:
        """Whether a rebuild of the graph was begun and not finished."""
        with translated(self.path):
            return self._db.execute("SELECT 1 FROM state WHERE key = 'rebuilding'").fetchone() is not None

    def begin_rebuild(self) -> None:
        """Note that the graph is being made anew, and count support anew from the articles' lines."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO state VALUES ('rebuilding', '1')")
            self._db.execute("DELETE FROM contribution")
            for n, picture in self._db.execute("SELECT n, picture FROM article UNION ALL SELECT -n, picture FROM card"):
                self._support(n, unpack(picture))

    def end_rebuild(self) -> None:
        """Note that the graph is whole and on disk."""
        with self._transaction():
            self._db.execute("DELETE FROM journal")
            self._db.execute("DELETE FROM state WHERE key = 'rebuilding'")

    def shares(self) -> Iterator[Share]:
        """Every article's lines, by article id, then those of the cards."""
        yield from self._shares(None)
        with translated(self.path):
            for (picture,) in self._db.execute("SELECT picture FROM card ORDER BY id"):
                yield Share("", (), unpack(picture))

    def find(self, name: str) -> str:
        """The id of the one article with this id, URL, source id or start of an id. Raises NotFound."""
        with translated(self.path):
            return find(self._db, name)

    def article(self, article: str) -> Article:
        """The article as it was put."""
        with translated(self.path):
            return unpack_article(self._cell("record", article))

    def annotation(self, article: str) -> dict[str, object]:
        """The annotation as it was put."""
        with translated(self.path):
            return unpack_json(self._cell("annotation", article))

    def rows(self) -> Iterator[ArticleRow]:
        """The list of articles, by date and id."""
        columns = ", ".join(ArticleRow.__dataclass_fields__)
        with translated(self.path):
            for row in self._db.execute(f"SELECT {columns} FROM article ORDER BY published, id"):
                yield ArticleRow(*row)

    def has(self, article: str, content_hash: str, engine: str) -> bool:
        """Whether exactly this text was put under this id, annotated by this engine with these settings."""
        with translated(self.path):
            query = "SELECT 1 FROM article WHERE id = ? AND content_hash = ? AND engine = ?"
            return self._db.execute(query, (article, content_hash, searchable(engine))).fetchone() is not None

    def holds(self, article: str) -> bool:
        """Whether there is an article of this id."""
        with translated(self.path):
            return self._db.execute("SELECT 1 FROM article WHERE id = ?", (article,)).fetchone() is not None

    def counts(self) -> tuple[int, int]:
        """How many articles, and how many different texts among them."""
        with translated(self.path):
            row = self._db.execute("SELECT count(*), count(DISTINCT content_hash) FROM article").fetchone()
            return int(row[0]), int(row[1])

    def _cell(self, column: str, article: str) -> bytes:
        with translated(self.path):
            row = self._db.execute(f"SELECT {column} FROM article WHERE id = ?", (article,)).fetchone()
            return bytes(row[0])

    def _shares(self, article: str | None) -> Iterator[Share]:
        where, values = ("", ()) if article is None else ("WHERE id = ?", (article,))
        query = f"SELECT graph, evidence, picture FROM article {where} ORDER BY id"
        if article is not None and article.startswith(_CARD):
            query, values = "SELECT '', x'', picture FROM card WHERE id = ?", (article.removeprefix(_CARD),)
        with translated(self.path):
            for graph, evidence, picture in self._db.execute(query, values):
                yield Share(graph, unpack(evidence) if evidence else (), unpack(picture))

    def _journalled(self, article: str, keep: tuple[str, ...], *, graph: str | None = None) -> tuple[str, list[str]]:
        """Withdraw the old support of an article; its old graph (or `graph`) and the lines that it no longer has go into the
        journal."""
        row = self._db.execute("SELECT n, graph, picture FROM article WHERE id = ?", (article,)).fetchone()
        old_graph, lost = "", list[str]()
        if row:
            old_graph, old = row[1], unpack(row[2])
            self._withdraw(row[0], old)
            lost = sorted(set(old).difference(keep))
        dropped = old_graph if graph is None else graph
        self._db.execute("INSERT INTO journal (article, graph, lines) VALUES (?, ?, ?)", (article, dropped, pack(lost)))
        return dropped, lost

    def _withdraw(self, n: int, lines: Iterable[str]) -> None:
        rows = ((digest(line), n) for line in lines)
        self._db.executemany("DELETE FROM contribution WHERE line = ? AND article = ?", rows)

    def _upsert(self, each: Entry) -> None:
        try:
            n = self._db.execute(_UPSERT, each.columns).fetchone()[0]
        except sqlite3.IntegrityError as exc:
            raise InvalidGraph(
                f"the graph of article {each.id} has the name of another article's graph: {each.share.graph}"
            ) from exc
        self._support(n, each.share.picture)

    def _support(self, n: int, picture: Iterable[str]) -> None:
        rows = sorted((digest(line), n) for line in picture)
        self._db.executemany("INSERT OR IGNORE INTO contribution VALUES (?, ?)", rows)

    def _unsupported(self, lines: Iterable[str]) -> tuple[str, ...]:
        query = "SELECT 1 FROM contribution WHERE line = ? LIMIT 1"
        return tuple(n for n in sorted(set(lines)) if self._db.execute(query, (digest(n),)).fetchone() is None)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with translated(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
