"""A sentence as tokens in which people stand as people: the one asked about, the others, and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.records import Span

ASKED, PERSON, WORD, MARK = "asked", "person", "word", "mark"
_TOKEN = re.compile(r"\w[\w.'’/-]*\w|\w|[^\w\s]")
# From this share of capitals on a sentence of so many words is a headline.
_HEADLINE, _SHORT = 0.6, 4
_BRACKET = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole name; `low` is the word in small letters, empty for a name. Offsets are the article's; in a
    `headline` capitals say nothing and none is noted."""

    kind: str
    low: str
    span: Span
    capital: bool = False
    headline: bool = False


def tokens(text: str, sentence: Span, asked: Sequence[Span], people: Sequence[Span]) -> list[Token]:
    """The tokens of a sentence: names in `asked` are ASKED, other `people` are PERSON; brackets without a name are left out.

    >>> text = "Polisi menangkap Budi (22) dan Joko."
    >>> [t.low or t.kind for t in tokens(text, Span(0, 36), [Span(17, 21)], [Span(31, 35)])]
    ['polisi', 'menangkap', 'asked', 'dan', 'person', '.']
    """
    names = sorted({(s, ASKED) for s in asked} | {(s, PERSON) for s in people if not any(s.overlaps(a) for a in asked)})
    names = [(s, kind) for s, kind in names if sentence.start <= s.start and s.end <= sentence.end]
    out: list[Token] = []
    at = sentence.start
    for span, kind in names:
        if span.start < at:
            continue
        out += _words(text, at, span.start)
        out.append(Token(kind, "", span, True))
        at = span.end
    return _without_brackets(_sober(out + _words(text, at, sentence.end)))


def _sober(found: list[Token]) -> list[Token]:
    """In a headline every word has a capital, so that none means anything."""
    words = [t for t in found if t.kind == WORD]
    if len(words) < _SHORT or sum(t.capital for t in words) < len(words) * _HEADLINE:
        return found
    return [replace(t, capital=False, headline=True) for t in found]


def _words(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind = WORD if word[0].isalnum() or word[0] == "_" else MARK
        found.append(Token(kind, word.casefold(), Span(*match.span()), word[:1].isupper()))
    return found


def _without_brackets(found: list[Token]) -> list[Token]:
    """The tokens without bracketed ages, abbreviations and dates; brackets around a name are dropped, the name stays."""
    out: list[Token] = []
    at = 0
    while at < len(found):
        close = _BRACKET.get(found[at].low)
        if close is None:
            out.append(found[at])
            at += 1
            continue
        end = next((n for n in range(at + 1, min(at + 12, len(found))) if found[n].low == close), None)
        if end is not None:
            out += [t for t in found[at + 1 : end] if t.kind in (ASKED, PERSON)]
        at = at + 1 if end is None else end + 1
    return out
