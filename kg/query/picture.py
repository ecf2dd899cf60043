"""What the page shows: plain nodes, edges, quotes and articles, with the sentences, chosen from a store.

A choice is the whole graph, the surroundings of some names, or a CONSTRUCT query's triples, narrowed by entity type
and by the outlet and day of the articles. When more fits than `limit`, the most connected entities stay and `meta`
counts the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError
from kg.query import facts, find
from kg.query.cards import Cards, Edge
from kg.query.facts import Node, Source, Statement
from kg.query.hubs import hubs, is_wide_region
from kg.query.reading import Readable

Triples = Iterable[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show. `since` and `until` bound the article's publication day (ISO 8601, any precision); `limit` 0 is
    all."""

    names: tuple[str, ...] = ()
    depth: int = 1
    types: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    outlet: str = ""
    limit: int = 500


def picture(
    store: Readable,
    choice: Choice | None = None,
    *,
    constructed: Triples | None = None,
    title: str = "",
    generated_from: str = "",
) -> dict[str, Any]:
    """The page's data as plain dicts and lists, the same for the same store and choice.

    `constructed` are triples (IRIs or plain values as text) of a CONSTRUCT query, shown instead of the whole graph.
    Raises NotFound for a name that fits no entity and QueryError for an unknown type.
    """
    choice = choice or Choice()
    _check(choice)
    everything = facts.nodes(store)
    articles = {iri: a for iri, a in facts.sources(store).items() if _fits(a, choice)}
    said = [s for s in facts.statements(store) if s.article in articles]
    mentions = Counter(e for a in articles.values() for e in a.mentions)
    between = (s for s in said if s.target in everything and s.source in everything and s.form != "quote")
    edges = [_edge_of(group) for group in facts.joined(between)]
    roots = [find.entity(store, name).iri for name in choice.names]
    candidates = _candidates(everything, edges, said, mentions, choice, roots)
    if constructed is not None:
        edges, chosen = _constructed(list(constructed), edges, everything)
        candidates &= chosen
    edges = _within(candidates, edges)
    distance = _distances(roots, edges, choice.depth)
    if roots and constructed is None:  # what lies outside the asked surroundings is not left out, it was not asked for
        candidates &= set(distance)
        edges = _within(candidates, edges)
    kept = _kept(candidates, edges, mentions, everything, distance, choice.limit)
    shown = _within(kept, edges)
    told = [s for s in said if s.source in kept and s.form in ("position", "quote")]
    words = facts.sentences(store, {s.article for s in told} | {s.article for e in shown for s in e.said})
    wide = hubs(everything, articles.values())
    cards = Cards(everything, words, articles, wide)
    meta = {"title": title, "generated_from": generated_from, **_told_of(articles, everything, mentions)}
    left = {"omitted_nodes": len(candidates) - len(kept), "omitted_edges": len(edges) - len(shown)}
    return {
        "meta": {**meta, **left},
        "nodes": cards.nodes(kept, mentions, told),
        "edges": [cards.edge(e) for e in shown],
        "quotes": [cards.quote(s) for s in told if s.form == "quote"],
        "articles": {articles[iri].id: cards.article(iri) for iri in sorted(articles)},
        "others": _others(everything[iri] for iri in set(mentions) & set(everything) - kept),
    }


def _others(left: Iterable[Node]) -> list[dict[str, Any]]:
    """The names of entities that are not on the page, so that a search can say that the store has them."""
    ordered = sorted(left, key=lambda n: (n.label, n.iri))
    return [{"label": node.label, "type": node.type, "aliases": list(node.aliases)} for node in ordered]


def _told_of(articles: dict[str, Source], everything: dict[str, Node], mentions: Counter[str]) -> dict[str, Any]:
    """How many articles, from when to when, about which place."""
    days = sorted(a.date[:10] for a in articles.values() if a.date)
    return {
        "articles": len(articles),
        "since": days[0] if days else "",
        "until": days[-1] if days else "",
        "place": _place(everything, mentions, len(articles)),
    }


def _place(everything: dict[str, Node], mentions: Counter[str], articles: int) -> str:
    """The region that most of the articles name, when a fifth of them do; a country or province only with two fifths."""
    regions = [
        (-(mentions[iri] // 2 if is_wide_region(node) else mentions[iri]), node.label)
        for iri, node in everything.items()
        if node.type in ("GPE", "LOC") and mentions[iri]
    ]
    most, label = min(regions, default=(0, ""))
    return label if -most * 5 >= articles > 0 else ""


def _check(choice: Choice) -> None:
    for each in choice.types:
        if each not in facts.NODE_TYPES:
            raise QueryError(f"there is no entity type {each}", hint=f"types: {', '.join(facts.NODE_TYPES)}")


def _fits(article: Source, choice: Choice) -> bool:
    day = article.date[:10]
    if choice.since and not day >= choice.since:
        return False
    if choice.until and not (day and day[: len(choice.until)] <= choice.until):
        return False
    return choice.outlet.casefold() in article.outlet.casefold()


def _edge_of(said: Sequence[Statement]) -> Edge:
    one = said[0]
    return Edge(facts.fact_id(said), one.source, one.target, one.relation, one.label, one.modality, one.status, tuple(said))


def _candidates(
    everything: dict[str, Node],
    edges: Sequence[Edge],
    said: Sequence[Statement],
    mentions: Counter[str],
    choice: Choice,
    roots: Sequence[str],
) -> set[str]:
    """The entities the choice allows: of its types, and named by its articles; named roots always."""
    alive = set(mentions) | {s.source for s in said} | {e.target for e in edges}
    types = choice.types or facts.NODE_TYPES
    return {iri for iri in alive if iri in everything and everything[iri].type in types} | set(roots)


def _constructed(triples: list[tuple[str, str, str]], edges: list[Edge], known: dict[str, Node]) -> tuple[list[Edge], set[str]]:
    """The edges and entities that constructed triples speak of: known facts where there are any, else bare edges."""
    by_pair: defaultdict[frozenset[str], list[Edge]] = defaultdict(list)
    by_fact = {s.fact: e for e in edges for s in e.said if s.fact}
    for e in edges:
        by_pair[frozenset((e.source, e.target))].append(e)
    found: dict[str, Edge] = {}
    entities: set[str] = set()
    for subject, predicate, object in sorted(triples):
        entities |= {t for t in (subject, object) if t in known}
        told = [by_fact[t] for t in (subject, object) if t in by_fact]
        if not told and subject in known and object in known:
            relation = facts.relation_name(predicate)
            bare = Edge(f"{subject} {predicate} {object}", subject, object, relation, relation.replace("_", " "), "asserted", "")
            told = by_pair.get(frozenset((subject, object))) or [bare]
        for e in told:
            found[e.id] = e
            entities |= {e.source, e.target}
    return sorted(found.values(), key=lambda e: (e.source, e.target, e.relation, e.id)), entities


def _kept(
    candidates: set[str],
    edges: Sequence[Edge],
    mentions: Counter[str],
    everything: dict[str, Node],
    distance: dict[str, int],
    limit: int,
) -> set[str]:
    """At most `limit` entities: near the roots first, then by number of facts and articles; loose ones only if room."""
    degree = Counter(end for e in edges for end in (e.source, e.target))
    ranked = sorted(candidates, key=lambda iri: (distance.get(iri, 0), -degree[iri], -mentions[iri], everything[iri].label, iri))
    return set(ranked[:limit] if limit else ranked)


def _within(entities: set[str], edges: Sequence[Edge]) -> list[Edge]:
    return [e for e in edges if e.source in entities and e.target in entities]


def _distances(roots: Sequence[str], edges: Sequence[Edge], depth: int) -> dict[str, int]:
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for e in edges:
        beside[e.source].add(e.target)
        beside[e.target].add(e.source)
    distance = dict.fromkeys(roots, 0)
    rim = set(roots)
    for step in range(1, depth + 1):
        rim = {far for near in rim for far in beside[near] if far not in distance}
        distance |= dict.fromkeys(rim, step)
    return distance
