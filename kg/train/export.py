"""The trained model -> the files the engine runs on: int8 encoder (ONNX), span heads (numpy), tokenizer, settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AttentionInterface

from kg.config import keep_offline
from kg.errors import ConfigError
from kg.train.model import Extractor


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


class _WithOutliers(nn.Module):
    """A linear layer whose outlier channels are kept out of the 8-bit product.

    All inputs share one 8-bit scale, and in each second feed-forward layer one is some ten times as large as the rest, which
    leaves the others a handful of steps: it costs 0.01 of F1 on mentions. Method: Dettmers et al. 2022, LLM.int8(), with
    channels chosen once instead of at every step.
    """

    def __init__(self, dense: nn.Linear, channels: Tensor) -> None:
        super().__init__()
        keep = torch.ones(dense.in_features)
        keep[channels] = 0.0
        self.channels: Tensor
        self.keep: Tensor
        self.register_buffer("channels", channels)
        self.register_buffer("keep", keep)
        self.regular = nn.Linear(dense.in_features, dense.out_features)
        self.outliers = nn.Linear(len(channels), dense.out_features, bias=False)
        with torch.no_grad():
            self.regular.bias.copy_(dense.bias)
            self.regular.weight.copy_(dense.weight * keep)
            self.outliers.weight.copy_(dense.weight[:, channels])

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.regular(x * self.keep) + self.outliers(x[..., self.channels])
        return out


class _Served(nn.Module):
    """States and tags in the order the engine expects them."""

    def __init__(self, model: Extractor) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        states: Tensor = self.model.encoder(input_ids=ids).last_hidden_state
        return states, self.model.tags(states)


def second_feed_forward(layer: nn.Module) -> str:
    """The name, inside an encoder layer, of the linear layer that brings the widened states back to the encoder's width.

    Raises ConfigError for a layer without one.
    """
    narrowing = [n for n, m in layer.named_modules() if isinstance(m, nn.Linear) and m.in_features > m.out_features]
    if not narrowing:
        raise ConfigError("the encoder's layers have no feed-forward part", hint="give a BERT, RoBERTa or XLM-R encoder")
    return narrowing[-1]


def outlier_channels(model: Extractor, sample: Sequence[NDArray[np.int64]], count: int) -> list[Tensor]:
    """By layer the `count` inputs of the second feed-forward layer that get largest over the sample's windows."""
    top: list[Tensor] = [torch.zeros(())] * len(model.layers)

    def listen(number: int) -> Any:
        def hear(_module: Any, inputs: tuple[Tensor]) -> None:
            top[number] = torch.maximum(top[number], inputs[0].abs().amax(dim=(0, 1)))

        return hear

    parts = [layer.get_submodule(second_feed_forward(layer)) for layer in model.layers]
    hooks = [part.register_forward_pre_hook(listen(n)) for n, part in enumerate(parts)]
    with torch.no_grad():
        for ids in sample:
            model.encoder(input_ids=torch.from_numpy(ids)[None])
    for hook in hooks:
        hook.remove()
    return [t.topk(count).indices.sort().values for t in top]


def _write_graph(model: Extractor, folder: Path, sample: Sequence[NDArray[np.int64]], count: int) -> None:
    """Write `encoder.onnx`: products of matrices in 8 bits, but for the outlier channels. Changes `model`."""
    keep_offline()
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    for layer, channels in zip(model.layers, outlier_channels(model, sample, count), strict=True):
        name = second_feed_forward(layer)
        layer.set_submodule(name, _WithOutliers(cast(nn.Linear, layer.get_submodule(name)), channels))
    model.encoder.set_attn_implementation("one_node")
    full = folder / "full.onnx"
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        _Served(model),
        (torch.from_numpy(sample[0])[None, :24],),
        str(full),
        input_names=["ids"],
        output_names=["states", "tags"],
        dynamic_axes={"ids": axes, "states": axes, "tags": axes},
        opset_version=17,
        dynamo=False,
    )
    kept = [node.name for node in onnx.load(str(full)).graph.node if node.name.endswith("/outliers/MatMul")]
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
    settings: Mapping[str, Any],
    sample: Sequence[NDArray[np.int64]],
    outliers: int = 4,
) -> None:
    """Write `encoder.onnx`, `heads.npz`, `tokenizer.json`, `config.json` and `engine.json` (`settings`) to `folder`.

    `sample` holds the piece ids of a few windows, by which the outlier channels are known. The model is used up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = model.cpu().eval()
    _write_graph(model, folder, sample, outliers)
    heads = {k: v.numpy().astype(np.float16) for k, v in model.spans.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", allowed=allowed, **heads)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    model.encoder.config.save_pretrained(folder)
    (folder / "engine.json").write_text(json.dumps(dict(settings), indent=1) + "\n", encoding="utf-8")
