"""`Kabupaten Klaten` and `Klaten` are one where the article tells no second level."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.passes.coreference.sets import Union
from kg.lexicon.surfaces import is_name


def run(draft: Draft) -> Draft:
    """Bare names of places joined with the one name that tells their level."""
    sets = Union(draft.clusters)
    places: dict[str, int] = {}
    for n, span in enumerate(draft.spans):
        if span.type == "GPE" and is_name(surface := draft.surface(n)):
            places.setdefault(" ".join(surface.casefold().split()), n)
    levels: dict[str, list[int]] = defaultdict(list)
    for name, n in places.items():
        level, _, rest = name.partition(" ")
        if level in lexicon.words("place-levels") and rest in places:
            levels[rest].append(n)
    for rest, found in levels.items():
        if len(found) == 1:
            sets.join(places[rest], found[0])
    return replace(draft, clusters=sets.clusters())
