"""wartagraf: news articles, Indonesian first, become an RDF knowledge graph with the sentence behind every fact.

    from kg import ingest, open_store

    with open_store("berita.kg") as store:
        ingest(["berita/"], store=store)

The names below are what a user of the library needs; each is imported, with what it takes, when it is first asked for. What the
library does it says to the logger `kg`, which is silent unless `logging` is told otherwise.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import ArticleError, KgError
    from kg.extract import Engine, load_engine
    from kg.pipeline import Report, annotate, ingest
    from kg.query.find import entity
    from kg.query.picture import picture
    from kg.records import Annotation, Article, Entity
    from kg.store import Store, open_store
    from kg.view import render

__version__ = "0.1.0"
__all__ = [
    "Annotation",
    "Article",
    "ArticleError",
    "Engine",
    "Entity",
    "KgError",
    "Report",
    "Store",
    "annotate",
    "entity",
    "ingest",
    "load_engine",
    "open_store",
    "picture",
    "render",
]

_HOMES = {
    "kg.errors": ("ArticleError", "KgError"),
    "kg.extract": ("Engine", "load_engine"),
    "kg.pipeline": ("Report", "annotate", "ingest"),
    "kg.query.find": ("entity",),
    "kg.query.picture": ("picture",),
    "kg.records": ("Annotation", "Article", "Entity"),
    "kg.store": ("Store", "open_store"),
    "kg.view": ("render",),
}

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> object:
    """A public name, from the room it lives in."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
