"""The accusation gate: nobody is called a suspect unless a sentence that names him says so, in the right place.

Whoever is accused is so with the modality that the words have (alleged, charged, convicted, acquitted, denied), never as
plain fact. Whoever is not becomes witness, victim or authority where the words say that, else `involved` if the network
is sure of some part in it, else nothing. Of the people named in such a place 189 of 193 are suspects to the annotators of
the training articles too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import lexicon
from kg.extract.draft import Claim, Draft
from kg.extract.grammar.cases import Case, Told, cases
from kg.extract.grammar.cues import event_kind
from kg.extract.neural.prediction import CandidateSpan
from kg.extract.passes.claims.stated import raised
from kg.lexicon.surfaces import is_name
from kg.records import ASSERTED, Span

NAME = "accusations"
SHARE = 0.9
SUSPECT, INVOLVED = "arg:suspect", "arg:involved"
# Events that accuse whoever acts in them, or is their target.
_ACCUSING = frozenset({"crime", "corruption", "trial", "verdict", "arrest"})
_ABOUT_A_CASE = _ACCUSING | {"investigation", "death", "accident", "conflict", "disaster"}
_PART = frozenset({"arg:agent", "arg:beneficiary", "arg:participant"})
# From this probability on the network's suspect whom no sentence accuses is at least somebody named with the case.
_SURE_OF_A_PART = 0.6
_BETTER = {"witness": "arg:witness", "victim": "arg:victim", "authority": "arg:authority"}


def run(draft: Draft) -> Draft:
    """The draft in which accusations are only of people whom a sentence accuses."""
    known = _cases(draft)
    kept: list[Claim] = []
    refused: dict[Claim, str] = {}
    for claim in draft.claims:
        new = _settled(draft, claim, known.get(claim.right, Case())) if _accuses(draft, claim) else _body(draft, claim)
        if new is None:
            refused[claim] = "no sentence accuses this person"
        else:
            kept.append(new)
    gated = replace(draft.without(refused, by=NAME), claims=())
    gated = replace(raised(gated, kept), refused=gated.refused)
    ready = _with_events(gated, known)
    return _denied_events(raised(ready, _told(ready, known)))


def _denied_events(draft: Draft) -> Draft:
    """The draft in which an event is denied whose every suspect denies it, so that its place and time are no facts either."""
    suspects: dict[int, set[str]] = {}
    for claim in draft.of(SUSPECT):
        suspects.setdefault(claim.left, set()).add(claim.modality)
    denied = {event: "denied" for event, said in suspects.items() if said == {"denied"}}
    return replace(draft, modalities={**denied, **draft.modalities})


def _cases(draft: Draft) -> dict[int, Case]:
    """The case of every person of the article, by cluster."""
    people: dict[int, list[Span]] = {}
    for n, span in enumerate(draft.spans):
        if span.type == "PER" and not span.nested and draft.clusters[n] not in draft.unnamed and _is_his_name(draft.surface(n)):
            people.setdefault(draft.clusters[n], []).append(span.span)
    return cases(draft.document.article, draft.document.sentences, people)


def _is_his_name(surface: str) -> bool:
    """Whether a surface names a person, and does not only say what he is in the case (`Korban`, `Pelaku`)."""
    return is_name(surface) and surface.casefold() not in lexicon.words("person-nouns")


def _accuses(draft: Draft, claim: Claim) -> bool:
    """Whether a claim calls a person a suspect, or gives him a part in what is a crime or its pursuit."""
    if draft.spans[claim.right].type != "PER" or not claim.label.startswith("arg:"):
        return False
    kind = draft.spans[claim.left].kind
    acts = claim.label in _PART and kind in _ACCUSING
    return claim.label == SUSPECT or acts or (claim.label == "arg:target" and kind == "arrest")


def _body(draft: Draft, claim: Claim) -> Claim:
    """A body that the network takes for a suspect is no more than alleged to be one."""
    if claim.label != SUSPECT or draft.spans[claim.right].type == "PER" or claim.modality:
        return claim
    return replace(claim, modality="alleged", by=(*claim.by, NAME))


def _settled(draft: Draft, claim: Claim, case: Case) -> Claim | None:
    """The claim as the case allows it: an accusation with its modality, another role, or nothing."""
    if case.modality:
        first = _first(case, case.modality)
        told = draft.document.sentences[first.sentence]
        by = (*claim.by, NAME)
        cue = first.accusation.cue.of(draft.text)
        return replace(claim, label=SUSPECT, modality=case.modality, cue=cue, evidence=(*claim.evidence, told), by=by)
    for standing, label in _BETTER.items():
        if standing in case.standings:
            return replace(claim, label=label, by=(*claim.by, NAME))
    if {"lawyer", "reporter"} & case.standings or claim.probability < _SURE_OF_A_PART:
        return None
    return replace(claim, label=INVOLVED, by=(*claim.by, NAME))


def _first(case: Case, modality: str) -> Told:
    """The first sentence that goes as far as the case as a whole; the last of all for what only their sequence tells."""
    return next((t for t in case.told if t.accusation.modality == modality), case.told[-1])


def _told(draft: Draft, known: dict[int, Case]) -> Iterator[Claim]:
    """For everybody accused a claim, on the event of the case that stands nearest to the words that accuse."""
    for person, case in known.items():
        if not case.modality:
            continue
        first = _first(case, case.modality)
        near = _events(draft, first.accusation.cue, draft.document.sentences[first.sentence])
        if not near:
            near = _events(draft, first.accusation.cue, Span(0, len(draft.text)))
        if near:
            yield _claim(draft, near[0], person, case, first)


def _events(draft: Draft, cue: Span, within: Span) -> list[int]:
    """The events of a case in a stretch of text, nearest to the cue first."""
    found = (
        n
        for n, s in enumerate(draft.spans)
        if s.type == "EVT" and s.kind in _ABOUT_A_CASE and draft.clusters[n] not in draft.unnamed and within.contains(s.span)
    )
    return sorted(found, key=lambda n: (_distance(draft.spans[n].span, cue), n))


def _claim(draft: Draft, event: int, person: int, case: Case, first: Told) -> Claim:
    cue, text = first.accusation.cue, draft.text
    names = (n for n, cluster in enumerate(draft.clusters) if cluster == person)
    name = min(names, key=lambda n: _distance(draft.spans[n].span, cue))
    return Claim(
        SUSPECT,
        draft.clusters[event],
        person,
        SHARE,
        event,
        name,
        by=(NAME,),
        rule=SHARE,
        modality=case.modality,
        cue=cue.of(text),
        evidence=(draft.document.sentences[first.sentence],),
    )


def _with_events(draft: Draft, known: dict[int, Case]) -> Draft:
    """The draft with an event for the first cue of an article that accuses somebody and tells no event of a case at all."""
    told = [_first(case, case.modality).accusation.cue for case in known.values() if case.modality]
    if not told or _events(draft, told[0], Span(0, len(draft.text))):
        return draft
    cue = min(told)
    trigger = CandidateSpan(cue, "EVT", nested=False, confidence=SHARE, kind=event_kind(cue.of(draft.text)), modality=ASSERTED)
    return replace(
        draft,
        spans=(*draft.spans, trigger),
        clusters=(*draft.clusters, len(draft.clusters)),
        values=(*draft.values, None),
    )


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
