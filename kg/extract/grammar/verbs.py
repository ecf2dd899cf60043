"""Accusations by a verb or by the noun of an act: `Budi ditangkap`, `menahan Budi`, `dakwaan terhadap Budi`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import lexicon
from kg.extract.grammar.cues import Cue, matches
from kg.extract.grammar.phrases import (
    belongs,
    demanded,
    gap,
    is_count,
    negated,
    owns,
    subject_predicate,
    title_start,
)
from kg.extract.grammar.tokens import PERSON, Token

_THEN = frozenset("setelah usai sejak kini dan akhirnya lalu kemudian karena".split())
_TOWARDS = frozenset("terhadap kepada atas bagi untuk".split())
# `hukuman lima tahun penjara terhadap Budi`.
_MEASURE = frozenset("tahun bulan penjara mati pidana kurungan seumur hidup bebas lepas".split())
_BARE_ACTS = frozenset(
    "memperberat hukuman,memperberat vonis,menguatkan vonis,mengurangi hukuman,penangkapan,penahanan,penetapan tersangka,"
    "status tersangka,didakwakan kepada,disangkakan kepada".split(",")
)
_CHANGED = frozenset("berkurang dipangkas diperberat dikurangi ditambah diperingan dikuatkan".split())
_ALSO = frozenset("turut ikut yang".split())


def acted_on(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """The verbs and acts of accusation that are done to the person named at a token."""
    yield from _passive(found, at)
    yield from _inverted(found, at)
    yield from _alongside(found, at)
    yield from _active(found, at)
    yield from _act(found, at)


def _passive(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Budi, warga Solo, telah ditangkap`."""
    if belongs(found, at) or (at and found[at - 1].low in ("kasus", "perkara")):
        return
    for start, end, modality in matches(found, "passive", at + 1, at + 26):
        if subject_predicate(found, at, start) and not negated(found, start) and not demanded(found, start):
            yield start, end, modality
            return
        if _at_last(found, at, start):
            yield start, end, modality


def _at_last(found: Sequence[Token], at: int, start: int) -> bool:
    """`Budi dipecat setelah menjadi tersangka`, `Budi mengelak dan kini menjadi tersangka`: the only person named so far."""
    if found[start].low not in ("menjadi", "jadi", "berstatus") or found[start - 1].low not in _THEN:
        return False
    alone = not any(t.kind == PERSON for t in found[:start])
    return alone and not any(t.low in lexicon.words("speech-verbs") or is_count(t.low) for t in found[at + 1 : start])


def _inverted(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Turut diamankan adik bupati, Budi`, `Yang ditahan baru Budi`."""
    for start, end, modality in matches(found, "passive", 1, min(at, 6)):
        opens = found[start - 1].low in _ALSO and (start == 1 or found[start - 2].low in (",", "yang"))
        if opens and gap([t for t in found[end:at] if t.low not in ("dalam", "di", "pada")]):
            yield start, end, modality


def _alongside(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`Bersama Budi, Joko ditetapkan tersangka`, `Joko terjaring bersama Budi`."""
    first = at if at and found[at - 1].low == "bersama" else title_start(found, at)
    if not first or found[first - 1].low != "bersama":
        return
    other = next((n for n in range(at + 1, min(at + 8, len(found))) if found[n].kind == PERSON), None)
    if first == 1 and other is not None:
        for start, end, modality in matches(found, "passive", other + 1, other + 8):
            if subject_predicate(found, other, start) and not negated(found, start):
                yield start, end, modality
    for start, end, modality in matches(found, "passive", max(0, first - 7), first - 1):
        if end >= first - 3 and any(t.kind == PERSON for t in found[:start]) and not negated(found, start):
            yield start, end, modality


def _active(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`menangkap pengusaha bernama Budi`."""
    if belongs(found, at):
        return
    for start, end, modality in matches(found, "active", max(0, at - 14), at):
        # `menangkap pembunuh siswi berinisial NU`: she is whom he killed.
        killed = next((n for n in range(end, at) if found[n].low in lexicon.words("perpetrators")), None)
        if killed is not None and killed + 1 < at and found[killed + 1].low not in (",", "bernama", "berinisial", "inisial"):
            continue
        if gap(found[end:at], objects=True) and not negated(found, start) and not demanded(found, start):
            yield start, end, modality


def _act(found: Sequence[Token], at: int) -> Iterator[Cue]:
    """`penangkapan Budi`, `dakwaan terhadap Budi`."""
    if owns(found, at):
        return
    for start, end, modality in matches(found, "act", max(0, at - 10), at):
        cue = " ".join(t.low for t in found[start:end])
        between = found[end:at]
        glued = found[end - 1].span.end == found[end].span.start
        if glued or any(t.low == "," for t in between) or demanded(found, start):
            continue
        if cue == "hukuman" and start and found[start - 1].low in ("tuntutan", "ancaman", "menuntut"):
            continue
        if cue == "hukuman" and not between and any(t.low in _CHANGED for t in found[at + 1 : at + 4]):
            yield start, end, modality
            continue
        towards = next((n for n, t in enumerate(between) if t.low in _TOWARDS), None)
        led = towards is not None and all(t.low in _MEASURE or is_count(t.low) for t in between[:towards])
        if cue not in _BARE_ACTS and not led:
            continue
        if gap([t for t in between if t.low not in _TOWARDS]) and not negated(found, start):
            yield start, end, modality
