"""Colours and shapes per entity type: told apart by shape as well as hue, so that nothing depends on colour alone.

Hues follow the order of Okabe and Ito's colour-blind-safe set, deepened for a light ground, lightened for a dark one.
"""

from __future__ import annotations

# type: (shape as vis-network names it, colour on light, colour on dark)
STYLES: dict[str, tuple[str, str, str]] = {
    "PER": ("dot", "#1f5fa8", "#7db4f0"),
    "ORG": ("square", "#b8541a", "#f0a06a"),
    "GPE": ("triangle", "#1a7f62", "#5fcba6"),
    "LOC": ("triangleDown", "#4b8fc4", "#a5d4f5"),
    "EVT": ("diamond", "#98428a", "#e097d0"),
    "LAW": ("hexagon", "#8a6a00", "#e3c452"),
    "PROD": ("star", "#5d6470", "#b9c0cc"),
}
COMMUNITIES: tuple[tuple[str, str], ...] = (
    ("#1f5fa8", "#7db4f0"),
    ("#b8541a", "#f0a06a"),
    ("#1a7f62", "#5fcba6"),
    ("#98428a", "#e097d0"),
    ("#8a6a00", "#e3c452"),
    ("#4b8fc4", "#a5d4f5"),
    ("#a3324a", "#f58fa3"),
    ("#4f7a1e", "#a8d06f"),
    ("#5d4fb0", "#b3a8f5"),
    ("#5d6470", "#b9c0cc"),
)
