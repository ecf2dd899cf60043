"""Equal names of one type are one entity, and a person's short name is whose full name alone holds it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.neural.windows import respace
from kg.extract.passes.coreference.sets import Union
from kg.lexicon.surfaces import is_name
from kg.records import ENTITY_TYPES


def run(draft: Draft) -> Draft:
    """Equal surfaces of one type, and one- or two-word names inside exactly one longer name of a person."""
    sets = Union(draft.clusters)
    first: dict[tuple[str, str], int] = {}
    for n, span in enumerate(draft.spans):
        surface = draft.surface(n)
        if span.type not in ENTITY_TYPES or not (is_name(surface) or span.type in ("EVT", "DATE")):
            continue
        key = (span.type, " ".join(respace(surface)[0].casefold().split()))
        if span.type != "DATE":
            sets.join(first.setdefault(key, n), n)
    people = {key[1]: n for key, n in first.items() if key[0] == "PER"}
    for short, n in people.items():
        longer = {sets.root(m) for name, m in people.items() if name != short and set(short.split()) < set(name.split())}
        if len(longer) == 1:
            sets.join(n, longer.pop())
    return replace(draft, clusters=sets.clusters())
