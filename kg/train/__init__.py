"""Build the neural engine from annotated articles (extra `[train]`: torch, transformers, onnx)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import EngineUnavailable

__all__ = ["fit"]


def fit(
    gold: str | Path,
    out: Path,
    *,
    base: str | Path,
    dev: str | Path | None = None,
    epochs: float = 5.0,
    batch: int = 8,
    seed: int = 7,
    resume: bool = False,
    report: Callable[[str], None],
) -> None:
    """Train on the annotated articles in `gold` and write a model folder the engine can load to `out`.

    Raises EngineUnavailable without the extra, ReadError for a line that is no annotation, ConfigError for a bad base.
    """
    try:
        from kg.train.fitting import run
    except ImportError as exc:
        raise EngineUnavailable(f"training needs {exc.name}", hint="pip install 'wartagraf[train]'") from exc
    run(gold, out, base=base, dev=dev, epochs=epochs, batch=batch, seed=seed, resume=resume, report=report)
