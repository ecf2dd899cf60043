"""The folder of a store: what it must look like before anything is written to it, its format marker and its locks.

news.kg/VERSION          "kg store format 2"
news.kg/lock             held by the one writer; holds its process id
news.kg/turn             held for each change by the writer, and shared by readers for the moment of opening
news.kg/ledger.sqlite    articles, annotations, every article's lines: the truth
news.kg/oxigraph/        the graph, made from the ledger
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, StoreLocked

FORMAT = 2
_MARK = "kg store format "
# What a creation that was cut short may leave behind: such a folder still counts as empty.
_SCAFFOLD = frozenset({"lock", "turn", "VERSION.new"})


def exists(path: Path) -> bool:
    """Whether a store of a known format lies at `path`; False where one may be made. Writes nothing.

    Raises StoreError for a file, a folder of something else, and a store that a newer kg wrote.
    """
    try:
        names = {entry.name for entry in path.iterdir()}
    except FileNotFoundError:
        return False
    except NotADirectoryError as exc:
        blocker = next(p for p in (path, *path.parents) if p.exists())
        raise StoreError(
            f"{blocker} is a file, not a store", hint="a store is a folder; name another one with --store PATH"
        ) from exc
    except OSError as exc:
        raise StoreError(f"the store {path} cannot be read: {exc.strerror}", hint="check who owns the folder") from exc
    if "VERSION" in names:
        _check_format(path)
        return True
    if names - _SCAFFOLD:
        raise StoreError(
            f"{path} is a folder with other content, not a store",
            hint="name a new or empty folder with --store PATH; nothing was changed in this one",
        )
    return False


def prepare(path: Path) -> None:
    """Make the folder (and its parents) or check that an existing one may be written. Raises StoreError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreError(
            f"the store {path} cannot be made: {exc.strerror}", hint="name a folder you may write to with --store PATH"
        ) from exc
    if not os.access(path, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreError(f"the store {path} is not writable", hint="open it for reading, or ask its owner for write access")


def mark(path: Path) -> None:
    """Write the format marker, whole or not at all."""
    fresh = path / "VERSION.new"
    fresh.write_text(f"{_MARK}{FORMAT}\n", encoding="utf-8")
    fresh.replace(path / "VERSION")


class Writing:
    """The right to write to a store, for one process at a time; release it with `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _opened(path / "lock")
        if not _try_lock(self._file):
            holder = os.pread(self._file, 20, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            raise locked(path, holder)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let the next writer in."""
        os.ftruncate(self._file, 0)
        os.close(self._file)


def locked(path: Path, holder: str) -> StoreLocked:
    """The error for a store whose writer is process `holder` (empty when it did not say)."""
    if holder == str(os.getpid()):
        return StoreLocked(
            f"the store {path} is already open for writing in this process ({holder})", hint="close the other one first"
        )
    stop = f", or stop it with: kill {holder}" if holder else ""
    return StoreLocked(
        f"the store {path} is being written by process {holder or '(unknown)'}",
        hint=f"wait until it has finished{stop}; reading works meanwhile",
    )


def has_writer(path: Path) -> bool:
    """Whether some process holds the right to write at this moment."""
    try:
        file = os.open(path / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


@contextmanager
def turn(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait for a moment in which ledger and graph agree: alone for a change, `shared` for opening to read."""
    try:
        file = os.open(path / "turn", os.O_RDONLY | os.O_CLOEXEC) if shared else _opened(path / "turn")
    except FileNotFoundError:  # a copy made without it: there is no writer to wait for
        yield
        return
    try:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _check_format(path: Path) -> None:
    try:
        text = (path / "VERSION").read_text(encoding="utf-8", errors="replace").strip()
    except OSError as exc:
        raise StoreError(f"the store {path} cannot be read: {exc.strerror}", hint="check who owns the folder") from exc
    number = text.removeprefix(_MARK)
    if number == text or not (number.isascii() and number.isdigit()):
        raise StoreError(
            f"{path} is a folder with other content, not a store",
            hint="name a new or empty folder with --store PATH; nothing was changed in this one",
        )
    if int(number) > FORMAT:
        raise StoreError(
            f"the store {path} was written by a newer kg (format {number}, this kg reads up to {FORMAT})",
            hint="upgrade with: pip install --upgrade wartagraf",
        )


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as exc:
        raise StoreError(
            f"the store {path.parent} is not writable", hint="open it for reading, or ask its owner for write access"
        ) from exc


def _try_lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
