"""Where each node goes and which community it is in, computed once so that the page never has to settle.

Components are laid out one by one (Fruchterman and Reingold 1991, as igraph has it), then put on shelves: the largest
on top, loose nodes in rows at the bottom. Random choices come from a fixed seed, so the same graph looks the same.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SPACING = 96.0  # canvas units that one node wants for itself
SEED = 20241209
_UNTANGLE_LIMIT = 3000  # pushing overlapping nodes apart is plain Python; above this it would cost seconds

Point = tuple[float, float]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """By node index: positions, community numbers (0 is the largest) and importance ranks (0 is the most important)."""

    points: tuple[Point, ...]
    communities: tuple[int, ...]
    ranks: tuple[int, ...]


def arrange(count: int, pairs: Sequence[Pair], weights: Sequence[float], *, focus: Sequence[int] = ()) -> Layout:
    """Lay out `count` nodes joined by `pairs`; `weights` are per node and add to its importance.

    Importance is PageRank, personalised to the `focus` nodes where there are any.

    >>> arrange(2, [(0, 1)], [1, 1]).communities
    (0, 0)
    """
    import igraph  # type: ignore[import-untyped]

    if count == 0:
        return Layout((), (), ())
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        simple = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
        graph = igraph.Graph(n=count, edges=simple)
        points = _place(graph)
        groups = _by_size(graph.community_multilevel().membership)
        ranks = _rank(graph, weights, focus)
    finally:
        igraph.set_random_number_generator(random)
    return Layout(tuple(points), tuple(groups), tuple(ranks))


def _rank(graph: Any, weights: Sequence[float], focus: Sequence[int]) -> list[int]:
    reset = [1e-9] * graph.vcount()
    for index in focus:
        reset[index] = 1.0
    scores = graph.personalized_pagerank(reset=reset) if focus else graph.pagerank()
    heaviest = max(max(weights, default=0), 1)
    # Articles only break near-ties: a hub that one article names is still a hub. Rounding hides machine differences.
    keys = [round(score * (1 + weight / heaviest), 9) for score, weight in zip(scores, weights, strict=True)]
    order = sorted(range(len(keys)), key=lambda i: (-keys[i], i))
    ranks = [0] * len(keys)
    for place, index in enumerate(order):
        ranks[index] = place
    return ranks


def _by_size(membership: Sequence[int]) -> list[int]:
    sizes: dict[int, int] = {}
    first: dict[int, int] = {}
    for index, group in enumerate(membership):
        sizes[group] = sizes.get(group, 0) + 1
        first.setdefault(group, index)
    order = sorted(sizes, key=lambda g: (-sizes[g], first[g]))
    number = {group: place for place, group in enumerate(order)}
    return [number[group] for group in membership]


def _place(graph: Any) -> list[Point]:
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
    points: list[Point] = [(0.0, 0.0)] * graph.vcount()
    boxes = []
    for part in parts:
        local = _lay_out(graph.induced_subgraph(part)) if len(part) > 1 else [(0.0, 0.0)]
        boxes.append((part, local))
    width = max(_extent(boxes[0][1])[0], SPACING * math.sqrt(graph.vcount()) * 1.1)
    x = y = shelf = 0.0
    for part, local in boxes:
        wide, high = _extent(local)
        if x and x + wide > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        for index, (px, py) in zip(part, local, strict=True):
            points[index] = (x + px, y + py)
        x, shelf = x + wide, max(shelf, high)
    return _centre(points)


def _extent(points: Sequence[Point]) -> Point:
    margin = SPACING * (1.0 if len(points) > 1 else 0.75)
    return max(p[0] for p in points) + margin, max(p[1] for p in points) + margin


def _lay_out(graph: Any) -> list[Point]:
    count = graph.vcount()
    grid = "grid" if count > 1000 else "nogrid"
    rounds = 300 if count > 1000 else 800
    start = [(math.cos(2.4 * i) * math.sqrt(i), math.sin(2.4 * i) * math.sqrt(i)) for i in range(count)]
    raw = graph.layout_fruchterman_reingold(seed=start, grid=grid, niter=rounds).coords
    xs, ys = [p[0] for p in raw], [p[1] for p in raw]
    side = max(max(xs) - min(xs), max(ys) - min(ys), 1e-6)
    scale = SPACING * math.sqrt(count) * 1.15 / side
    points = [((x - min(xs)) * scale, (y - min(ys)) * scale) for x, y in raw]
    if count <= _UNTANGLE_LIMIT:
        points = _untangle(points, SPACING * 0.55)
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    return [(x - left, y - top) for x, y in points]


def _untangle(points: list[Point], least: float) -> list[Point]:
    """Push nodes that are nearer than `least` apart, a few rounds, looking only at neighbouring grid cells."""
    for _ in range(12):
        cells: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(points):
            cells.setdefault((int(x // least), int(y // least)), []).append(i)
        moved = list(points)
        for i, (x, y) in enumerate(points):
            cx, cy = int(x // least), int(y // least)
            near = [j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in cells.get((cx + dx, cy + dy), ()) if j != i]
            moved[i] = _pushed(i, points, near, least)
        if moved == points:
            break
        points = moved
    return points


def _pushed(index: int, points: Sequence[Point], near: Sequence[int], least: float) -> Point:
    x, y = points[index]
    for other in near:
        dx, dy = points[index][0] - points[other][0], points[index][1] - points[other][1]
        gap = math.hypot(dx, dy)
        if gap < 1e-9:  # the same spot: the angle comes from the index, so that it is the same every time
            dx, dy, gap = math.cos(index), math.sin(index), 1.0
        if gap < least:
            x, y = x + dx / gap * (least - gap) * 0.5, y + dy / gap * (least - gap) * 0.5
    return x, y


def _centre(points: Sequence[Point]) -> list[Point]:
    mid_x = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
    mid_y = (min(p[1] for p in points) + max(p[1] for p in points)) / 2
    return [(round(x - mid_x) + 0.0, round(y - mid_y) + 0.0) for x, y in points]
