"""Which entities a page is about: how important each is, and in which order a growing picture takes them in."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Any

from kg.view.records import Node

LOOSE = 3  # a part of fewer entities than this is a list entry, not a mark
_HUB, _GENERIC, _EVENT, _THING = 0.001, 0.25, 0.7, 0.5


def discount(node: Node, *, about: str = "") -> float:
    """What an entity's importance is multiplied with: hubs, generic events and things count less.

    So does the place that the whole corpus is `about`: nearly everything is there.

    >>> discount(Node("a", "Jawa Timur", "GPE", hub=True)), discount(Node("b", "Ani", "PER"))
    (0.001, 1.0)
    """
    if node.hub or (about and node.type == "GPE" and _bare(about) in {_bare(n) for n in (node.label, *node.aliases)}):
        return _HUB
    if node.type == "EVT":
        return _EVENT if " " in node.label.strip() else _GENERIC
    return _THING if node.type in ("LAW", "PROD") else 1.0


def _bare(place: str) -> str:
    return place.casefold().removeprefix("kota ").removeprefix("kabupaten ")


def rank(graph: Any, weights: Sequence[float], factors: Sequence[float], focus: Sequence[int]) -> list[int]:
    """Places by importance, 0 the first: PageRank (personalised to `focus` where there is one), discounted."""
    reset = [1e-9] * graph.vcount()
    for index in focus:
        reset[index] = 1.0
    scores = graph.personalized_pagerank(reset=reset) if focus else graph.pagerank()
    heaviest = max(max(weights, default=0), 1)
    # Articles only break near-ties: a centre that one article names is still one. Rounding hides machine differences.
    keys = [round(score * (1 + w / heaviest) * f, 9) for score, w, f in zip(scores, weights, factors, strict=True)]
    for index in focus:
        keys[index] += 1.0
    order = sorted(range(len(keys)), key=lambda i: (-keys[i], i))
    ranks = [0] * len(keys)
    for place, index in enumerate(order):
        ranks[index] = place
    return ranks


def turns(graph: Any, ranks: Sequence[int]) -> list[int]:
    """When each entity comes into a growing picture, 0 the first; -1 for those in parts too small to draw.

    The largest part comes first: its most important entity, then always the most important one that is joined to what
    is there already, so that the first entities are one connected picture, whatever their number.
    """
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), min(ranks[i] for i in part)))
    shown = [part for part in parts if len(part) >= LOOSE] or parts
    found = [-1] * graph.vcount()
    turn = 0
    for part in shown:
        first = min(part, key=lambda i: ranks[i])
        waiting = [(ranks[first], first)]
        seen = {first}
        while waiting:
            _, index = heapq.heappop(waiting)
            found[index] = turn
            turn += 1
            for near in graph.neighbors(index):
                if near not in seen:
                    seen.add(near)
                    heapq.heappush(waiting, (ranks[near], near))
    return found
