"""Names of people: without the posts and brackets around them, and the full names of those whom the press calls otherwise."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.resolve.names import person
from kg.resolve.spelling import folded

_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_ALIAS = re.compile(r"\s+(?:alias|a\.k\.a\.?|aka)\s+", re.IGNORECASE)
_LONGEST_TITLE = 4


@cache
def person_name(name: str) -> str:
    """The name alone; a title that nothing follows stays.

    >>> person_name("Presiden Prabowo Subianto"), person_name("Ahmad Seno (45) alias Ucil"), person_name("Menkopolhukam")
    ('Prabowo Subianto', 'Ahmad Seno', 'Menkopolhukam')
    """
    kept = _BRACKETS.sub("", _ALIAS.split(name)[0]).strip() or name
    words = person(kept).split()
    for size in range(min(_LONGEST_TITLE, len(words) - 1), 0, -1):
        if is_title(" ".join(words[:size])) and words[size][:1].isupper():
            return person(" ".join(words[size:]))
    return " ".join(words)


@cache
def is_title(name: str) -> bool:
    """Whether words are a post or a description and no name.

    >>> is_title("Menkopolhukam"), is_title("Waka MPR"), is_title("Laras")
    (True, True, False)
    """
    return folded(name) in _titles()


@cache
def figure(name: str) -> str:
    """The full name of a public figure by what the press calls them; empty when there is none.

    >>> figure("Jokowi"), figure("Laras")
    ('Joko Widodo', '')
    """
    return lexicon.table("public-figures").get(folded(name), "")


@cache
def _titles() -> frozenset[str]:
    return frozenset(folded(title) for title in lexicon.words("person-titles"))
