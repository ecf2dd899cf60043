"""Opening a store: what lies at the path, whose turn it is, and what a killed writer left to finish."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store import folder
from kg.store.embedded import Checkpoint, EmbeddedStore, no_checkpoint
from kg.store.ledger import Ledger

if TYPE_CHECKING:
    import pyoxigraph

# A reader may meet a writer's compaction (files named a moment ago are gone) or a crashed writer's leftovers; then it
# starts over. Each round makes progress, so a few are plenty.
_READ_ATTEMPTS = 8
_log = logging.getLogger(__name__)


def open_store(
    path: str | Path, *, read_only: bool = False, create: bool = True, checkpoint: Checkpoint = no_checkpoint
) -> EmbeddedStore:
    """Open the store at `path`, making it where there is none (unless `read_only`, or `create` is False).

    One process writes at a time; any number may read beside it, each seeing the store as it was when opened. What
    a killed writer left unfinished is finished first. `checkpoint` is told each stage of a change; tests stop there.

    Raises StoreLocked while another writer has it, and StoreError when there is no store, the path is something else,
    it cannot be read or written, or a newer kg wrote it. Nothing is ever written to a folder that is not a store.
    """
    if "://" in str(path):
        raise StoreError(f"{path} is a URL, not a folder", hint="name a folder with --store PATH")
    where = Path(path)
    if not folder.exists(where) and (read_only or not create):
        raise StoreError(f"there is no store at {where}", hint=f"make one with: kg ingest SOURCE --store {where}")
    _log.info("opening the store %s to %s", where, "read" if read_only else "write")
    return _opened_to_read(where) if read_only else _opened_to_write(where, checkpoint)


def _opened_to_write(path: Path, checkpoint: Checkpoint) -> EmbeddedStore:
    folder.prepare(path)
    folder.Writing(path).release()  # a writer at work is named at once, without waiting for its turn to end
    with folder.turn(path):
        writing = folder.Writing(path)
        try:
            if not folder.exists(path):
                folder.mark(path)
            ledger = _ledger_to_write(path)
            folder.mark(path)  # an older store is of the newest format from here on
        except BaseException:
            writing.release()
            raise
        try:
            store = EmbeddedStore(path, ledger, _graph(path), writing=writing, checkpoint=checkpoint)
        except BaseException:
            ledger.close()
            writing.release()
            raise
        try:
            store.recover()
        except BaseException:
            store.abandon()
            raise
    return store


def _ledger_to_write(path: Path) -> Ledger:
    file, graph = path / "ledger.sqlite", path / "oxigraph"
    if not file.exists() and graph.exists():
        raise StoreError(f"the ledger {file} is missing", hint="bring back a copy of the store, or ingest again")
    ledger = Ledger(file)
    try:
        if not graph.exists() and ledger.counts()[0]:
            ledger.begin_rebuild()  # before the graph's folder is made, so that an interruption is noticed
    except BaseException:
        ledger.close()
        raise
    return ledger


def _opened_to_read(path: Path) -> EmbeddedStore:
    problem: StoreError | None = None
    for _ in range(_READ_ATTEMPTS):
        with folder.turn(path, shared=True):
            if not (path / "ledger.sqlite").exists():
                raise StoreError(
                    f"the ledger {path / 'ledger.sqlite'} is missing",
                    hint="bring back a copy of the store, or ingest again",
                )
            ledger = Ledger(path / "ledger.sqlite", read_only=True)
            try:
                whole = (path / "oxigraph").exists() and not ledger.behind
                if whole or folder.has_writer(path):
                    return EmbeddedStore(path, ledger, _graph(path, read_only=True))
            except StoreError as exc:
                problem = exc
                ledger.close()
                continue
            except BaseException:
                ledger.close()
                raise
            ledger.close()
        _opened_to_write(path, no_checkpoint).close()
    raise problem or StoreError(f"the store {path} is being written without a pause", hint="try again in a moment")


def _graph(path: Path, *, read_only: bool = False) -> pyoxigraph.Store:
    import pyoxigraph as ox

    place = path / "oxigraph"
    try:
        return ox.Store.read_only(str(place)) if read_only else ox.Store(str(place))
    except (OSError, RuntimeError) as exc:  # RuntimeError is how it tells of corruption
        if "lock" in str(exc).lower():
            raise folder.locked(path, "") from exc
        raise StoreError(
            f"the graph {place} is damaged: {exc}",
            hint=f"remove the folder {place}: it is made again from the ledger at the next ingest",
        ) from exc
