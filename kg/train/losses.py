"""The losses: tag layers, span attributes, same-entity pairs, and facts pooled over all mention pairs of two entities."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from kg.extract.neural.labels import ARGUMENT_LABELS, PAIR_LABEL_INDEX, PAIR_LABELS, SAME, layer_slices
from kg.train.batches import Batch
from kg.train.config import TrainConfig
from kg.train.model import Extractor


def pool(logits: Tensor, groups: Tensor, count: int) -> Tensor:
    """Log-sum-exp of pair logits over each entity pair's mention pairs: an article states a fact if any pair does."""
    index = groups.unsqueeze(1).expand_as(logits)
    top = logits.new_full((count, logits.shape[1]), -1e4).scatter_reduce(0, index, logits.detach(), "amax")
    total = torch.zeros_like(top).scatter_add(0, index, (logits - top[groups]).exp())
    return top + total.clamp(min=1e-9).log()


def _attribute(head: torch.nn.Linear, rep: Tensor, gold: Tensor) -> Tensor:
    known = gold >= 0
    return F.cross_entropy(head(rep[known]).float(), gold[known]) if bool(known.any()) else rep.sum() * 0.0


def _facts(logits: Tensor, batch: Batch, allowed: Tensor, argument_weight: float) -> tuple[Tensor, Tensor]:
    """Binary cross-entropy of pooled facts, and of same-entity pairs, each per positive label."""
    same_at = PAIR_LABEL_INDEX[SAME]
    pooled = pool(logits[:, :same_at], batch.groups, len(batch.labels))
    gold = batch.labels[:, :same_at]
    asked = allowed[batch.group_types][:, :same_at] & (gold >= 0)
    weights = logits.new_tensor([argument_weight if label in ARGUMENT_LABELS else 1.0 for label in PAIR_LABELS[:same_at]])
    loss = F.binary_cross_entropy_with_logits(
        pooled[asked], gold[asked].float(), weight=weights.expand_as(pooled)[asked], reduction="sum"
    )
    facts = loss / (gold == 1).sum().clamp(min=8)
    asked_same = allowed[batch.features["types"]][:, same_at]
    gold_same = batch.same[asked_same].float()
    same = F.binary_cross_entropy_with_logits(logits[asked_same, same_at], gold_same, reduction="mean")
    return facts, same * 10


def loss(
    model: Extractor, batch: Batch, allowed: Tensor, config: TrainConfig, *, ramp: float
) -> tuple[Tensor, Tensor, dict[str, float]]:
    """The batch's loss, its tag logits, and the loss's parts.

    `ramp` (0..1) brings the span heads in slowly, or they drown the tagger; `allowed` is (type pairs, labels).
    """
    states, tags = model(batch.ids, batch.mask)
    parts: dict[str, Tensor] = {}
    for number, (name, where) in enumerate(layer_slices().items()):
        parts[name] = F.cross_entropy(tags[..., where].float().flatten(0, 1), batch.tags[:, number].flatten(), ignore_index=-100)
    total = sum(parts.values(), start=states.new_zeros((), dtype=torch.float32))
    if len(batch.spans):
        heads = model.spans
        rep = heads.ends(states, batch.spans[:, 0], batch.spans[:, 1], batch.spans[:, 2])
        parts["kind"] = _attribute(heads.kind, rep, batch.kinds)
        parts["modality"] = _attribute(heads.modality, rep, batch.modalities)
        parts["status"] = _attribute(heads.status, rep, batch.statuses)
        total = total + config.span_weight * ramp * (parts["kind"] + parts["modality"] + parts["status"])
    if len(batch.groups):
        logits = model.spans.pair_logits(states, batch)
        parts["facts"], parts["same"] = _facts(logits, batch, allowed, config.argument_weight)
        total = total + ramp * (config.pair_weight * parts["facts"] + config.same_weight * parts["same"])
    return total, tags.detach(), {k: float(v.detach()) for k, v in parts.items()}
