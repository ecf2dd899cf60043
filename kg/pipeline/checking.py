"""Check what a store holds."""

from __future__ import annotations

from kg.errors import InvalidGraph
from kg.exchange import from_json
from kg.rdf import build, validate
from kg.resolve import resolve
from kg.store import Store


def check(store: Store) -> int:
    """Check every stored article's graph, built anew from its stored annotation; returns how many were checked.

    Raises InvalidGraph naming the first article whose graph breaks the shapes.
    """
    checked = 0
    for row in store.articles():
        annotation = from_json(store.annotation_json(row.id), article=store.article(row.id))
        graph = build(annotation, resolve(annotation))
        try:
            validate([*graph.evidence, *graph.picture])
        except InvalidGraph as exc:
            raise InvalidGraph(f"{row.title or row.id}: {exc}", hint="ingest the article again with --force") from exc
        checked += 1
    return checked
