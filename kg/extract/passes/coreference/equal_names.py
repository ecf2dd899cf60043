"""Equal names of one type are one entity, and a person's short name is whose full name alone holds it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.windows import respace
from kg.extract.passes.coreference.ages import ages, ages_differ
from kg.extract.passes.coreference.sets import Union
from kg.lexicon.surfaces import is_name
from kg.records import ENTITY_TYPES

# The word of another name on both sides: `Bere` in `Anselmus Bere Lau` is nobody's short name.
_BEFORE, _BEHIND = re.compile(r"\b[A-Z][a-z]{2,} $"), re.compile(r" [A-Z][a-z]{2,}")


def run(draft: Draft) -> Draft:
    """Equal surfaces of one type, and one- or two-word names inside exactly one longer name of a person."""
    sets = Union(draft.clusters)
    first: dict[tuple[str, str], int] = {}
    for n, span in enumerate(draft.spans):
        surface = draft.surface(n)
        if span.type not in ENTITY_TYPES or not (is_name(surface) or span.type in ("EVT", "DATE")):
            continue
        key = (span.type, " ".join(respace(surface)[0].casefold().split()))
        if span.type == "PER" and (older := _of_another_age(draft, key, n, first)):
            key = older
        if span.type != "DATE":
            sets.join(first.setdefault(key, n), n)
    people = {key[1]: n for key, n in first.items() if key[0] == "PER" and not _inside_a_name(draft, n)}
    for short, n in people.items():
        longer = {sets.root(m) for name, m in people.items() if name != short and set(short.split()) < set(name.split())}
        if len(longer) == 1 and not ages_differ(draft, [n], [m for m in range(len(draft.spans)) if sets.root(m) in longer]):
            sets.join(n, longer.pop())
    inside = {n for n, s in enumerate(draft.spans) if s.type == "PER" and _inside_a_name(draft, n)}
    return replace(draft, clusters=sets.clusters(), settled=draft.settled | inside)


def _of_another_age(draft: Draft, key: tuple[str, str], n: int, first: dict[tuple[str, str], int]) -> tuple[str, str] | None:
    """A key of his own for a namesake whose age differs from that of the first who bears the name; None for anybody else."""
    if key not in first or not ages_differ(draft, [first[key]], [n]):
        return None
    return key[0], f"{key[1]} ({min(ages(draft, [n]))})"


def _inside_a_name(draft: Draft, n: int) -> bool:
    """Whether a single word stands between two words with a capital that no span of a person covers."""
    span = draft.spans[n].span
    if " " in draft.surface(n):
        return False
    before = _BEFORE.search(draft.text, max(0, span.start - 40), span.start)
    behind = _BEHIND.match(draft.text, span.end)
    titles = lexicon.folded("roles") | lexicon.folded("honorifics")
    return before is not None and behind is not None and before.group().strip().casefold() not in titles
