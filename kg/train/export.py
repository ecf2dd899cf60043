"""The trained model -> the files the engine runs on: int8 encoder (ONNX), span heads (numpy), tokenizer, settings."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.train.model import Extractor


class _Served(torch.nn.Module):
    """States and tags in the order the engine expects them."""

    def __init__(self, model: Extractor) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states: Tensor = self.model.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states, self.model.tags(states)


# The inputs of the second feed-forward layer have outliers: rounding them to 8 bits costs 0.01 of F1 on mentions.
_WIDE_RANGE = re.compile(r"layer\.\d+/output/dense/MatMul$")


def _weights_made_small(model: Any, names: set[str]) -> Any:
    """The ONNX model with the weights of these MatMul nodes in 8 bits by column, made floats again before they are used."""
    from onnx import helper, numpy_helper

    graph = model.graph
    stored = {i.name: i for i in graph.initializer}
    for node in [n for n in graph.node if n.name in names]:
        weight = stored[node.input[1]]
        values = numpy_helper.to_array(weight)
        scale = (np.abs(values).max(axis=0) / 127.0 + 1e-12).astype(np.float32)
        small, scales = f"{weight.name}_small", f"{weight.name}_scale"
        rounded = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(weight)
        graph.initializer.extend([numpy_helper.from_array(rounded, small), numpy_helper.from_array(scale, scales)])
        graph.node.insert(0, helper.make_node("DequantizeLinear", [small, scales], [weight.name], axis=1))
    return model


def export(
    model: Extractor, tokenizer: Path, allowed: NDArray[np.bool_], folder: Path, *, version: str
) -> None:
    """Write `encoder.onnx`, `heads.npz`, `tokenizer.json` and `engine.json` to `folder`."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    torch.set_default_device("cpu")
    model = model.cpu().eval()
    model.encoder.set_attn_implementation("eager")
    full = folder / "full.onnx"
    ids = torch.randint(5, 1000, (1, 24))
    axes = {"ids": {0: "windows", 1: "pieces"}, "mask": {0: "windows", 1: "pieces"}}
    axes |= {"states": {0: "windows", 1: "pieces"}, "tags": {0: "windows", 1: "pieces"}}
    torch.onnx.export(
        _Served(model),
        (ids, torch.ones_like(ids)),
        str(full),
        input_names=["ids", "mask"],
        output_names=["states", "tags"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    wide = [n.name for n in onnx.load(str(full)).graph.node if n.op_type == "MatMul" and _WIDE_RANGE.search(n.name)]
    small = str(folder / "encoder.onnx")
    quantize_dynamic(str(full), small, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=wide)
    full.unlink()
    onnx.save(_weights_made_small(onnx.load(small), set(wide)), small)
    heads = {k: v.numpy().astype(np.float16) for k, v in model.spans.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", allowed=allowed, **heads)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    model.encoder.config.save_pretrained(folder)
    (folder / "engine.json").write_text(json.dumps({"version": version}, indent=1) + "\n", encoding="utf-8")
