"""mkdocs hook: the page of the architecture, its figure drawn from the imports that the code really has."""

from __future__ import annotations

import ast
import re
from collections import Counter
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PACKAGE = Path(__file__).parents[2] / "kg"
PAGE, FIGURE = "reference/architecture.md", "reference/architecture.svg"
# The first row of CONTRIBUTING's map is the floor.
_MAP = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| where |")[1]
FLOOR = (*re.findall(r"`kg/(\w+)\.py`", next(line for line in _MAP.splitlines() if "each other" in line)), "lexicon")
TEXT = """# Architecture

Data flows one way, and each step is a pure function of what it is given:

```text
sources -> text -> extract -> resolve -> rdf -> store -> query | view
Article    Document  Annotation  Entity     quads
```

A room imports the floor (the grey boxes: types, errors, settings, plugin tables, word lists) and, but for those on top that join
rooms, no other room; a test enforces it. The figure is drawn from the imports of the code; a line is as thick as the number of
modules that import.

![Rooms and their imports](architecture.svg)

{rows}
"""
# What joins rooms stands on top; a row below holds what the row above may import.
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 84, 34, 12, 56, 12


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page and its figure."""
    graph = imports()
    files.append(File.generated(config, FIGURE, content=svg(graph)))
    files.append(File.generated(config, PAGE, content=page(graph)))
    return files


def imports() -> Counter[tuple[str, str]]:
    """(room, room it imports) -> in how many of its modules, at their top or inside a function."""
    found: Counter[tuple[str, str]] = Counter()
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                names |= {f"kg.{a.name}" for a in node.names} if node.module == "kg" else {node.module}
        others = {n.split(".")[1] for n in names if n.startswith("kg.")} - {room, "__version__"}
        if not room.startswith("__"):
            found.update((room, other) for other in others)
    return found


def duties() -> dict[str, str]:
    """Room -> the first line of its docstring."""
    out = {}
    for path in sorted(PACKAGE.iterdir()):
        source = path / "__init__.py" if path.is_dir() else path
        if source.suffix == ".py" and source.exists() and not path.name.startswith("__"):
            doc = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
            out[path.stem] = doc.split("\n\n")[0].replace("\n", " ")
    return out


def layers(graph: Counter[tuple[str, str]]) -> list[list[str]]:
    """Rooms in rows, top first: each stands above all it imports; the floor is the last row."""
    rooms = sorted({room for pair in graph for room in pair} - set(FLOOR))
    below = {room: {b for a, b in graph if a == room and b in rooms} for room in rooms}
    depth: dict[str, int] = {}

    def measure(room: str, path: tuple[str, ...] = ()) -> int:
        if room not in depth and room not in path:
            depth[room] = 1 + max((measure(b, (*path, room)) for b in sorted(below[room])), default=-1)
        return depth.get(room, 0)

    for room in rooms:
        measure(room)
    rows = [[r for r in rooms if depth[r] == d] for d in range(max(depth.values()), -1, -1)]
    return [*rows, [f for f in FLOOR if any(b == f for _, b in graph)]]


def svg(graph: Counter[tuple[str, str]]) -> str:
    """The figure: boxes in rows, a curve for each import between rooms, the floor below as one band."""
    rows = layers(graph)
    width = max(len(row) for row in rows) * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    at = {}
    for y, row in enumerate(rows):
        left = (width - len(row) * (WIDTH + GAP_X) + GAP_X) / 2
        for x, room in enumerate(row):
            at[room] = (left + x * (WIDTH + GAP_X), MARGIN + y * (HEIGHT + GAP_Y))
    height = MARGIN * 2 + len(rows) * (HEIGHT + GAP_Y) - GAP_Y
    lines = [_curve(at[a], at[b], n) for (a, b), n in sorted(graph.items()) if a in at and b in at and b not in FLOOR]
    boxes = [_box(room, *place, floor=room in FLOOR) for room, place in sorted(at.items())]
    style = "text{font:14px sans-serif;text-anchor:middle;dominant-baseline:central;fill:#1a237e}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="Rooms and imports">'
    )
    return "\n".join(
        [head, f"<style>{style}</style>", f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>', *lines, *boxes, "</svg>"]
    )


def _curve(start: tuple[float, float], end: tuple[float, float], count: int) -> str:
    x1, y1, x2, y2 = start[0] + WIDTH / 2, start[1] + HEIGHT, end[0] + WIDTH / 2, end[1]
    bend = max((y2 - y1) / 2, GAP_Y / 2)
    wide = min(1 + count / 4, 4)
    path = f"M{x1:g} {y1:g}C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2:g}"
    return f'<path d="{path}" fill="none" stroke="#7986cb" stroke-opacity=".6" stroke-width="{wide:g}"/>'


def _box(name: str, x: float, y: float, *, floor: bool) -> str:
    fill = "#eceff1" if floor else "#e8eaf6"
    rect = f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{fill}" stroke="#3949ab"/>'
    return f'{rect}<text x="{x + WIDTH / 2:g}" y="{y + HEIGHT / 2:g}">{escape(name)}</text>'


def page(graph: Counter[tuple[str, str]]) -> str:
    """The page: data flow, figure, a table of the rooms with what they import."""
    rows = ["| room | its duty | imports |", "|---|---|---|"]
    for room, duty in duties().items():
        seen = ", ".join(f"`{b}`" for a, b in sorted(graph) if a == room and b not in FLOOR)
        rows.append(f"| `{room}` | {duty.replace('|', '/').replace('<', '&lt;')} | {seen} |")
    return TEXT.format(rows="\n".join(rows))
