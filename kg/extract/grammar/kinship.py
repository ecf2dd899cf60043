"""Which tie of family a sentence tells between two people: a word of kinship next to both, in the right direction.

`ayah Al, Dhani` makes Al the child of Dhani, and `Dhani, ayah Al` too; two people side by side at a reception are no couple.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.extract.grammar.tokens import ASKED, PERSON, WORD, Token, tokens
from kg.records import Span

_CALLED = frozenset("bernama yakni yaitu dari , adalah ialah tercinta".split())
_COPULAS = frozenset(", adalah merupakan ialah sebagai selaku yang".split())
_MARRIED = frozenset("menikahi mempersunting meminang dinikahi dipersunting memperistri menceraikan".split())
_WITH = frozenset("dengan dan dari bersama".split())
_MARRIAGE = frozenset("menikah bercerai bertunangan".split())
_WEDDINGS = frozenset("pernikahan perceraian pertunangan".split())
_TITLE, _AROUND = 5, 4


def tie(text: str, sentence: Span, left: Sequence[Span], right: Sequence[Span], people: Sequence[Span]) -> str:
    """What the person at `left` is to the person at `right`: `parent`, `child`, `spouse`, `sibling`, `relative` or nothing.

    >>> text = "Acara dihadiri Ahmad Dhani, ayah Al Ghazali, dan Maia."
    >>> dhani, al, maia, whole = Span(15, 26), Span(33, 44), Span(50, 54), Span(0, 55)
    >>> tie(text, whole, [dhani], [al], [dhani, al, maia]), tie(text, whole, [maia], [al], [dhani, al, maia])
    ('parent', '')
    """
    seen = _pair(text, sentence, left, right, people)
    back = _pair(text, sentence, right, left, people)
    opposite = {"parent": "child", "child": "parent"}
    found = [*seen, *(opposite.get(kin, kin) for kin in back)]
    return found[0] if found and len(set(found)) == 1 else ""


def kin_words(text: str, sentence: Span, left: Sequence[Span], right: Sequence[Span], people: Sequence[Span]) -> frozenset[str]:
    """The kinds of kin whose words stand between two people, or right before or behind them, with nobody else between.

    >>> text = "Budi dan Rina telah menikah, kata Joko."
    >>> sorted(kin_words(text, Span(0, 39), [Span(0, 4)], [Span(9, 13)], [Span(0, 4), Span(9, 13), Span(34, 38)]))
    ['spouse']
    """
    found = tokens(text, sentence, left, people)
    others = set(right)
    out: set[str] = set()
    for at in (n for n, t in enumerate(found) if t.kind == ASKED):
        for end in (n for n, t in enumerate(found) if t.kind == PERSON and t.span in others):
            low, high = min(at, end), max(at, end)
            if not any(t.kind in (PERSON, ASKED) for t in found[low + 1 : high]):
                out |= _named_kin(found[max(0, low - _AROUND) : high + 1 + _AROUND])
    return frozenset(out)


def _named_kin(words: Sequence[Token]) -> set[str]:
    lows = [t.low.removesuffix("nya") for t in words if not t.capital or t.low not in ("ibu", "bapak")]
    kin = {_kinds()[(w,)] for w in lows if (w,) in _kinds()}
    wed = any(w in _MARRIED or w in _MARRIAGE or w in _WEDDINGS for w in lows)
    return kin | ({"spouse"} if wed else set())


def _pair(text: str, sentence: Span, left: Sequence[Span], right: Sequence[Span], people: Sequence[Span]) -> list[str]:
    """What `left` is called as kin of `right`, at each place where it is."""
    found = tokens(text, sentence, left, people)
    others = set(right)
    places = [at for at, t in enumerate(found) if t.kind == ASKED]
    ends = [at for at, t in enumerate(found) if t.kind == PERSON and t.span in others]
    return [kin for at in places for end in ends for kin in _told(found, at, end)]


def _told(found: Sequence[Token], at: int, end: int) -> Iterator[str]:
    """The kin that the name at `at` is of the name at `end`."""
    if end < at:
        yield from _after_possessor(found, at, end)
        yield from _of_the_subject(found, at, end)
        yield from _wed(found, end, at)
    else:
        yield from _apposition(found, at, end)
        yield from _siblings(found, at, end)


def _after_possessor(found: Sequence[Token], at: int, end: int) -> Iterator[str]:
    """`ayah Al Ghazali, Ahmad Dhani`: kin word, its owner, then whoever is so called."""
    between = found[end + 1 : at]
    if all(t.low in _CALLED or (t.kind == WORD and t.capital) for t in between) and len(between) <= _TITLE + 1:
        yield from _kin_before(found, end)


def _apposition(found: Sequence[Token], at: int, end: int) -> Iterator[str]:
    """`Ahmad Dhani, ayah (dari) Al Ghazali`, `Dhani adalah ayah dari Al`."""
    first = at + 1
    while first < end and found[first].low in _COPULAS | {"juga"}:
        first += 1
    if first > at + 1:
        for kin, length in _kin_at(found, first):
            rest = found[first + length : end]
            if all(t.low in ("dari", "pasangan", "almarhum", "mendiang") or (t.kind == WORD and t.capital) for t in rest):
                yield kin


def _of_the_subject(found: Sequence[Token], at: int, end: int) -> Iterator[str]:
    """`Budi datang bersama istrinya, Rina`: the last person named before owns the suffix."""
    if any(t.kind in (PERSON, ASKED) for t in found[end + 1 : at]):
        return
    for start in range(max(end + 1, at - 4), at):
        word = found[start].low
        if word.endswith("nya"):
            if _belongs_elsewhere(found, start, end):
                continue
            gap = found[start + 1 : at]
            kin = _kinds().get((word.removesuffix("nya"),))
            two = _kinds().get((found[start - 1].low, word.removesuffix("nya"))) if start else None
            if (two or kin) and all(t.low in _CALLED or (t.kind == WORD and t.capital) for t in gap):
                yield two or kin or ""


def _belongs_elsewhere(found: Sequence[Token], start: int, end: int) -> bool:
    """`kuasa hukum anaknya, Rina`, `ayahnya, Budi, dan ibunya, Rina`: the word is not the last person's kin."""
    owner = lexicon.words("belonging-nouns")
    before = [t.low for t in found[max(0, start - 2) : start]]
    kin = {"mantan", "eks", "calon"}
    led = bool(before) and before[-1] not in kin and (before[-1] in owner or " ".join(before) in owner)
    near = [t.low for t in found[max(0, end - 4) : end]]
    return led or any(w.endswith("nya") and (w.removesuffix("nya"),) in _kinds() for w in near)


def _wed(found: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """`Budi menikahi Rina`, `Budi menikah dengan Rina`, `pernikahan Budi dan Rina`."""
    words = [t.low for t in found[first + 1 : last] if not (t.kind == WORD and t.capital)]
    if any(t.kind in (PERSON, ASKED) for t in found[first + 1 : last]) or len(words) > 6:
        return
    before = [t.low for t in found[max(0, first - 2) : first]]
    couple = bool(words) and words[0] in _WITH and len(words) == 1
    marries = not _MARRIED.isdisjoint(words) or (bool(words) and words[-1] in _WITH and not _MARRIAGE.isdisjoint(words))
    wedding = couple and (not _WEDDINGS.isdisjoint(before) or before == ["suami", "istri"])
    if marries or wedding or (couple and _marry_next(found, last)):
        yield "spouse"


def _marry_next(found: Sequence[Token], last: int) -> bool:
    """`Budi dan Rina (resmi) menikah`."""
    behind = [t.low for t in found[last + 1 : last + 4]]
    return bool(behind) and behind[0] in _MARRIAGE | {"resmi"} and not _MARRIAGE.isdisjoint(behind)


def _siblings(found: Sequence[Token], at: int, end: int) -> Iterator[str]:
    """`kakak beradik Budi dan Joko`."""
    before = [t.low for t in found[max(0, at - 2) : at]]
    if before == ["kakak", "beradik"] and [t.low for t in found[at + 1 : end]] == ["dan"]:
        yield "sibling"


def _kin_before(found: Sequence[Token], owner: int) -> Iterator[str]:
    """The kin word right before the owner's name (his titles and `dari` may stand between)."""
    last = owner
    while last and owner - last < _TITLE and (found[last - 1].capital or found[last - 1].low in ("dari", "almarhum", "mendiang")):
        if (found[last - 1].low,) in _kinds() or found[last - 1].kind != WORD:
            break
        last -= 1
    for length in (2, 1):
        words = found[max(0, last - length) : last]
        kin = _kinds().get(tuple(t.low for t in words))
        if kin and not words[0].capital:
            yield kin
            return


def _kin_at(found: Sequence[Token], first: int) -> list[tuple[str, int]]:
    for length in (2, 1):
        kin = _kinds().get(tuple(t.low for t in found[first : first + length]))
        if kin and not found[first].capital:
            return [(kin, length)]
    return []


@cache
def _kinds() -> dict[tuple[str, ...], str]:
    return {tuple(word.split()): kin for word, kin in lexicon.table("kin-terms").items()}
