"""How alike the network takes two spans to be."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from kg.extract.draft import Draft
from kg.extract.neural.labels import PAIR_LABEL_INDEX, SAME


def likeness(draft: Draft) -> dict[tuple[int, int], float]:
    """For pairs of spans of one type, the smaller number first, the mean of both directions' probabilities (0..1) that they
    mean one thing; pairs that no window holds are absent."""
    score: dict[tuple[int, int], float] = defaultdict(float)
    for i, j, logit in zip(draft.left, draft.right, draft.logits[:, PAIR_LABEL_INDEX[SAME]], strict=True):
        if np.isfinite(logit) and draft.spans[i].type == draft.spans[j].type:
            score[min(i, j), max(i, j)] += 0.5 / (1.0 + float(np.exp(-logit)))
    return score
