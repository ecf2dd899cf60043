"""Lazy plugin tables: a name leads to `module:attribute`, imported only when it is asked for.

A new engine, source or store is one file in its room and one line here. Sources are looked up by file ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from kg.errors import ConfigError

ENGINES = {
    "neural": "kg.extract.neural:load",
    "replay": "kg.extract.replay:load",
}
SOURCES = {
    ".csv": "kg.sources.tabular:read",
    ".htm": "kg.sources.html:read_html",
    ".html": "kg.sources.html:read_html",
    ".jsonl": "kg.sources.tables:read_jsonl",
    ".md": "kg.sources.plain:read_plain",
    ".txt": "kg.sources.plain:read_plain",
}
STORES = {
    "oxigraph": "kg.store.oxigraph:open_store",
}
TABLES: Mapping[str, Mapping[str, str]] = {"engine": ENGINES, "source": SOURCES, "store": STORES}


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
