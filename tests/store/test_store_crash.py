"""A writer that is killed loses nothing that it acknowledged, and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import stat
from pathlib import Path

import pytest
from store_processes import killed_at, writer
from store_samples import expected, sample

from kg.store import open_store

OPERATIONS = [f"put:{key % 7}:{(key * 11) % 64}" for key in range(400)]
CHANGES = ("put:1:9", "forget:1")


def contents(path: Path) -> list[str]:
    """The dump, after checking that a rebuild gives the same."""
    with open_store(path) as store:
        before = list(store.dump())
        store.rebuild()
        assert list(store.dump()) == before
    return before


def after(operations: list[str]) -> dict[int, int]:
    """What the operations leave: article key -> version."""
    model: dict[int, int] = {}
    for operation in operations:
        verb, key, *version = operation.split(":")
        if verb == "put":
            model[int(key)] = int(version[0])
        else:
            del model[int(key)]
    return model


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment_keeps_every_acknowledged_article(tmp_path: Path, seed: int) -> None:
    """After kill -9 in a stream of puts the store holds the acknowledged ones and at most the next one, whole."""
    path, chance = tmp_path / "news.kg", random.Random(seed)
    done = 0
    for _ in range(3):
        wanted = chance.randrange(1, 60)
        with writer(path, "-", *OPERATIONS[done:]) as child:
            assert child.stdout is not None
            said = [child.stdout.readline() for _ in range(wanted + 1)]
            os.kill(child.pid, signal.SIGKILL)
            said += child.stdout.readlines()
        done += sum(line.endswith("\n") for line in said) - 1
        found = contents(path)
        possible = [expected(after(OPERATIONS[:count])) for count in (done, done + 1)]
        assert found in possible
        done += possible.index(found)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("stage", "kept"), [("begun", False), ("in the ledger", True), ("in the graph", True)])
def test_killed_at_each_stage_of_a_change(tmp_path: Path, change: str, stage: str, kept: bool) -> None:
    """A change is all there once the ledger has it, and not there at all before."""
    path = tmp_path / "news.kg"
    before = ["put:1:7", "put:2:5"]
    with open_store(path) as store:
        store.put_many([sample(1, 7), sample(2, 5)])
    assert killed_at(path, stage, change) == []
    assert contents(path) == expected(after([*before, change] if kept else before))


@pytest.mark.parametrize("stage", ["rebuild begun", "graph cleared", "graph filled", "flushed"])
def test_killed_while_rebuilding_or_flushing(tmp_path: Path, stage: str) -> None:
    """A rebuild or a flush that is cut short is finished at the next opening."""
    path = tmp_path / "news.kg"
    operations = ["put:1:7", "put:2:5", "put:1:3"]
    assert killed_at(path, stage, *operations, "rebuild", "put:3:1", "flush")[:3] == operations
    model = after(operations) if stage != "flushed" else after([*operations, "put:3:1"])
    assert contents(path) == expected(model)


def test_a_reader_finishes_what_a_killed_writer_left(tmp_path: Path) -> None:
    """Opening to read after a crash shows the ledger's articles, whole, in the graph too."""
    path = tmp_path / "news.kg"
    killed_at(path, "in the ledger", "put:1:7")
    with open_store(path, read_only=True) as store:
        assert list(store.dump()) == expected({1: 7})
        assert [row.id for row in store.articles()] == [sample(1)[1].id]


def test_a_lost_graph_is_made_again(tmp_path: Path) -> None:
    """A store whose graph folder was removed is whole again after the next opening, even if that is cut short."""
    path = tmp_path / "news.kg"
    with open_store(path) as store:
        store.put_many([sample(key, 13) for key in range(4)])
    for file in (path / "oxigraph").iterdir():
        file.unlink()
    (path / "oxigraph").rmdir()
    killed_at(path, "graph cleared")
    assert contents(path) == expected(dict.fromkeys(range(4), 13))


def test_a_creation_cut_short_can_be_taken_up(tmp_path: Path) -> None:
    """A folder that holds no more than a store's first files is made into a store."""
    path = tmp_path / "news.kg"
    path.mkdir()
    for name in ("lock", "turn", "VERSION.new"):
        (path / name).touch()
    with open_store(path) as store:
        store.put(*sample(1))
    assert contents(path) == expected({1: 0})
    assert stat.S_ISREG((path / "VERSION").stat().st_mode)
