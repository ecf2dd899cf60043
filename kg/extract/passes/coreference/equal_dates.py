"""Dates that mean one day or period are one: `Rabu (18/6/2025)` and `hari ini`."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.passes.coreference.sets import Union


def run(draft: Draft) -> Draft:
    """Dates joined by their values."""
    sets = Union(draft.clusters)
    first: dict[str, int] = {}
    for n, value in enumerate(draft.values):
        if draft.spans[n].type == "DATE" and value:
            sets.join(first.setdefault(value, n), n)
    return replace(draft, clusters=sets.clusters())
