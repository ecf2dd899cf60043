"""Mail (.eml, .mbox): one article a message, its subject the title, its day the message's; attachments are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from typing import BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.bounded import parsed
from kg.sources.decode import no_surrogates, read_bytes, reason
from kg.sources.fields import Fields
from kg.sources.origin import MAX_BYTES, Origin
from kg.sources.record import compose, to_article


def read_eml(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The one article of a message."""
    try:
        yield _article(origin, read_bytes(origin, stream))
    except ReadError as error:
        yield error


def read_mbox(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The articles of a mailbox, one message in memory at a time; each that cannot be read is one error."""
    number = 0
    try:
        for number, data in enumerate(_messages(stream), 1):
            try:
                yield _article(origin.item(number), data)
            except ReadError as error:
                yield error
    except OSError as exc:
        yield origin.error(reason(exc), "check the file and its disk")
    if not number:
        yield origin.error("not a mailbox", 'a mailbox begins with a line such as "From nama@contoh.example"')


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox: each begins with a line `From ` at the top or after an empty line."""
    lines: list[bytes] = []
    begun, empty, size = False, True, 0
    while line := stream.readline(MAX_BYTES):
        if empty and line.startswith(b"From "):
            if begun:
                yield b"".join(lines)
            lines, begun, size = [], True, 0
        elif begun and size <= MAX_BYTES:  # what is longer is refused by its length, not kept
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        empty = not line.strip()
    if begun:
        yield b"".join(lines)


def _article(origin: Origin, data: bytes) -> Article:
    if len(data) > MAX_BYTES:
        raise origin.error("too large: more than 20 MB", "it is hardly a piece of news")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        part = message.get_body(("plain", "html"))
        body = str(part.get_content()) if part else ""
        said = {key: " ".join(str(message.get(name, "")).split()) for key, name in _HEADERS}
    except (LookupError, ValueError, AttributeError, TypeError) as exc:
        raise origin.error("not a readable message", "export it again from the mail program") from exc
    body = no_surrogates(body).replace("\r\n", "\n")
    if part and part.get_content_type() == "text/html":
        body = parsed(origin, body)["body"]
    if not body.strip():
        raise origin.error("no text in the message", "save its attachment and name that file")
    record = {key: no_surrogates(value) for key, value in said.items() if value}
    return to_article(origin, record, Fields(), compose(record.get("title", ""), body), fallback_id=record.get("id", ""))


_HEADERS = (("title", "Subject"), ("date", "Date"), ("id", "Message-ID"), ("from", "From"))
