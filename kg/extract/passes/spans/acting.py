"""`Plt`, `Pj`, `Penjabat` before a title say that the post is held for the time being."""

from __future__ import annotations

from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.labels import ROLE


def run(draft: Draft) -> Draft:
    """Roles that begin with a word of acting have that status."""
    acting = [s.type == ROLE and _acts(s.span.of(draft.text)) for s in draft.spans]
    spans = (replace(s, status="acting") if acts else s for s, acts in zip(draft.spans, acting, strict=True))
    return replace(draft, spans=tuple(spans))


def _acts(role: str) -> bool:
    words = role.casefold().split()
    return bool(words) and words[0].strip(".") in lexicon.words("acting-words")
