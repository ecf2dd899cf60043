"""JSON lines (.jsonl, .ndjson): one article a line, its text taken exactly as it stands."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.decode import decode, mark_of, no_surrogates, read_bytes, reason
from kg.sources.fields import Fields
from kg.sources.origin import MAX_BYTES, Origin
from kg.sources.record import record_text, to_article

# A line may be longer than its article: escapes take six characters for one, and annotations come on top.
MAX_LINE = 4 * MAX_BYTES
_MARKED_FILE_LIMIT = 10 * MAX_BYTES
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read_jsonl(origin: Origin, stream: BinaryIO, fields: Fields) -> Iterator[Article | ReadError]:
    """The articles of a file of JSON lines; each broken line is one error, and the next line goes on."""
    try:
        yield from read_lines(origin, numbered_lines(origin, _in_utf8(origin, stream)), fields)
    except ReadError as error:
        yield error


def read_lines(
    origin: Origin, lines: Iterable[tuple[int, bytes]], fields: Fields, *, by_content: bool = False
) -> Iterator[Article | ReadError]:
    """The articles of numbered lines; blank lines are passed over.

    `by_content` makes the id of a record without URL and id from its text, for input that has no lasting name.
    """
    number = 0
    for number, line in lines:
        if not line.strip():
            continue
        try:
            yield _article(origin.at(number), line, fields, by_content)
        except ReadError as error:
            yield error
    if not number:
        yield origin.error("empty", "there is nothing to read; remove the file or fill it")


def numbered_lines(origin: Origin, stream: BinaryIO, *, after: int = 0) -> Iterator[tuple[int, bytes]]:
    """The lines of a stream with their numbers, of which `after` went before; one over MAX_LINE is cut.

    Raises ReadError when the stream breaks off.
    """
    number = after
    try:
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            yield number, line
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
    except OSError as exc:
        raise origin.at(number + 1).error(reason(exc), "check the file and its disk") from exc


def parse(origin: Origin, text: str) -> Any:
    """The JSON value of `text`, free of lone surrogates. Raises ReadError when it is not JSON."""
    try:
        value = json.loads(text, strict=False)
        return _repaired(value) if _SURROGATE_ESCAPE.search(text) else value
    except json.JSONDecodeError as exc:
        where = f"line {exc.lineno}, column {exc.colno}" if exc.lineno > 1 else f"column {exc.colno}"
        raise origin.error(f"not valid JSON at {where}", "each line must be one complete JSON object") from exc
    except (ValueError, RecursionError) as exc:
        raise origin.error("JSON beyond what can be read", "numbers and nesting must be of a sane size") from exc


def to_record(origin: Origin, value: object, fields: Fields, *, by_content: bool = False) -> Article:
    """The article a JSON value holds. Raises ReadError when it is no object or has no usable text."""
    if not isinstance(value, dict):
        raise origin.error("not a JSON object", 'an article is an object such as {"title": "...", "text": "..."}')
    text = record_text(origin, value, fields.text)
    fallback = Article(id="", text=text).content_hash[:16] if by_content else ""
    return to_article(origin, value, fields, text, fallback_id=fallback)


def _article(origin: Origin, line: bytes, fields: Fields, by_content: bool) -> Article:
    if len(line) > MAX_LINE:
        raise origin.error(f"too large: more than {MAX_LINE // 1_000_000} MB", "split the record")
    text = decode(origin, line)
    return to_record(origin, parse(origin, text.strip("\r\n")), fields, by_content=by_content)


def _in_utf8(origin: Origin, stream: BinaryIO) -> BinaryIO:
    """The stream itself, or its content as UTF-8 where a mark says that it is UTF-16 or UTF-32."""
    head = stream.read(4)
    stream.seek(0)
    if mark_of(head) in {"", "utf-8-sig"}:
        return stream
    return io.BytesIO(decode(origin, read_bytes(origin, stream, limit=_MARKED_FILE_LIMIT)).encode())


def _repaired(value: Any) -> Any:
    """The value with every string free of lone surrogates, which could not be written out again."""
    if isinstance(value, str):
        return no_surrogates(value)
    if isinstance(value, list):
        return [_repaired(item) for item in value]
    if isinstance(value, dict):
        return {no_surrogates(key): _repaired(item) for key, item in value.items()}
    return value
