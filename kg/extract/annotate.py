"""A draft becomes an annotation: entities, mentions, positions, relations, arguments, quotes. No rule stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import HOLDS, RELATION_LABELS, SAID
from kg.lexicon.surfaces import is_name
from kg.records import ASSERTED, ENTITY_TYPES, Annotation, Argument, LocalEntity, Mention, Position, Quote, Relation

_LETTER = {"PER": "P", "ORG": "O", "GPE": "G", "LOC": "L", "EVT": "E", "DATE": "D", "LAW": "W", "PROD": "X"}
Ids = Mapping[int, str]


def annotation(draft: Draft, *, engine: str) -> Annotation:
    """The annotation that a finished draft stands for; `engine` is who made it."""
    ids = entity_ids(draft)
    return Annotation(
        article=draft.document.article,
        sentences=draft.document.sentences,
        entities=_entities(draft, ids),
        mentions=_mentions(draft, ids),
        positions=_positions(draft, ids),
        relations=_relations(draft, ids),
        arguments=_arguments(draft, ids),
        event_modality=dict(sorted((ids[r], m) for r, m in draft.modalities.items() if r in ids)),
        quotes=_quotes(draft, ids),
        engine=engine,
    )


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
    """The longest surface that is a name, the first of equals; the longest of all where none is one."""
    return max([s for s in surfaces if is_name(s)] or surfaces, key=len)


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


def _positions(draft: Draft, ids: Ids) -> tuple[Position, ...]:
    out = []
    for claim in sorted(draft.of(HOLDS), key=lambda c: c.right):
        role, holder = draft.spans[claim.right], draft.holder(claim.right)
        out.append(
            Position(
                person=ids[claim.left],
                role=" ".join(draft.surface(claim.right).split()),
                span=role.span,
                holder=None if holder is None else ids[holder],
                status=role.status,
                modality=claim.modality or ASSERTED,
                confidence=_sure(claim),
                cue=claim.cue,
                by=claim.by,
            )
        )
    return tuple(sorted(out, key=lambda p: p.span))


def _relations(draft: Draft, ids: Ids) -> tuple[Relation, ...]:
    found = sorted(draft.of(*RELATION_LABELS), key=lambda c: (-_sure(c), c.left, c.right, c.label))
    return tuple(
        Relation(ids[c.left], c.label, ids[c.right], c.modality or ASSERTED, draft.sentences_of(c), _sure(c), c.cue, c.by)
        for c in found
    )


def _arguments(draft: Draft, ids: Ids) -> tuple[Argument, ...]:
    found = sorted((c for c in draft.claims if c.label.startswith("arg:")), key=lambda c: (c.left, c.right))
    return tuple(
        Argument(ids[c.left], _role(c), ids[c.right], c.modality or ASSERTED, draft.sentences_of(c), _sure(c), c.cue, c.by)
        for c in found
    )


def _role(claim: Claim) -> str:
    return claim.label.removeprefix("arg:")


def _quotes(draft: Draft, ids: Ids) -> tuple[Quote, ...]:
    out = []
    for claim in sorted(draft.of(SAID), key=lambda c: c.right):
        said = draft.spans[claim.right]
        modality = claim.modality or ASSERTED
        out.append(Quote(ids[claim.left], said.type, said.span, claim.cue, _sure(claim), modality, by=claim.by))
    return tuple(out)
