"""Patterns -> the names they match; `**` enters each folder once, however many links lead back to it."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator


def matching(pattern: str) -> list[str]:
    """All names that a pattern matches, sorted by their parts, each once."""
    parts = pattern.split(os.sep)
    start = os.sep if pattern.startswith(os.sep) else ""
    return sorted(set(_expanded(start, [part for part in parts if part])), key=lambda path: path.split(os.sep))


def _expanded(folder: str, parts: list[str]) -> Iterator[str]:
    if not parts:
        yield folder
    elif parts[0] == "**":
        rest = [part for i, part in enumerate(parts) if part != "**" or "**" not in parts[:i]][1:] or ["*"]
        for inner in _folders(folder):
            yield from _expanded(inner, rest)
    else:
        for path in glob.glob(os.path.join(glob.escape(folder), parts[0])):
            if len(parts) == 1 or os.path.isdir(path):
                yield from _expanded(path, parts[1:])


def _folders(top: str) -> Iterator[str]:
    """A folder and all beneath it, hidden ones left out."""
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop(0)
        try:
            status = os.stat(folder or ".")
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        yield folder
        paths = (os.path.join(folder, name) for name in names if not name.startswith("."))
        waiting += [path for path in paths if os.path.isdir(path)]
