"""The network: one encoder, tag heads over pieces, and a classifier over ordered pairs of typed spans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from kg.extract.neural.labels import KINDS, MODALITY_LABELS, PAIR_LABELS, STATUS_LABELS, TAGS
from kg.extract.neural.pairs import FEATURES
from kg.train.batches import Batch
from kg.train.from_onnx import exported_weights, is_model


def _in_floats(module: nn.Module, *states: Tensor, **options: Any) -> tuple[Tensor, None]:
    """Attention in 32 bits whatever the rest is in: on a processor its way back takes half as long as in bfloat16."""
    query, key, value, mask = (x.float() if x is not None and x.is_floating_point() else x for x in states)
    with torch.autocast(query.device.type, enabled=False):
        out, _ = sdpa_attention_forward(module, query, key, value, mask, **options)
    return out.to(states[0].dtype), None


AttentionInterface.register("in_floats", _in_floats)
AttentionMaskInterface.register("in_floats", sdpa_mask)


class SpanHeads(nn.Module):
    """Everything that works on spans: event kind, modality, status, and the pair classifier.

    A pair's hidden state is the sum of left, right, between (mean of the states between the spans), an elementwise product
    of two projections, and an embedding of each of the pair features.
    """

    def __init__(self, width: int, *, pair_width: int = 256, product_width: int = 128) -> None:
        super().__init__()
        self.kind = nn.Linear(2 * width, len(KINDS))
        self.modality = nn.Linear(2 * width, len(MODALITY_LABELS))
        self.status = nn.Linear(2 * width, len(STATUS_LABELS))
        self.left = nn.Linear(2 * width, pair_width)
        self.right = nn.Linear(2 * width, pair_width)
        self.between = nn.Linear(width, pair_width, bias=False)
        self.left_factor = nn.Linear(2 * width, product_width)
        self.right_factor = nn.Linear(2 * width, product_width)
        self.product = nn.Linear(product_width, pair_width, bias=False)
        self.features = nn.ModuleDict({name: nn.Embedding(f.buckets, pair_width) for name, f in FEATURES.items()})
        self.out = nn.Linear(pair_width, len(PAIR_LABELS))
        for table in self.features.values():
            nn.init.normal_(table.weight, std=0.1)  # type: ignore[arg-type]
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.constant_(self.out.bias, -5.0)

    def ends(self, states: Tensor, rows: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Span representations (spans, 2 * width) from states (windows, pieces, width)."""
        return torch.cat([states[rows, first], states[rows, last]], dim=1)

    def pair_logits(self, states: Tensor, batch: Batch) -> Tensor:
        """Logits (pairs, labels) of the batch's pairs, from the encoder's states."""
        spans, row, i, j = batch.spans, batch.rows, batch.left, batch.right
        rep = self.ends(states, spans[:, 0], spans[:, 1], spans[:, 2])
        total = nn.functional.pad(self.between(states).float().cumsum(dim=1), (0, 0, 1, 0))
        low = torch.minimum(spans[i, 2], spans[j, 2]) + 1
        high = torch.maximum(torch.maximum(spans[i, 1], spans[j, 1]), low)
        count = (high - low).clamp(min=1).unsqueeze(1)
        middle = (total[row, high] - total[row, low]) / count
        factor = self.left_factor(rep)[i] * self.right_factor(rep)[j]
        hidden = self.left(rep)[i] + self.right(rep)[j] + middle + self.product(factor)
        for name, table in self.features.items():
            hidden = hidden + table(batch.features[name])
        return self.out(nn.functional.gelu(hidden)).float()


class Extractor(nn.Module):
    """Encoder states and tag logits; the span heads take the states.

    `base` is a bare encoder (folder or hub id), or the folder of an exported model, from whose weights training goes on.
    """

    def __init__(self, base: str | Path, *, dropout: float = 0.15, pair_width: int = 256, product_width: int = 128) -> None:
        super().__init__()
        from transformers import AutoConfig, AutoModel

        plain = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        attention = "sdpa" if torch.cuda.is_available() else "in_floats"
        built = {"attn_implementation": attention, "add_pooling_layer": False, "dtype": torch.float32}
        if is_model(base):
            self.encoder = AutoModel.from_config(  # type: ignore[no-untyped-call]
                AutoConfig.from_pretrained(str(base), **plain), **built
            )
        else:
            self.encoder = AutoModel.from_pretrained(str(base), **plain, **built)
        width = int(self.encoder.config.hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(width, TAGS)
        if not is_model(base):
            self.spans = SpanHeads(width, pair_width=pair_width, product_width=product_width)
            return
        known = exported_weights(base)
        product_width, pair_width = known["spans.product.weight"].shape[::-1]
        self.spans = SpanHeads(width, pair_width=pair_width, product_width=product_width)
        # A pair feature that is newer than the model starts as it is made; everything else must be there.
        new = {k: v for k, v in self.state_dict().items() if k.startswith("spans.features.") and k not in known}
        self.load_state_dict({**known, **new})

    @property
    def layers(self) -> nn.ModuleList:
        """The encoder's layers, lowest first, wherever its family keeps them."""
        lists = [m for m in self.encoder.modules() if isinstance(m, nn.ModuleList)]
        return max(lists, key=len)

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest `layers` as they are; with 0 everything learns."""
        if layers:
            upper = {id(p) for layer in list(self.layers)[layers:] for p in layer.parameters()}
            for p in self.encoder.parameters():
                p.requires_grad_(id(p) in upper)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States (windows, pieces, width) and tag logits (windows, pieces, TAGS)."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return states, self.tags(states)
