"""Saved web pages (.html): one article each, read in a process of its own under limits of time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.bounded import parsed
from kg.sources.decode import decode, read_bytes
from kg.sources.fields import Fields
from kg.sources.origin import Origin, is_same_site
from kg.sources.record import compose, to_article

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_HEAD = 4096


def read_html(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The one article of a saved page, its text the title line and the main text without menus and comments."""
    try:
        yield from_html(origin, page_text(origin, read_bytes(origin, stream)))
    except ReadError as error:
        yield error


def page_text(origin: Origin, data: bytes, *, declared: str = "") -> str:
    """A page's source as text, in the encoding that it or `declared` names. Raises ReadError when it is no text."""
    match = _CHARSET.search(data[:_HEAD])
    return decode(origin, data, declared=declared or (match[1].decode() if match else ""))


def from_html(origin: Origin, page: str, *, fallback_id: str = "", known: dict[str, str] | None = None) -> Article:
    """The article of a page's source; `known` are fields that stand where the page has none, and the address it came from.

    Lines that are the outlet's and not the article's stand in `extra["boilerplate"]`, the reporter in `extra["byline"]`.

    Raises ReadError when the page holds no article text or an impossible date, or takes too long.
    """
    return from_parts(origin, parsed(origin, page), fallback_id=fallback_id, known=known)


def from_parts(
    origin: Origin, found: dict[str, Any], *, fallback_id: str = "", known: dict[str, str] | None = None
) -> Article:
    """The article of what `kg.sources.page.parts` found; raises as `from_html` does."""
    if not found["body"].strip():
        raise origin.error("no article text in the page", "is it a list of articles, or filled in by a script?")
    metadata = {**(known or {}), **found["metadata"]}
    if known and "url" in known and not is_same_site(metadata["url"], known["url"]):
        metadata["url"] = known["url"]  # no page may pass for another outlet's
    text = compose(metadata.get("title", ""), found["body"])
    record = {**metadata, "boilerplate": found["boilerplate"]} if found["boilerplate"] else metadata
    return to_article(origin, record, Fields(), text, fallback_id=fallback_id)
