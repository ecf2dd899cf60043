"""Examples -> padded batches, shuffled in blocks of like length so that little is padding.

Batches are collated as numpy arrays, which a worker process can hand over without knowing torch; `Batch.of` makes tensors of
them on the device that trains.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.extract.neural.pairs import FEATURES
from kg.extract.neural.windows import SpecialPieces
from kg.train.examples import IGNORE, Example

Arrays = Mapping[str, NDArray[np.int64]]
_FEATURE = "feature:"


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows; fields of spans, pairs and groups are concatenated over windows.

    `ids`, `mask` (windows, pieces); `tags` (windows, layers, pieces); `spans` (spans, 3) of window, first and last piece;
    `kinds`, `modalities`, `statuses` (spans,); `rows`, `left`, `right`, `same`, `groups` and each of `features` (pairs,);
    `labels` (groups, labels); `group_types` (groups,).
    """

    ids: Tensor
    mask: Tensor
    tags: Tensor
    spans: Tensor
    kinds: Tensor
    modalities: Tensor
    statuses: Tensor
    rows: Tensor
    left: Tensor
    right: Tensor
    features: Mapping[str, Tensor]
    groups: Tensor
    labels: Tensor
    same: Tensor
    group_types: Tensor

    @classmethod
    def of(cls, arrays: Arrays, device: str | torch.device) -> Batch:
        """The tensors of what `collate` gave, on the device."""
        moved = {name: torch.from_numpy(a).to(device, non_blocking=True) for name, a in arrays.items()}
        features = {name: moved.pop(_FEATURE + name) for name in FEATURES}
        return cls(features=features, **moved)


def collate(examples: Sequence[Example], seed: int, *, masked: float, special: SpecialPieces) -> Arrays:
    """One batch's arrays by field of `Batch`; a share `masked` of the real pieces is replaced by the mask piece."""
    n = max(len(e.ids) for e in examples)
    ids = np.full((len(examples), n), special.pad, dtype=np.int64)
    tags = np.full((len(examples), examples[0].tags.shape[0], n), IGNORE, dtype=np.int64)
    noise = np.random.default_rng(seed)
    mask = np.zeros_like(ids)
    for row, e in enumerate(examples):
        k = len(e.ids)
        hidden = (noise.random(k) < masked) & (e.tags[0] != IGNORE)
        ids[row, :k] = np.where(hidden, special.mask, e.ids)
        tags[row, :, :k] = e.tags
        mask[row, :k] = 1
    return {"ids": ids, "mask": mask, "tags": tags, **_of_spans(examples), **_of_pairs(examples)}


def _of_spans(examples: Sequence[Example]) -> Arrays:
    spans = [(row, s.first, s.last) for row, e in enumerate(examples) for s in e.spans]
    return {
        "spans": np.array(spans, dtype=np.int64).reshape(-1, 3),
        "kinds": np.concatenate([e.kinds for e in examples]),
        "modalities": np.concatenate([e.modalities for e in examples]),
        "statuses": np.concatenate([e.statuses for e in examples]),
    }


def _of_pairs(examples: Sequence[Example]) -> Arrays:
    """Pair fields; span and group numbers count through the batch."""
    spans = np.cumsum([0, *(len(e.spans) for e in examples)])
    groups = np.cumsum([0, *(len(e.labels) for e in examples)])
    out = {
        "rows": np.concatenate([np.full(len(e.groups), row, dtype=np.int64) for row, e in enumerate(examples)]),
        "left": np.concatenate([e.pairs.left + at for e, at in zip(examples, spans, strict=False)]),
        "right": np.concatenate([e.pairs.right + at for e, at in zip(examples, spans, strict=False)]),
        "groups": np.concatenate([e.groups + at for e, at in zip(examples, groups, strict=False)]),
        "labels": np.concatenate([e.labels for e in examples]),
        "same": np.concatenate([e.same for e in examples]),
        "group_types": np.concatenate([_group_types(e) for e in examples]),
    }
    return out | {_FEATURE + name: np.concatenate([e.pairs.buckets[name] for e in examples]) for name in FEATURES}


def _group_types(e: Example) -> NDArray[np.int64]:
    types = np.zeros(len(e.labels), dtype=np.int64)
    types[e.groups] = e.pairs.buckets["types"]
    return types


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[int]]:
    """One epoch of lists of `size` example numbers, alike in length within a list, in random order."""
    order = list(range(len(examples)))
    rng.shuffle(order)
    block = size * 12
    out: list[list[int]] = []
    for at in range(0, len(order), block):
        part = sorted(order[at : at + block], key=lambda i: len(examples[i].ids))
        out.extend(part[i : i + size] for i in range(0, len(part), size))
    rng.shuffle(out)
    yield from out
