"""Facts by what they say of canonical things, so that a fact a curator rejected is known again in any article, at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.lexicon.surfaces import slug
from kg.records import Annotation, Argument, Entity, Fact, Position, Reject, Relation
from kg.resolve.rulings import Rulings

_SEPARATOR = " | "


def key(fact: Fact, entities: Mapping[str, Entity], text: str) -> str:
    """What a fact says, by the ids of the things it joins; empty when one of them has none (a date has its local id)."""
    ends = [entities[local].id if local in entities else local for local in _ends(fact)]
    if isinstance(fact, Position):
        return _SEPARATOR.join(("position", ends[0], slug(fact.role), ends[1] if len(ends) > 1 else ""))
    if isinstance(fact, Relation):
        return _SEPARATOR.join(("relation", ends[0], fact.predicate, ends[1]))
    if isinstance(fact, Argument):
        return _SEPARATOR.join(("argument", ends[0], fact.role, ends[1]))
    return _SEPARATOR.join(("quote", ends[0], fact.form, slug(fact.span.of(text))))


def curated(
    annotation: Annotation, entities: Mapping[str, Entity], ruled: Rulings, root: Callable[[str], str]
) -> tuple[Annotation, tuple[Reject, ...]]:
    """The annotation as the curator left it: types as set, without the rejected facts; and these, with the reason."""
    if ruled.types:
        kinds = {local: ruled.types[e.id] for local, e in entities.items() if e.id in ruled.types}
        annotation = replace(
            annotation,
            entities=tuple(replace(e, type=kinds.get(e.id, e.type)) for e in annotation.entities),
            mentions=tuple(replace(m, type=kinds.get(m.entity, m.type)) for m in annotation.mentions),
        )
    if not ruled.rejected:
        return annotation, ()
    out = {_now(rejected, root) for rejected in ruled.rejected}
    text = annotation.article.text
    gone = tuple(f for f in annotation.facts() if key(f, entities, text) in out)
    kept = replace(
        annotation,
        positions=tuple(f for f in annotation.positions if f not in gone),
        relations=tuple(f for f in annotation.relations if f not in gone),
        arguments=tuple(f for f in annotation.arguments if f not in gone),
        quotes=tuple(f for f in annotation.quotes if f not in gone),
    )
    return kept, tuple(Reject(annotation.article.id, key(f, entities, text), "a curator rejected it") for f in gone)


def ends_of(fact_key: str) -> tuple[str, ...]:
    """The things that a rejected fact joins."""
    return tuple(part for part in fact_key.split(_SEPARATOR)[1:] if "/" in part)


def _now(fact_key: str, root: Callable[[str], str]) -> str:
    """The key with what its things have come to since."""
    return _SEPARATOR.join(root(part) if "/" in part else part for part in fact_key.split(_SEPARATOR))


def _ends(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Position):
        return (fact.person,) if fact.holder is None else (fact.person, fact.holder)
    if isinstance(fact, Relation):
        return fact.subject, fact.object
    return (fact.event, fact.entity) if isinstance(fact, Argument) else (fact.speaker,)
