"""The trained model -> the files the engine runs on: int8 encoder (ONNX), span heads (numpy), tokenizer, settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AttentionInterface

from kg.config import keep_offline
from kg.train.model import Extractor

# How many inputs of each second feed-forward layer stay floats. One in each layer is some ten times as loud as the rest.
APART = 4


class _OneAttention(torch.autograd.Function):
    """Attention as one node of the runtime's, several times as fast as the product, softmax and product it stands for."""

    @staticmethod
    def forward(_ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:  # type: ignore[override]
        q, k, v = (x.reshape(*x.shape[:2], heads, -1).transpose(1, 2) for x in (query, key, value))
        return nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """What the exporter writes in its place."""
        return graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


def _attention(module: Any, query: Tensor, key: Tensor, value: Tensor, _mask: Tensor | None, **_: Any) -> tuple[Tensor, None]:
    """The encoder's attention in the form the exporter is to write; a window stands alone, so nothing is masked."""
    heads = int(module.num_attention_heads)
    joined = (x.transpose(1, 2).flatten(2) for x in (query, key, value))
    states: Tensor = _OneAttention.apply(*joined, heads)  # type: ignore[no-untyped-call]
    return states.reshape(*states.shape[:2], heads, -1), None


AttentionInterface.register("one_node", _attention)


class _Apart(nn.Module):
    """A linear layer whose loudest inputs are kept out of the 8-bit product.

    All inputs share one 8-bit scale, and one loud input leaves the rest a handful of steps: it costs 0.01 of F1 on mentions.
    Method: Dettmers et al. 2022, LLM.int8(), with inputs chosen once instead of at every step.
    """

    def __init__(self, dense: nn.Linear, loud: Tensor) -> None:
        super().__init__()
        keep = torch.ones(dense.in_features)
        keep[loud] = 0.0
        self.loud: Tensor
        self.keep: Tensor
        self.register_buffer("loud", loud)
        self.register_buffer("keep", keep)
        self.quiet = nn.Linear(dense.in_features, dense.out_features)
        self.apart = nn.Linear(len(loud), dense.out_features, bias=False)
        with torch.no_grad():
            self.quiet.bias.copy_(dense.bias)
            self.quiet.weight.copy_(dense.weight * keep)
            self.apart.weight.copy_(dense.weight[:, loud])

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.quiet(x * self.keep) + self.apart(x[..., self.loud])
        return out


class _Served(nn.Module):
    """States and tags in the order the engine expects them."""

    def __init__(self, model: Extractor) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        states: Tensor = self.model.encoder(input_ids=ids).last_hidden_state
        return states, self.model.tags(states)


def _loudest(model: Extractor, sample: Sequence[NDArray[np.int64]]) -> list[Tensor]:
    """By layer the APART inputs of the second feed-forward layer that get largest over the sample's windows."""
    top: list[Tensor] = [torch.zeros(())] * len(model.encoder.encoder.layer)

    def listen(number: int) -> Any:
        def hear(_module: Any, _inputs: Any, out: Tensor) -> None:
            top[number] = torch.maximum(top[number], out.abs().amax(dim=(0, 1)))

        return hear

    hooks = [layer.intermediate.register_forward_hook(listen(n)) for n, layer in enumerate(model.encoder.encoder.layer)]
    with torch.no_grad():
        for ids in sample:
            model.encoder(input_ids=torch.from_numpy(ids)[None])
    for hook in hooks:
        hook.remove()
    return [t.topk(APART).indices.sort().values for t in top]


def _write_graph(model: Extractor, folder: Path, sample: Sequence[NDArray[np.int64]]) -> None:
    """Write `encoder.onnx`: products of matrices in 8 bits, but for the inputs kept apart. Changes `model`."""
    keep_offline()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    for layer, loud in zip(model.encoder.encoder.layer, _loudest(model, sample), strict=True):
        layer.output.dense = _Apart(layer.output.dense, loud)
    model.encoder.set_attn_implementation("one_node")
    full = folder / "full.onnx"
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        _Served(model),
        (torch.randint(5, 1000, (1, 24)),),
        str(full),
        input_names=["ids"],
        output_names=["states", "tags"],
        dynamic_axes={"ids": axes, "states": axes, "tags": axes},
        opset_version=17,
        dynamo=False,
    )
    kept = [f"/model/encoder/encoder/layer.{n}/output/dense/apart/MatMul" for n in range(len(model.encoder.encoder.layer))]
    quantize_dynamic(
        str(full), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept
    )
    full.unlink()


def export(
    model: Extractor,
    tokenizer: Path,
    allowed: NDArray[np.bool_],
    folder: Path,
    *,
    version: str,
    sample: Sequence[NDArray[np.int64]],
) -> None:
    """Write `encoder.onnx`, `heads.npz`, `tokenizer.json` and `engine.json` to `folder`.

    `sample` holds the piece ids of a few windows, by which the loudest inputs are known. The model is used up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_default_device("cpu")
    model = model.cpu().eval()
    _write_graph(model, folder, sample)
    heads = {k: v.numpy().astype(np.float16) for k, v in model.spans.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", allowed=allowed, **heads)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    model.encoder.config.save_pretrained(folder)
    (folder / "engine.json").write_text(json.dumps({"version": version}, indent=1) + "\n", encoding="utf-8")
