"""Accusations by a label: `tersangka Budi`, `Budi selaku terdakwa`, a list of suspects, a status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import lexicon
from kg.extract.grammar.cues import Cue, follows, matches
from kg.extract.grammar.phrases import (
    belongs,
    done_by,
    gap,
    is_count,
    is_headline,
    listing,
    not_one,
    owns,
    subject_predicate,
    unsettled,
)
from kg.extract.grammar.tokens import ASKED, PERSON, Token

_LINKS = frozenset("sebagai selaku adalah merupakan menjadi jadi berstatus".split())
_ANNOUNCE = frozenset("yakni yaitu adalah ialah antaranya masing-masing merupakan terdiri :".split())
# What may follow a label behind a comma when the label speaks of the name before it: `Budi, tersangka kasus suap`.
_OF_A_CASE = frozenset("kasus dalam perkara utama dugaan korupsi suap pembunuhan penipuan penganiayaan pencurian yang".split())
_DEED = re.compile(r"(?:pe[mnrl]|peng|penj|per)\w{3,}an$")
_CALLED = frozenset("bernama berinisial inisial yakni yaitu".split())
# `mengenai tersangka itu, Budi berkata`, `ditetapkan sebagai tersangka, Budi berkata`: what follows is another clause.
_TOPICS = frozenset("mengenai soal tentang terkait bagi untuk terhadap dari oleh sebagai menjadi jadi status".split())


def labelled(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """The labels that stand where they speak of the name at a token."""
    yield from _before(found, at)
    yield from _behind(found, at)
    yield from _listed(found, at)
    yield from _status(found, at)


def _before(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`tersangka kasus suap, Budi`; not `kuasa hukum tersangka, Budi`."""
    for start, end, modality in matches(found, "noun", max(0, at - 13), at):
        between = found[end:at]
        if not_one(found, start) or _speaks_of_another(found, start, at, between):
            continue
        if found[start].low in lexicon.words("perpetrators") and between[:1] and between[0].low not in _CALLED | {",", ":"}:
            continue
        if found[start].low in lexicon.words("perpetrators") and not between:
            continue
        if gap(between, labels=True) and not (between and belongs(found, at)):
            yield start, end, modality


def _speaks_of_another(found: Sequence[Token], start: int, at: int, between: Sequence[Token]) -> bool:
    """Whether the label before a name belongs to somebody else: a client, the victim's murderer, the head of a list."""
    apart = any(t.low in (",", "bernama", "berinisial", "inisial", "yakni", "yaitu") for t in between)
    if start > 1 and found[start - 1].low == "," and found[start - 2].kind in (ASKED, PERSON) and apart:
        return True
    owned, lawyer = owns(found, start), _of_a_lawyer(found, start)
    if (owned and apart) or (lawyer and not _another_follows(found, at) and not _named_before(found, start)):
        return True
    if apart and start and found[start - 1].low in _TOPICS and not any(t.low in _CALLED for t in between):
        return True
    if apart and start and found[start - 1].low.startswith("di") and any(t.low in _CALLED | {"adalah"} for t in between):
        return True  # `gim yang dipakai tersangka yaitu Mahjong`
    done_to = any(t.low in lexicon.words("victim-crimes") or _DEED.match(t.low) for t in between)
    a_case = any(t.low in ("kasus", "perkara") for t in between) and not apart and _another_follows(found, at)
    headline = any(t.low == "," for t in between) and is_headline(found)
    return (done_to and not apart) or a_case or headline or any(t.low.startswith("pembunuh") and len(t.low) == 8 for t in between)


def _of_a_lawyer(found: Sequence[Token], start: int) -> bool:
    """`kuasa hukum terdakwa Budi`: Budi is the lawyer unless another name follows."""
    return " ".join(t.low for t in found[max(0, start - 2) : start]) in ("kuasa hukum", "penasihat hukum", "penasehat hukum")


def _names_a_deed(found: Sequence[Token], end: int) -> bool:
    """`tersangka pemalsuan`: a noun of doing behind the label."""
    return end < len(found) and _DEED.match(found[end].low) is not None


def _named_before(found: Sequence[Token], start: int) -> bool:
    """`Rina, penasihat hukum terdakwa Budi`: the lawyer is named already."""
    return any(t.kind == PERSON for t in found[max(0, start - 5) : start])


def _another_follows(found: Sequence[Token], at: int) -> bool:
    """Whether the name is followed by a comma and another name, to whom the label belongs: `terdakwa kasus Budi, Joko`."""
    return at + 1 < len(found) and found[at + 1].low == "," and any(t.kind == PERSON for t in found[at + 2 : at + 5])


def _behind(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Budi selaku terdakwa`, `Budi, tersangka kasus suap`; not `kata Budi, tersangka mengaku`."""
    for start, end, modality in matches(found, "noun", at + 1, at + 12):
        between = found[at + 1 : start]
        link = next((n for n, t in enumerate(between) if t.low in _LINKS), None)
        if any(t.kind == PERSON for t in found[end : end + 2]) or not_one(found, start) or owns(found, at):
            continue
        a_case = follows(found, end, _OF_A_CASE | lexicon.words("crime-words")) or _names_a_deed(found, end)
        appositive = _in_apposition(found, at, start) and a_case
        linked = link is not None and link == len(between) - 1 and subject_predicate(found, at, at + 1 + link, heard=True)
        if appositive or (linked and not unsettled(found, at) and not done_by(found, at)):
            yield start, end, modality


def _in_apposition(found: Sequence[Token], at: int, start: int) -> bool:
    """`Budi, tersangka suap`, `Budi, Kepala Bappeda Pati, tersangka suap`."""
    if found[at + 1].low != "," or found[start - 1].low != ",":
        return False
    return start == at + 2 or subject_predicate(found, at, start - 1)


def _listed(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Dua tersangka yang sudah ditahan, yakni Budi dan Joko`: everybody in the list that the label announces."""
    opener = next((n for n in range(at - 1, max(0, at - 60), -1) if found[n].low in _ANNOUNCE), None)
    if opener is None or not listing(found[opener + 1 : at]):
        return
    announced = [m for form in ("noun", "passive") for m in matches(found, form, max(0, opener - 26), opener)]
    for start, end, modality in announced:
        several = found[max(0, start - 4) : start]
        alone = not any(t.kind in (ASKED, PERSON) for t in found[start:opener])
        if alone and not not_one(found, start) and (start == 0 or any(is_count(t.low) for t in several)):
            yield start, end, modality


def _status(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`meningkatkan status Budi dari saksi menjadi tersangka`."""
    if "status" not in [t.low for t in found[max(0, at - 3) : at]]:
        return
    for start, end, modality in matches(found, "noun", at + 1, at + 9):
        if found[start - 1].low in _LINKS and not any(t.kind == PERSON for t in found[at:start]):
            yield start, end, modality
