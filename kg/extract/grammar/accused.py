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
from kg.extract.grammar.cues import Cue, matches
from kg.extract.grammar.labels import labelled
from kg.extract.grammar.phrases import belongs, negated, subject_predicate, together
from kg.extract.grammar.tokens import ASKED, Token, tokens
from kg.extract.grammar.verbs import acted_on
from kg.records import Span

# From weakest to strongest: what one sentence says most strongly is what it says.
STRENGTH = ("released", "denied", "alleged", "charged", "cleared", "lifted", "convicted", "acquitted")
# Sentences that tell an accusation in order to take it back: hoaxes and corrections deny it.
_DENIED = re.compile(
    r"(?:adalah|merupakan|itu|ternyata|dipastikan) (?:\w+ )?"
    r"(?:hoaks|hoax|tidak benar|keliru|palsu|bohong|suntingan|editan|rekayasa)"
    r"|\b(?:tidak ada|tidak ditemukan|tak ada|tidak terdapat) (?:\w+ ){0,3}"
    r"(?:bukti|sumber|informasi|pemberitaan|pernyataan|perkara)"
    r"|(?:tertulis|ditulis|diberitakan keliru|ralat|meralat|koreksi)\b",
    re.IGNORECASE,
)
# A court or an office lifts an accusation.
_LIFTED = re.compile(
    r"(?:penetapan|penangkapan|penahanan|status|penyitaan)\b[^.;]{0,80}\btidak sah|"
    r"\bgugur|batal demi hukum|\bSP3\b|salah tangkap|ternyata bukan|"
    r"status tersangka\b[^.;]{0,50}\b(?:dicabut|dibatalkan)|mencabut status|"
    r"tidak cukup bukti|(?:hentikan|henti\w*)\b[^.;]{0,30}\b(?:penyidikan|penyelidikan|penuntutan|perkara|kasus)|"
    r"praperadilan[^.;]{0,60}(?:kabul|menang|diterima)|kabulkan[^.;]{0,60}praperadilan|keadilan restoratif|restorative justice|"
    r"menuntut bebas|(?:dakwaan|tuduhan|sangkaan)\b[^.;]{0,40}\btidak terbukti",
    re.IGNORECASE,
)
# What is only supposed clears nobody: `jika tidak cukup bukti`.
_SUPPOSED = re.compile(r"\b(?:jika|jikalau|kalau|apabila|bila|seandainya|akan)\b", re.IGNORECASE)
# Clauses of which each speaks of its own people.
_CLAUSE = re.compile(r";|,? (?:sementara|sedangkan|adapun|tetapi|tapi|namun)\b")
_TO_HIMSELF = frozenset("telah pernah sudah ikut turut bahwa dirinya ia dia kliennya jika kalau".split())
_ACCUSED_OF = frozenset("tuduhan tudingan dakwaan sangkaan dugaan dituduh dituding didakwa disebut terlibat keterlibatan".split())


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
    if sentence.of(text).rstrip(" \"”").endswith("?"):
        return None
    found = together(tokens(text, sentence, asked, people))
    cues = [_made(found, cue) for at, token in enumerate(found) if token.kind == ASKED for cue in _cues(found, at)]
    best = max(cues, key=lambda a: STRENGTH.index(a.modality), default=None)
    return best if best is None else _taken_back(text, sentence, best) or best


def cleared(text: str, sentence: Span) -> Span | None:
    """The words by which a sentence clears somebody of an accusation, or None.

    >>> text = "Penyidik mencabut status tersangka Budi."
    >>> cleared(text, Span(0, 40)).of(text)
    'mencabut status'
    """
    match = _LIFTED.search(text, sentence.start, sentence.end)
    if match is None or _SUPPOSED.search(text, sentence.start, match.start()):
        return None
    return Span(*match.span())


def _taken_back(text: str, sentence: Span, found: Accusation) -> Accusation | None:
    """What becomes of an accusation whose sentence denies it, or whose clause lifts it."""
    denied = _DENIED.search(text, sentence.start, sentence.end)
    if denied and not ("ternyata" in denied.group().casefold() and denied.end() <= found.cue.start):
        return Accusation("denied", Span(*denied.span()))
    lifted = cleared(text, _clause(text, sentence, found.cue))
    after = lifted is not None and "ternyata" in lifted.of(text).casefold() and lifted.end <= found.cue.start
    return Accusation("lifted", lifted) if lifted is not None and not after else None


def _clause(text: str, sentence: Span, cue: Span) -> Span:
    """The part of a sentence that holds the cue, between words that turn to other people."""
    breaks = [m.start() for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    start = max((b for b in breaks if b <= cue.start), default=sentence.start)
    return Span(start, min((b for b in breaks if b > cue.start), default=sentence.end))


def _cues(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """The cues that stand in a place where they speak of the name at a token."""
    yield from labelled(found, at)
    yield from acted_on(found, at)
    yield from _denial(found, at)
    yield from _release(found, at)


def _denial(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Budi membantah menerima suap`: that he is accused of it is said, and that he denies it."""
    for start in range(at + 1, min(at + 16, len(found))):
        if found[start].low in lexicon.words("denial-verbs") and subject_predicate(found, at, start):
            denied = [t.low for t in found[start + 1 : start + 13] if t.low not in _TO_HIMSELF]
            of_himself = bool(denied) and (denied[0] in _deeds() or denied[0] in _ACCUSED_OF)
            crime = any(word in _deeds() for word in denied)
            another = any(word.endswith("nya") and word != "dirinya" for word in denied[1:2])
            if of_himself and crime and not another and not belongs(found, at) and not negated(found, start):
                yield start, start + 1, "denied"
            return


def _deeds() -> frozenset[str]:
    return lexicon.words("crime-words") | lexicon.words("deed-words")


def _release(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Budi dipulangkan`: nothing by itself, but the end of an accusation that is made elsewhere."""
    for start, end, _ in matches(found, "release", at + 1, at + 20):
        if subject_predicate(found, at, start) and not negated(found, start):
            yield start, end, "released"


def _made(found: Sequence[Token], cue: Cue) -> Accusation:
    start, end, modality = cue
    return Accusation(modality, Span(found[start].span.start, found[end - 1].span.end))
