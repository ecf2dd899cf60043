"""Tag logits -> spans: the best BIO path under the rule that I follows B or I of its own type (Viterbi)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.labels import LAYERS, layer_slices

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span of pieces (inclusive) in one layer, with the mean probability of its tags."""

    layer: str
    type: str
    first: int
    last: int
    confidence: float


def _transitions(tags: int) -> NDArray[np.float32]:
    """0 where a tag may follow another, a large negative number where not; tag 0 is O, odd is B, even is I."""
    table = np.zeros((tags, tags), dtype=np.float32)
    for inside in range(2, tags, 2):
        table[:, inside] = _NEVER
        table[inside - 1, inside] = table[inside, inside] = 0.0
    return table


_TABLES = {name: _transitions(1 + 2 * len(types)) for name, types in LAYERS.items()}
# Two titles never touch: what looks like a second one is the rest of the first (`Direktur Utama`).
_TABLES["role"][1:, 1] = _NEVER


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logarithms of probabilities over the last axis."""
    shifted: NDArray[np.float32] = logits - logits.max(axis=-1, keepdims=True)
    out: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


def best_path(scores: NDArray[np.float32], table: NDArray[np.float32]) -> NDArray[np.int64]:
    """The tag sequence (pieces,) of highest total log-probability."""
    n, tags = scores.shape
    back = np.zeros((n, tags), dtype=np.int64)
    total = scores[0].copy()
    total[2::2] = _NEVER
    columns = np.arange(tags)
    for at in range(1, n):
        options = total[:, None] + table
        back[at] = options.argmax(axis=0)
        total = options[back[at], columns] + scores[at]
    path = np.zeros(n, dtype=np.int64)
    path[-1] = total.argmax()
    for at in range(n - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def _spans(layer: str, path: NDArray[np.int64], scores: NDArray[np.float32], pieces: NDArray[np.int64]) -> list[TaggedSpan]:
    types = LAYERS[layer]
    probability = np.exp(scores[np.arange(len(path)), path])
    out = []
    at = 0
    while at < len(path):
        if path[at] % 2 == 0:
            at += 1
            continue
        end = at + 1
        while end < len(path) and path[end] == path[at] + 1:
            end += 1
        kind = types[(int(path[at]) - 1) // 2]
        out.append(TaggedSpan(layer, kind, int(pieces[at]), int(pieces[end - 1]), float(probability[at:end].mean())))
        at = end
    return out


def decode(logits: NDArray[np.float32], real: NDArray[np.bool_]) -> list[TaggedSpan]:
    """All layers' spans of one window; `logits` is (pieces, tags), `real` marks the pieces that stand for text."""
    pieces = np.nonzero(real)[0]
    out: list[TaggedSpan] = []
    if not len(pieces):
        return out
    for layer, where in layer_slices().items():
        scores = log_softmax(logits[pieces, where].astype(np.float32))
        # A layer that says O everywhere needs no search.
        if (scores[:, 0] < -0.05).any():
            out.extend(_spans(layer, best_path(scores, _TABLES[layer]), scores, pieces))
    return out
