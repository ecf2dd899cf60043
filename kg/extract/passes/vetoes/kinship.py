"""Family ties need a word of kinship: two people side by side at a reception are no couple.

In the training articles such a word stands in the sentences that tell the tie in 122 of 140 cases; the others are told by
what everybody knows, which a graph with evidence must not repeat.
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.extract.draft import Draft

NAME = "kinship"
TIES = ("spouse", "child_of", "sibling_of", "relative_of")


def run(draft: Draft) -> Draft:
    """The draft without the ties whose sentences hold no word of kinship."""
    untold = (c for c in draft.of(*TIES) if not tells_kinship(_sentences(draft, draft.sentences_of(c))))
    return draft.without(dict.fromkeys(untold, "no word of kinship in its sentences"), by=NAME)


def _sentences(draft: Draft, numbers: tuple[int, ...]) -> str:
    return " ".join(draft.document.sentences[n].of(draft.text) for n in numbers)


def tells_kinship(text: str) -> bool:
    """Whether a word of kinship or marriage, with or without its prefixes and suffixes, stands in the text.

    >>> tells_kinship("Ia menikahi Rina."), tells_kinship("Wilayah itu dikunjungi Budi dan Rina.")
    (True, False)
    """
    return _word().search(text) is not None


@cache
def _word() -> re.Pattern[str]:
    stems = "|".join(sorted(map(re.escape, lexicon.words("kin-words")), key=len, reverse=True))
    return re.compile(rf"\b(?:me(?:ng?|m(?:per)?)?|di(?:per)?|ber|per|se|ke)?(?:{stems})(?:nya|kan|an|i|ku)?\b", re.IGNORECASE)
