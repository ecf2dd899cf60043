"""Build the neural engine from annotated articles (extra `[train]`: torch, transformers, onnx)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kg.errors import EngineUnavailable
from kg.records import Article
from kg.train.config import FINE_TUNING, TrainConfig, configured, to_toml

__all__ = ["FINE_TUNING", "TrainConfig", "average", "configured", "fit", "to_toml"]


def fit(
    gold: str | Path,
    out: Path,
    *,
    base: str | Path,
    dev: Sequence[str | Path] = (),
    config: TrainConfig | None = None,
    resume: bool = False,
    unlabelled: Sequence[Article] = (),
    report: Callable[[str], None],
) -> None:
    """Train on the annotated articles in `gold` and write a model folder the engine can load to `out`.

    `base` is a pretrained encoder (folder or hub id) or the folder of an exported model, from which training goes on (with
    `FINE_TUNING` defaults where no `config` is given). The articles in `dev` choose confidences and their cuts, and which
    checkpoint is best. `unlabelled` articles are labelled by the model in `base`, and what it is sure of is learned too.

    Raises EngineUnavailable without the extra, ReadError for a line that is no annotation, ConfigError for a bad base.
    """
    try:
        from kg.train.fitting import run
        from kg.train.from_onnx import is_model
    except ImportError as exc:
        raise _missing(exc) from exc
    chosen = config or configured(fine_tuning=is_model(base))
    run(gold, out, base=base, dev=dev, config=chosen, resume=resume, unlabelled=unlabelled, report=report)


def average(models: Sequence[Path], out: Path, *, weights: Sequence[float] = (), dev: Sequence[str | Path] = ()) -> None:
    """Write to `out` the model whose weights are the mean (weighted by `weights`) of those of the model folders.

    The first gives everything that is no weight. `dev` chooses its confidences; without it they are the first one's.

    Raises ConfigError for models of different shapes, or no model at all; EngineUnavailable without the extra.
    """
    try:
        from kg.train.averaging import run
    except ImportError as exc:
        raise _missing(exc) from exc
    run(models, out, weights=weights, dev=dev)


def _missing(exc: ImportError) -> EngineUnavailable:
    return EngineUnavailable(f"training needs {exc.name}", hint="pip install 'wartagraf[train]'")
