"""What a sentence says a person is in a case other than accused: witness, victim, authority, lawyer or reporter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.extract.grammar.phrases import belongs, gap, owns, subject_predicate, together
from kg.extract.grammar.tokens import ASKED, PERSON, Token, tokens
from kg.records import Span

WITNESS, VICTIM, AUTHORITY, LAWYER, REPORTER = "witness", "victim", "authority", "lawyer", "reporter"
_BYLINE = re.compile(r"(?:reporter|editor|penulis|laporan(?: wartawan)?|wartawan|kontributor|foto|oleh)\s*:?\s*$", re.IGNORECASE)
_HEARD = frozenset("diperiksa dipanggil dihadirkan dimintai bersaksi".split())
_AS_WITNESS = frozenset("saksi keterangan kesaksian klarifikasi".split())
_HURT = frozenset(
    "tewas meninggal dibunuh dianiaya diperkosa dicabuli ditipu dikeroyok ditusuk ditikam dibacok diculik disekap dirampok "
    "dijambret terluka dilecehkan ditembak ditemukan".split()
)
_ROLES = frozenset("sebagai selaku , merupakan adalah menjadi".split())


def standings(text: str, sentence: Span, asked: Sequence[Span], people: Sequence[Span]) -> frozenset[str]:
    """The standings that the sentence gives to the person named at `asked`.

    >>> text = "Jaksa Rina memeriksa saksi Budi."
    >>> sorted(standings(text, Span(0, 32), [Span(27, 31)], [Span(6, 10), Span(27, 31)]))
    ['witness']
    """
    found = together(tokens(text, sentence, asked, people))
    said = {what for at, t in enumerate(found) if t.kind == ASKED for what in _given(found, at)}
    if any(_BYLINE.search(text[max(sentence.start, span.start - 30) : span.start]) for span in asked):
        said.add(REPORTER)
    return frozenset(said)


def _given(found: Sequence[Token], at: int) -> Iterator[str]:
    yield from _title_before(found, at)
    yield from _role_behind(found, at)
    yield from _undergoes(found, at)


def _title_before(found: Sequence[Token], at: int) -> Iterator[str]:
    """`saksi Budi`, `Kapolres Solo Kombes Budi`, `kuasa hukum Joko, Budi`; not `kuasa hukum Budi`."""
    for start in range(max(0, at - 9), at):
        what, length = _noun_at(found, start)
        between = found[start + length : at]
        if not what or owns(found, start):
            continue
        if what == LAWYER:
            named = all(t.kind == PERSON or t.capital or t.low in _OF for t in between)
            if named and any(t.low == "," for t in between):
                yield what
        elif gap([t for t in between if t.low != ","]) and (len(between) < 2 or what != VICTIM):
            yield what


def _role_behind(found: Sequence[Token], at: int) -> Iterator[str]:
    """`Budi selaku kuasa hukum Joko`, `Budi diperiksa sebagai saksi`, `Budi, korban penipuan`."""
    for start in range(at + 1, min(at + 14, len(found))):
        what, _ = _noun_at(found, start)
        before = found[start - 1].low
        apart = any(t.kind == PERSON for t in found[at + 1 : start])
        if what and before in _ROLES and (before != "," or start == at + 2) and not apart:
            yield what


def _undergoes(found: Sequence[Token], at: int) -> Iterator[str]:
    """`Budi dimintai keterangan`, `Budi tewas ditusuk`."""
    if belongs(found, at):
        return
    for start in range(at + 1, min(at + 12, len(found))):
        low = found[start].low
        if low in _HURT and subject_predicate(found, at, start):
            yield VICTIM
        near = {t.low for t in found[start + 1 : start + 4]}
        if low in _HEARD and (low == "bersaksi" or not near.isdisjoint(_AS_WITNESS)) and subject_predicate(found, at, start):
            yield WITNESS


_OF = frozenset("dari tersangka terdakwa korban keluarga pihak ,".split())


def _noun_at(found: Sequence[Token], start: int) -> tuple[str, int]:
    """The standing that the words at a token name, longest first, and how many words do; nothing and 0 where none do."""
    for length in (3, 2, 1):
        what = _nouns().get(tuple(t.low for t in found[start : start + length]))
        if what:
            return what, length
    return "", 0


@cache
def _nouns() -> dict[tuple[str, ...], str]:
    return {tuple(words.split()): what for words, what in lexicon.table("standing-nouns").items()}
