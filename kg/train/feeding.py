"""What happens to windows between the steps: scheduled sampling and collation, in worker processes where there are some.

Scheduled sampling (Bengio et al. 2015): the pair classifier meets the spans that the tagger gave a window when it was last
seen, right or wrong, beside the gold ones; at work it has nothing else.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.pairs import WindowSpan
from kg.extract.neural.tagging import decode
from kg.extract.neural.windows import SpecialPieces
from kg.train.batches import Arrays, batches, collate
from kg.train.config import TrainConfig
from kg.train.examples import IGNORE, Example, with_spurious

Found = list[list[WindowSpan]]
# Set in each worker process once, by fork: examples are large.
_shared: dict[str, Any] = {}


def _share(**what: Any) -> None:
    _shared.update(what)


def _collated(numbers: Sequence[int], found: Found, seed: int) -> Arrays:
    examples: Sequence[Example] = _shared["examples"]
    config: TrainConfig = _shared["config"]
    chosen = [with_spurious(examples[i], spans, _shared["allowed"]) for i, spans in zip(numbers, found, strict=True)]
    return collate(chosen, seed, masked=config.masked, special=_shared["special"])


def _decoded(numbers: Sequence[int], logits: NDArray[np.float32]) -> Found:
    """The spans that the tagger marks in each window, right or wrong."""
    examples: Sequence[Example] = _shared["examples"]
    out = []
    for i, scores in zip(numbers, logits, strict=True):
        e = examples[i]
        spans = decode(scores[: len(e.ids)], (e.tags != IGNORE).any(axis=0))
        out.append([WindowSpan(s.first, s.last, s.type, "") for s in spans])
    return out


class _Here(Executor):
    """Does each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Feed:
    """Batches of examples for one run. The same configuration gives the same batches: what the workers decode is waited for
    in order."""

    def __init__(
        self, examples: Sequence[Example], allowed: NDArray[np.bool_], config: TrainConfig, special: SpecialPieces
    ) -> None:
        self.examples, self.config = examples, config
        self._found: dict[int, list[WindowSpan]] = {}
        self._decoding: deque[tuple[Sequence[int], Future[Found]]] = deque()
        self._ahead = 2 * config.workers
        _share(examples=examples, allowed=allowed, config=config, special=special)
        self._executor: Executor = (
            ProcessPoolExecutor(config.workers, mp_context=get_context("fork")) if config.workers else _Here()
        )

    def epoch(self, rng: random.Random) -> Iterator[tuple[list[int], Arrays]]:
        """The example numbers and arrays of one epoch's batches, in random order."""
        collating: deque[tuple[list[int], Future[Arrays]]] = deque()
        for numbers in batches(self.examples, self.config.batch_windows, rng):
            found = [self._found.get(i, []) for i in numbers]
            collating.append((numbers, self._executor.submit(_collated, numbers, found, rng.getrandbits(32))))
            if len(collating) > self._ahead:
                done, arrays = collating.popleft()
                yield done, arrays.result()
        for done, arrays in collating:
            yield done, arrays.result()

    def decode(self, numbers: Sequence[int], logits: NDArray[np.float32]) -> None:
        """Take the tag logits (windows, pieces, tags) that the network gave these examples for their next turn."""
        self._decoding.append((numbers, self._executor.submit(_decoded, numbers, logits)))
        while len(self._decoding) > self._ahead:
            known, found = self._decoding.popleft()
            self._found |= zip(known, found.result(), strict=True)

    def close(self) -> None:
        """End the worker processes."""
        self._executor.shutdown(cancel_futures=True)
