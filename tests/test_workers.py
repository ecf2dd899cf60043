"""Batches go to processes and come back in order, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from kg.errors import KgError
from kg.workers import Workers


def start() -> int:
    """What each process makes once: its own number."""
    return os.getpid()


def doubled(state: int, batch: Sequence[int]) -> list[tuple[int, int]]:
    """Twice each number, and which process did it; -1 kills the process."""
    if -1 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return [(2 * number, state) for number in batch]


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_order(count: int) -> None:
    """Each batch's results belong to it, in one process or several, and the state is made where the work is done."""
    with Workers(count, start, doubled) as hands:
        waiting = [hands.submit([n, n + 1]) for n in range(0, 6, 2)]
        found = [results() for results in waiting]
    assert [[number for number, _ in batch] for batch in found] == [[0, 2], [4, 6], [8, 10]]
    where = {pid for batch in found for _, pid in batch}
    assert (where == {os.getpid()}) == (count == 1)
    assert os.getpid() not in where or count == 1


def test_a_killed_process_is_told_in_words() -> None:
    """A worker that dies, as for want of memory, is one sentence with what to do."""
    with Workers(2, start, doubled) as hands, pytest.raises(KgError, match="a worker process died") as caught:
        hands.submit([-1])()
    assert "fewer --workers" in caught.value.hint


def test_one_worker_works_when_asked() -> None:
    """With one worker nothing runs before its results are asked for, and nothing runs ahead."""
    done: list[int] = []

    def noted(state: int, batch: Sequence[int]) -> list[int]:
        done.extend(batch)
        return [state]

    with Workers(1, start, noted) as hands:
        results = hands.submit([1])
        assert done == []
        assert results() == [os.getpid()]
        assert hands.ahead == 1
    assert done == [1]
