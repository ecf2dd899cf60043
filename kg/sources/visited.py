"""What was fetched before, in one SQLite file: how to ask whether it has changed, and the article that it was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.records import Article

if TYPE_CHECKING:
    import sqlite3

_TABLE = "CREATE TABLE IF NOT EXISTS visit (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, stamp TEXT, article TEXT)"


@dataclass(frozen=True, slots=True)
class Visit:
    """An address as it was when last fetched; `stamp` is the day or version that its feed gave it."""

    etag: str = ""
    modified: str = ""
    stamp: str = ""
    article: Article | None = None


class Visited:
    """The visits so far; without a path nothing is kept. Raises StoreError for a file that is none of ours."""

    def __init__(self, path: str = "") -> None:
        self._db: sqlite3.Connection | None = None
        if path:
            import sqlite3

            try:
                self._db = sqlite3.connect(path, isolation_level=None)
                self._db.execute(_TABLE)
            except sqlite3.Error as exc:
                raise StoreError(f"cannot keep what was fetched in {path}: {exc}", hint="name another file") from exc

    def get(self, url: str) -> Visit:
        """The last visit of an address; an empty one when there was none."""
        if not self._db:
            return Visit()
        row = self._db.execute("SELECT etag, modified, stamp, article FROM visit WHERE url = ?", (url,)).fetchone()
        if not row:
            return Visit()
        etag, modified, stamp, article = row
        return Visit(etag, modified, stamp, Article(**json.loads(article)) if article else None)

    def put(self, url: str, visit: Visit) -> None:
        """Keep a visit, in place of the one before."""
        if self._db:
            article = json.dumps(asdict(visit.article), default=dict) if visit.article else ""
            row = (url, visit.etag, visit.modified, visit.stamp, article)
            self._db.execute("INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?)", row)

    def close(self) -> None:
        """Close the file."""
        if self._db:
            self._db.close()
