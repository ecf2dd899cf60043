"""An exported model as the start of a training run: the int8 weights of `encoder.onnx` back as floats, and the span heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.errors import ConfigError
from kg.extract.neural.heads import read_heads

_WIDE = "_quantized"
# The parts of a layer with outlier channels, as named now and by models up to 0.4.
_NAMES_OF_PARTS = (("regular", "channels", "outliers"), ("quiet", "loud", "apart"))


def is_model(folder: str | Path) -> bool:
    """Whether the folder holds an exported model, and not a bare encoder."""
    return (Path(folder) / "encoder.onnx").is_file()


def exported_weights(folder: str | Path) -> dict[str, torch.Tensor]:
    """The weights of an exported model, named as in `kg.train.model.Extractor`, in 32 bits.

    Raises ConfigError for a model that another version exported.
    """
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(str(Path(folder) / "encoder.onnx")).graph
    if [i.name for i in graph.input] != ["ids"]:
        raise ConfigError(f"the model in {folder} was exported by another version", hint="give another --base")
    stored = {i.name: to_array(i) for i in graph.initializer}
    found: dict[str, np.ndarray] = {}
    for name in stored:
        if name.startswith("model.") and not name.endswith(("_scale", "_zero_point")):
            found[name.removeprefix("model.").removesuffix(_WIDE)] = _floats(stored, name)
    for node in graph.node:
        # The exporter transposes weights and names them by number; the node still says whose they are.
        if node.op_type == "MatMulInteger":
            found[f"{_path(node, '/MatMul_quant')}.weight"] = _floats(stored, node.input[1]).T
        elif node.op_type == "MatMul" and node.input[1] in stored:
            found[f"{_path(node, '/MatMul')}.weight"] = stored[node.input[1]].T
    _join_parts(found)
    found |= {f"spans.{k}": v for k, v in read_heads(Path(folder) / "heads.npz").items() if k != "allowed"}
    return {k: torch.from_numpy(np.array(v, dtype=np.float32, order="C")) for k, v in found.items()}


def _path(node: Any, ending: str) -> str:
    """The name of the layer that became this node."""
    return str(node.name).removesuffix(ending).strip("/").removeprefix("model/").replace("/", ".")


def _join_parts(found: dict[str, np.ndarray]) -> None:
    """Make one layer again of those whose outlier channels were kept apart (see `kg.train.export`)."""
    for regular, channels, outliers in _NAMES_OF_PARTS:
        for name in [n for n in found if n.endswith(f".{regular}.weight")]:
            path = name.removesuffix(f".{regular}.weight")
            weight = np.array(found.pop(name))
            weight[:, found.pop(f"{path}.{channels}")] = found.pop(f"{path}.{outliers}.weight")
            found[f"{path}.weight"], found[f"{path}.bias"] = weight, found.pop(f"{path}.{regular}.bias")
            found.pop(f"{path}.keep", None)


def _floats(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    values = stored[name]
    if not name.endswith(_WIDE):
        return values
    plain = name.removesuffix(_WIDE)
    zero, scale = stored[f"{plain}_zero_point"], stored[f"{plain}_scale"]
    out: np.ndarray = (values.astype(np.float32) - zero.astype(np.float32)) * scale
    return out
