"""The learning-rate schedule, and the number format that a machine multiplies fastest in."""

from __future__ import annotations

import time

import torch

from kg.errors import ConfigError


def rate(progress: float, warmup: float) -> float:
    """One-cycle factor: linear up to 1 during warm-up, linear down to 0 at the end.

    >>> rate(0.05, 0.1), rate(0.1, 0.1), rate(1.0, 0.1)
    (0.5, 1.0, 0.0)
    """
    return progress / warmup if progress < warmup else max(0.0, (1 - progress) / (1 - warmup))


def precision_of(name: str, device: str) -> torch.dtype:
    """The number format that a setting names; `quicker` is measured. Raises ConfigError for another word.

    >>> precision_of("float32", "cpu")
    torch.float32
    """
    known = {"float32": torch.float32, "bfloat16": torch.bfloat16}
    if name not in (*known, "quicker"):
        raise ConfigError(f"precision is to be float32, bfloat16 or quicker, not {name!r}")
    return known[name] if name in known else quicker_precision(device)


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
