"""Names on the command line -> files: folders in sorted order, patterns, and a reason for each that leads nowhere."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import ReadError
from kg.sources.decode import reason
from kg.sources.origin import Origin, of_path
from kg.sources.pattern import matching
from kg.sources.table import READERS, ending_of


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: the path to open it by, its origin, and its ending in lower case."""

    path: str
    origin: Origin
    ending: str


def files(source: str) -> Iterator[Found | ReadError]:
    """The files a source stands for: itself, all articles in a folder and its folders, or what a pattern matches.

    A name that exists is taken literally even if it looks like a pattern. Whatever cannot be opened is one error.
    """
    if not source:
        yield Origin("", "").error("a source without a name", "name a file, a folder, a pattern, or - for a pipe")
        return
    origin = of_path(source)
    try:
        mode = os.stat(source).st_mode
    except FileNotFoundError:
        yield from _matching(source, origin)
    except (OSError, ValueError) as exc:
        yield origin.error(f"cannot be opened: {reason(exc)}", _hint(exc))
    else:
        yield from _in_folder(source, origin) if stat.S_ISDIR(mode) else [_file(source, origin, mode)]


def _matching(source: str, origin: Origin) -> Iterator[Found | ReadError]:
    if "://" in source:
        yield Origin(source, source).error("not an address that is read", "kg reads https:, http:, feed: and sitemap:")
    elif not glob.has_magic(source):
        yield origin.error("no such file or folder", "check the name; relative names count from the working directory")
    else:
        found = matching(source)
        if not found:
            yield origin.error("no file matches the pattern", "check the pattern; ** goes through folders")
        for path in found:
            yield from files(path)


def _file(path: str, origin: Origin, mode: int) -> Found | ReadError:
    ending = ending_of(path)
    if not stat.S_ISREG(mode):
        return origin.error("not a regular file", "pipe its content in and name - instead")
    if ending not in READERS:
        return origin.error(f"no reader for {ending or 'a name without ending'}", f"kg reads {' '.join(sorted(READERS))}")
    return Found(path, origin, ending)


def _in_folder(folder: str, origin: Origin) -> Iterator[Found | ReadError]:
    """All files with a known ending, hidden ones left out, each folder once however many links lead there."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    empty = True
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                # Pipes and devices are named whatever they are called: reading one could hang for ever.
                if ending_of(path) in READERS or not stat.S_ISREG(status.st_mode):
                    empty = False
                    yield _file(path, of_path(path), status.st_mode)
            elif (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
                waiting += [os.path.join(path, name) for name in names]
        except OSError as exc:
            empty = False
            yield of_path(path).error(f"cannot be opened: {reason(exc)}", _hint(exc))
    if empty:
        yield origin.error("no article in the folder", f"kg reads {' '.join(sorted(READERS))}")


def _hint(exc: OSError | ValueError) -> str:
    if isinstance(exc, PermissionError):
        return "ask its owner for the right to read it"
    return "check the name and where its links lead"
