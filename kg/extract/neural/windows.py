"""Cut a document into encoder windows: piece ids with their character offsets into the article's own text.

Words glued by scraping (`HIPMI.Peringatan`, `PresidenPrabowo`) are given a space before they are cut into pieces, so that
the encoder sees the words it knows; offsets still point into the unaltered text. Windows hold whole sentences; every window
after the first starts with the title again, as context only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.records import Document, Span

WINDOW = 510
_GLUE = re.compile(
    r"(?<=[a-z]{2})(?=[A-Z][a-z])"  # PresidenPrabowo
    r"|(?<=[a-z0-9)\"”][.!?])(?=[A-Z][a-z])"  # HIPMI.Peringatan, nasional.Penetapan
    r"|(?<=[A-Z]{2}[.!?])(?=[A-Z][a-z])"
    r"|(?<=[,.!?][\"”])(?=\w)"  # ",kata
    r"|(?<=\))(?=[A-Za-z]{2})"  # (BNI)turut
    r"|(?<=[a-z],)(?=[A-Za-z])"
    r"|(?<=\d{4})(?=[A-Z][a-z])"  # 2025Pemerintah
)


class PieceTokenizer(Protocol):
    """What is asked of a tokenizer: `encode_batch` as the `tokenizers` package gives it."""

    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> list[PieceEncoding]:
        """Encode each text."""
        ...


class PieceEncoding(Protocol):
    """Piece ids and their character offsets."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SpecialPieces:
    """The ids of the pieces that a tokenizer puts around a text, fills up with, and hides words behind."""

    start: int
    end: int
    pad: int
    mask: int


XLM_ROBERTA = SpecialPieces(start=0, end=2, pad=1, mask=32936)


@dataclass(frozen=True, slots=True)
class Window:
    """One encoder input: `ids` (n,), `starts` and `ends` (n,) in characters; special and context pieces have start == end."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    @property
    def real(self) -> NDArray[np.bool_]:
        """Which pieces stand for characters of this window's own sentences."""
        return self.ends > self.starts


def respace(text: str) -> tuple[str, list[int]]:
    """The text with a space at every glued joint, and for each of its characters the offset in the original.

    >>> respace("HIPMI.Peringatan")[0]
    'HIPMI. Peringatan'
    """
    out: list[str] = []
    offsets: list[int] = []
    last = 0
    for joint in _GLUE.finditer(text):
        at = joint.start()
        out.append(text[last:at] + " ")
        offsets.extend(range(last, at))
        offsets.append(at)
        last = at
    out.append(text[last:])
    offsets.extend(range(last, len(text)))
    return "".join(out), offsets


def _pieces(document: Document, tokenizer: PieceTokenizer) -> list[tuple[list[int], list[int], list[int]]]:
    """Piece ids, starts and ends for each sentence."""
    text = document.article.text
    spaced = [respace(span.of(text)) for span in document.sentences]
    out = []
    encodings = tokenizer.encode_batch([s for s, _ in spaced], add_special_tokens=False)
    for span, (surface, offsets), encoding in zip(document.sentences, spaced, encodings, strict=True):
        ids, starts, ends = [], [], []
        for piece, (a, b) in zip(encoding.ids, encoding.offsets, strict=True):
            while a < b and surface[a].isspace():
                a += 1
            while b > a and surface[b - 1].isspace():
                b -= 1
            if a == b:
                continue
            ids.append(piece)
            starts.append(span.start + offsets[a])
            ends.append(span.start + offsets[b - 1] + 1)
        out.append((ids, starts, ends))
    return out


def _chunks(document: Document, tokenizer: PieceTokenizer, room: int) -> Iterator[tuple[Span, list[int], list[int], list[int]]]:
    """Sentences as pieces; one longer than `room` comes in several parts."""
    for span, (ids, starts, ends) in zip(document.sentences, _pieces(document, tokenizer), strict=True):
        for at in range(0, len(ids), room):
            yield span, ids[at : at + room], starts[at : at + room], ends[at : at + room]


def windows(
    document: Document, tokenizer: PieceTokenizer, *, size: int = WINDOW, special: SpecialPieces = XLM_ROBERTA
) -> list[Window]:
    """The document's windows, in order, each of at most `size` pieces and two marks; line breaks become end pieces."""
    text = document.article.text
    done: list[Window] = []
    title: list[int] = []
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    previous: Span | None = None

    def close() -> None:
        if any(b > a for a, b in zip(starts, ends, strict=True)):
            whole = ([special.start, *ids, special.end], [0, *starts, 0], [0, *ends, 0])
            done.append(Window(*(np.array(x, dtype=np.int64) for x in whole)))

    for span, piece_ids, piece_starts, piece_ends in _chunks(document, tokenizer, size - 80):
        if previous is None:
            title = piece_ids[:60]
        if len(ids) + len(piece_ids) + 1 > size:
            close()
            ids = [*title, special.end]
            starts, ends, previous = [0] * len(ids), [0] * len(ids), span
        if previous is not None and previous != span and "\n" in text[previous.end : span.start]:
            ids.append(special.end)
            starts.append(0)
            ends.append(0)
        ids.extend(piece_ids)
        starts.extend(piece_starts)
        ends.extend(piece_ends)
        previous = span
    close()
    return done
