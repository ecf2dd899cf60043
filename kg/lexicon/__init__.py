"""Word lists as data: one file per list, its source on the first line, read once and kept.

A list is a `.txt` file (one entry a line) or a `.tsv` file (key, tab, value); lines that begin with `#` are notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import ConfigError


@cache
def names() -> tuple[str, ...]:
    """The names of all lists, in alphabetical order."""
    return tuple(sorted(path.name for path in files(__name__).iterdir() if path.name.endswith((".txt", ".tsv"))))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of the list `name`; of a table, its keys.

    Raises ConfigError when there is no such list.

    >>> "Jumat" in words("weekdays")
    True
    """
    return frozenset(table(name)) if f"{name}.tsv" in names() else frozenset(_lines(f"{name}.txt"))


@cache
def table(name: str) -> Mapping[str, str]:
    """The table `name` as a read-only mapping from first to second column.

    Raises ConfigError when there is no such table.

    >>> table("months")["Agustus"]
    '8'
    """
    rows = (line.split("\t") for line in _lines(f"{name}.tsv"))
    return MappingProxyType({row[0]: row[1] for row in rows})


@cache
def folded(name: str) -> frozenset[str]:
    """The entries of the list `name`, case-folded, for look-ups that ignore case."""
    return frozenset(word.casefold() for word in words(name))


def _lines(filename: str) -> list[str]:
    """The entries of a list file, without notes and blank lines."""
    if filename not in names():
        stem = filename.rpartition(".")[0]
        known = ", ".join(sorted({name.rpartition(".")[0] for name in names()}))
        raise ConfigError(f"no word list of the needed kind is named {stem!r}", hint=f"the lists are: {known}")
    text = (files(__name__) / filename).read_text(encoding="utf-8")
    return [line.rstrip("\r") for line in text.split("\n") if line.strip() and not line.startswith("#")]
