"""JSON files (.json): one article as an object, or a list of articles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.decode import decode, read_bytes
from kg.sources.fields import Fields
from kg.sources.jsonlines import parse, read_jsonl, to_record
from kg.sources.origin import MAX_BYTES, Origin

# The whole file is held in memory at once; what is larger belongs into JSON lines.
MAX_FILE = 10 * MAX_BYTES


def read_json(origin: Origin, stream: BinaryIO, fields: Fields) -> Iterator[Article | ReadError]:
    """The article or articles of a JSON file; JSON lines under this ending are read as such."""
    try:
        text = decode(origin, read_bytes(origin, stream, limit=MAX_FILE))
        try:
            value = parse(origin, text)
        except ReadError:
            if not _is_lines(origin, text):
                raise
            yield from read_jsonl(origin, io.BytesIO(text.encode()), fields)
            return
        yield from read_value(origin, value, fields)
    except ReadError as error:
        yield error


def read_value(origin: Origin, value: object, fields: Fields, *, by_content: bool = False) -> Iterator[Article | ReadError]:
    """The articles of a parsed document; the items of a list are counted from 1. `by_content` as in `read_lines`."""
    if isinstance(value, list) and not value:
        yield origin.error("empty", "the list holds no article")
    places = enumerate(value, 1) if isinstance(value, list) else [(0, value)]
    for number, item in places:
        try:
            yield to_record(origin.item(number) if number else origin, item, fields, by_content=by_content)
        except ReadError as error:
            yield error


def _is_lines(origin: Origin, text: str) -> bool:
    """Whether the first line alone is a complete object."""
    try:
        return isinstance(parse(origin, text.lstrip().partition("\n")[0]), dict)
    except ReadError:
        return False
