"""Bytes -> text: byte-order marks first, then UTF-8, then the likeliest encoding; what is no text is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.sources.origin import MAX_BYTES, Origin

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARABLE = re.compile(r"(windows-|cp|iso-8859-|gb|big5|euc-|shift_jis|koi8-|tis-620|macintosh)[a-z0-9-]{0,9}")
_NO_TEXT = "not a text file"
_NO_TEXT_HINT = "kg reads text; turn the document into .txt or .html first"
_SAVE_HINT = "save the file as UTF-8"


def no_surrogates(text: str) -> str:
    """The text with every lone surrogate replaced by U+FFFD, so that it can be written out; offsets stay the same.

    >>> no_surrogates("a\\ud800b")
    'a�b'
    """
    return _SURROGATE.sub("\ufffd", text)


def mark_of(data: bytes) -> str:
    """The encoding that a byte-order mark announces, or "".

    >>> mark_of(b"\\xff\\xfeA\\x00"), mark_of(b"A")
    ('utf-16', '')
    """
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def read_text(origin: Origin, stream: BinaryIO, *, declared: str = "") -> str:
    """The whole of a text file of at most MAX_BYTES, its line ends as line feeds; `declared` is an encoding it names.

    Raises ReadError when it cannot be read, is empty, too large, or no text.
    """
    text = decode(origin, read_bytes(origin, stream), declared=declared)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(origin: Origin, stream: BinaryIO, *, limit: int = MAX_BYTES) -> bytes:
    """All bytes of an input. Raises ReadError when it cannot be read, is empty, or has more than `limit` bytes."""
    try:
        data = stream.read(limit + 1)
    except OSError as exc:
        raise origin.error(reason(exc), "check the file and its disk") from exc
    if len(data) > limit:
        raise origin.error(f"too large: more than {limit // 1_000_000} MB", "split it, or write many articles as .jsonl")
    if not data:
        raise origin.error("empty", "there is nothing to read; remove the file or fill it")
    return data


def decode(origin: Origin, data: bytes, *, declared: str = "") -> str:
    """The text of `data`, without lone surrogates. Raises ReadError when it is binary or of no known encoding."""
    encoding = mark_of(data)
    if not encoding and b"\0" in data:
        raise origin.error(_NO_TEXT, _NO_TEXT_HINT)
    text = data.decode(encoding, "replace") if encoding else _decode_unmarked(origin, data, declared)
    if "\0" in text or len(_CONTROL.findall(text)) * 10 > len(text):
        raise origin.error(_NO_TEXT, _NO_TEXT_HINT)
    return no_surrogates(text)


def encoding_of(origin: Origin, stream: BinaryIO) -> str:
    """The encoding of a seekable stream, found in one pass without keeping it; the stream is back at its start.

    Raises ReadError when it cannot be read, is empty, binary or of no known encoding.
    """
    try:
        head = stream.read(_SAMPLE)
        if not head:
            raise origin.error("empty", "there is nothing to read; remove the file or fill it")
        encoding = mark_of(head) or _scan(origin, head, stream)
        stream.seek(0)
    except OSError as exc:
        raise origin.error(reason(exc), "check the file and its disk") from exc
    return encoding


def _scan(origin: Origin, head: bytes, stream: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk, valid = head, True
    while chunk:
        if b"\0" in chunk:
            raise origin.error(_NO_TEXT, _NO_TEXT_HINT)
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            valid = False
            decoder.reset()
        chunk = stream.read(_SAMPLE)
    return "utf-8" if valid or _is_damaged_utf8(head) else _guess(origin, head)


def reason(exc: OSError | ValueError) -> str:
    """Why the system refused, as words in lower case."""
    words = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
    return words[:1].lower() + words[1:]


def _decode_unmarked(origin: Origin, data: bytes, declared: str) -> str:
    for encoding, errors in _trials(data, declared):
        try:
            return data.decode(encoding, errors)
        except (UnicodeError, LookupError):
            continue
    return data.decode(_guess(origin, data), "replace")


def _trials(data: bytes, declared: str) -> Iterator[tuple[str, str]]:
    yield "utf-8", "strict"
    if _is_damaged_utf8(data):
        yield "utf-8", "replace"
    if _DECLARABLE.fullmatch(declared.lower()) and declared.lower() != "iso-8859-1":
        yield declared.lower(), "strict"


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a few broken places: then guessing another encoding would spoil all the rest."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - broken > 4 * broken


def _guess(origin: Origin, data: bytes) -> str:
    """The likeliest 8-bit or East Asian encoding.

    Text that is nearly all ASCII, as Indonesian is, gives a statistical detector too little to go by (it names Central
    European code pages for a few accents), so there Windows-1252, which scraping leaves behind most often, comes first.
    """
    sample = data[:_SAMPLE]
    if sum(byte > 0x7F for byte in sample) * 10 < len(sample) and not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise origin.error("of no known text encoding", _SAVE_HINT)
    return best.encoding
