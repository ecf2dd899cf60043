"""Examples -> padded batches of tensors, shuffled in blocks of like length so that little is padding."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.extract.neural.labels import SPAN_TYPE_INDEX
from kg.extract.neural.windows import MASK, PAD
from kg.train.examples import IGNORE, Example


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows; pair and span fields are concatenated over windows."""

    ids: Tensor
    mask: Tensor
    tags: Tensor
    spans: Tensor
    span_types: Tensor
    kinds: Tensor
    modalities: Tensor
    statuses: Tensor
    rows: Tensor
    pairs: dict[str, Tensor]
    groups: Tensor
    labels: Tensor
    same: Tensor
    group_types: Tensor


def collate(examples: Sequence[Example], rng: random.Random, *, masked: float = 0.06) -> Batch:
    """One batch; a share `masked` of the real pieces is replaced by the mask piece (cheap regularisation)."""
    n = max(len(e.ids) for e in examples)
    ids = np.full((len(examples), n), PAD, dtype=np.int64)
    tags = np.full((len(examples), examples[0].tags.shape[0], n), IGNORE, dtype=np.int64)
    noise = np.random.default_rng(rng.getrandbits(32))
    spans, rows, offset, groups_before = [], [], 0, 0
    fields: dict[str, list[np.ndarray]] = {k: [] for k in ("left", "right", "types", "distance", "between", "surface")}
    groups, labels, same, group_types = [], [], [], []
    for row, e in enumerate(examples):
        k = len(e.ids)
        hit = (noise.random(k) < masked) & (e.tags[0] != IGNORE)
        ids[row, :k] = np.where(hit, MASK, e.ids)
        tags[row, :, :k] = e.tags
        spans.extend((row, s.first, s.last) for s in e.spans)
        rows.append(np.full(len(e.groups), row, dtype=np.int64))
        for name in fields:
            shift = offset if name in ("left", "right") else 0
            fields[name].append(getattr(e.pairs, name) + shift)
        groups.append(e.groups + groups_before)
        types = np.zeros(len(e.labels), dtype=np.int64)
        types[e.groups] = e.pairs.types
        group_types.append(types)
        labels.append(e.labels)
        same.append(e.same)
        offset += len(e.spans)
        groups_before += len(e.labels)

    def join(parts: list[np.ndarray]) -> Tensor:
        return torch.from_numpy(np.concatenate(parts))

    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy((ids != PAD).astype(np.int64)),
        tags=torch.from_numpy(tags),
        spans=torch.tensor(spans, dtype=torch.long).reshape(-1, 3),
        span_types=torch.tensor([SPAN_TYPE_INDEX[s.type] for e in examples for s in e.spans]),
        kinds=join([e.kinds for e in examples]),
        modalities=join([e.modalities for e in examples]),
        statuses=join([e.statuses for e in examples]),
        rows=join(rows),
        pairs={name: join(parts) for name, parts in fields.items()},
        groups=join(groups),
        labels=join(labels),
        same=join(same),
        group_types=join(group_types),
    )


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[int]]:
    """One epoch of lists of `size` example numbers, alike in length within a list, in random order."""
    order = list(range(len(examples)))
    rng.shuffle(order)
    block = size * 12
    lots: list[list[int]] = []
    for at in range(0, len(order), block):
        part = sorted(order[at : at + block], key=lambda i: len(examples[i].ids))
        lots.extend(part[i : i + size] for i in range(0, len(part), size))
    rng.shuffle(lots)
    yield from lots
