"""The network: one encoder, tag heads over pieces, and a classifier over ordered pairs of typed spans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from kg.extract.neural.labels import KINDS, MODALITY_LABELS, PAIR_LABELS, SPAN_TYPES, STATUS_LABELS, TAGS
from kg.extract.neural.pairs import BETWEEN_BUCKETS, DISTANCE_BUCKETS, SURFACE_BUCKETS
from kg.train.warm import exported_weights, is_model


def _in_floats(module: nn.Module, *states: Tensor, **options: Any) -> tuple[Tensor, None]:
    """Attention in 32 bits whatever the rest is in: on a processor its way back takes half as long as in bfloat16."""
    query, key, value, mask = (x.float() if x is not None and x.is_floating_point() else x for x in states)
    with torch.autocast(query.device.type, enabled=False):
        out, _ = sdpa_attention_forward(module, query, key, value, mask, **options)
    return out.to(states[0].dtype), None


AttentionInterface.register("in_floats", _in_floats)
AttentionMaskInterface.register("in_floats", sdpa_mask)

PAIR_WIDTH, PRODUCT_WIDTH = 256, 128


class SpanHeads(nn.Module):
    """Everything that works on spans: event kind, modality, status, and the pair classifier.

    A pair's hidden state is the sum of left, right, between (mean of the states between the spans), an elementwise product
    of two projections, and embeddings of the pair's types, distance, crowd between and surface likeness.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.kind = nn.Linear(2 * width, len(KINDS))
        self.modality = nn.Linear(2 * width, len(MODALITY_LABELS))
        self.status = nn.Linear(2 * width, len(STATUS_LABELS))
        self.left = nn.Linear(2 * width, PAIR_WIDTH)
        self.right = nn.Linear(2 * width, PAIR_WIDTH)
        self.between = nn.Linear(width, PAIR_WIDTH, bias=False)
        self.left_factor = nn.Linear(2 * width, PRODUCT_WIDTH)
        self.right_factor = nn.Linear(2 * width, PRODUCT_WIDTH)
        self.product = nn.Linear(PRODUCT_WIDTH, PAIR_WIDTH, bias=False)
        self.types = nn.Embedding(len(SPAN_TYPES) ** 2, PAIR_WIDTH)
        self.distance = nn.Embedding(DISTANCE_BUCKETS, PAIR_WIDTH)
        self.crowd = nn.Embedding(BETWEEN_BUCKETS, PAIR_WIDTH)
        self.surface = nn.Embedding(SURFACE_BUCKETS, PAIR_WIDTH)
        self.out = nn.Linear(PAIR_WIDTH, len(PAIR_LABELS))
        for table in (self.types, self.distance, self.crowd, self.surface):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.constant_(self.out.bias, -5.0)

    def ends(self, states: Tensor, rows: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Span representations (spans, 2 * width) from states (windows, pieces, width)."""
        return torch.cat([states[rows, first], states[rows, last]], dim=1)

    def pair_logits(self, states: Tensor, spans: Tensor, row: Tensor, pairs: dict[str, Tensor]) -> Tensor:
        """Logits (pairs, labels); `spans` is (n, 3) of window, first and last piece; pair fields index into spans."""
        rep = self.ends(states, spans[:, 0], spans[:, 1], spans[:, 2])
        i, j = pairs["left"], pairs["right"]
        total = torch.nn.functional.pad(self.between(states).float().cumsum(dim=1), (0, 0, 1, 0))
        low = torch.minimum(spans[i, 2], spans[j, 2]) + 1
        high = torch.maximum(torch.maximum(spans[i, 1], spans[j, 1]), low)
        count = (high - low).clamp(min=1).unsqueeze(1)
        middle = (total[row, high] - total[row, low]) / count
        factor = self.left_factor(rep)[i] * self.right_factor(rep)[j]
        hidden = self.left(rep)[i] + self.right(rep)[j] + middle + self.product(factor)
        hidden = hidden + self.types(pairs["types"]) + self.distance(pairs["distance"])
        hidden = hidden + self.crowd(pairs["between"]) + self.surface(pairs["surface"])
        return self.out(nn.functional.gelu(hidden)).float()


class Extractor(nn.Module):
    """Encoder states and tag logits; the span heads take the states.

    `base` is a bare encoder (folder or hub id), or the folder of an exported model, from whose weights training goes on.
    """

    def __init__(self, base: str | Path, *, dropout: float = 0.15) -> None:
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
        self.spans = SpanHeads(width)
        if is_model(base):
            self.load_state_dict(exported_weights(base))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States (windows, pieces, width) and tag logits (windows, pieces, TAGS)."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return states, self.tags(states)
