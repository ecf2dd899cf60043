"""Build the neural engine from annotated articles (extra `[train]`: torch, transformers, onnx)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kg.errors import EngineUnavailable
from kg.records import Article

__all__ = ["fit"]


def fit(
    gold: str | Path,
    out: Path,
    *,
    base: str | Path,
    dev: str | Path | None = None,
    epochs: float = 9.0,
    minutes: float | None = None,
    batch: int = 8,
    seed: int = 7,
    resume: bool = False,
    unlabelled: Sequence[Article] = (),
    report: Callable[[str], None],
) -> None:
    """Train on the annotated articles in `gold` and write a model folder the engine can load to `out`.

    `base` is a pretrained encoder (folder or hub id) or the folder of an exported model, from which training goes on.
    `minutes` ends the run by the clock, the learning rate falling with it; `dev` chooses confidences and their cut.
    `unlabelled` articles are labelled by the model in `base`, and what it is sure of is learned too.

    Raises EngineUnavailable without the extra, ReadError for a line that is no annotation, ConfigError for a bad base.
    """
    try:
        from kg.train.fitting import run
    except ImportError as exc:
        raise EngineUnavailable(f"training needs {exc.name}", hint="pip install 'wartagraf[train]'") from exc
    run(
        gold,
        out,
        base=base,
        dev=dev,
        epochs=epochs,
        minutes=minutes,
        batch=batch,
        seed=seed,
        resume=resume,
        unlabelled=unlabelled,
        report=report,
    )
