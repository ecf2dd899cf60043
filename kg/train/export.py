"""The trained model -> the files the engine runs on: int8 encoder (ONNX), span heads (numpy), tokenizer, settings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

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


def export(
    model: Extractor, tokenizer: Path, allowed: NDArray[np.bool_], folder: Path, *, version: str
) -> None:
    """Write `encoder.onnx`, `heads.npz`, `tokenizer.json` and `engine.json` to `folder`."""
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
    quantize_dynamic(str(full), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    heads = {k: v.numpy().astype(np.float16) for k, v in model.spans.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", allowed=allowed, **heads)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    model.encoder.config.save_pretrained(folder)
    (folder / "engine.json").write_text(json.dumps({"version": version}, indent=1) + "\n", encoding="utf-8")
