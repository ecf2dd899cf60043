"""Where each node goes and which community it is in, computed once so that the page never has to settle.

Components are laid out one by one (Fruchterman and Reingold 1991, as igraph has it), then packed: the largest in the
corner, the others around it, loose nodes last. Random choices come from a fixed seed, so the same graph looks the same.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.view.importance import rank, turns

SPACING = 96.0  # canvas units that one node wants for itself
SEED = 20241209
_EVEN_LIMIT = 300  # a layout of even line lengths takes cubic time
_UNTANGLE_LIMIT = 3000  # pushing overlapping nodes apart is plain Python; above this it would cost seconds

Point = tuple[float, float]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """By node index: positions, community numbers (0 is the largest), importance ranks (0 is the most important), and
    the turn in which a growing picture draws the node (-1 for one that is joined to next to nothing)."""

    points: tuple[Point, ...]
    communities: tuple[int, ...]
    ranks: tuple[int, ...]
    turns: tuple[int, ...]


def arrange(
    count: int,
    pairs: Sequence[Pair],
    weights: Sequence[float],
    *,
    factors: Sequence[float] = (),
    focus: Sequence[int] = (),
    drawn: int = 0,
) -> Layout:
    """Lay out `count` nodes joined by `pairs`; `weights` are per node and add to its importance, `factors` discount it.

    Importance is PageRank, personalised to the `focus` nodes where there are any. Only the first `drawn` nodes (0: all
    that are joined to anything) get a place of their own; the others lie at the middle until somebody asks for them.

    >>> arrange(3, [(0, 1), (1, 2)], [1, 1, 1]).turns
    (1, 0, 2)
    """
    import igraph  # type: ignore[import-untyped]

    if count == 0:
        return Layout((), (), (), ())
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        simple = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
        graph = igraph.Graph(n=count, edges=simple)
        groups = _by_size(graph.community_multilevel().membership)
        ranks = rank(graph, weights, factors or [1.0] * count, focus)
        order = turns(graph, ranks)
        inside = [i for i in range(count) if 0 <= order[i] < (drawn or count)]
        points: list[Point] = [(0.0, 0.0)] * count
        for index, point in zip(inside, _place(graph.induced_subgraph(inside)), strict=True):
            points[index] = point
    finally:
        igraph.set_random_number_generator(random)
    return Layout(tuple(points), tuple(groups), tuple(ranks), tuple(order))


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
    local = [_lay_out(graph.induced_subgraph(part)) if len(part) > 1 else [(0.0, 0.0)] for part in parts]
    corners = _pack([_extent(spots) for spots in local])
    for part, spots, (left, top) in zip(parts, local, corners, strict=True):
        for index, (x, y) in zip(part, spots, strict=True):
            points[index] = (left + x, top + y)
    return _centre(points)


def _pack(boxes: Sequence[Point]) -> list[Point]:
    """Corners for boxes (width, height), each as high up as it fits beside and below those before it (a skyline)."""
    width = max(boxes[0][0], math.sqrt(sum(wide * high for wide, high in boxes) * 1.35))
    skyline = [(0.0, 0.0)]  # (left end, depth reached) of each step, from left to right
    corners = []
    for wide, high in boxes:
        left, top = min(_resting_places(skyline, wide, width), key=lambda place: (place[1], place[0]))
        corners.append((left, top))
        right = left + wide
        under = [depth for start, depth in skyline if start <= right][-1]
        kept = [step for step in skyline if step[0] < left] + [(left, top + high)]
        after = [step for step in skyline if step[0] > right]
        skyline = kept + ([(right, under)] if right < width else []) + after
    return corners


def _resting_places(skyline: Sequence[Point], wide: float, width: float) -> list[Point]:
    """Where a box this wide could lie: at the left end of each step, as deep as the deepest step under it."""
    places = []
    for i, (left, depth) in enumerate(skyline):
        if left + wide > width + 1e-6:
            break
        deepest = depth
        for start, other in skyline[i + 1 :]:
            if start >= left + wide - 1e-6:
                break
            deepest = max(deepest, other)
        places.append((left, deepest))
    return places


def _extent(points: Sequence[Point]) -> Point:
    margin = SPACING * (1.0 if len(points) > 1 else 0.5)
    return max(p[0] for p in points) + margin, max(p[1] for p in points) + margin


def _lay_out(graph: Any) -> list[Point]:
    count = graph.vcount()
    grid = "grid" if count > 1000 else "nogrid"
    rounds = 300 if count > 1000 else 800
    start = [(math.cos(2.4 * i) * math.sqrt(i), math.sin(2.4 * i) * math.sqrt(i)) for i in range(count)]
    raw = graph.layout_fruchterman_reingold(seed=start, grid=grid, niter=rounds)
    if count <= _EVEN_LIMIT:  # lines of even length leave room for names and for words on the lines
        raw = graph.layout_kamada_kawai(seed=raw, maxiter=40 * count)
    raw = raw.coords
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
