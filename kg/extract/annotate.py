"""A draft becomes an annotation: entities, mentions, positions, relations, arguments, quotes. No rule stands here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg import lexicon
from kg.extract.draft import Claim, Draft
from kg.extract.evidence import Evidence
from kg.extract.neural.labels import HOLDER, HOLDS, RELATION_LABELS, SAID, SERVES
from kg.lexicon.surfaces import is_name
from kg.records import ASSERTED, ENTITY_TYPES, Annotation, Argument, Fact, LocalEntity, Mention, Position, Quote, Relation

_LETTER = {"PER": "P", "ORG": "O", "GPE": "G", "LOC": "L", "EVT": "E", "DATE": "D", "LAW": "W", "PROD": "X"}
Ids = Mapping[int, str]
# A fact and the claims that it is made of: of a post the holder's claim beside the person's.
Stated = tuple[Fact, tuple[Claim, ...]]


def annotation(draft: Draft, *, engine: str) -> Annotation:
    """The annotation that a finished draft stands for; `engine` is who made it."""
    ids = entity_ids(draft)
    facts = [fact for fact, _ in stated(draft)]
    return Annotation(
        article=draft.document.article,
        sentences=draft.document.sentences,
        entities=_entities(draft, ids),
        mentions=_mentions(draft, ids),
        positions=tuple(f for f in facts if isinstance(f, Position)),
        relations=tuple(f for f in facts if isinstance(f, Relation)),
        arguments=tuple(f for f in facts if isinstance(f, Argument)),
        event_modality=dict(sorted((ids[r], m) for r, m in draft.modalities.items() if r in ids)),
        quotes=tuple(f for f in facts if isinstance(f, Quote)),
        engine=engine,
    )


def stated(draft: Draft) -> Iterator[Stated]:
    """The facts of a finished draft, in the order of `Annotation.facts`, each with its claims."""
    ids, evidence = entity_ids(draft), Evidence(draft)
    yield from sorted(_positions(draft, ids, evidence), key=lambda x: x[0].span)
    yield from _relations(draft, ids, evidence)
    yield from _arguments(draft, ids, evidence)
    yield from _quotes(draft, ids, evidence)


def entity_ids(draft: Draft) -> Ids:
    """The local id of each cluster that is an entity: a letter for its type and a number in text order."""
    ids, counts = {}, dict.fromkeys(ENTITY_TYPES, 0)
    for root in sorted(set(draft.clusters)):
        kind = draft.spans[root].type
        if kind in counts and root not in draft.unnamed:
            counts[kind] += 1
            ids[root] = f"{_LETTER[kind]}{counts[kind]}"
    return ids


def _entities(draft: Draft, ids: Ids) -> tuple[LocalEntity, ...]:
    members = draft.members()
    return tuple(
        LocalEntity(
            key,
            draft.spans[root].type,
            longest_name([draft.surface(n) for n in members[root]]),
            draft.spans[root].kind if draft.spans[root].type == "EVT" else None,
            draft.values[root],
            round(max(draft.spans[n].confidence for n in members[root]), 4),
        )
        for root, key in ids.items()
    )


def longest_name(surfaces: Sequence[str]) -> str:
    """The longest surface that is a name, the first of equals; a word for what somebody is (`Korban`) only where no name is.

    >>> longest_name(["Pelaku", "dia", "MS"])
    'MS'
    """
    names = [s for s in surfaces if is_name(s)]
    return max([s for s in names if s.casefold() not in lexicon.words("person-nouns")] or names or surfaces, key=len)


def _mentions(draft: Draft, ids: Ids) -> tuple[Mention, ...]:
    found = [
        Mention(ids[root], s.span, s.type, s.nested, round(s.confidence, 4))
        for root, s in zip(draft.clusters, draft.spans, strict=True)
        if root in ids
    ]
    once = {(m.span, m.entity): m for m in sorted(found, key=lambda m: m.confidence)}
    return tuple(sorted(once.values(), key=lambda m: (m.span, m.entity)))


def _sure(claim: Claim) -> float:
    return claim.probability if claim.confidence is None else claim.confidence


def _modality(claim: Claim) -> str:
    return claim.modality or ASSERTED


def _positions(draft: Draft, ids: Ids, evidence: Evidence) -> Iterator[tuple[Position, tuple[Claim, ...]]]:
    holders = {c.left: c for label in (HOLDER, SERVES) for c in draft.of(label)}
    for claim in sorted(draft.of(HOLDS), key=lambda c: c.right):
        role, holder = draft.spans[claim.right], holders.get(claim.right)
        claims = (claim, holder) if holder else (claim,)
        found = Position(
            person=ids[claim.left],
            role=" ".join(draft.surface(claim.right).split()),
            span=role.span,
            holder=ids[holder.right] if holder else None,
            status=role.status,
            modality=_modality(claim),
            confidence=_sure(claim),
            sentences=evidence.sentences(claims),
            cue=claim.cue,
            by=evidence.by(claims),
        )
        yield found, claims


def _relations(draft: Draft, ids: Ids, evidence: Evidence) -> Iterator[Stated]:
    for c in sorted(draft.of(*RELATION_LABELS), key=lambda c: (-_sure(c), c.left, c.right, c.label)):
        told = evidence.sentences((c,)), _sure(c), c.cue, evidence.by((c,))
        yield Relation(ids[c.left], c.label, ids[c.right], _modality(c), *told), (c,)


def _arguments(draft: Draft, ids: Ids, evidence: Evidence) -> Iterator[Stated]:
    for c in sorted((c for c in draft.claims if c.label.startswith("arg:")), key=lambda c: (c.left, c.right)):
        told = evidence.sentences((c,)), _sure(c), c.cue, evidence.by((c,))
        yield Argument(ids[c.left], c.label.removeprefix("arg:"), ids[c.right], _modality(c), *told), (c,)


def _quotes(draft: Draft, ids: Ids, evidence: Evidence) -> Iterator[Stated]:
    for c in sorted(draft.of(SAID), key=lambda c: c.right):
        said, told = draft.spans[c.right], (evidence.sentences((c,)), evidence.by((c,)))
        yield Quote(ids[c.left], said.type, said.span, c.cue, _sure(c), _modality(c), *told), (c,)
