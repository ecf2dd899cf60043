"""From files to a model folder: read annotations, train, export. Thresholds are chosen on dev where it is given."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import torch  # noqa: F401 - a missing extra must show here, before anything is read
from numpy.typing import NDArray

from kg.errors import ConfigError
from kg.exchange import read
from kg.extract.neural.engine import load
from kg.extract.neural.windows import WINDOW, PieceTokenizer
from kg.records import Annotation, Article
from kg.train.augment import altered, name_words
from kg.train.examples import Example, allowed_labels, build
from kg.train.export import export
from kg.train.loop import Schedule, train
from kg.train.unlabelled import silver
from kg.train.warm import is_model

# Pieces in the windows of one of the copies.
SHORT = 250
# A model that knows something already keeps its lowest layers and takes smaller steps.
GO_ON = Schedule(frozen=2, encoder_rate=3e-4, head_rate=8e-4, masked=0.1, averaging=0.998)
# Windows by which the export knows which of the network's inputs are loud.
SAMPLE = 12


def _tokenizer_file(base: str | Path, out: Path) -> Path:
    """The base's tokenizer as one file; a hub id is fetched through transformers."""
    local = Path(base) / "tokenizer.json"
    if local.is_file():
        return local
    from transformers import AutoTokenizer

    try:
        AutoTokenizer.from_pretrained(str(base)).backend_tokenizer.save(str(out / "tokenizer.json"))
    except (OSError, ValueError) as exc:
        raise ConfigError(f"no encoder with a tokenizer at {base}", hint="give a folder or a hub id with --base") from exc
    return out / "tokenizer.json"


def _altered(
    learned: list[Annotation], tokenizer: PieceTokenizer, allowed: NDArray[np.bool_], seed: int
) -> list[Example]:
    """Two altered copies of each article, one of them cut into short windows."""
    pool, rng = name_words(learned), random.Random(seed)
    if not pool:
        return []
    return [e for size in (WINDOW, SHORT) for a in learned for e in build(altered(a, pool, rng), tokenizer, allowed, size=size)]


def _silver(base: str | Path, articles: Sequence[Article], allowed: NDArray[np.bool_]) -> list[Example]:
    if not is_model(base):
        raise ConfigError(f"{base} cannot label articles", hint="they need a trained model's folder as --base")
    return list(silver(load(model=base), articles, allowed))


def run(
    gold: str | Path,
    out: Path,
    *,
    base: str | Path,
    dev: str | Path | None,
    epochs: float,
    minutes: float | None,
    batch: int,
    seed: int,
    resume: bool,
    unlabelled: Sequence[Article],
    report: Callable[[str], None],
) -> None:
    """See `kg.train.fit`."""
    from tokenizers import Tokenizer

    out.mkdir(parents=True, exist_ok=True)
    learned = list(read(gold))
    file = _tokenizer_file(base, out)
    tokenizer = cast(PieceTokenizer, Tokenizer.from_file(str(file)))
    allowed = allowed_labels(learned)
    plain = [e for a in learned for e in build(a, tokenizer, allowed)]
    examples = plain + _altered(learned, tokenizer, allowed, seed)
    if unlabelled:
        examples += _silver(base, unlabelled, allowed)
    report(f"{len(plain)} windows of {len(learned)} articles, {len(examples) - len(plain)} of copies and unlabelled articles")
    # An epoch is one pass over the articles, be it as they stand, altered, or others that nobody annotated.
    manner = GO_ON if is_model(base) else Schedule()
    schedule = replace(manner, epochs=epochs * len(plain) / len(examples), minutes=minutes, batch=batch, seed=seed)
    model = train(base, examples, allowed, out, schedule=schedule, report=report, resume=resume)
    export(model, file, allowed, out, version="0.1", sample=[e.ids for e in examples[:SAMPLE]])
    if dev:
        from kg.train.calibration import choose

        settings = json.loads((out / "engine.json").read_text(encoding="utf-8"))
        settings |= choose(out, list(read(dev)))
        (out / "engine.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    report(f"model written to {out}")
