"""Cues of accusation among tokens: where they stand, and whether the words around show that they accuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from kg import lexicon
from kg.extract.grammar.phrases import starts_with
from kg.extract.grammar.tokens import MARK, Token

# Where a cue begins and ends among the tokens (end exclusive), and its modality.
Cue = tuple[int, int, str]
_NEAR = 9


def matches(found: Sequence[Token], form: str, first: int, last: int) -> list[Cue]:
    """Start, end and modality of the cues of a form between two tokens, longest first at each place."""
    out = []
    for start in range(first, min(last, len(found))):
        for cue, modality in _by_opening().get((form, found[start].low), ()):
            end = start + len(cue)
            if starts_with(found, start, cue) and _in_use(found, start, end, " ".join(cue)):
                out.append((start, end, modality))
                break
    return out


def _in_use(found: Sequence[Token], start: int, end: int, cue: str) -> bool:
    """Whether the words behind the cue (or, for what must follow, around it) show that it accuses."""
    excludes = lexicon.table("accusation-excludes").get(cue, "").split()
    if excludes and follows(found, end, frozenset(excludes), 9):
        return False
    needs = lexicon.table("accusation-needs").get(cue, "").split()
    wanted = frozenset(needs) | (lexicon.words("crime-words") if "*crime" in needs else frozenset())
    wanted |= lexicon.words("deed-words") if "*deed" in needs else frozenset()
    return not needs or follows(found, end, wanted, _NEAR) or any(t.low in wanted for t in found[max(0, start - 10) : start])


def follows(found: Sequence[Token], end: int, words: frozenset[str], near: int = 1) -> bool:
    """Whether one of the words stands among the next `near` words behind a token."""
    near_ones = [t for t in found[end : end + near + 4] if t.kind != MARK][:near]
    return any(t.low in words for t in near_ones)


@cache
def _by_opening() -> Mapping[tuple[str, str], list[tuple[tuple[str, ...], str]]]:
    """(form, first word) -> cues as words with their modality, longest first."""
    out: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for cue, what in lexicon.table("accusation-cues").items():
        form, modality, _ = what.split()
        out.setdefault((form, cue.split()[0]), []).append((tuple(cue.split()), modality))
    return {key: sorted(cues, key=lambda c: -len(c[0])) for key, cues in out.items()}


def event_kind(cue: str) -> str:
    """The kind of event that a cue of accusation tells: `arrest`, `investigation`, `trial`, `verdict` or `crime`.

    >>> event_kind("ditangkap"), event_kind("Terdakwa")
    ('arrest', 'trial')
    """
    return lexicon.table("accusation-cues").get(" ".join(cue.casefold().split()), "noun alleged crime").split()[2]
