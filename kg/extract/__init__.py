"""Say what the text says: engines turn a `Document` into an `Annotation`."""

from __future__ import annotations

from typing import Any

from kg.extract.engine import Engine
from kg.plugins import find

__all__ = ["Engine", "load_engine"]


def load_engine(name: str = "neural", **options: Any) -> Engine:
    """The engine of that name; options are its own.

    Raises ConfigError for an unknown name and EngineUnavailable when its packages or weights are missing.
    """
    engine: Engine = find("engine", name)(**options)
    return engine
