"""Find an article by any of its names, and say in words what is wrong with a ledger."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import NotFound, StoreError
from kg.store.entry import searchable

_SHORTEST_PREFIX = 4


def find(db: sqlite3.Connection, name: str) -> str:
    """The id of the one article with this id, URL, source id or start of an id. Raises NotFound."""
    asked = searchable(name)
    for column in ("id", "url", "source_id"):
        rows = db.execute(f"SELECT id FROM article WHERE {column} = ? ORDER BY id", (asked,)).fetchall()
        if rows and asked:
            return _only(name, rows)
    if len(asked) >= _SHORTEST_PREFIX:
        rows = db.execute(
            "SELECT id FROM article WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id LIMIT 5",
            (asked, len(asked), asked),
        ).fetchall()
        if rows:
            return _only(name, rows)
    raise NotFound(
        f"no article {name!r} in the store",
        hint="give its id (or the start of it), its URL or the id it had in its file",
    )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Every sqlite3 error inside leaves as StoreError."""
    try:
        yield
    except (sqlite3.DatabaseError, zlib.error) as exc:
        code = getattr(exc, "sqlite_errorname", "SQLITE_CORRUPT")
        if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")):
            raise StoreError(
                f"the ledger {path} is damaged: {exc}", hint="bring back a copy of the store, or ingest again"
            ) from exc
        raise StoreError(
            f"the ledger {path} cannot be used: {exc}",
            hint="check the disk's free space and who owns the folder",
        ) from exc


def _only(name: str, rows: Sequence[tuple[str]]) -> str:
    if len(rows) > 1:
        found = ", ".join(row[0] for row in rows[:5])
        raise NotFound(f"{name!r} names more than one article: {found}", hint="give the whole article id")
    return rows[0][0]
