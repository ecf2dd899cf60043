"""Claims below the least confidence are not stated."""

from __future__ import annotations

from kg.extract.draft import Draft

NAME = "too_unsure"


def run(draft: Draft) -> Draft:
    """The draft without the claims that were weighed and found too light."""
    least = draft.scale.least
    weak = (c for c in draft.claims if c.confidence is not None and c.confidence < least(c.label))
    return draft.without({c: f"confidence {c.confidence:.2f} is below {least(c.label):.2f}" for c in weak}, by=NAME)
