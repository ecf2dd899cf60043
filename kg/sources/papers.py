"""PDF and Word documents (.pdf, .docx): one article each, read in a process of its own under limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.bounded import opened
from kg.sources.decode import read_bytes
from kg.sources.fields import Fields
from kg.sources.origin import Origin
from kg.sources.plain import from_text
from kg.sources.record import compose


def read_pdf(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The one article of a PDF file; its first line is the title when it is short."""
    yield _article(origin, stream, "pdf")


def read_docx(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The one article of a Word document; its title is the document's, else the first line when it is short."""
    yield _article(origin, stream, "docx")


def _article(origin: Origin, stream: BinaryIO, kind: str) -> Article | ReadError:
    try:
        found = opened(origin, kind, read_bytes(origin, stream))
        return from_text(origin, compose(found["title"], found["body"]))
    except ReadError as error:
        return error
