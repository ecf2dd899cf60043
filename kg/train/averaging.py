"""The mean of several models' weights as one model (Wortsman et al. 2022, "Model soups")."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from kg.errors import ConfigError
from kg.exchange import read
from kg.extract.neural.engine import load
from kg.records import Article
from kg.text import split
from kg.train.checkpoints import settle
from kg.train.export import export
from kg.train.from_onnx import exported_weights, is_model
from kg.train.model import Extractor

# Some running text by which the outlier channels are known, where no dev articles are given.
_SAMPLE = "Bupati Klaten Siti Aminah meresmikan Pasar Ngupit pada Senin (3/3/2025), kata Kepala Dinas Perdagangan Budi Santoso. "


def mean(models: Sequence[Path], weights: Sequence[float]) -> dict[str, torch.Tensor]:
    """The weighted mean of the models' weights. Raises ConfigError for models of different shapes."""
    total: dict[str, torch.Tensor] = {}
    for model, share in zip(models, weights, strict=True):
        found = exported_weights(model)
        if total and {k: v.shape for k, v in total.items()} != {k: v.shape for k, v in found.items()}:
            raise ConfigError(f"the models in {models[0]} and {model} differ in shape", hint="average checkpoints of one run")
        total = {k: total.get(k, torch.zeros_like(v)) + share / sum(weights) * v for k, v in found.items()}
    return total


def run(models: Sequence[Path], out: Path, *, weights: Sequence[float], dev: Sequence[str | Path]) -> None:
    """See `kg.train.average`."""
    shares = list(weights) or [1.0] * len(models)
    if not models or len(shares) != len(models) or min(shares) <= 0:
        raise ConfigError("averaging needs models, and a weight above 0 for each", hint="kg train average A B --weights 1,3")
    for folder in models:
        if not is_model(folder):
            raise ConfigError(f"there is no model in {folder}", hint="give folders that `kg train` wrote")
    first = load(model=models[0])
    model = Extractor(models[0])
    model.load_state_dict(mean(models, shares))
    judges = [a for path in dev for a in read(path)]
    texts = [a.article for a in judges[:12]] or [Article("sample", _SAMPLE * 8)]
    sample = [np.asarray(w.ids) for text in texts for w in first.windows(split(text))]
    export(model, models[0] / "tokenizer.json", first.session.allowed, out, settings=first.settings, sample=sample)
    if judges:
        scores = settle(out, judges)
        (out / "dev.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
