"""The search index: names of entities, words of quotations and headlines, in one SQLite file beside the graph.

    search.sqlite     entity(iri, type, label, kind, articles)   name + trigrams of names   passage + words of passages

It is made from the store and brought up to date when it is opened after the store's ledger changed: each article's text,
engine and entities are held against what the index was made from, and only what differs is read again; decisions on who is
who make it anew. Losing the file costs one reading of the store. Where it cannot be written (a store on a read-only disk,
or one without a folder) it lives in memory.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.query.reading import Readable, after, rows

FILE = "search.sqlite"
_VERSION = 3
_SCHEMA = f"""
BEGIN;
CREATE TABLE entity (n INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, type TEXT NOT NULL, label TEXT NOT NULL,
                     kind TEXT NOT NULL, articles INTEGER NOT NULL);
CREATE TABLE name (n INTEGER PRIMARY KEY, entity INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX name_entity ON name (entity);
CREATE INDEX name_folded ON name (folded);
CREATE VIRTUAL TABLE trigram USING fts5(folded, tokenize = 'trigram');
CREATE VIRTUAL TABLE frequency USING fts5vocab(trigram, row);
CREATE TABLE passage (n INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, article TEXT NOT NULL);
CREATE INDEX passage_article ON passage (article);
CREATE VIRTUAL TABLE word USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE article (iri TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mention (article TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (article, iri)) WITHOUT ROWID;
CREATE TABLE outlet (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
COMMIT;
"""
_TABLES = "frequency trigram word name entity passage article mention outlet state".split()
_BATCH = 400
_NAMES_OF = "SELECT name.n FROM name JOIN entity ON entity = entity.n WHERE iri = ?"
_ENTITIES = (
    "SELECT ?e ?type ?label ?kind WHERE { %s ?e kgo:entityType ?type ; rdfs:label ?label . OPTIONAL { ?e sem:eventType ?kind } }"
)
_ALIASES = "SELECT ?e ?alias WHERE { %s ?e skos:altLabel ?alias ; kgo:entityType ?type }"
_MENTIONS = "SELECT ?a ?e WHERE { %s ?a a schema:NewsArticle ; schema:mentions ?e }"
_HEADLINES = "SELECT ?a ?text WHERE { %s ?a a schema:NewsArticle ; schema:headline ?text }"
_QUOTES = "SELECT ?a ?s ?text WHERE { %s GRAPH ?g { ?s prov:wasQuotedFrom ?a ; schema:text ?text } }"
_OUTLETS = "SELECT DISTINCT ?name WHERE { ?a schema:publisher ?o . ?o rdfs:label ?name . ?a a schema:NewsArticle }"
_STAMPS = "SELECT ?a ?hash WHERE { ?a a schema:NewsArticle . OPTIONAL { ?a kgo:contentHash ?hash } }"


class Index:
    """An open search index; close it, or use it in a `with` block. Ask it through `kg.query.search`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of one question to SQLite."""
        return self._db.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def opened(store: Readable, folder: str | Path | None = None) -> Index:
    """The index of an open store, up to date; `folder` is the store's, None keeps the index in memory."""
    if folder is not None:
        try:
            return _fresh(store, str(Path(folder) / FILE), _ledger_state(Path(folder)))
        except sqlite3.Error:  # a disk that is full or not ours, or a file that is no database
            return _fresh(store, ":memory:", "")
    return _fresh(store, ":memory:", "")


def _ledger_state(folder: Path) -> str:
    """Sizes and times of the ledger's files: the same as long as nothing was written."""
    found = [(folder / name).stat() for name in ("ledger.sqlite", "ledger.sqlite-wal") if (folder / name).exists()]
    return " ".join(f"{stat.st_size}:{stat.st_mtime_ns}" for stat in found if stat.st_size)


def _fresh(store: Readable, place: str, ledger: str) -> Index:
    db = sqlite3.connect(place, isolation_level=None, timeout=60, check_same_thread=False)
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            _clear(db)
        _update(db, store, ledger)
    except BaseException:
        db.close()
        raise
    return Index(db)


def _clear(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    for (name,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%!_%' ESCAPE '!'"
    ).fetchall():
        db.execute(f"DROP TABLE IF EXISTS {name}")
    db.executescript(_SCHEMA)


def _update(db: sqlite3.Connection, store: Readable, ledger: str) -> None:
    """Read again what changed since the index was last held against the store."""
    if ledger and _state(db, "ledger") == ledger:
        return
    now, decided = _stamps(store), _decisions(store)
    db.execute("BEGIN IMMEDIATE")  # after a look at the store: a second reader waits, then finds nothing left to do
    try:
        before = dict(db.execute("SELECT iri, stamp FROM article"))
        differing = {a for a in now.keys() | before.keys() if now.get(a) != before.get(a)}
        if not before or 5 * len(differing) > len(now) or _state(db, "decisions") != decided:
            _fill(db, store, now)
        elif differing:
            _refresh(db, store, now, differing)
        db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", [("ledger", ledger), ("decisions", decided)])
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _state(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _stamps(store: Readable) -> dict[str, str]:
    """What each article's part of the index is made from: text, engine, and the entities it names."""
    listed = getattr(store, "articles", None)
    told = {row.id: f"{row.content_hash} {row.engine}" for row in listed()} if listed else {}
    mentions: defaultdict[str, int] = defaultdict(int)
    for article, entity in rows(store, _MENTIONS % ""):
        mentions[article] ^= zlib.crc32(entity.encode()) << 32 | zlib.adler32(entity.encode())
    return {a: f"{told.get(a.rpartition('/')[2], text)} {mentions[a]:x}" for a, text in rows(store, _STAMPS)}


def _decisions(store: Readable) -> str:
    """Whether people decided on who is who since: entities change then without any article changing."""
    names: Any = getattr(store, "names", None)
    try:
        found = names.decisions() if hasattr(names, "decisions") else ()
    except sqlite3.OperationalError:  # a store of the format before decisions were kept
        found = ()
    return f"{zlib.crc32(repr(found).encode()):x}" if found else ""


def _fill(db: sqlite3.Connection, store: Readable, now: dict[str, str]) -> None:
    for table in ("entity", "name", "trigram", "passage", "word", "article", "mention", "outlet"):
        db.execute(f"DELETE FROM {table}")
    _add_articles(db, store, now, [""])
    counts = dict(db.execute("SELECT iri, count(*) FROM mention GROUP BY iri"))
    _add_entities(db, store, [""], counts)


def _refresh(db: sqlite3.Connection, store: Readable, now: dict[str, str], differing: set[str]) -> None:
    touched: set[str] = set()
    for article in differing:
        touched.update(iri for (iri,) in db.execute("SELECT iri FROM mention WHERE article = ?", (article,)))
        db.execute("DELETE FROM mention WHERE article = ?", (article,))
        db.execute("DELETE FROM article WHERE iri = ?", (article,))
        db.execute("DELETE FROM word WHERE rowid IN (SELECT n FROM passage WHERE article = ?)", (article,))
        db.execute("DELETE FROM passage WHERE article = ?", (article,))
    here = sorted(differing & now.keys())
    _add_articles(db, store, {a: now[a] for a in here}, _values("a", here))
    for article in here:
        touched.update(iri for (iri,) in db.execute("SELECT iri FROM mention WHERE article = ?", (article,)))
    counts = {}
    for iri in touched:
        db.execute(f"DELETE FROM trigram WHERE rowid IN ({_NAMES_OF})", (iri,))
        db.execute("DELETE FROM name WHERE entity IN (SELECT n FROM entity WHERE iri = ?)", (iri,))
        db.execute("DELETE FROM entity WHERE iri = ?", (iri,))
        counts[iri] = db.execute("SELECT count(*) FROM mention WHERE iri = ?", (iri,)).fetchone()[0]
    _add_entities(db, store, _values("e", sorted(touched)), counts)


def _values(variable: str, iris: Sequence[str]) -> list[str]:
    """VALUES clauses that bind a variable to some hundred IRIs each."""
    parts = (iris[i : i + _BATCH] for i in range(0, len(iris), _BATCH))
    return [f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in part)} }}" for part in parts]


def _add_articles(db: sqlite3.Connection, store: Readable, stamps: dict[str, str], bounds: Sequence[str]) -> None:
    db.executemany("INSERT INTO article VALUES (?, ?)", sorted(stamps.items()))
    for bound in bounds:
        db.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?)", rows(store, _MENTIONS % bound))
        passages = [(a, "headline", a, text) for a, text in rows(store, _HEADLINES % bound)]
        passages += [(s, "quote", a, text) for a, s, text in rows(store, _QUOTES % bound)]
        for iri, kind, article, text in sorted(set(passages)):
            n = db.execute("INSERT INTO passage VALUES (NULL, ?, ?, ?)", (iri, kind, article)).lastrowid
            db.execute("INSERT INTO word (rowid, text) VALUES (?, ?)", (n, text))
    db.execute("DELETE FROM outlet")
    db.executemany("INSERT OR IGNORE INTO outlet VALUES (?)", rows(store, _OUTLETS))


def _add_entities(db: sqlite3.Connection, store: Readable, bounds: Sequence[str], counts: dict[str, int]) -> None:
    for bound in bounds:
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for iri, alias in rows(store, _ALIASES % bound):
            aliases[iri].add(alias)
        for iri, kind, label, event, others in _labelled(rows(store, _ENTITIES % bound)):
            values = (iri, kind, label, after(event, "#event-"), counts.get(iri, 0))
            entity = db.execute("INSERT INTO entity VALUES (NULL, ?, ?, ?, ?, ?)", values).lastrowid
            for name in sorted({label, *others, *aliases[iri]}):
                n = db.execute("INSERT INTO name VALUES (NULL, ?, ?, ?)", (entity, name, folded(name))).lastrowid
                db.execute("INSERT INTO trigram (rowid, folded) VALUES (?, ?)", (n, folded(name)))


def _labelled(found: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str, str, str, set[str]]]:
    """Each entity once with its type, label and event kind, and its other labels: of several the last in order stays,
    as everywhere."""
    best: dict[str, tuple[str, str, str]] = {}
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for iri, kind, label, event in found:
        best[iri] = max(best.get(iri, ("", "", "")), (kind, label, event))
        labels[iri].add(label)
    for iri, (kind, label, event) in sorted(best.items()):
        yield iri, kind, label, event, labels[iri]


def folded(name: str) -> str:
    """A name as it is compared: without case and with single spaces.

    >>> folded("Dewi  ANJARSARI ")
    'dewi anjarsari'
    """
    return " ".join(name.replace("\x00", " ").casefold().split())
