"""`Ia`, `dia`, `beliau` mean whom the network takes for likeliest, else the grammatical subject: the first person named in
the sentence, or in the last one that names anybody.

On dev the share of quotes with the right speaker rose from 0.866 to 0.911 against the person named last, on dev2 from 0.805
to 0.816.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.draft import Draft
from kg.extract.grammar.phrases import owns
from kg.extract.grammar.tokens import ASKED, tokens
from kg.extract.passes.coreference.likeness import likeness
from kg.extract.passes.coreference.sets import Union
from kg.lexicon.surfaces import is_name

_THIRD_PERSON = frozenset({"ia", "dia", "beliau"})
# From this likeness on the network's word counts.
_LIKE = 0.1


def run(draft: Draft) -> Draft:
    """Pronouns joined with a person, and settled so."""
    sets, score = Union(draft.clusters), likeness(draft)
    people = [n for n, s in enumerate(draft.spans) if s.type == "PER" and not s.nested]
    pronouns = [n for n in people if draft.surface(n).casefold() in _THIRD_PERSON]
    names = [n for n in people if n not in pronouns and is_name(draft.surface(n))]
    settled: set[int] = set()
    for n in pronouns:
        before = [m for m in names if draft.spans[m].span < draft.spans[n].span]
        last = max((_sentence(draft, m) for m in before), default=-1)
        before = [m for m in before if _sentence(draft, m) != last or not _owned(draft, m, names)] or before
        if before:
            likest = max(before, key=lambda m: (score.get((min(m, n), max(m, n)), 0.0), m))
            sure = score.get((min(likest, n), max(likest, n)), 0.0) > _LIKE
            sets.join(likest if sure else _subject(draft, before), n)
            settled.add(n)
    return replace(draft, clusters=sets.clusters(), settled=draft.settled | settled)


def _owned(draft: Draft, n: int, names: Sequence[int]) -> bool:
    """`Kuasa hukum Budi, Rina, ... Ia ...`: Budi only says whose lawyer she is."""
    at = _sentence(draft, n)
    if at < 0:
        return False
    found = tokens(draft.text, draft.document.sentences[at], [draft.spans[n].span], [draft.spans[m].span for m in names])
    place = next((i for i, t in enumerate(found) if t.kind == ASKED), None)
    return place is not None and owns(found, place)


def _subject(draft: Draft, before: Sequence[int]) -> int:
    """The first person named in the last sentence that names one before the pronoun."""
    last = max(_sentence(draft, m) for m in before)
    return min((m for m in before if _sentence(draft, m) == last), key=lambda m: draft.spans[m].span)


def _sentence(draft: Draft, n: int) -> int:
    start = draft.spans[n].span.start
    return next((i for i, s in enumerate(draft.document.sentences) if s.start <= start < s.end), -1)
