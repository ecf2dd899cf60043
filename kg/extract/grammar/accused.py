"""Whether a sentence accuses a person of something: a cue of accusation in the right grammatical place.

A cue elsewhere in the sentence says nothing of the person: in `Polisi menangkap pelaku di rumah Budi` it is not Budi who was
arrested, in `istri Budi ditetapkan tersangka` neither. Five places count: a label before the name (`tersangka Budi`), one
behind it (`Budi selaku terdakwa`), the subject of a passive (`Budi ditangkap`), the object of an active verb (`menahan
Budi`), and the noun of an act (`penangkapan terhadap Budi`). In the training articles half of the people whom annotators call
a suspect are named in such a place, and 182 of the 186 who are named there are suspects to the annotators too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import lexicon
from kg.extract.grammar.cues import follows, matches
from kg.extract.grammar.phrases import (
    belongs,
    demanded,
    done_by,
    gap,
    is_count,
    is_headline,
    listing,
    negated,
    not_one,
    owns,
    subject_predicate,
    together,
    unsettled,
)
from kg.extract.grammar.tokens import ASKED, PERSON, Token, tokens
from kg.records import Span

# From weakest to strongest: what one sentence says most strongly is what it says.
# Sentences that tell an accusation in order to take it back: hoaxes and corrections deny it, a court or an office lifts it.
_TAKEN_BACK = re.compile(
    r"(?:adalah|merupakan|itu|ternyata|dipastikan) (?:\w+ )?"
    r"(?:hoaks|hoax|tidak benar|keliru|palsu|bohong|suntingan|editan|rekayasa)"
    r"|(?:tertulis|ditulis|diberitakan keliru|ralat|meralat|koreksi)\b"
    r"|(?P<lifted>tidak sah|digugurkan|dibatalkan|dicabut|batal demi hukum|\bSP3\b|salah tangkap|ternyata bukan)",
    re.IGNORECASE,
)
STRENGTH = ("released", "denied", "alleged", "charged", "convicted", "acquitted")
_TO_HIMSELF = frozenset("telah pernah sudah ikut turut bahwa dirinya ia dia kliennya jika kalau".split())
_ACCUSED_OF = frozenset("tuduhan tudingan dakwaan sangkaan dugaan dituduh dituding didakwa disebut terlibat keterlibatan".split())
_LINKS = frozenset("sebagai selaku adalah merupakan menjadi jadi berstatus".split())
_ANNOUNCE = frozenset("yakni yaitu adalah ialah antaranya masing-masing merupakan terdiri :".split())
# `hukuman lima tahun penjara terhadap Budi`.
_MEASURE = frozenset("tahun bulan penjara mati pidana kurungan seumur hidup bebas lepas".split())
_THEN = frozenset("setelah usai sejak kini dan akhirnya lalu kemudian karena".split())
_DEED = re.compile(r"(?:pe[mnrl]|peng|penj|per)\w{3,}an$")
_CALLED = frozenset("bernama berinisial inisial yakni yaitu".split())
# `mengenai tersangka itu, Budi berkata`, `ditetapkan sebagai tersangka, Budi berkata`: what follows is another clause.
_TOPICS = frozenset("mengenai soal tentang terkait bagi untuk terhadap dari oleh sebagai menjadi jadi status".split())
_TOWARDS = frozenset("terhadap kepada atas bagi untuk".split())
_BARE_ACTS = frozenset(
    "memperberat hukuman,memperberat vonis,menguatkan vonis,mengurangi hukuman,penangkapan,penahanan,penetapan tersangka,"
    "status tersangka,didakwakan kepada,disangkakan kepada".split(",")
)
# What may follow a label behind a comma when the label speaks of the name before it: `Budi, tersangka kasus suap`.
_OF_A_CASE = frozenset("kasus dalam perkara utama dugaan korupsi suap pembunuhan penipuan penganiayaan pencurian yang".split())


@dataclass(frozen=True, slots=True)
class Accusation:
    """How far a sentence accuses a person (a name of STRENGTH), and by which words."""

    modality: str
    cue: Span


def accusation(text: str, sentence: Span, asked: Sequence[Span], people: Sequence[Span]) -> Accusation | None:
    """The strongest accusation that a sentence makes of the person named at `asked`; None where it makes none.

    `people` are the spans of everybody named in the sentence.

    >>> text = "Polisi menetapkan Budi sebagai tersangka di rumah Joko."
    >>> budi, joko, whole = Span(18, 22), Span(50, 54), Span(0, 55)
    >>> accusation(text, whole, [budi], [budi, joko]).modality, accusation(text, whole, [joko], [budi, joko])
    ('charged', None)
    """
    words = sentence.of(text)
    if words.rstrip(" \"”").endswith("?"):
        return None
    found = together(tokens(text, sentence, asked, people))
    cues = [cue for at, token in enumerate(found) if token.kind == ASKED for cue in _cues(found, at)]
    best = max(cues, key=lambda a: STRENGTH.index(a.modality), default=None)
    taken_back = _TAKEN_BACK.search(words)
    if best is None or taken_back is None:
        return best
    cue = Span(sentence.start + taken_back.start(), sentence.start + taken_back.end())
    # What is taken back stands before `ternyata bukan`; whoever is accused behind it is.
    if "ternyata" in cue.of(text).casefold() and cue.end <= best.cue.start:
        return best
    return Accusation("acquitted" if taken_back.lastgroup == "lifted" else "denied", cue)


def _cues(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """The cues that stand in a place where they speak of the name at `at`."""
    yield from _label_before(found, at)
    yield from _label_behind(found, at)
    yield from _listed(found, at)
    yield from _passive(found, at)
    yield from _active(found, at)
    yield from _act(found, at)
    yield from _denial(found, at)
    yield from _release(found, at)


def _denial(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`Budi membantah menerima suap`: that he is accused of it is said, and that he denies it."""
    for start in range(at + 1, min(at + 16, len(found))):
        if found[start].low in lexicon.words("denial-verbs") and subject_predicate(found, at, start):
            denied = [t.low for t in found[start + 1 : start + 13] if t.low not in _TO_HIMSELF]
            of_himself = bool(denied) and (denied[0] in _deeds() or denied[0] in _ACCUSED_OF)
            crime = any(word in _deeds() for word in denied)
            if of_himself and crime and not belongs(found, at) and not negated(found, start):
                yield _made(found, start, start + 1, "denied")
            return


def _deeds() -> frozenset[str]:
    return lexicon.words("crime-words") | lexicon.words("deed-words")


def _release(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`Budi dipulangkan`: nothing by itself, but the end of an accusation that is made elsewhere."""
    for start, end, _ in matches(found, "release", at + 1, at + 20):
        if subject_predicate(found, at, start) and not negated(found, start):
            yield _made(found, start, end, "released")


def _label_before(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`tersangka kasus suap, Budi`; not `kuasa hukum tersangka, Budi`."""
    for start, end, modality in matches(found, "noun", max(0, at - 13), at):
        between = found[end:at]
        if not_one(found, start) or _speaks_of_another(found, start, at, between):
            continue
        if gap(between, labels=True) and not (between and belongs(found, at)):
            yield _made(found, start, end, modality)


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
    done_to = any(t.low in lexicon.words("victim-crimes") for t in between)
    a_case = any(t.low in ("kasus", "perkara") for t in between) and not apart and _another_follows(found, at)
    headline = found[at - 1].low == "," and is_headline(found)
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


def _label_behind(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`Budi selaku terdakwa`, `Budi, tersangka kasus suap`; not `kata Budi, tersangka mengaku`."""
    for start, end, modality in matches(found, "noun", at + 1, at + 12):
        between = found[at + 1 : start]
        link = next((n for n, t in enumerate(between) if t.low in _LINKS), None)
        if any(t.kind == PERSON for t in found[end : end + 2]) or not_one(found, start) or owns(found, at):
            continue
        a_case = follows(found, end, _OF_A_CASE | lexicon.words("crime-words")) or _names_a_deed(found, end)
        appositive = start == at + 2 and found[at + 1].low == "," and a_case
        linked = link is not None and link == len(between) - 1 and subject_predicate(found, at, at + 1 + link, heard=True)
        if appositive or (linked and not unsettled(found, at) and not done_by(found, at)):
            yield _made(found, start, end, modality)


def _listed(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`Dua tersangka yang sudah ditahan, yakni Budi dan Joko`: everybody in the list that the label announces."""
    opener = next((n for n in range(at - 1, max(0, at - 60), -1) if found[n].low in _ANNOUNCE), None)
    if opener is None or not listing(found[opener + 1 : at]):
        return
    announced = [m for form in ("noun", "passive") for m in matches(found, form, max(0, opener - 26), opener)]
    for start, end, modality in announced:
        several = found[max(0, start - 4) : start]
        alone = not any(t.kind in (ASKED, PERSON) for t in found[start:opener])
        if alone and not not_one(found, start) and (start == 0 or any(is_count(t.low) for t in several)):
            yield _made(found, start, end, modality)


def _passive(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`Budi, warga Solo, telah ditangkap`."""
    if belongs(found, at):
        return
    for start, end, modality in matches(found, "passive", at + 1, at + 26):
        if subject_predicate(found, at, start) and not negated(found, start) and not demanded(found, start):
            yield _made(found, start, end, modality)
            return
        if _at_last(found, at, start):
            yield _made(found, start, end, modality)


def _at_last(found: Sequence[Token], at: int, start: int) -> bool:
    """`Budi dipecat setelah menjadi tersangka`, `Budi mengelak dan kini menjadi tersangka`: the only person named so far."""
    if found[start].low not in ("menjadi", "jadi", "berstatus") or found[start - 1].low not in _THEN:
        return False
    alone = not any(t.kind == PERSON for t in found[:start])
    return alone and not any(t.low in lexicon.words("speech-verbs") or is_count(t.low) for t in found[at + 1 : start])


def _active(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`menangkap pengusaha bernama Budi`."""
    if belongs(found, at):
        return
    for start, end, modality in matches(found, "active", max(0, at - 14), at):
        if gap(found[end:at], objects=True) and not negated(found, start) and not demanded(found, start):
            yield _made(found, start, end, modality)


def _act(found: Sequence[Token], at: int) -> Iterator[Accusation]:
    """`penangkapan Budi`, `dakwaan terhadap Budi`."""
    if owns(found, at):
        return
    for start, end, modality in matches(found, "act", max(0, at - 10), at):
        cue = " ".join(t.low for t in found[start:end])
        between = found[end:at]
        glued = found[end - 1].span.end == found[end].span.start
        if glued or any(t.low == "," for t in between) or demanded(found, start):
            continue
        towards = next((n for n, t in enumerate(between) if t.low in _TOWARDS), None)
        led = towards is not None and all(t.low in _MEASURE or is_count(t.low) for t in between[:towards])
        if cue not in _BARE_ACTS and not led:
            continue
        if gap([t for t in between if t.low not in _TOWARDS]) and not negated(found, start):
            yield _made(found, start, end, modality)


def _made(found: Sequence[Token], start: int, end: int, modality: str) -> Accusation:
    return Accusation(modality, Span(found[start].span.start, found[end - 1].span.end))
