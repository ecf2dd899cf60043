"""`Ia`, `dia`, `beliau` mean the person named last before them."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.passes.coreference.sets import Union
from kg.lexicon.surfaces import is_name

_THIRD_PERSON = frozenset({"ia", "dia", "beliau"})


def run(draft: Draft) -> Draft:
    """Pronouns joined with a person, and settled so."""
    sets = Union(draft.clusters)
    settled: set[int] = set()
    last = -1
    for n in sorted(range(len(draft.spans)), key=lambda n: draft.spans[n].span):
        if draft.spans[n].type != "PER" or draft.spans[n].nested:
            continue
        surface = draft.surface(n)
        if surface.casefold() in _THIRD_PERSON:
            if last >= 0:
                sets.join(last, n)
                settled.add(n)
        elif is_name(surface):
            last = n
    return replace(draft, clusters=sets.clusters(), settled=draft.settled | settled)
