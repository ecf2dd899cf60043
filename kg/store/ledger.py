"""The ledger: one SQLite file with every article, its annotation and its lines, and who supports which line.

The ledger is the truth and its transaction is the moment an article counts; the graph follows it. What the graph may
still lack is in the journal: named graphs to drop and lines to reconsider since the graph was last flushed to disk.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InvalidGraph, NotFound, StoreError
from kg.records import Article
from kg.store.entry import COLUMNS, Entry, searchable, unpack_article, unpack_json
from kg.store.lines import Change, Share, digest, pack, unpack

_SCHEMA = """
CREATE TABLE article (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, graph TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL, source_id TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL,
    content_hash TEXT NOT NULL, engine TEXT NOT NULL, facts INTEGER NOT NULL,
    record BLOB NOT NULL, annotation BLOB NOT NULL, evidence BLOB NOT NULL, picture BLOB NOT NULL);
CREATE INDEX article_url ON article (url);
CREATE INDEX article_source ON article (source_id);
CREATE INDEX article_content ON article (content_hash);
CREATE TABLE contribution (line BLOB NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (line, article)) WITHOUT ROWID;
CREATE TABLE journal (seq INTEGER PRIMARY KEY, article TEXT NOT NULL, graph TEXT NOT NULL, lines BLOB NOT NULL);
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_UPSERT = (
    f"INSERT INTO article ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + c for c in COLUMNS)}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in COLUMNS[1:])} RETURNING n"
)
_SHORTEST_PREFIX = 4


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
        with self._translated():
            self._db = _connected_to_read(path) if read_only else _connected_to_write(path)

    def close(self) -> None:
        """Close the file; the last one out folds the write-ahead log into it."""
        self._db.close()

    def write(self, entries: Sequence[Entry]) -> Change:
        """Put the entries in one transaction; gives what the graph must do to follow. The last of an article counts."""
        newest = {each.id: each for each in entries}
        with self._transaction():
            old = [self._journalled(each.id, each.share.picture) for each in newest.values()]
            for each in newest.values():
                self._upsert(each)
            drops = sorted({graph for graph, _ in old if graph})
            deletes = self._unsupported(line for _, lines in old for line in lines)
            return Change(tuple(drops), deletes, tuple(each.share for each in newest.values()))

    def remove(self, article: str) -> Change:
        """Take one article out; gives what the graph must do to follow."""
        with self._transaction():
            graph, lines = self._journalled(article, ())
            self._db.execute("DELETE FROM article WHERE id = ?", (article,))
            return Change((graph,), self._unsupported(lines))

    def unfinished(self) -> Change:
        """What brings a graph up to date that may lack any of the journalled changes. Doing it twice does no harm."""
        with self._translated():
            rows = self._db.execute("SELECT article, graph, lines FROM journal ORDER BY seq").fetchall()
            drops = {graph for _, graph, _ in rows if graph}
            adds = [share for article in sorted({a for a, _, _ in rows}) for share in self._shares(article)]
            drops |= {share.graph for share in adds}
            deletes = self._unsupported(line for _, _, packed in rows for line in unpack(packed))
            return Change(tuple(sorted(drops)), deletes, tuple(adds))

    def forget_journal(self) -> None:
        """The graph is on disk: nothing is unfinished any more."""
        with self._transaction():
            self._db.execute("DELETE FROM journal")

    @property
    def behind(self) -> bool:
        """Whether a graph on disk may lack something that the ledger has."""
        with self._translated():
            found = self._db.execute("SELECT EXISTS (SELECT 1 FROM journal) OR EXISTS (SELECT 1 FROM state)").fetchone()
            return bool(found[0])

    @property
    def rebuilding(self) -> bool:
        """Whether a rebuild of the graph was begun and not finished."""
        with self._translated():
            return self._db.execute("SELECT 1 FROM state WHERE key = 'rebuilding'").fetchone() is not None

    def begin_rebuild(self) -> None:
        """Note that the graph is being made anew, and count support anew from the articles' lines."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO state VALUES ('rebuilding', '1')")
            self._db.execute("DELETE FROM contribution")
            for n, picture in self._db.execute("SELECT n, picture FROM article"):
                self._support(n, unpack(picture))

    def end_rebuild(self) -> None:
        """Note that the graph is whole and on disk."""
        with self._transaction():
            self._db.execute("DELETE FROM journal")
            self._db.execute("DELETE FROM state WHERE key = 'rebuilding'")

    def shares(self) -> Iterator[Share]:
        """Every article's lines, by article id."""
        return self._shares(None)

    def find(self, name: str) -> str:
        """The id of the one article with this id, URL, source id or start of an id. Raises NotFound."""
        asked = searchable(name)
        with self._translated():
            for column in ("id", "url", "source_id"):
                rows = self._db.execute(f"SELECT id FROM article WHERE {column} = ? ORDER BY id", (asked,)).fetchall()
                if rows and asked:
                    return _only(name, rows)
            if len(asked) >= _SHORTEST_PREFIX:
                rows = self._db.execute(
                    "SELECT id FROM article WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id LIMIT 5",
                    (asked, len(asked), asked),
                ).fetchall()
                if rows:
                    return _only(name, rows)
        raise NotFound(
            f"no article {name!r} in the store",
            hint="give its id (or the start of it), its URL or the id it had in its file",
        )

    def article(self, article: str) -> Article:
        """The article as it was put."""
        with self._translated():
            return unpack_article(self._cell("record", article))

    def annotation(self, article: str) -> dict[str, object]:
        """The annotation as it was put."""
        with self._translated():
            return unpack_json(self._cell("annotation", article))

    def rows(self) -> Iterator[ArticleRow]:
        """The list of articles, by date and id."""
        columns = ", ".join(ArticleRow.__dataclass_fields__)
        with self._translated():
            for row in self._db.execute(f"SELECT {columns} FROM article ORDER BY published, id"):
                yield ArticleRow(*row)

    def has(self, article: str, content_hash: str, engine: str) -> bool:
        """Whether exactly this text was put under this id by this engine."""
        with self._translated():
            query = "SELECT 1 FROM article WHERE id = ? AND content_hash = ? AND engine = ?"
            return self._db.execute(query, (article, content_hash, searchable(engine))).fetchone() is not None

    def counts(self) -> tuple[int, int]:
        """How many articles, and how many different texts among them."""
        with self._translated():
            row = self._db.execute("SELECT count(*), count(DISTINCT content_hash) FROM article").fetchone()
            return int(row[0]), int(row[1])

    def _cell(self, column: str, article: str) -> bytes:
        with self._translated():
            row = self._db.execute(f"SELECT {column} FROM article WHERE id = ?", (article,)).fetchone()
            return bytes(row[0])

    def _shares(self, article: str | None) -> Iterator[Share]:
        where, values = ("", ()) if article is None else ("WHERE id = ?", (article,))
        with self._translated():
            for graph, evidence, picture in self._db.execute(
                f"SELECT graph, evidence, picture FROM article {where} ORDER BY id", values
            ):
                yield Share(graph, unpack(evidence), unpack(picture))

    def _journalled(self, article: str, keep: tuple[str, ...]) -> tuple[str, list[str]]:
        """Withdraw the old support of an article; its old graph and the lines it no longer has go into the journal."""
        row = self._db.execute("SELECT n, graph, picture FROM article WHERE id = ?", (article,)).fetchone()
        graph, lost = "", list[str]()
        if row:
            graph, old = row[1], unpack(row[2])
            self._db.executemany(
                "DELETE FROM contribution WHERE line = ? AND article = ?", ((digest(line), row[0]) for line in old)
            )
            lost = sorted(set(old).difference(keep))
        self._db.execute("INSERT INTO journal (article, graph, lines) VALUES (?, ?, ?)", (article, graph, pack(lost)))
        return graph, lost

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
        with self._translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, zlib.error) as exc:
            code = getattr(exc, "sqlite_errorname", "SQLITE_CORRUPT")
            if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")):
                raise StoreError(
                    f"the ledger {self.path} is damaged: {exc}", hint="bring back a copy of the store, or ingest again"
                ) from exc
            raise StoreError(
                f"the ledger {self.path} cannot be used: {exc}",
                hint="check the disk's free space and who owns the folder",
            ) from exc


def _connected_to_write(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -65536")
    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
        db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = 1; COMMIT;")
    return db


def _connected_to_read(path: Path) -> sqlite3.Connection:
    """One snapshot for as long as the connection lives."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        try:
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM state").fetchone()
        except sqlite3.OperationalError as exc:
            db.close()
            # Reading beside a log needs to write there; where that is forbidden and no log is left, none is needed.
            if not exc.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or _has_log(path):
                raise
            continue
        return db
    raise sqlite3.OperationalError("unable to open database file")


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _only(name: str, rows: Sequence[tuple[str]]) -> str:
    if len(rows) > 1:
        found = ", ".join(row[0] for row in rows[:5])
        raise NotFound(f"{name!r} names more than one article: {found}", hint="give the whole article id")
    return rows[0][0]
