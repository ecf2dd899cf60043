"""The training run: one-cycle rates, bf16 where the machine has it, averaged weights, checkpoints that resume."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kg.extract.neural.pairs import WindowSpan
from kg.extract.neural.tagging import decode
from kg.train.batches import Batch, batches, collate
from kg.train.examples import IGNORE, Example, with_spurious
from kg.train.losses import loss
from kg.train.model import Extractor


@dataclass(frozen=True, slots=True)
class Schedule:
    """How to train; rates are peak learning rates, `averaging` the decay of the running mean of weights.

    `minutes` ends the run by the clock, the rates falling with it; `frozen` encoder layers from below, and the
    embeddings, keep their weights when training goes on from an exported model.
    """

    epochs: float = 9.0
    minutes: float | None = None
    frozen: int = 0
    batch: int = 8
    encoder_rate: float = 4e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    ramp: float = 0.12
    masked: float = 0.06
    averaging: float = 0.995
    weight_decay: float = 0.01
    seed: int = 7
    save_every: int = 100


def rate(progress: float, warmup: float) -> float:
    """One-cycle factor: linear up to 1 during warm-up, linear down to 0 at the end.

    >>> rate(0.05, 0.1), rate(0.1, 0.1), rate(1.0, 0.1)
    (0.5, 1.0, 0.0)
    """
    return progress / warmup if progress < warmup else max(0.0, (1 - progress) / (1 - warmup))


def quicker_precision(device: str) -> torch.dtype:
    """bfloat16 where a product of matrices takes less time in it than in 32 bits; processors without it only imitate it."""

    def seconds(kind: torch.dtype) -> float:
        a = torch.ones(512, 512, dtype=kind, device=device)
        times = []
        for _ in range(4):
            began = time.perf_counter()
            float((a @ a)[0, 0])  # reading a number waits for a device that works on its own
            times.append(time.perf_counter() - began)
        return min(times)

    return min((torch.float32, torch.bfloat16), key=seconds)


def _freeze(model: Extractor, layers: int) -> None:
    for part in (model.encoder.embeddings, *model.encoder.encoder.layer[:layers]) if layers else ():
        part.requires_grad_(requires_grad=False)


def _optimiser(model: Extractor, schedule: Schedule) -> torch.optim.Optimizer:
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "peak": schedule.encoder_rate}, {"params": heads, "peak": schedule.head_rate}]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=schedule.weight_decay, fused=True)


@dataclass(slots=True)
class Run:
    """A run's changing state: what a checkpoint holds."""

    model: Extractor
    average: dict[str, torch.Tensor]
    optimiser: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0
    precision: torch.dtype = torch.float32

    def save(self, folder: Path) -> None:
        """Write the checkpoint next to the old one, then swap: a killed run leaves the old one whole."""
        state = {"model": self.model.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict()}
        torch.save({**state, "step": self.step, "seconds": self.seconds}, folder / "checkpoint.tmp")
        (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")

    def load(self, folder: Path) -> None:
        """Go on from the folder's checkpoint."""
        state = torch.load(folder / "checkpoint.pt", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]
        self.seconds = state["seconds"]


def train(
    base: str | Path,
    examples: Sequence[Example],
    allowed: NDArray[np.bool_],
    folder: Path,
    *,
    schedule: Schedule = Schedule(),
    report: Callable[[str], None],
    resume: bool = False,
) -> Extractor:
    """Train and return the model with averaged weights; checkpoints go to `folder` every `save_every` steps."""
    torch.manual_seed(schedule.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = Extractor(base)
    _freeze(model, schedule.frozen)
    run = Run(model, {k: v.clone() for k, v in model.state_dict().items()}, _optimiser(model, schedule))
    if resume:
        run.load(folder)
    torch.set_default_device(device)
    model.to(device)
    per_epoch = (len(examples) + schedule.batch - 1) // schedule.batch
    total = max(1, round(per_epoch * schedule.epochs))
    run.precision = quicker_precision(device)
    report(f"{len(examples)} windows, {total} steps on {device} in {run.precision}: {asdict(schedule)}")
    model.train()
    _epochs(run, examples, allowed, schedule, total, folder, report)
    run.save(folder)
    model.load_state_dict(run.average)
    return model.eval()


def _epochs(
    run: Run,
    examples: Sequence[Example],
    allowed: NDArray[np.bool_],
    schedule: Schedule,
    total: int,
    folder: Path,
    report: Callable[[str], None],
) -> None:
    may = torch.from_numpy(allowed.reshape(-1, allowed.shape[-1])).to(next(run.model.parameters()).device)
    mistakes: dict[int, list[WindowSpan]] = {}
    pieces, log, began, before = 0, [], time.monotonic(), run.seconds
    while run.step < total:
        rng = random.Random(schedule.seed * 1000 + run.step)
        for lot in batches(examples, schedule.batch, rng):
            run.seconds = before + time.monotonic() - began
            progress = max(run.step / total, run.seconds / (60 * schedule.minutes) if schedule.minutes else 0.0)
            if progress >= 1:
                return
            batch = collate([with_spurious(examples[i], mistakes.get(i, ()), allowed) for i in lot], rng, masked=schedule.masked)
            tags, parts = _step(run, batch, may, schedule, progress)
            mistakes |= zip(lot, _tagged(tags, [examples[i] for i in lot]), strict=True)
            log.append(parts)
            pieces += int(batch.mask.sum())
            run.step += 1
            if run.step % 20 == 0:
                mean = {k: round(float(np.mean([x.get(k, 0.0) for x in log])), 4) for k in log[-1]}
                speed = pieces / (time.monotonic() - began)
                report(f"step {run.step}/{total} {progress:.3f} {speed:.0f} pieces/s {mean}")
                log = []
            if run.step % schedule.save_every == 0:
                run.save(folder)


def _tagged(tags: torch.Tensor, examples: Sequence[Example]) -> list[list[WindowSpan]]:
    """The spans that the tagger marks in each window, right or wrong."""
    logits = tags.float().cpu().numpy()
    found = []
    for row, e in enumerate(examples):
        spans = decode(logits[row, : len(e.ids)], (e.tags != IGNORE).any(axis=0))
        found.append([WindowSpan(s.first, s.last, s.type, "") for s in spans])
    return found


def _step(
    run: Run, batch: Batch, allowed: torch.Tensor, schedule: Schedule, progress: float
) -> tuple[torch.Tensor, dict[str, float]]:
    for group in run.optimiser.param_groups:
        group["lr"] = group["peak"] * rate(progress, schedule.warmup)
    half = run.precision == torch.bfloat16
    with torch.autocast(allowed.device.type, dtype=torch.bfloat16, enabled=half):
        value, tags, parts = loss(run.model, batch, allowed, ramp=min(1.0, progress / schedule.ramp))
    run.optimiser.zero_grad(set_to_none=True)
    value.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    run.optimiser.step()
    decay = min(schedule.averaging, (1 + run.step) / (10 + run.step))
    with torch.no_grad():
        for name, value in run.model.state_dict().items():
            run.average[name].lerp_(value, 1 - decay) if value.is_floating_point() else None
    return tags, parts
