"""The ledger's tables, and connections to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_ARTICLES = """
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
# Who is who. `support`: how many articles say something of a node; `named`: which articles speak of it; `member`: where its
# pointer leads and what it comes to; `card`: a node's own lines, a contributor like an article, its number below zero.
_NAMES = """
ALTER TABLE article ADD COLUMN profiles BLOB NOT NULL DEFAULT x'';
CREATE TABLE support (node TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (node, kind, value)) WITHOUT ROWID;
CREATE INDEX support_value ON support (kind, value, node, n);
CREATE TABLE named (node TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (node, article)) WITHOUT ROWID;
CREATE TABLE member (node TEXT PRIMARY KEY, target TEXT NOT NULL, verdict TEXT NOT NULL, score REAL NOT NULL, root TEXT NOT NULL)
    WITHOUT ROWID;
CREATE INDEX member_root ON member (root);
CREATE INDEX member_unsure ON member (score) WHERE verdict = 'unsure';
CREATE TABLE card (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, picture BLOB NOT NULL);
CREATE TABLE decision (n INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, origin TEXT NOT NULL, title TEXT NOT NULL,
    content_hash TEXT NOT NULL, engine TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX source_state ON source (state);
CREATE TABLE band (band INTEGER NOT NULL, value INTEGER NOT NULL, article TEXT NOT NULL, sketch BLOB NOT NULL,
    PRIMARY KEY (band, value, article)) WITHOUT ROWID;
CREATE INDEX band_article ON band (article);
"""
# Near-equal texts: each article's sketch, and the bands that articles alike share.
_SKETCHES = """
DROP TABLE band;
CREATE TABLE sketch (article TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE band (value INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (value, article)) WITHOUT ROWID;
CREATE INDEX band_article ON band (article);
"""
STEPS = (_ARTICLES, _NAMES, _SKETCHES)  # what each format adds to the one before


def connected_to_write(path: Path) -> sqlite3.Connection:
    """A connection to a ledger of the newest format; an older one is brought to it."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -65536")
    done = db.execute("PRAGMA user_version").fetchone()[0]
    for number, step in enumerate(STEPS[done:], done + 1):
        db.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
    return db


def connected_to_read(path: Path) -> sqlite3.Connection:
    """One snapshot for as long as the connection lives."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False)
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


def format_of(db: sqlite3.Connection) -> int:
    """The format of an open ledger: how many steps it has."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0
