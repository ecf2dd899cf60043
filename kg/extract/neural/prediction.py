"""What the network says about one document: every span with its classes, every pair with its label logits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.heads import SpanHeads
from kg.extract.neural.labels import KINDS, MODALITY_LABELS, SPAN_TYPES, STATUS_LABELS
from kg.extract.neural.pairs import WindowSpan, pair_features
from kg.extract.neural.tagging import TaggedSpan, decode
from kg.extract.neural.windows import Window
from kg.records import Span

_EDGES = " \t\n\"'“”‘’,;:-–—"


@dataclass(frozen=True, slots=True)
class CandidateSpan:
    """One typed span of the document with what the span heads say of it."""

    span: Span
    type: str
    nested: bool
    confidence: float
    kind: str = ""
    modality: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """Spans of a document and, for pairs of them (left, right), logits of every pair label (-inf where not allowed)."""

    spans: tuple[CandidateSpan, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    logits: NDArray[np.float32]


def trimmed(span: Span, text: str) -> Span:
    """The span without quotation marks, commas, dashes and unmatched brackets at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES + ".)":
        start += 1
    while end > start and (text[end - 1] in _EDGES + "(" or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    return Span(start, end)


def whole_words(span: Span, text: str) -> Span:
    """The span with the rest of a word it begins or ends in the middle of; empty when it is less than half of one word.

    Joints of glued words (a small letter before a capital) count as borders.

    >>> whole_words(Span(0, 4), "Budiman")
    Span(start=0, end=7)
    """
    start, end = span.start, span.end
    while 0 < start < end and text[start - 1].isalpha() and text[start].isalpha() and not _joint(text, start):
        start -= 1
    while start < end < len(text) and text[end - 1].isalpha() and text[end].isalpha() and not _joint(text, end):
        end += 1
    return Span(start, end) if 2 * (span.end - span.start) >= end - start else Span(span.start, span.start)


def _joint(text: str, at: int) -> bool:
    return text[at - 1].islower() and text[at].isupper()


def _char_span(tagged: TaggedSpan, window: Window, text: str) -> Span:
    span = Span(int(window.starts[tagged.first]), int(window.ends[tagged.last]))
    cut = whole_words(trimmed(span, text), text)
    if tagged.layer in ("outer", "nested", "role") and cut.end > cut.start and text[cut.end - 1] in ".!?":
        # What ends a sentence is no part of a name, but for the stop of an abbreviation (`Tbk.`), which names rarely end in.
        cut = Span(cut.start, cut.end - 1)
    return cut


def _unique(spans: list[TaggedSpan], window: Window, text: str) -> list[tuple[TaggedSpan, Span]]:
    """Tagged spans with characters, without the empty ones and nested ones that equal an outer one."""
    out: list[tuple[TaggedSpan, Span]] = []
    seen: set[Span] = set()
    for tagged in spans:
        span = _char_span(tagged, window, text)
        entity = tagged.layer in ("outer", "nested")
        if span.end <= span.start or (entity and span in seen):
            continue
        if entity:
            seen.add(span)
        out.append((tagged, span))
    return out


def predict_window(
    states: NDArray[np.float32],
    tags: NDArray[np.float32],
    window: Window,
    text: str,
    heads: SpanHeads,
    allowed: NDArray[np.bool_],
) -> Prediction:
    """Decode one window and ask the heads about every allowed pair."""
    found = _unique(decode(tags, window.real), window, text)
    spans = [WindowSpan(t.first, t.last, t.type, s.of(text)) for t, s in found]
    order = sorted(range(len(spans)), key=lambda n: (spans[n].first, -spans[n].last))
    found, spans = [found[n] for n in order], [spans[n] for n in order]
    if not spans:
        empty = np.zeros(0, dtype=np.int64)
        return Prediction((), empty, empty, np.zeros((0, allowed.shape[2]), dtype=np.float32))
    kinds = heads.attribute("kind", states, spans).argmax(axis=1)
    modalities = heads.attribute("modality", states, spans).argmax(axis=1)
    statuses = heads.attribute("status", states, spans).argmax(axis=1)
    candidates = tuple(
        CandidateSpan(
            s,
            t.type,
            t.layer == "nested",
            t.confidence,
            KINDS[kinds[n]],
            MODALITY_LABELS[modalities[n]],
            STATUS_LABELS[statuses[n]],
        )
        for n, (t, s) in enumerate(found)
    )
    features = pair_features(spans, allowed, len(window.ids))
    logits = heads.pairs(states, spans, features)
    logits[~allowed.reshape(len(SPAN_TYPES) ** 2, -1)[features.buckets["types"]]] = -np.inf
    return Prediction(candidates, features.left, features.right, logits)


def joined(windows: Sequence[Prediction]) -> Prediction:
    """The windows' predictions as one, span numbers shifted."""
    spans: list[CandidateSpan] = []
    left, right, logits = [], [], []
    for window in windows:
        left.append(window.left + len(spans))
        right.append(window.right + len(spans))
        logits.append(window.logits)
        spans.extend(window.spans)
    return Prediction(tuple(spans), np.concatenate(left), np.concatenate(right), np.concatenate(logits))

