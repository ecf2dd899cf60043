"""How a rule's claims meet those that are there: the likelier word stands, and everybody who had a part is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.draft import Claim, Draft


def raised(draft: Draft, claims: Iterable[Claim]) -> Draft:
    """The draft with these claims; one that is there already gets at least their probability and their rule's share."""
    known = {(c.label, c.left, c.right): c for c in draft.claims}
    for new in claims:
        key = new.label, new.left, new.right
        old = known.get(key)
        known[key] = new if old is None else _joined(old, new)
    return replace(draft, claims=tuple(known.values()))


def _joined(old: Claim, new: Claim) -> Claim:
    """Of two claims of one fact the likelier one; a rule that neither raises nor measures anything had no part in it."""
    raises = new.probability >= old.probability
    if not raises and new.rule <= old.rule:
        return old
    best = new if raises else old
    by = (*old.by, *(name for name in new.by if name not in old.by))
    return replace(best, rule=max(old.rule, new.rule), by=by)
