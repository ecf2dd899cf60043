"""Sources in, articles out, each article once; what cannot be read comes out as an error among them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import BinaryIO

from kg.config import Fetch
from kg.errors import ArticleError, ReadError
from kg.records import Article
from kg.sources import piped, web
from kg.sources.decode import reason
from kg.sources.fields import Fields
from kg.sources.origin import Origin, is_web_address
from kg.sources.table import find_reader
from kg.sources.walk import Found, files

_DEFAULT_FIELDS = Fields()
_DEFAULT_FETCH = Fetch()


def read(
    sources: Sequence[str],
    *,
    fields: Fields = _DEFAULT_FIELDS,
    stdin: BinaryIO | None = None,
    fetch: Fetch = _DEFAULT_FETCH,
) -> Iterator[Article | ArticleError]:
    """The articles of files, folders, patterns and `-` (standard input), in the order named, folders sorted.

    Nothing is raised for an input: whatever cannot be read, and an article whose id came before in this run, is a
    yielded ReadError that names it. A file that several sources name is read once. `fields` names the parts of .jsonl,
    .json and .csv records; `fetch` says how addresses are fetched; `stdin` replaces the process's standard input.

    >>> [str(error) for error in read(["tidak-ada.txt"])]
    ['tidak-ada.txt: no such file or folder']
    """
    first_seen: dict[int, str] = {}
    with closing(_Sources(fields, stdin, fetch)) as opened:
        for item in opened.all(sources):
            found = _unless_seen(item, first_seen) if isinstance(item, Article) else item
            # Print, mobile and canonical page are one article: on the web that is no fault of the source.
            if found is item or not (isinstance(item, Article) and is_web_address(item.origin)):
                yield found


def _unless_seen(article: Article, first_seen: dict[int, str]) -> Article | ReadError:
    # The ids are kept as numbers: a run of millions of articles should not hold as many strings.
    number = int(article.id, 16)
    before = first_seen.setdefault(number, article.origin)
    if before == article.origin:
        return article
    return Origin(article.origin, "").error(f"same article as {before}", "two records have the same URL or id; keep one of them")


class _Sources:
    """Reads sources one after another, opening the web when the first address comes."""

    def __init__(self, fields: Fields, stdin: BinaryIO | None, fetch: Fetch) -> None:
        self._fields, self._stdin, self._fetch = fields, stdin, fetch
        self._web: web.Web | None = None

    def close(self) -> None:
        if self._web:
            self._web.close()

    def all(self, sources: Sequence[str]) -> Iterator[Article | ArticleError]:
        done: set[str] = set()
        for source in sources:
            if source == piped.NAME or web.is_address(source):
                if source not in done:
                    done.add(source)
                    yield from self._stream(source)
                continue
            for found in files(source):
                if isinstance(found, ReadError):
                    yield found
                elif found.origin.key not in done:
                    done.add(found.origin.key)
                    yield from _articles(found, self._fields)

    def _stream(self, source: str) -> Iterator[Article | ArticleError]:
        if source == piped.NAME:
            yield from piped.read_piped(self._stdin or sys.stdin.buffer, self._fields)
            return
        self._web = self._web or web.Web(self._fetch)
        yield from self._web.read(source)


def _articles(found: Found, fields: Fields) -> Iterator[Article | ReadError]:
    try:
        # A name can turn into a pipe between the look and the opening: without blocking, it cannot hang the run.
        handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        stream = os.fdopen(handle, "rb")
    except OSError as exc:
        yield found.origin.error(f"cannot be opened: {reason(exc)}", "check the file and the right to read it")
        return
    with stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            yield found.origin.error("not a regular file", "pipe its content in and name - instead")
            return
        yield from find_reader(found.ending)(found.origin, stream, fields)
