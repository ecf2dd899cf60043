"""The training run: one-cycle rates, bf16 where the machine has it, an average of the weights, checkpoints that resume."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from kg.extract.neural.windows import SpecialPieces
from kg.train.batches import Batch
from kg.train.config import TrainConfig
from kg.train.examples import Example
from kg.train.feeding import Feed
from kg.train.losses import loss
from kg.train.model import Extractor
from kg.train.rates import precision_of, rate

Weights = dict[str, torch.Tensor]


def optimiser_of(model: Extractor, config: TrainConfig) -> torch.optim.Optimizer:
    """AdamW with one group for the encoder and one for the heads, each with its `peak` rate."""
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "peak": config.encoder_rate}, {"params": heads, "peak": config.head_rate}]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=config.weight_decay, fused=True)


@dataclass(slots=True)
class Run:
    """A run's changing state: what a checkpoint holds. `average` is the exponential moving average of the weights."""

    model: Extractor
    config: TrainConfig
    average: Weights
    optimiser: torch.optim.Optimizer
    device: str = "cpu"
    precision: torch.dtype = torch.float32
    step: int = 0
    seconds: float = 0.0
    losses: list[dict[str, float]] = field(default_factory=list)

    def save(self, folder: Path) -> None:
        """Write the checkpoint next to the old one, then swap: a killed run leaves the old one whole."""
        state = {"model": self.model.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict()}
        torch.save({**state, "step": self.step, "seconds": self.seconds}, folder / "checkpoint.tmp")
        (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")

    def load(self, folder: Path) -> None:
        """Go on from the folder's checkpoint."""
        state = torch.load(folder / "checkpoint.pt", weights_only=True, map_location=self.device)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]

    def take(self, batch: Batch, allowed: torch.Tensor, progress: float) -> torch.Tensor:
        """One step; gives the batch's tag logits."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * rate(progress, self.config.warmup)
        ramp = min(1.0, progress / self.config.head_ramp) if self.config.head_ramp else 1.0
        with torch.autocast(torch.device(self.device).type, dtype=torch.bfloat16, enabled=self.precision == torch.bfloat16):
            value, tags, parts = loss(self.model, batch, allowed, self.config, ramp=ramp)
        self.optimiser.zero_grad(set_to_none=True)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.config.gradient_norm)
        self.optimiser.step()
        self.losses.append(parts)
        decay = min(self.config.ema_decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, weight in self.model.state_dict().items():
                self.average[name].lerp_(weight, 1 - decay) if weight.is_floating_point() else None
        self.step += 1
        return tags


def noted(folder: Path, **values: Any) -> None:
    """Add a line to the run's `metrics.jsonl`."""
    with (folder / "metrics.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(values) + "\n")


def train(
    base: str | Path,
    examples: Sequence[Example],
    allowed: NDArray[np.bool_],
    folder: Path,
    *,
    config: TrainConfig,
    special: SpecialPieces,
    report: Callable[[str], None],
    checkpoint: Callable[[Run], None] | None = None,
    resume: bool = False,
) -> Extractor:
    """Train and return the model with its averaged weights.

    `folder` gets a checkpoint every `save_every` steps and a line of `metrics.jsonl` every `report_every`; `checkpoint` is
    called every `evaluate_every` steps. Raises ConfigError when `base` is no encoder.
    """
    torch.manual_seed(config.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    widths = {"pair_width": config.pair_width, "product_width": config.product_width}
    model = Extractor(base, dropout=config.dropout, **widths).to(device)
    model.freeze(config.frozen_layers)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    run = Run(model, config, average, optimiser_of(model, config), device, precision_of(config.precision, device))
    if resume:
        run.load(folder)
    total = max(1, round(-(-len(examples) // config.batch_windows) * config.epochs))
    report(f"{len(examples)} windows, {total} steps on {device} in {run.precision}")
    model.train()
    feed = Feed(examples, allowed, config, special)
    try:
        _steps(run, feed, allowed, total, folder, report, checkpoint)
    finally:
        feed.close()
    run.save(folder)
    model.load_state_dict(run.average)
    return model.eval()


def _steps(
    run: Run,
    feed: Feed,
    allowed: NDArray[np.bool_],
    total: int,
    folder: Path,
    report: Callable[[str], None],
    checkpoint: Callable[[Run], None] | None,
) -> None:
    config = run.config
    may = torch.from_numpy(allowed.reshape(-1, allowed.shape[-1])).to(run.device)
    pieces, began, before = 0, time.monotonic(), run.seconds
    while run.step < total:
        for numbers, arrays in feed.epoch(random.Random(config.seed * 1000 + run.step)):
            run.seconds = before + time.monotonic() - began
            progress = max(run.step / total, run.seconds / (60 * config.minutes) if config.minutes else 0.0)
            if progress >= 1:
                return
            tags = run.take(Batch.of(arrays, run.device), may, progress)
            if config.scheduled_sampling and run.step % config.scheduled_sampling == 0:
                feed.decode(numbers, tags.float().cpu().numpy())
            pieces += int(arrays["mask"].sum())
            if run.step % config.report_every == 0:
                _report(run, folder, progress, pieces / (time.monotonic() - began), report)
            if run.step % config.save_every == 0:
                run.save(folder)
            if checkpoint and config.evaluate_every and run.step % config.evaluate_every == 0:
                checkpoint(run)


def _report(run: Run, folder: Path, progress: float, speed: float, report: Callable[[str], None]) -> None:
    mean = {k: round(float(np.mean([x.get(k, 0.0) for x in run.losses])), 4) for k in run.losses[-1]}
    run.losses.clear()
    noted(folder, step=run.step, progress=round(progress, 4), pieces_per_second=round(speed), loss=mean)
    report(f"step {run.step} {progress:.3f} {speed:.0f} pieces/s {mean}")
