"""Sources in, articles out, each article once; what cannot be read comes out as an error among them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kg.errors import ArticleError, ReadError
from kg.records import Article
from kg.sources import piped
from kg.sources.decode import reason
from kg.sources.fields import Fields
from kg.sources.origin import Origin
from kg.sources.table import find_reader
from kg.sources.walk import Found, files

_DEFAULT_FIELDS = Fields()


def read(
    sources: Sequence[str], *, fields: Fields = _DEFAULT_FIELDS, stdin: BinaryIO | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of files, folders, patterns and `-` (standard input), in the order named, folders sorted.

    Nothing is raised for an input: whatever cannot be read, and an article whose id came before in this run, is a
    yielded ReadError that names it. A file that several sources name is read once. `fields` names the parts of .jsonl,
    .json and .csv records; `stdin` replaces the process's standard input.

    >>> [str(error) for error in read(["tidak-ada.txt"])]
    ['tidak-ada.txt: no such file or folder']
    """
    first_seen: dict[int, str] = {}
    for item in _all(sources, fields, stdin):
        if isinstance(item, Article):
            yield _unless_seen(item, first_seen)
        else:
            yield item


def _unless_seen(article: Article, first_seen: dict[int, str]) -> Article | ReadError:
    # The ids are kept as numbers: a run of millions of articles should not hold as many strings.
    number = int(article.id, 16)
    before = first_seen.setdefault(number, article.origin)
    if before == article.origin:
        return article
    return Origin(article.origin, "").error(f"same article as {before}", "two records have the same URL or id; keep one of them")


def _all(sources: Sequence[str], fields: Fields, stdin: BinaryIO | None) -> Iterator[Article | ReadError]:
    done: set[str] = set()
    for source in sources:
        if source == piped.NAME:
            if source not in done:
                done.add(source)
                yield from piped.read_piped(stdin or sys.stdin.buffer, fields)
            continue
        for found in files(source):
            if isinstance(found, ReadError):
                yield found
            elif found.origin.key not in done:
                done.add(found.origin.key)
                yield from _articles(found, fields)


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
