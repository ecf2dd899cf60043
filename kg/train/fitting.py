"""From files to a model folder: read annotations, train, export. Confidences are set on dev where it is given."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch  # noqa: F401 - a missing extra must show here, before anything is read
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import AutoConfig

from kg.errors import ConfigError
from kg.exchange import read
from kg.extract.neural.engine import load
from kg.extract.neural.windows import PieceTokenizer, SpecialPieces
from kg.records import Annotation, Article
from kg.train.augment import altered, name_words
from kg.train.checkpoints import Checkpoints
from kg.train.config import TrainConfig, to_toml
from kg.train.examples import Example, allowed_labels, build
from kg.train.export import export
from kg.train.from_onnx import is_model
from kg.train.loop import train
from kg.train.model import Extractor
from kg.train.tokenizing import longest_window, special_pieces, tokenizer_file
from kg.train.unlabelled import silver

# Windows by which the export knows the network's outlier channels.
SAMPLE = 12


@dataclass(frozen=True, slots=True)
class _Cutting:
    """How articles become windows: tokenizer, its special pieces, pieces in a window."""

    file: Path
    tokenizer: PieceTokenizer
    special: SpecialPieces
    window: int

    def examples(self, a: Annotation, allowed: NDArray[np.bool_], *, size: int | None = None) -> list[Example]:
        """The article's examples in windows of up to `size` pieces."""
        return build(a, self.tokenizer, allowed, size=size or self.window, special=self.special)

    def settings(self, version: str) -> dict[str, Any]:
        """What the engine must know of it."""
        pieces = {"start": self.special.start, "end": self.special.end, "pad": self.special.pad, "mask": self.special.mask}
        return {"version": version, "window": self.window, "special_pieces": pieces}


def _cutting(base: str | Path, out: Path, config: TrainConfig) -> _Cutting:
    file = tokenizer_file(base, out)
    tokenizer = Tokenizer.from_file(str(file))
    try:
        encoder = AutoConfig.from_pretrained(str(base))
    except (OSError, ValueError) as exc:
        raise ConfigError(f"no encoder at {base}", hint="give a folder or a hub id with --base") from exc
    window = longest_window(encoder, config.window)
    return _Cutting(file, cast(PieceTokenizer, tokenizer), special_pieces(tokenizer), window)


def _altered(learned: list[Annotation], cutting: _Cutting, allowed: NDArray[np.bool_], config: TrainConfig) -> list[Example]:
    """Two altered copies of each article, one of them cut into short windows."""
    pool, rng = name_words(learned), random.Random(config.seed)
    if not (pool and config.altered_copies):
        return []
    sizes = (cutting.window, min(config.short_window, cutting.window))
    return [e for size in sizes for a in learned for e in cutting.examples(altered(a, pool, rng), allowed, size=size)]


def run(
    gold: str | Path,
    out: Path,
    *,
    base: str | Path,
    dev: Sequence[str | Path],
    config: TrainConfig,
    resume: bool,
    unlabelled: Sequence[Article],
    report: Callable[[str], None],
) -> None:
    """See `kg.train.fit`."""
    if unlabelled and not is_model(base):
        raise ConfigError(f"{base} cannot label articles", hint="they need a trained model's folder as --base")
    out.mkdir(parents=True, exist_ok=True)
    learned, judges = list(read(gold)), [a for path in dev for a in read(path)]
    cutting = _cutting(base, out, config)
    allowed = allowed_labels(learned, least=config.label_least)
    plain = [e for a in learned for e in cutting.examples(a, allowed)]
    examples = plain + _altered(learned, cutting, allowed, config)
    examples += list(silver(load(model=base), unlabelled, allowed)) if unlabelled else []
    report(f"{len(plain)} windows of {len(learned)} articles, {len(examples) - len(plain)} of copies and unlabelled articles")
    (out / "train.toml").write_text(to_toml(config), encoding="utf-8")

    def write(model: Extractor, folder: Path) -> None:
        sample = [e.ids for e in examples[:SAMPLE]]
        settings = cutting.settings(config.version)
        export(model, cutting.file, allowed, folder, settings=settings, sample=sample, outliers=config.outlier_channels)

    # An epoch is one pass over the articles, be it as they stand, altered, or others that nobody annotated.
    passes = replace(config, epochs=config.epochs * len(plain) / len(examples))
    kept = Checkpoints(out, write, judges, config.keep_checkpoints)
    model = train(
        base, examples, allowed, out, config=passes, special=cutting.special, report=report, checkpoint=kept, resume=resume
    )
    kept.add(model, _LAST)
    for file in kept.best().iterdir():
        shutil.copyfile(file, out / file.name)
    report(f"model written to {out}")


# The end of a run sorts behind all its steps.
_LAST = 10**9
