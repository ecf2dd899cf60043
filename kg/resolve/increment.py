"""What changes when articles come and go or a curator decides: the nodes that lead elsewhere, the articles and cards to redraw.

Only what shares a block with a changed node is looked at again, so the work depends on the articles that change and not on
how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.records import Entity
from kg.resolve import cards
from kg.resolve.corpus import Resolver, entities
from kg.resolve.linking import COMPARED, SAME, Link, touched
from kg.resolve.profiles import Profile
from kg.resolve.rulings import Rulings
from kg.resolve.sums import Overlay, Row, Sums

Profiles = Mapping[str, Sequence[Profile]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: where its pointer leads (empty: nowhere), how sure that is, and the canonical node it comes to."""

    target: str
    verdict: str
    score: float
    root: str


class Known(Sums, Protocol):
    """What is known before the change: sums, and where every node stands."""

    def kinds(self, node: str) -> Sequence[tuple[str, str]]:
        """Everything that a node has, as (kind, value)."""
        ...

    def place(self, node: str) -> Place | None:
        """Where a node stands, where it is known."""
        ...

    def members(self, root: str) -> set[str]:
        """The nodes that come to a canonical node."""
        ...

    def articles_of(self, node: str) -> set[str]:
        """Ids of the articles that speak of a node."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """What must be written: how sums change, where nodes stand now (None: gone), which articles are to be drawn anew, the card of
    every canonical node that may have changed and its language (None: it has none), and the rules' decisions that are new."""

    support: Mapping[Row, int]
    places: Mapping[str, Place | None]
    articles: frozenset[str]
    cards: Mapping[str, tuple[Entity, str] | None]
    links: tuple[Link, ...]
    resolver: Resolver


def step(known: Known, old: Profiles, new: Profiles, ruled: Rulings, *, reconsider: Iterable[str] = ()) -> Step:
    """What follows when the articles of `old` profiles become those of `new` ones (ids of both; either may lack one).

    `ruled` is the curator's word after the change and `reconsider` names the nodes that it newly speaks of.
    """
    sums = Overlay(known)
    for profiles, sign in ((old, -1), (new, 1)):
        for found in profiles.values():
            sums.add({row for profile in found for row in profile.rows}, sign)
    support = sums.changes()
    by_node: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for node, kind, value in support:
        by_node[node].append((kind, value))
    changed = by_node.keys() | set(reconsider)
    resolver = Resolver(sums, ruled)
    dirty = set(changed)
    for node in changed:
        # What did not change still matters where a pair is compared by how many articles each has.
        rows = [(kind, value) for kind, value in known.kinds(node) if kind in COMPARED]
        dirty |= touched(node, [*rows, *by_node.get(node, ())], sums)
    moved = set(reconsider) | {node for node in dirty if _pointer(known.place(node)) != _target(node, resolver)}
    affected = dirty | {other for node in moved for other in _cluster(node, known)} | _ahead(moved, ruled)
    places = {node: _standing(node, resolver, sums) for node in sorted(affected)}
    relocated = {n for n, place in places.items() if _root(known.place(n), n) != _root(place, n)}
    gone_or_new = set(old) | set(new)
    articles = {a for n in relocated for a in known.articles_of(n)} - gone_or_new
    roots = {_root(p, n) for n in changed | relocated for p in (known.place(n), places.get(n))} | changed
    changes = {n: p for n, p in places.items() if p != known.place(n)}
    made = {root: _card(root, known, places, sums, ruled) for root in sorted(roots) if "~" not in root}
    links = tuple(said for n in sorted(changes) if (said := resolver.link(n)) and _news(known.place(n), said))
    return Step(support, changes, frozenset(articles), made, links, resolver)


def drawn(found: Sequence[Profile], resolver: Resolver) -> tuple[dict[str, Entity], frozenset[str]]:
    """The entities of one article for its graph, and the ids of those whose own lines stand on cards."""
    carded = set[str]()

    def card(node: str) -> Entity:
        carded.add(node)
        first = next(p for p in found if resolver.canonical(p) == node)
        return Entity(node, resolver.ruled.types.get(node) or first.type, first.name)

    return entities(found, resolver, card), frozenset(carded)


def _target(node: str, resolver: Resolver) -> str:
    found = resolver.link(node)
    return resolver.ruled.joined.get(node) or (found.target if found and found.verdict == SAME else "")


def _pointer(place: Place | None) -> str:
    return place.target if place and place.verdict == SAME else ""


def _cluster(node: str, known: Known) -> set[str]:
    """The nodes that came to the same canonical node before."""
    return known.members(_root(known.place(node), node)) | {node}


def _ahead(moved: Iterable[str], ruled: Rulings) -> set[str]:
    return {ruled.joined[node] for node in moved if node in ruled.joined}


def _root(place: Place | None, node: str) -> str:
    return place.root if place else node


def _standing(node: str, resolver: Resolver, sums: Sums) -> Place | None:
    """Where the node stands now; nowhere when no article speaks of it any more."""
    if not sums.of(node, "n"):
        return None
    target, found = _target(node, resolver), resolver.link(node)
    if target or found is None:
        return Place(
            target,
            SAME if target else "",
            found.score if found and found.target == target else float(bool(target)),
            resolver.root(node),
        )
    return Place(found.target, found.verdict, found.score, resolver.root(node))


def _card(root: str, known: Known, places: Mapping[str, Place | None], sums: Sums, ruled: Rulings) -> tuple[Entity, str] | None:
    here = {n for n in known.members(root) if n not in places} | {n for n, p in places.items() if p and p.root == root}
    return (cards.card(root, here, sums, ruled), cards.language(here, sums)) if here else None


def _news(before: Place | None, link: Link) -> bool:
    """Whether a decision says something that the last one on this node did not."""
    return before is None or (before.target, before.verdict) != (link.target, link.verdict)
