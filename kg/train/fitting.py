"""From files to a model folder: read annotations, train, export. Thresholds are chosen on dev where it is given."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import cast

import torch  # noqa: F401 - a missing extra must show here, before anything is read

from kg.errors import ConfigError, ReadError
from kg.extract.jsonl import from_json
from kg.extract.windows import PieceTokenizer
from kg.records import Annotation
from kg.train.augment import altered, name_words
from kg.train.examples import allowed_labels, build
from kg.train.export import export
from kg.train.loop import Schedule, train


def read_annotations(path: str | Path) -> list[Annotation]:
    """The annotated articles of a JSON-lines file. Raises ReadError naming the line that is none."""
    found = []
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise ReadError(f"cannot read {path}: {(exc.strerror or str(exc)).lower()}", source=str(path)) from exc
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(from_json(json.loads(line)))
            except ValueError as exc:
                raise ReadError(f"{path}:{number} is not JSON: {exc}", source=f"{path}:{number}") from exc
    return found


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
    report: Callable[[str], None],
) -> None:
    """See `kg.train.fit`."""
    from tokenizers import Tokenizer

    out.mkdir(parents=True, exist_ok=True)
    learned = read_annotations(gold)
    file = _tokenizer_file(base, out)
    tokenizer = cast(PieceTokenizer, Tokenizer.from_file(str(file)))
    allowed = allowed_labels(learned)
    pool, rng = name_words(learned), random.Random(seed)
    copies = [altered(a, pool, rng) for a in learned] if pool else []
    examples = [e for a in (*learned, *copies) for e in build(a, tokenizer, allowed)]
    # An epoch is one pass over the articles, be it as they stand or altered.
    schedule = Schedule(epochs=epochs * len(learned) / (len(learned) + len(copies)), minutes=minutes, batch=batch, seed=seed)
    model = train(base, examples, allowed, out, schedule=schedule, report=report, resume=resume)
    export(model, file, allowed, out, version="0.1")
    if dev:
        from kg.train.calibration import choose

        settings = json.loads((out / "engine.json").read_text(encoding="utf-8"))
        settings |= choose(out, read_annotations(dev))
        (out / "engine.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    report(f"model written to {out}")
