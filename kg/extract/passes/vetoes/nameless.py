"""A bare title, common noun or pronoun names nobody, and what the tagger is too unsure of is not stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.draft import Draft
from kg.lexicon.surfaces import names_a_person, names_a_place_or_body
from kg.records import ENTITY_TYPES


def run(draft: Draft) -> Draft:
    """The draft with the clusters marked that no entity is made of."""
    found = {root for root, members in draft.members().items() if _is_nothing(draft, root, members)}
    return replace(draft, unnamed=draft.unnamed | found)


def _is_nothing(draft: Draft, root: int, members: Sequence[int]) -> bool:
    kind = draft.spans[root].type
    surfaces = [draft.surface(n) for n in members]
    if kind in ENTITY_TYPES and not draft.scale.names(kind, draft.end(root).confidence):
        return True
    if kind in ("ORG", "GPE", "LOC"):
        return not names_a_place_or_body(surfaces)
    return kind == "PER" and not names_a_person(surfaces)
