"""What a whole article makes of each person in a case: accused and how far, or witness, victim, official, lawyer, reporter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.grammar.accused import STRENGTH, Accusation, accusation, cleared
from kg.extract.grammar.bystander import standings
from kg.extract.grammar.factcheck import is_fact_check
from kg.records import Article, Span

# A sentence that goes on from the last one with a pronoun, or with the list that the last one announced.
_PRONOUN = re.compile(r"(?:Ia|Dia)\b")
_GOES_ON = re.compile(
    r"(?:Mereka|Kedua|Ketiga|Keempat|Kelima|Keenam|Ketujuh|Kedelapan|Tersangka|Para tersangka|Pelaku)\w*(?: \w+){0,2}? "
    r"(?:adalah|ialah|yakni|yaitu|masing-masing|berinisial|bernama|terdiri|di antaranya)\b"
)
# Words of clearing that say by themselves that there was an accusation.
_ACCUSED = re.compile(r"dakwaan|tuduhan|sangkaan|tersangka|penuntutan|menuntut|status", re.IGNORECASE)
_OFFICIAL = frozenset({"authority", "lawyer", "reporter"})
_FREED = re.compile(r"\b(?:membebaskannya|melepaskannya|memulangkannya)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence's accusation of a person: what it says, and the sentence's number."""

    accusation: Accusation
    sentence: int


@dataclass(frozen=True, slots=True)
class Case:
    """What an article makes of a person: accusations in text order, `modality` the outcome of all (empty: not accused), and
    other standings (`witness`, `victim`, `authority`, `lawyer`, `reporter`)."""

    told: tuple[Told, ...] = ()
    modality: str = ""
    standings: frozenset[str] = frozenset()


def cases(article: Article, sentences: Sequence[Span], people: Mapping[int, Sequence[Span]]) -> dict[int, Case]:
    """The case of every person: `people` holds for each the spans of the names (not pronouns) he is mentioned by.

    Of what several sentences say the furthest stands; a release ends an accusation and is none; a fact check accuses
    nobody: what it tells is denied.
    """
    checks = is_fact_check(article)
    told: dict[int, list[Told]] = {person: [] for person in people}
    stands: dict[int, set[str]] = {person: set() for person in people}
    for n, sentence in enumerate(sentences):
        named = _named(people, sentence)
        everybody = [span for spans in named.values() for span in spans]
        asked = _asked(article.text, sentences, n, named, people)
        lifted = cleared(article.text, sentence)
        if lifted and (freed_one := _cleared_one(article.text, sentences, n, named, people)) is not None:
            accused = _ACCUSED.search(lifted.of(article.text)) is not None
            told[freed_one].append(Told(Accusation("lifted" if accused else "cleared", lifted), n))
        freed = _FREED.search(article.text, sentence.start, sentence.end)
        if freed and (person := _freed(named, people, sentences, n, freed.start())) is not None:
            told[person].append(Told(Accusation("released", Span(*freed.span())), n))
        for person, spans in asked.items():
            found = accusation(article.text, _reach(article.text, sentences, n), spans, [*everybody, *spans])
            if found is not None:
                told[person].append(Told(replace(found, modality="denied") if checks else found, n))
            stands[person] |= standings(article.text, sentence, spans, everybody)
    return {p: Case(tuple(told[p]), _outcome([t.accusation.modality for t in told[p]]), frozenset(stands[p])) for p in people}


def _outcome(modalities: Sequence[str]) -> str:
    found = set(modalities)
    # A release or a clearing says nothing of somebody whom nothing else accuses.
    ended = {"released"} if "convicted" in found else {"released", "cleared"}
    if found & ended:
        found = {"acquitted"} if found - ended - {"denied"} else found - ended
    best = max(found, key=STRENGTH.index, default="")
    return "acquitted" if best in ("cleared", "lifted") else best


def _named(people: Mapping[int, Sequence[Span]], sentence: Span) -> dict[int, list[Span]]:
    inside = {p: [s for s in spans if sentence.start <= s.start and s.end <= sentence.end] for p, spans in people.items()}
    return {p: spans for p, spans in inside.items() if spans}


def _asked(
    text: str, sentences: Sequence[Span], n: int, named: dict[int, list[Span]], people: Mapping[int, Sequence[Span]]
) -> dict[int, list[Span]]:
    """Who is spoken of in a sentence: the people named, and behind `Ia` the only one that the last sentence named."""
    before = _named(people, sentences[n - 1]) if n else {}
    pronoun = _PRONOUN.match(text, sentences[n].start)
    if pronoun and len(before) == 1 and not named:
        return {next(iter(before)): [Span(*pronoun.span())]}
    return named


def _freed(
    named: dict[int, list[Span]], people: Mapping[int, Sequence[Span]], sentences: Sequence[Span], n: int, at: int
) -> int | None:
    """Whom `membebaskannya` frees: who was named last before it in the sentence, else the only one of the last sentence."""
    here = {p: max(s.start for s in spans if s.start < at) for p, spans in named.items() if any(s.start < at for s in spans)}
    if here:
        return max(here, key=lambda p: here[p])
    before = _named(people, sentences[n - 1]) if n else {}
    return next(iter(before)) if len(before) == 1 else None


def _cleared_one(
    text: str, sentences: Sequence[Span], n: int, named: dict[int, list[Span]], people: Mapping[int, Sequence[Span]]
) -> int | None:
    """Whom a sentence clears: the only person it names who is not there by office, or `-nya`, the only one of the last."""
    everybody = [span for spans in named.values() for span in spans]
    open_to = [p for p, spans in named.items() if not standings(text, sentences[n], spans, everybody) & _OFFICIAL]
    if not open_to and n:
        open_to = list(_named(people, sentences[n - 1]))
    return open_to[0] if len(open_to) == 1 else None


def _reach(text: str, sentences: Sequence[Span], n: int) -> Span:
    """The sentence, with the one before it where it goes on from there: `Dua orang ditahan. Mereka adalah ...`."""
    if n and _GOES_ON.match(text, sentences[n].start):
        return Span(sentences[n - 1].start, sentences[n].end)
    return sentences[n]
