"""Standard input (`-`): JSON lines, a JSON document, a web page or plain text, told apart by how it begins."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.decode import decode, mark_of, reason
from kg.sources.fields import Fields
from kg.sources.jsonfile import read_value
from kg.sources.jsonlines import MAX_LINE, numbered_lines, parse, read_lines
from kg.sources.origin import MAX_BYTES, Origin
from kg.sources.plain import from_text
from kg.sources.webpage import from_html

NAME = "-"
ORIGIN = Origin(NAME, NAME)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|\?xml|article|div|p|meta)\b", re.I)


def read_piped(stream: BinaryIO, fields: Fields) -> Iterator[Article | ReadError]:
    """The articles that come in on a stream, which is read once and need not be seekable.

    An article without URL and id of its own gets its id from its text, since `-` names something else each time.
    """
    try:
        first = _first_line(stream)
        if mark_of(first) not in {"", "utf-8-sig"}:
            stream = io.BytesIO(decode(ORIGIN, first + stream.read()).encode())
            first = _first_line(stream)
        yield from _by_kind(first, stream, fields)
    except OSError as exc:
        yield ORIGIN.error(reason(exc), "check the command that writes into the pipe")
    except ReadError as error:
        yield error


def _by_kind(first: bytes, stream: BinaryIO, fields: Fields) -> Iterator[Article | ReadError]:
    if _is_object(first):
        yield from _lines(first, stream, fields)
        return
    data = first + stream.read(MAX_BYTES + 1)
    if not data.strip():
        raise ORIGIN.error("empty", "nothing came in on standard input")
    if len(data) > MAX_BYTES:
        raise ORIGIN.error(f"too large: more than {MAX_BYTES // 1_000_000} MB", "write a .jsonl of many articles")
    text = decode(ORIGIN, data).replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip()[:1] in {"{", "["} and (value := _document(text)) is not None:
        yield from read_value(ORIGIN, value, fields, by_content=True)
    elif first.lstrip(b"\xef\xbb\xbf \t").startswith(b'{"'):
        yield from _lines(first, io.BytesIO(data[len(first) :]), fields)
    else:
        make = from_html if _is_page(text) else from_text
        yield make(ORIGIN, text, fallback_id=Article(id="", text=text).content_hash[:16])


def _first_line(stream: BinaryIO) -> bytes:
    """All up to and including the first line that is not blank."""
    read = b""
    while line := stream.readline(MAX_LINE + 1):
        read += line
        if line.strip() or len(read) > MAX_LINE:
            break
    return read


def _lines(first: bytes, stream: BinaryIO, fields: Fields) -> Iterator[Article | ReadError]:
    """JSON lines whose first ones were already read."""
    begun = list(enumerate(first.splitlines(keepends=True), 1))
    rest = numbered_lines(ORIGIN, stream, after=len(begun))
    yield from read_lines(ORIGIN, chain(begun, rest), fields, by_content=True)


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        return isinstance(_document(decode(ORIGIN, line)), dict)
    except ReadError:
        return False


def _document(text: str) -> object:
    try:
        return parse(ORIGIN, text)
    except ReadError:
        return None


def _is_page(text: str) -> bool:
    """Whether a text begins, after any comments, as a web page does."""
    text, start = text.removeprefix("\ufeff").lstrip(), 0
    while text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        if end < 0:
            return False
        start = end + 3
        while text[start : start + 1].isspace():
            start += 1
    return bool(_PAGE.match(text, start))
