"""Plain text and Markdown (.txt, .md): one article a file, with an optional front matter of `key: value` lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.decode import read_text
from kg.sources.fields import Fields
from kg.sources.origin import Origin
from kg.sources.record import compose, to_article

_LONGEST_TITLE = 200
_LONGEST_FRONT_MATTER = 200
_KEY = re.compile(r"([^\W\d][\w .\-]{0,60}?)\s*:(?:\s+(.*))?")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")


def read_plain(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The one article of a text file. Its front matter always uses the default field names."""
    try:
        yield from_text(origin, read_text(origin, stream))
    except ReadError as error:
        yield error


def from_text(origin: Origin, text: str, *, fallback_id: str = "", url: str = "") -> Article:
    """The article of a text: front matter off, and a short first line with more text below it is the title.

    Raises ReadError when nothing but front matter is there, or its date is impossible.
    """
    record, body = split_front_matter(text)
    if url:
        record["url"] = url
    fields = Fields()
    body = body.strip("\n").rstrip()
    lines = body.lstrip().partition("\n")
    title, first = " ".join(record.get(fields.title, "").split()), _unmarked(lines[0])
    if not title and len(first) < _LONGEST_TITLE and lines[2].strip():
        title = first
    if not body.strip():
        raise origin.error("no text", "an article needs at least one word")
    # The first line is taken off once only: a body may well say its title again.
    below = lines[2].strip("\n")
    text = f"{title}\n{below}" if title == first and below else compose(title, body)
    return to_article(origin, {**record, fields.title: title}, fields, text, fallback_id=fallback_id)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two `---` lines at the top, and the text after them.

    A rule line that opens no such block belongs to the text.

    >>> split_front_matter("---\\noutlet: Warta\\n---\\nBanjir surut")
    ({'outlet': 'Warta'}, 'Banjir surut')
    """
    lines = text.lstrip("\ufeff\n").split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    for end, line in enumerate(lines[1:_LONGEST_FRONT_MATTER], 1):
        if line.rstrip() in {"---", "..."}:
            record = _front_matter(lines[1:end])
            return (record, "\n".join(lines[end + 1 :])) if record is not None else ({}, text)
    return {}, text


def _front_matter(lines: list[str]) -> dict[str, str] | None:
    """Keys and values; None when a line is neither a pair, a comment, nor the continuation of a pair."""
    record: dict[str, str] = {}
    key = ""
    for line in lines:
        match = _KEY.fullmatch(line.rstrip())
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key and line[0] in " \t-":
            record[key] = f"{record[key]} {line.strip()}".strip()
        elif match:
            key = match[1]
            record[key] = _unquoted((match[2] or "").strip())
        else:
            return None
    return record


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _unmarked(line: str) -> str:
    """A title line without Markdown's heading marks and with single spaces."""
    match = _MARKDOWN_HEADING.fullmatch(line.strip())
    return " ".join((match[1] if match else line).split())
