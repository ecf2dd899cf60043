"""Models exported on the way: each usable by itself, scored on dev where there is one, the best of them kept."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluate import ALL_FACTS, score
from kg.exchange import to_json
from kg.extract.neural.engine import load
from kg.records import Annotation
from kg.text import split
from kg.train.calibration import choose
from kg.train.loop import Run, noted
from kg.train.model import Extractor

Exporter = Callable[[Extractor, Path], None]


def settle(folder: Path, dev: Sequence[Annotation]) -> dict[str, float]:
    """Set the confidences of the model in `folder` on `dev`, and give its F1 there by measure.

    The same articles choose and judge, so that the figures flatter the model; they rank checkpoints of one run.
    """
    settings = json.loads((folder / "engine.json").read_text(encoding="utf-8"))
    settings |= choose(folder, dev)
    (folder / "engine.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    found = {a.article.source_id: to_json(a) for a in load(model=folder).annotate([split(gold.article) for gold in dev])}
    scores = score({gold.article.source_id: to_json(gold) for gold in dev}, found)
    return {name: round(s.f1, 4) for name, s in scores.items()}


@dataclass(slots=True)
class Checkpoints:
    """Exports a run's averaged weights into `folder/step-N`, keeping `keep` of them: the best on `dev`, else the latest."""

    folder: Path
    export: Exporter
    dev: Sequence[Annotation]
    keep: int
    kept: list[tuple[float, int]] = field(default_factory=list)

    def __call__(self, run: Run) -> None:
        """Export, score and note the run as it stands."""
        model = copy.deepcopy(run.model)
        model.load_state_dict(run.average)
        self.add(model, run.step)

    def add(self, model: Extractor, step: int) -> None:
        """Export the model under the name of its step; what is no longer among the kept goes."""
        place = self.folder / f"step-{step}"
        self.export(model, place)
        scores = settle(place, self.dev) if self.dev else {}
        noted(self.folder, step=step, dev=scores)
        self.kept = sorted([*self.kept, (scores.get(ALL_FACTS, float(step)), step)], reverse=True)
        for _, old in self.kept[self.keep :]:
            shutil.rmtree(self.folder / f"step-{old}")
        del self.kept[self.keep :]

    def best(self) -> Path:
        """The folder of the best that was kept."""
        return self.folder / f"step-{self.kept[0][1]}"
