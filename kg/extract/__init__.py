"""Say what the text says: engines turn a `Document` into an `Annotation`."""

from __future__ import annotations

from typing import Any

from kg.extract.engine import Engine, Explaining
from kg.extract.trace import Explained, from_authors
from kg.plugins import find
from kg.records import Document

__all__ = ["Engine", "Explained", "explained", "load_engine"]


def load_engine(name: str = "neural", **options: Any) -> Engine:
    """The engine of that name; options are its own.

    Raises ConfigError for an unknown name and EngineUnavailable when its packages or weights are missing.
    """
    engine: Engine = find("engine", name)(**options)
    return engine


def explained(engine: Engine, document: Document) -> Explained:
    """A document's annotation with an account of each fact; of engines that keep none the facts' authors.

    Raises ExtractError naming the article when the engine fails on it.
    """
    if isinstance(engine, Explaining):
        return engine.explain(document)
    return from_authors(next(iter(engine.annotate([document]))))
