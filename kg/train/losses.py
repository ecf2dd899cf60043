"""The training loss: tags, span attributes, and facts pooled over all mention pairs of two entities."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from kg.extract.neural.labels import PAIR_LABEL_INDEX, SAME, layer_slices
from kg.train.batches import Batch
from kg.train.model import Extractor

SPAN_WEIGHT, PAIR_WEIGHT, SAME_WEIGHT = 0.15, 0.25, 0.10


def pool(logits: Tensor, groups: Tensor, count: int) -> Tensor:
    """Log-sum-exp of pair logits over each entity pair's mention pairs: an article states a fact if any pair does."""
    index = groups.unsqueeze(1).expand_as(logits)
    top = torch.full((count, logits.shape[1]), -1e4).scatter_reduce(0, index, logits.detach(), "amax")
    total = torch.zeros_like(top).scatter_add(0, index, (logits - top[groups]).exp())
    return top + total.clamp(min=1e-9).log()


def _attribute(head: torch.nn.Linear, rep: Tensor, gold: Tensor) -> Tensor:
    known = gold >= 0
    return F.cross_entropy(head(rep[known]).float(), gold[known]) if bool(known.any()) else rep.sum() * 0.0


def _facts(logits: Tensor, batch: Batch, allowed: Tensor) -> tuple[Tensor, Tensor]:
    """Binary cross-entropy of pooled facts, and of same-entity pairs, each per positive label."""
    same_at = PAIR_LABEL_INDEX[SAME]
    pooled = pool(logits[:, :same_at], batch.groups, len(batch.labels))
    gold = batch.labels[:, :same_at]
    asked = allowed[batch.group_types][:, :same_at] & (gold >= 0)
    loss = F.binary_cross_entropy_with_logits(pooled[asked], gold[asked].float(), reduction="sum")
    facts = loss / (gold == 1).sum().clamp(min=8)
    asked_same = allowed[batch.pairs["types"]][:, same_at]
    gold_same = batch.same[asked_same].float()
    same = F.binary_cross_entropy_with_logits(logits[asked_same, same_at], gold_same, reduction="mean")
    return facts, same * 10


def loss(model: Extractor, batch: Batch, allowed: Tensor, *, ramp: float) -> tuple[Tensor, Tensor, dict[str, float]]:
    """The batch's loss, its tag logits, and the loss's parts.

    `ramp` (0..1) brings the span heads in slowly, or they drown the tagger; `allowed` is (type pairs, labels).
    """
    states, tags = model(batch.ids, batch.mask)
    parts: dict[str, Tensor] = {}
    for number, (name, where) in enumerate(layer_slices().items()):
        parts[name] = F.cross_entropy(tags[..., where].float().flatten(0, 1), batch.tags[:, number].flatten(), ignore_index=-100)
    total = sum(parts.values(), start=torch.zeros(()))
    if len(batch.spans):
        heads = model.spans
        rep = heads.ends(states, batch.spans[:, 0], batch.spans[:, 1], batch.spans[:, 2])
        parts["kind"] = _attribute(heads.kind, rep, batch.kinds)
        parts["modality"] = _attribute(heads.modality, rep, batch.modalities)
        parts["status"] = _attribute(heads.status, rep, batch.statuses)
        total = total + SPAN_WEIGHT * ramp * (parts["kind"] + parts["modality"] + parts["status"])
    if len(batch.groups):
        logits = model.spans.pair_logits(states, batch.spans, batch.rows, batch.pairs)
        parts["facts"], parts["same"] = _facts(logits, batch, allowed)
        total = total + ramp * (PAIR_WEIGHT * parts["facts"] + SAME_WEIGHT * parts["same"])
    return total, tags.detach(), {k: float(v.detach()) for k, v in parts.items()}
