"""Articles resolved against sums: one pure path for a single article, for many in memory, and for the store's increments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.records import Annotation, Decision, Entity
from kg.resolve import cards
from kg.resolve.clusters import root
from kg.resolve.linking import Link, link
from kg.resolve.profiles import Profile, profiles
from kg.resolve.rulings import Rulings, rulings
from kg.resolve.sums import Overlay, Sums


class Resolver:
    """Canonical ids by sums and rulings; what was decided once is remembered, so make a new one when sums change."""

    def __init__(self, sums: Sums, ruled: Rulings) -> None:
        self.sums, self.ruled = sums, ruled
        self._links: dict[str, Link | None] = {}

    def link(self, node: str) -> Link | None:
        """The rules' decision on a node."""
        if node not in self._links:
            self._links[node] = link(node, self.sums)
        return self._links[node]

    def root(self, node: str) -> str:
        """The canonical node of a node; that of a group which joins nothing is the group itself."""
        return root(node, self.link, self.ruled)

    def canonical(self, profile: Profile) -> str:
        """The id of the thing that a local entity is."""
        found = self.root(profile.node)
        return self.root(profile.bound) if "~" in found else found


def ruled_profiles(annotation: Annotation, ruled: Rulings) -> tuple[Profile, ...]:
    """The article's profiles, with what the curator said of names in this article, and of things of one article."""
    named = {node for pair in ruled.joined.items() for node in pair}
    article = annotation.article
    return tuple(_ruled(p, article.id, article.lang, ruled, named) for p in profiles(annotation))


def _ruled(profile: Profile, article: str, lang: str, ruled: Rulings, named: set[str]) -> Profile:
    own = profile.bound or profile.node
    target = ruled.assigned.get((article, own)) or ruled.assigned.get((article, profile.node))
    node = target or (own if own in named and (profile.bound or not profile.shared) else "")
    if not node:
        return profile
    support = {("form", profile.name), ("type", profile.type), ("n", ""), *(("alias", n) for n in profile.names)}
    support |= {("lang", lang)}
    return replace(profile, node=node, bound="", support=frozenset(support))


def entities(found: Sequence[Profile], resolver: Resolver, card: Callable[[str], Entity]) -> dict[str, Entity]:
    """The entity of each local id of one article; `card` gives that of a node that articles share."""
    groups: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in found:
        groups[resolver.canonical(profile)].append(profile)
    made: dict[str, Entity] = {}
    for node, group in groups.items():
        if any(is_carded(p, node) for p in group):
            entity = card(node)
        else:
            first = max(group, key=lambda p: p.type == "GPE")
            entity = cards.alone(node, first.type, first.name, [n for p in group for n in (p.name, *p.names)], resolver.ruled)
        made |= {p.local: entity for p in group}
    return {p.local: made[p.local] for p in found}


def is_carded(profile: Profile, canonical: str) -> bool:
    """Whether the thing's own lines belong to the thing and not to one article."""
    return profile.shared and canonical != profile.bound


def resolve_corpus(annotations: Iterable[Annotation], decisions: Sequence[Decision] = ()) -> dict[tuple[str, str], Entity]:
    """The canonical entity of each local entity of the articles, by (article id, local id); dates have none.

    The result depends on which articles there are and on the decisions, not on the order of the articles.
    """
    ruled = rulings(decisions)
    made = {a.article.id: ruled_profiles(a, ruled) for a in annotations}
    sums = Overlay()
    for found in made.values():
        sums.add({row for profile in found for row in profile.rows})
    resolver = Resolver(sums, ruled)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for profile in (p for found in made.values() for p in found):
        members[resolver.canonical(profile)].add(profile.node)
    kept: dict[str, Entity] = {}

    def card(node: str) -> Entity:
        if node not in kept:
            kept[node] = cards.card(node, members[node], sums, ruled)
        return kept[node]

    return {(article, local): e for article, found in made.items() for local, e in entities(found, resolver, card).items()}


def resolve(annotation: Annotation) -> dict[str, Entity]:
    """The canonical entity of each local entity of one article by itself, by local id in the order of the annotation."""
    return {local: entity for (_, local), entity in resolve_corpus([annotation]).items()}
