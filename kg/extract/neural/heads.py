"""The span heads in numpy: the same arithmetic as `kg.train.model.SpanHeads`, so that inference needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.pairs import FEATURES, PairFeatures, WindowSpan

Array = NDArray[np.float32]
# Rows of pairs at a time: their hidden states stay in the cache.
_CHUNK = 512
# Models up to 0.4 named the embeddings of the pair features one by one.
_FORMER_NAMES = {
    "types.weight": "features.types.weight",
    "distance.weight": "features.distance.weight",
    "crowd.weight": "features.between.weight",
    "surface.weight": "features.surface.weight",
}


def read_heads(file: Path) -> dict[str, Array]:
    """The weights in `heads.npz` by name, in 32 bits; `allowed` (types x types x labels) stays as it is."""
    with np.load(file) as stored:
        kept = {k: stored[k] if k == "allowed" else stored[k].astype(np.float32) for k in stored.files}
    return {_FORMER_NAMES.get(k, k): v for k, v in kept.items()}


def erf(x: Array) -> Array:
    """The error function, to 1.5e-7 (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26)."""
    t = 1.0 / (1.0 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    out: Array = (np.sign(x) * (1.0 - series * np.exp(-x * x))).astype(np.float32)
    return out


def gelu(x: Array) -> Array:
    """Gaussian error linear unit, exact form."""
    out: Array = 0.5 * x * (1.0 + erf(x / np.float32(sqrt(2.0))))
    return out


def _linear(weights: Mapping[str, Array], name: str, x: Array) -> Array:
    out: Array = x @ weights[f"{name}.weight"].T
    bias = weights.get(f"{name}.bias")
    return out if bias is None else out + bias


class SpanHeads:
    """`weights` are named as in the training model's `spans.` part; a feature that the model never learned has none."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = weights
        self._embedded = [name for name in FEATURES if f"features.{name}.weight" in weights]

    def attribute(self, name: str, states: Array, spans: Sequence[WindowSpan]) -> Array:
        """Logits (spans, classes) of `kind`, `modality` or `status`."""
        return _linear(self.weights, name, self._ends(states, spans))

    def pairs(self, states: Array, spans: Sequence[WindowSpan], features: PairFeatures) -> Array:
        """Logits (pairs, labels); `states` is (pieces, width)."""
        w = self.weights
        rep = self._ends(states, spans)
        left, right = _linear(w, "left", rep), _linear(w, "right", rep)
        left_factor, right_factor = _linear(w, "left_factor", rep), _linear(w, "right_factor", rep)
        total = np.pad(np.cumsum(_linear(w, "between", states), axis=0, dtype=np.float32), ((1, 0), (0, 0)))
        first = np.array([s.first for s in spans])
        last = np.array([s.last for s in spans])
        out = np.empty((len(features.left), w["out.weight"].shape[0]), dtype=np.float32)
        for at in range(0, len(features.left), _CHUNK):
            cut = slice(at, at + _CHUNK)
            i, j = features.left[cut], features.right[cut]
            low = np.minimum(last[i], last[j]) + 1
            high = np.maximum(np.maximum(first[i], first[j]), low)
            hidden = left[i] + right[j] + (total[high] - total[low]) / np.maximum(high - low, 1)[:, None]
            hidden += (left_factor[i] * right_factor[j]) @ w["product.weight"].T
            for name in self._embedded:
                hidden += w[f"features.{name}.weight"][features.buckets[name][cut]]
            out[cut] = _linear(w, "out", gelu(hidden.astype(np.float32)))
        return out

    def _ends(self, states: Array, spans: Sequence[WindowSpan]) -> Array:
        first = [s.first for s in spans]
        last = [s.last for s in spans]
        return np.concatenate([states[first], states[last]], axis=1)
