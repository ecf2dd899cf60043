"""Fetched pages kept as they came, in a WARC file, so that evidence can be shown when the page is gone; and read again."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from kg.errors import KgError, ReadError
from kg.records import Article
from kg.sources.decode import decode
from kg.sources.fields import Fields
from kg.sources.origin import MAX_BYTES, Origin, shown
from kg.sources.plain import from_text
from kg.sources.webpage import from_html, page_text

_DROPPED = {"content-encoding", "transfer-encoding", "content-length", "set-cookie"}


def append(path: str, url: str, data: bytes, headers: Sequence[tuple[str, str]], fetched: str) -> None:
    """Add one page to a WARC file (gzip). Raises KgError when the file cannot be written."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    kept = [(name, value) for name, value in headers if name.lower() not in _DROPPED]
    said = StatusAndHeaders("200 OK", [*kept, ("content-length", str(len(data)))], protocol="HTTP/1.1")
    day = {"WARC-Date": fetched.replace("+00:00", "Z")} if fetched else {}
    try:
        with open(path, "ab") as file:
            writer = WARCWriter(file, gzip=True)
            body = io.BytesIO(data)
            record = writer.create_warc_record(url, "response", body, http_headers=said, warc_headers_dict=day)
            writer.write_record(record)
    except OSError as exc:
        raise KgError(f"cannot keep pages in {path}: {(exc.strerror or str(exc)).lower()}", hint="name another file") from exc


def read_warc(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The articles of a WARC or WET file, one a page; records that are no page of text are passed over."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(stream):
            number += 1
            kind = (record.http_headers or record.rec_headers).get_header("Content-Type", "") or ""
            is_page = record.rec_type == "response" and "html" in kind.lower()
            if is_page or record.rec_type == "conversion":
                yield _article(origin.item(number), record, is_page=is_page)
    except (ArchiveLoadFailed, OSError, ValueError, EOFError):
        yield origin.item(number + 1).error("not a WARC record", "is the file whole?")
    if not number:
        yield origin.error("empty", "there is nothing to read; remove the file or fill it")


def _article(origin: Origin, record: object, *, is_page: bool) -> Article | ReadError:
    url = record.rec_headers.get_header("WARC-Target-URI", "")  # type: ignore[attr-defined]
    data = record.content_stream().read(MAX_BYTES + 1)  # type: ignore[attr-defined]
    try:
        if len(data) > MAX_BYTES:
            raise origin.error("too large: more than 20 MB", "it is hardly a page of news")
        if is_page:
            article = from_html(origin, page_text(origin, data), known={"url": url})
        else:
            article = from_text(origin, decode(origin, data), url=url)
    except ReadError as error:
        return error
    return replace(article, fetched=record.rec_headers.get_header("WARC-Date", ""), origin=shown(url) or origin.name)  # type: ignore[attr-defined]
