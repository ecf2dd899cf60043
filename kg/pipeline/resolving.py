"""One step of a store: articles in and out and decisions made, with everything that follows for who is who, in one write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.exchange import from_json, to_json
from kg.pipeline.reprints import Reprints
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
    ends_of,
    packed,
    ruled_profiles,
    rulings,
    step,
    unpacked,
)
from kg.store.batch import Batch, Outcome, Pointer, Put
from kg.store.names import Names
from kg.text.sketch import bands

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
    names, known = store.names, Known(store.names)
    made_before = [d for _, d in names.ruling_decisions()]
    ruled = rulings([*made_before, *decisions])
    put = {a.article.id: a for a in annotations}
    read = put | {a: _annotation(store, a) for a in sorted(set(reread) - put.keys() - set(removes))}
    new = {article: ruled_profiles(annotation, ruled) for article, annotation in read.items()}
    old = {article: unpacked(names.profiles(article)) for article in {*read, *removes}}
    found = step(known, old, new, ruled, reconsider=reconsider)
    reprints = Reprints(names, {a: read[a].article for a in read}, removes)
    drawing = _Drawing(found, ruled, base, reprints)
    made = {article: drawing.stored(read[article], new[article]) for article in read}
    moved = _rejected_elsewhere(names, Resolver(known, rulings(made_before)), found, ruled) if ruled.rejected else set()
    others = (set(redraw) | found.articles | moved | reprints.touched()) - read.keys() - set(removes)
    store.write(
        Batch(
            puts=tuple(_put(read[a], made[a].graph, new[a], reprints.sketches[a]) for a in read),
            removes=tuple(removes),
            redrawn=tuple(drawing.again(store, article) for article in sorted(others)),
            cards={n: describe(c[0], base=base, lang=c[1]) if c else () for n, c in found.cards.items()},
            support=found.support,
            pointers={n: Pointer(p.target, p.verdict, p.score, p.root) if p else None for n, p in found.places.items()},
            decisions=(*decisions, *_by_rule(found, at)),
            outcomes=tuple(outcomes),
            resolved=VERSION if whole else "",
        )
    )
    return {article: made[article] for article in put}


def _put(annotation: Annotation, graph: ArticleGraph, found: Sequence[Profile], values: tuple[int, ...]) -> Put:
    nodes = frozenset(n for p in found for n in (p.node, p.bound) if n)
    return Put(to_json(annotation), annotation.article, graph, packed(found), nodes, values, bands(values))


def _rejected_elsewhere(names: Names, before: Resolver, found: Step, ruled: Rulings) -> set[str]:
    """Articles whose facts a rejection may newly mean, or mean no longer, because what it joins has come to something else."""
    articles: set[str] = set()
    for fact in ruled.rejected:
        roots = {end: {before.root(end), found.resolver.root(end)} for end in ends_of(fact)}
        if not any(len(each) > 1 for each in roots.values()):
            continue
        sets = []
        for end, each in roots.items():
            nodes = {end, *each, *(n for root in each for n in names.members(root))}
            nodes |= {n for n, place in found.places.items() if place and place.root in each}
            sets.append({a for n in nodes for a in names.articles_of(n)})
        articles |= set.intersection(*sets)
    return articles


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
    return drawn(store_profiles(store, article), resolver(store))[0]


def resolver(store: EmbeddedStore) -> Resolver:
    """Who is who as the store has it now."""
    return Resolver(Known(store.names), rulings([d for _, d in store.names.ruling_decisions()]))


def store_profiles(store: EmbeddedStore, article: str) -> tuple[Profile, ...]:
    """What a stored article says of who is who."""
    return unpacked(store.names.profiles(article))


def _annotation(store: EmbeddedStore, article: str) -> Annotation:
    return from_json(store.annotation_json(article), article=store.article(article))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How articles are drawn in one step: by what things come to, by the curator's word, and as reprints of one another."""

    step: Step
    ruled: Rulings
    base: str
    reprints: Reprints

    def stored(self, annotation: Annotation, found: Sequence[Profile]) -> Stored:
        """An article's graph from its annotation and profiles."""
        entities, carded = drawn(found, self.step.resolver)
        kept, rejected = curated(annotation, entities, self.ruled, self.step.resolver.root)
        original = self.reprints.original(annotation.article.id)
        graph = build(kept, entities, base=self.base, kept_elsewhere=carded, based_on=original)
        return Stored(graph, rejected + graph.rejects)

    def again(self, store: EmbeddedStore, article: str) -> ArticleGraph:
        """A stored article's graph."""
        return self.stored(_annotation(store, article), store_profiles(store, article)).graph


def _by_rule(found: Step, at: str) -> Iterable[Decision]:
    """The rules' new decisions, for the log."""
    for link in found.links:
        yield Decision(link.target, link.node, link.verdict, link.score, link.reasons, RULE + link.rule, at)
