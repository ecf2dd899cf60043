"""Where articles contradict one another: both sides are kept, each with its articles, and listed here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, cast

from kg.resolve.posts import is_of_one, post
from kg.store import Store

_DATES = """PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX kgo: <https://kg.example/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?event ?label ?date ?article WHERE {
  ?event sem:hasTimeStamp ?one, ?other . FILTER(STR(?one) < STR(?other))
  ?event rdfs:label ?label ; sem:hasTimeStamp ?date . ?local kgo:denotes ?event . ?article schema:mentions ?event
}"""
_POSTS = """PREFIX org: <http://www.w3.org/ns/org#> PREFIX kgo: <https://kg.example/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
SELECT ?person ?name ?role ?holder ?place ?s ?date WHERE {
  ?m a org:Membership ; org:member ?person ; kgo:roleText ?role ; kgo:holder ?holder ; kgo:status "current" .
  ?s kgo:denotes ?m . ?person rdfs:label ?name . ?holder rdfs:label ?place .
  BIND(IRI(STRBEFORE(STR(?s), "#")) AS ?article)
  OPTIONAL { ?article schema:datePublished ?date }
}"""


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """What cannot both hold: `kind` is `dates` or `holders`, `about` the event or the post, `sides` what is said, each with the
    IRIs of the articles that say it."""

    kind: str
    about: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]


def conflicts(store: Store) -> list[Conflict]:
    """Two dates of one event, and two holders of a post that one person holds, named as current in articles of the same time.

    Somebody counts as holder from the first to the last article that names them so; a later holder is no conflict.
    """
    return sorted([*_dates(store), *_holders(store)])


def _dates(store: Store) -> Iterator[Conflict]:
    found: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, label, date, article in _rows(store, _DATES):
        found[event, label][date].add(article)
    for (_, label), dates in found.items():
        yield Conflict("dates", label, tuple((date, tuple(sorted(dates[date]))) for date in sorted(dates)))


def _holders(store: Store) -> Iterator[Conflict]:
    named: dict[str, str] = {}
    posts: defaultdict[tuple[str, str], defaultdict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for person, name, role, holder, place, statement, date in _rows(store, _POSTS):
        key = post(role, place)
        if is_of_one(key):
            named[person] = min(named.get(person, name), name)
            posts[key.strip("@"), holder][person].add((date[:10], statement.partition("#")[0]))
    for (key, _), people in posts.items():
        for one, other in combinations(sorted(people), 2):
            if _overlap({d for d, _ in people[one]}, {d for d, _ in people[other]}):
                sides = ((named[p], tuple(sorted({a for _, a in people[p]}))) for p in (one, other))
                yield Conflict("holders", key, tuple(sides))


def _overlap(one: set[str], other: set[str]) -> bool:
    """Whether two spans of dates meet; what has no date may be at any time."""
    known, others = one - {""}, other - {""}
    return not known or not others or (min(known) <= max(others) and min(others) <= max(known))


def _rows(store: Store, sparql: str) -> Iterator[tuple[str, ...]]:
    for row in cast(Any, store.query(sparql)):
        yield tuple("" if cell is None else str(cell.value) for cell in row)
