"""Who is who in the ledger: sums, pointers, cards, decisions and what became of each source, read and written."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from kg.records import Decision
from kg.store.batch import Outcome, Pointer, Put, Row

_SOURCE = ("id", "state", "reason", "origin", "title", "content_hash", "engine", "at")


class Names:
    """The reading side; every method reads the state after the last step."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of(self, node: str, kind: str) -> Mapping[str, int]:
        """Values of one kind that a node has, each with its number of articles."""
        return dict(self._db.execute("SELECT value, n FROM support WHERE node = ? AND kind = ?", (node, kind)))

    def having(self, kind: str, value: str) -> Mapping[str, int]:
        """Nodes that have a value of a kind, each with its number of articles."""
        return dict(self._db.execute("SELECT node, n FROM support WHERE kind = ? AND value = ?", (kind, value)))

    def kinds(self, node: str) -> list[tuple[str, str]]:
        """Everything that a node has, as (kind, value)."""
        return list(self._db.execute("SELECT kind, value FROM support WHERE node = ?", (node,)))

    def pointer(self, node: str) -> Pointer | None:
        """A node's pointer, where it has one."""
        row = self._db.execute("SELECT target, verdict, score, root FROM member WHERE node = ?", (node,)).fetchone()
        return Pointer(*row) if row else None

    def members(self, root: str) -> set[str]:
        """The nodes that come to a canonical node."""
        return {row[0] for row in self._db.execute("SELECT node FROM member WHERE root = ?", (root,))}

    def articles_of(self, node: str) -> set[str]:
        """Ids of the articles that speak of a node."""
        return {row[0] for row in self._db.execute("SELECT article FROM named WHERE node = ?", (node,))}

    def profiles(self, article: str) -> str:
        """What an article says of who is who, as it was put; empty when it is not there or says nothing."""
        row = self._db.execute("SELECT profiles FROM article WHERE id = ?", (article,)).fetchone()
        return bytes(row[0]).decode() if row else ""

    def unsure(self, limit: int) -> list[tuple[str, Pointer]]:
        """Nodes that may be another, the likeliest first."""
        rows = self._db.execute(
            "SELECT node, target, verdict, score, root FROM member WHERE verdict = 'unsure' ORDER BY score DESC, node LIMIT ?",
            (limit,),
        )
        return [(row[0], Pointer(*row[1:])) for row in rows]

    def decisions(self) -> list[Decision]:
        """Every decision ever made, in order; the first is number 1."""
        rows = self._db.execute("SELECT record FROM decision ORDER BY n")
        return [decision_from(json.loads(row[0])) for row in rows]

    def ruling_decisions(self) -> list[tuple[int, Decision]]:
        """The decisions of people, each with its number."""
        rows = self._db.execute("SELECT n, record FROM decision WHERE json_extract(record, '$.by') NOT LIKE 'rule:%' ORDER BY n")
        return [(row[0], decision_from(json.loads(row[1]))) for row in rows]

    @property
    def resolved(self) -> str:
        """The version of who is who that the store is at; empty when it must be worked out anew."""
        row = self._db.execute("SELECT value FROM state WHERE key = 'resolved'").fetchone()
        return str(row[0]) if row else ""

    def sources(self, state: str = "") -> Iterator[Outcome]:
        """What became of each source article, by id; of one state only, where it is given."""
        where, values = ("WHERE state = ?", (state,)) if state else ("", ())
        for row in self._db.execute(f"SELECT {', '.join(_SOURCE)} FROM source {where} ORDER BY id", values):
            yield Outcome(*row)

    def source(self, article: str) -> Outcome | None:
        """What became of one source article."""
        row = self._db.execute(f"SELECT {', '.join(_SOURCE)} FROM source WHERE id = ?", (article,)).fetchone()
        return Outcome(*row) if row else None

    def near(self, bands: Iterable[int]) -> set[str]:
        """Articles that share a band with a text."""
        query = "SELECT article FROM band WHERE value = ?"
        return {row[0] for band in bands for row in self._db.execute(query, (band,))}

    def sketch(self, article: str) -> tuple[int, ...]:
        """The sketch of an article's text; empty when there is none."""
        row = self._db.execute("SELECT packed FROM sketch WHERE article = ?", (article,)).fetchone()
        return struct.unpack(f"<{len(row[0]) // 4}I", row[0]) if row else ()

    def published(self, article: str) -> str:
        """When an article appeared; empty when that is unknown."""
        row = self._db.execute("SELECT published FROM article WHERE id = ?", (article,)).fetchone()
        return str(row[0]) if row else ""


def decision_from(record: Mapping[str, object]) -> Decision:
    """The decision of a JSON object; what it lacks is empty."""
    reasons = record.get("reasons") or ()
    return Decision(
        str(record["left"]),
        str(record.get("right", "")),
        str(record["verdict"]),
        float(str(record.get("score", 1.0))),
        tuple(str(r) for r in reasons) if isinstance(reasons, list | tuple) else (str(reasons),),
        str(record.get("by", "")),
        str(record.get("at", "")),
    )


def write_article(db: sqlite3.Connection, put: Put) -> None:
    """An article's nodes and sketch in place of those it had."""
    erase_article(db, put.article.id)
    db.executemany("INSERT INTO named VALUES (?, ?)", sorted((node, put.article.id) for node in put.nodes))
    if put.sketch:
        packed = struct.pack(f"<{len(put.sketch)}I", *put.sketch)
        db.execute("INSERT INTO sketch VALUES (?, ?)", (put.article.id, packed))
        db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, put.article.id) for band in put.bands])


def erase_article(db: sqlite3.Connection, article: str) -> None:
    """Take an article out of the lists by node and by sketch."""
    row = db.execute("SELECT profiles FROM article WHERE id = ?", (article,)).fetchone()
    nodes = nodes_in(bytes(row[0]).decode()) if row else set()
    db.executemany("DELETE FROM named WHERE node = ? AND article = ?", sorted((node, article) for node in nodes))
    db.execute("DELETE FROM band WHERE article = ?", (article,))
    db.execute("DELETE FROM sketch WHERE article = ?", (article,))


def nodes_in(profiles: str) -> set[str]:
    """The nodes that profiles speak of: each one's node, and the id it has in its article."""
    listed = json.loads(profiles) if profiles else []
    return {node for profile in listed for node in (profile["node"], profile.get("bound", "")) if node}


def write_support(db: sqlite3.Connection, changes: Mapping[Row, int]) -> None:
    """Change the sums; what comes to nothing goes."""
    db.executemany(
        "INSERT INTO support VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        ((*row, count) for row, count in sorted(changes.items())),
    )
    gone = sorted(row for row, count in changes.items() if count < 0)
    db.executemany("DELETE FROM support WHERE node = ? AND kind = ? AND value = ? AND n <= 0", gone)


def write_pointers(db: sqlite3.Connection, pointers: Mapping[str, Pointer | None]) -> None:
    """Point nodes anew; None takes a node out."""
    db.executemany(
        "DELETE FROM member WHERE node = ?", [(node,) for node, pointer in sorted(pointers.items()) if pointer is None]
    )
    db.executemany(
        "INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?)",
        [(node, p.target, p.verdict, p.score, p.root) for node, p in sorted(pointers.items()) if p is not None],
    )


def write_decisions(db: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Add to the end of the log."""
    db.executemany("INSERT INTO decision (record) VALUES (?)", [(json.dumps(asdict(d), ensure_ascii=False),) for d in decisions])


def write_outcomes(db: sqlite3.Connection, outcomes: Iterable[Outcome]) -> None:
    """What became of sources, in place of what was known."""
    marks = ", ".join("?" * len(_SOURCE))
    db.executemany(
        f"INSERT OR REPLACE INTO source VALUES ({marks})", [tuple(getattr(o, key) for key in _SOURCE) for o in outcomes]
    )


def write_resolved(db: sqlite3.Connection, version: str) -> None:
    """Note the version of who is who that the store is at; empty when it must be worked out anew."""
    if version:
        db.execute("INSERT OR REPLACE INTO state VALUES ('resolved', ?)", (version,))
    else:
        db.execute("DELETE FROM state WHERE key = 'resolved'")


def erase_all(db: sqlite3.Connection) -> None:
    """Take out everything that is worked out of articles and decisions; cards stay until their lines are withdrawn."""
    for table in ("support", "named", "member", "band", "sketch"):
        db.execute(f"DELETE FROM {table}")
    db.execute("UPDATE article SET profiles = x''")
    write_resolved(db, "")
