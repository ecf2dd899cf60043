"""The network's word on pairs of spans, pooled over the spans of two entities as in training: log-sum-exp of logits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import ARGUMENT_LABELS, HOLDER, HOLDS, PAIR_LABEL_INDEX, RELATION_LABELS, SAID
from kg.records import ASSERTED

# Sums of exp(logit) at or below this are not worth a claim.
_FAINT = 0.02


def run(draft: Draft) -> Draft:
    """A claim for every label and pair of clusters that the network gives more than a faint chance, and the events' modality."""
    events = {r: draft.spans[r].modality for r in sorted(set(draft.clusters)) if draft.spans[r].type == "EVT"}
    modalities = {r: m for r, m in events.items() if m != ASSERTED}
    claims = (c for c in _claims(draft) if not draft.unnamed & {c.left, c.right})
    return replace(draft, claims=(*draft.claims, *claims), modalities=modalities)


def _claims(draft: Draft) -> Iterator[Claim]:
    if not len(draft.left):
        return
    owner, size = np.array(draft.clusters, dtype=np.int64), len(draft.clusters)
    keys, group = np.unique(owner[draft.left] * size + owner[draft.right], return_inverse=True)
    for label in (*RELATION_LABELS, *ARGUMENT_LABELS, HOLDS, HOLDER, SAID):
        logits = draft.logits[:, PAIR_LABEL_INDEX[label]].astype(np.float64)
        total = np.zeros(len(keys))
        np.add.at(total, group, np.exp(np.minimum(logits, 30.0)))
        best = np.full(len(keys), -1, dtype=np.int64)
        worth = np.nonzero(total[group] > _FAINT)[0]
        order = worth[np.argsort(logits[worth], kind="stable")]
        best[group[order]] = order
        for n in np.nonzero(total > _FAINT)[0]:
            pair = int(best[n])
            left, right = divmod(int(keys[n]), size)
            if left != right:
                spans = int(draft.left[pair]), int(draft.right[pair])
                yield Claim(label, left, right, float(total[n] / (1.0 + total[n])), *spans)
