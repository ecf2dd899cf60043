"""The outline of Indonesia and of its neighbours' coasts: enough to see on which island, and where on it, a point lies.

Drawn in an equirectangular projection: x is degrees east of 94 E, y is degrees south of 7.5 N, both times forty.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

WEST, EAST, NORTH, SOUTH = 94.0, 142.0, 7.5, -12.0
SCALE = 40

_FILE = Path(__file__).parent / "assets" / "outline.tsv"
_NEIGHBOURS = "-"


def land_paths() -> list[tuple[str, str]]:
    """(island name, SVG path data) of every island, the largest first; small islands are one path without a name.

    >>> [name for name, _ in land_paths()[:3]]
    ['Kalimantan', 'Sumatra', 'Papua']
    """
    return [(name, path) for name, path in _lines() if name != _NEIGHBOURS]


def abroad_path() -> str:
    """SVG path data of the neighbouring countries' land."""
    return "".join(path for name, path in _lines() if name == _NEIGHBOURS)


def water_box() -> dict[str, float]:
    """The map's frame in degrees and the scale of its drawing units per degree."""
    return {"west": WEST, "east": EAST, "north": NORTH, "south": SOUTH, "scale": SCALE}


@cache
def _lines() -> list[tuple[str, str]]:
    """The rows of the outline's file; its first line names the source."""
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return [(name, path) for name, path in rows]
