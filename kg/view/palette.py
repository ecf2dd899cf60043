"""Every colour, shape and dash of the page, once: style sheet, canvas, legend and saved pictures take them from here.

Types are told apart by shape as well as hue, manners of saying by dash as well as hue and word, so that nothing depends
on colour alone. Hues follow the order of Okabe and Ito's colour-blind-safe set, deepened for a light ground, lightened
for a dark one; text and lines keep the contrasts of WCAG AA on both.
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
# modality: (dash on the line, colour on light, colour on dark); what is asserted is a whole line in the edges' colour
MODALITIES: dict[str, tuple[tuple[int, ...], str, str]] = {
    "asserted": ((), "#857f70", "#85868c"),
    "planned": ((10, 5), "#3f6f86", "#8fc0d6"),
    "alleged": ((3, 5), "#a4430f", "#f2b38c"),
    "charged": ((8, 3, 2, 3), "#a4430f", "#f2b38c"),
    "convicted": ((14, 3), "#8d2234", "#f59aa9"),
    "acquitted": ((2, 3, 2, 8), "#3d6b1d", "#a8d06f"),
    "denied": ((1, 6), "#5d4fb0", "#b9aff7"),
    "cancelled": ((12, 4, 2, 4), "#5d5a52", "#aeaba3"),
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
# name: (on light, on dark)
GROUNDS: dict[str, tuple[str, str]] = {
    "paper": ("#fbfaf7", "#191a1c"),
    "sheet": ("#f4f2ec", "#202124"),
    "raised": ("#ffffff", "#2a2b2f"),
    "ink": ("#1f1e1b", "#ecebe6"),
    "soft": ("#5d5a52", "#aeaba3"),
    "line": ("#dedad0", "#37383c"),
    "edge": (MODALITIES["asserted"][1], MODALITIES["asserted"][2]),
    "field": ("#8b877c", "#7e7d78"),
    "accent": ("#0b5966", "#7fd0db"),
    "on-accent": ("#ffffff", "#10262a"),
    "mark": ("#fbe7a1", "#5b4c12"),
    "shade": (
        "0 1px 2px rgb(40 34 20 / 8%), 0 6px 24px rgb(40 34 20 / 12%)",
        "0 1px 2px rgb(0 0 0 / 40%), 0 6px 24px rgb(0 0 0 / 45%)",
    ),
}


def stylesheet() -> str:
    """The colours as custom properties of the page, for a light and a dark ground.

    >>> "--PER: #1f5fa8;" in stylesheet() and '[data-theme="dark"]' in stylesheet()
    True
    """
    names = {**GROUNDS, **{name: row[1:] for name, row in STYLES.items()}, **{n: r[1:] for n, r in MODALITIES.items()}}
    light, dark = ("".join(f"  --{name}: {pair[i]};\n" for name, pair in names.items()) for i in (0, 1))
    rules = [f":root {{\n{light}  color-scheme: light;\n}}", f':root[data-theme="dark"] {{\n{dark}  color-scheme: dark;\n}}']
    rules += [f".type-{name} {{ color: var(--{name}); }}" for name in STYLES]
    rules += [f".doubt-{name} {{ color: var(--{name}); }}" for name in MODALITIES if name != "asserted"]
    return "\n".join(rules)
