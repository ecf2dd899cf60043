"""Lazy plugin tables: a name leads to `module:attribute`, imported only when it is asked for.

A new engine is one file in its room and one line here; readers of files have such a table in `kg.sources.table`.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from kg.errors import ConfigError

ENGINES = {
    "neural": "kg.extract.neural.engine:load",
    "replay": "kg.extract.replay:load",
}
TABLES: Mapping[str, Mapping[str, str]] = {"engine": ENGINES}


def names(kind: str) -> tuple[str, ...]:
    """The names that exist for a kind of plugin, sorted.

    >>> names("engine")
    ('neural', 'replay')
    """
    return tuple(sorted(TABLES[kind]))


def find(kind: str, name: str) -> Any:
    """The plugin of that kind and name; the module it lives in is imported now.

    Raises ConfigError, listing the names that exist, when there is none.
    """
    if name not in TABLES[kind]:
        close = get_close_matches(name, names(kind), n=1)
        raise ConfigError(
            f"unknown {kind} {name!r}: there is {', '.join(names(kind))}",
            hint=f"did you mean {close[0]!r}?" if close else "",
        )
    module, attribute = TABLES[kind][name].split(":")
    return getattr(import_module(module), attribute)
