"""One step of a store: articles in and out and decisions made, with everything that follows for who is who, in one write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.exchange import from_json, to_json
from kg.rdf import build, describe
from kg.records import Annotation, ArticleGraph, Decision, Entity, Reject
from kg.resolve import (
    RULE,
    VERSION,
    Place,
    Profile,
    Resolver,
    Rulings,
    Step,
    curated,
    drawn,
    packed,
    ruled_profiles,
    rulings,
    step,
    unpacked,
)
from kg.store.batch import Batch, Outcome, Pointer, Put
from kg.store.names import Names

if TYPE_CHECKING:
    from kg.store.embedded import EmbeddedStore

_AGAIN = 64  # articles in one step where all are worked out anew


@dataclass(frozen=True, slots=True)
class Stored:
    """An article's graph as it was stored, and what of its annotation could not be."""

    graph: ArticleGraph
    rejects: tuple[Reject, ...]


class Known:
    """What the store knows of who is who, in the shape that resolution reads."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.of, self.having, self.kinds = names.of, names.having, names.kinds
        self.members, self.articles_of = names.members, names.articles_of

    def place(self, node: str) -> Place | None:
        """Where a node stands, where it is known."""
        found = self._names.pointer(node)
        return Place(found.target, found.verdict, found.score, found.root) if found else None


def commit(
    store: EmbeddedStore,
    annotations: Sequence[Annotation] = (),
    *,
    base: str,
    removes: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
    reconsider: Collection[str] = (),
    reread: Collection[str] = (),
    redraw: Collection[str] = (),
    outcomes: Sequence[Outcome] = (),
    at: str = "",
    whole: bool = True,
) -> dict[str, Stored]:
    """Put articles, take others out and add decisions, all in one step; gives each put article's graph by its id.

    `reconsider` names the nodes that the decisions speak of, `reread` the articles that say something else of who is who after
    them, `redraw` those whose facts are to be drawn anew at least. `at` is noted as the time of the rules' decisions; `whole`
    says that who is who is known of every article after this step. Raises InvalidGraph and StoreError.
    """
    names = store.names
    ruled = rulings([d for _, d in names.ruling_decisions()] + list(decisions))
    put = {a.article.id: a for a in annotations}
    again = set(reread) - put.keys() - set(removes)
    read = {article: _annotation(store, article) for article in sorted(again)}
    new = {article: ruled_profiles(a, ruled) for article, a in {**put, **read}.items()}
    old = {article: unpacked(names.profiles(article)) for article in {*put, *removes, *again}}
    found = step(Known(names), old, new, ruled, reconsider=reconsider)
    made: dict[str, Stored] = {}
    puts = []
    for article, annotation in {**put, **read}.items():
        made[article] = _drawn(annotation, new[article], found, ruled, base)
        nodes = frozenset(n for p in new[article] for n in (p.node, p.bound) if n)
        puts.append(Put(to_json(annotation), annotation.article, made[article].graph, packed(new[article]), nodes))
    redrawn = (
        _redrawn(store, article, found, ruled, base)
        for article in sorted((found.articles | set(redraw)) - set(new) - set(removes))
    )
    store.write(
        Batch(
            puts=tuple(puts),
            removes=tuple(removes),
            redrawn=tuple(redrawn),
            cards={n: describe(c[0], base=base, lang=c[1]) if c else () for n, c in found.cards.items()},
            support=found.support,
            pointers={n: Pointer(p.target, p.verdict, p.score, p.root) if p else None for n, p in found.places.items()},
            decisions=(*decisions, *_by_rule(found, at)),
            outcomes=tuple(outcomes),
            resolved=VERSION if whole else "",
        )
    )
    return {article: made[article] for article in put}


def brought_up(store: EmbeddedStore, *, base: str, at: str = "") -> None:
    """Work out who is who anew where the store was left by an older kg, or by lines put in directly."""
    if store.names.resolved != VERSION:
        rederive(store, base=base, at=at)


def rederive(store: EmbeddedStore, *, base: str, at: str = "") -> None:
    """Work out everything anew from the stored annotations and the decisions of people; nothing of these is lost.

    Interrupted, it is begun again at the next opening that needs it.
    """
    store.unresolve()
    listed = [row.id for row in store.articles()]
    for start in range(0, len(listed), _AGAIN):
        some = [_annotation(store, article) for article in listed[start : start + _AGAIN]]
        commit(store, some, base=base, at=at, whole=start + _AGAIN >= len(listed))
    if not listed:
        store.write(Batch(resolved=VERSION))


def drawn_entities(store: EmbeddedStore, article: str) -> dict[str, Entity]:
    """What the local entities of a stored article have come to."""
    ruled = rulings([d for _, d in store.names.ruling_decisions()])
    return drawn(store_profiles(store, article), Resolver(Known(store.names), ruled))[0]


def store_profiles(store: EmbeddedStore, article: str) -> tuple[Profile, ...]:
    """What a stored article says of who is who."""
    return unpacked(store.names.profiles(article))


def _annotation(store: EmbeddedStore, article: str) -> Annotation:
    return from_json(store.annotation_json(article), article=store.article(article))


def _drawn(annotation: Annotation, found: Sequence[Profile], made: Step, ruled: Rulings, base: str) -> Stored:
    entities, carded = drawn(found, made.resolver)
    kept, rejected = curated(annotation, entities, ruled, made.resolver.root)
    graph = build(kept, entities, base=base, kept_elsewhere=carded)
    return Stored(graph, rejected + graph.rejects)


def _redrawn(store: EmbeddedStore, article: str, made: Step, ruled: Rulings, base: str) -> ArticleGraph:
    profiles = unpacked(store.names.profiles(article))
    return _drawn(_annotation(store, article), profiles, made, ruled, base).graph


def _by_rule(found: Step, at: str) -> Iterable[Decision]:
    """The rules' new decisions, for the log."""
    for link in found.links:
        yield Decision(link.target, link.node, link.verdict, link.score, link.reasons, RULE + link.rule, at)
