"""Hand batches of work to processes and take the results back in order; with one worker, do it here."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, Self, TypeVar

from kg.errors import KgError

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")

_process: dict[str, Any] = {}


class Workers(Generic[State, Item, Result]):
    """`count` processes that each call `start` once and then `work(state, batch)` for every batch they are given.

    `start`, `work`, batches and results must be picklable when `count` is more than 1. Use it in a `with` block.
    """

    def __init__(
        self, count: int, start: Callable[[], State], work: Callable[[State, Sequence[Item]], list[Result]]
    ) -> None:
        self._work = work
        self._pool: ProcessPoolExecutor | None = None
        if count > 1:
            # A forked child would inherit the store's lock and the threads of native libraries.
            self._pool = ProcessPoolExecutor(
                count, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(start, work)
            )
        else:
            self._state = start()
        self.ahead = 2 * count if count > 1 else 1

    def submit(self, batch: Sequence[Item]) -> Callable[[], list[Result]]:
        """Begin a batch; calling what comes back waits for its results. Keep at most `ahead` batches begun."""
        if self._pool is None:
            return lambda: self._work(self._state, batch)
        future = self._pool.submit(_continue, batch)

        def results() -> list[Result]:
            try:
                found: list[Result] = future.result()
            except BrokenProcessPool as exc:
                raise KgError(
                    "a worker process died, most likely for want of memory",
                    hint="try again with fewer --workers; what was stored stays",
                ) from exc
            return found

        return results

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _begin(start: Callable[[], object], work: Callable[[Any, Any], list[Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which tells us to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _process["state"], _process["work"] = start(), work


def _continue(batch: Sequence[Any]) -> list[Any]:
    found: list[Any] = _process["work"](_process["state"], batch)
    return found


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
