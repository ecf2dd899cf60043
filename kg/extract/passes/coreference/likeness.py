"""How alike the network takes two spans to be."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from kg.extract.draft import Draft
from kg.extract.neural.labels import PAIR_LABEL_INDEX, SAME, SPAN_TYPE_INDEX


def likeness(draft: Draft) -> dict[tuple[int, int], float]:
    """For pairs of spans of one type, the smaller number first, the mean of both directions' probabilities (0..1) that they
    mean one thing; pairs that no window holds are absent."""
    types = np.array([SPAN_TYPE_INDEX[s.type] for s in draft.spans], dtype=np.int64)
    logits = draft.logits[:, PAIR_LABEL_INDEX[SAME]]
    at = np.nonzero(np.isfinite(logits) & (types[draft.left] == types[draft.right]))[0]
    half = 0.5 / (1.0 + np.exp(-logits[at]).astype(np.float64))
    score: dict[tuple[int, int], float] = defaultdict(float)
    for i, j, probability in zip(draft.left[at].tolist(), draft.right[at].tolist(), half.tolist(), strict=True):
        score[min(i, j), max(i, j)] += probability
    return score
