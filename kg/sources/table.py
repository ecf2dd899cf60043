"""Which reader reads which file: one line per ending, the module imported only when such a file is met."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, cast

from kg.errors import ReadError
from kg.records import Article
from kg.sources.fields import Fields
from kg.sources.origin import Origin

Reader = Callable[[Origin, BinaryIO, Fields], Iterator[Article | ReadError]]

READERS = {
    ".csv": "kg.sources.tabular:read_csv",
    ".docx": "kg.sources.papers:read_docx",
    ".eml": "kg.sources.mail:read_eml",
    ".htm": "kg.sources.webpage:read_html",
    ".html": "kg.sources.webpage:read_html",
    ".json": "kg.sources.jsonfile:read_json",
    ".jsonl": "kg.sources.jsonlines:read_jsonl",
    ".markdown": "kg.sources.plain:read_plain",
    ".mbox": "kg.sources.mail:read_mbox",
    ".md": "kg.sources.plain:read_plain",
    ".ndjson": "kg.sources.jsonlines:read_jsonl",
    ".pdf": "kg.sources.papers:read_pdf",
    ".tsv": "kg.sources.tabular:read_csv",
    ".txt": "kg.sources.plain:read_plain",
    ".warc": "kg.sources.archive:read_warc",
    ".warc.gz": "kg.sources.archive:read_warc",
    ".wet": "kg.sources.archive:read_warc",
    ".wet.gz": "kg.sources.archive:read_warc",
    ".xhtml": "kg.sources.webpage:read_html",
}


def ending_of(path: str) -> str:
    """The ending by which a file is read, in lower case: the last one, two where the last is `.gz`.

    >>> ending_of("arsip/Berita.TXT"), ending_of("a.b.warc.gz")
    ('.txt', '.warc.gz')
    """
    stem, ending = os.path.splitext(path.lower())
    return os.path.splitext(stem)[1] + ending if ending == ".gz" else ending


def find_reader(ending: str) -> Reader:
    """The reader of a file ending such as `.html`, in either case.

    Raises KeyError for an ending that is not in the table.
    """
    module, function = READERS[ending.lower()].split(":")
    return cast(Reader, getattr(import_module(module), function))
