"""A picture becomes one self-contained HTML file. No clock, no chance: the same picture gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ConfigError
from kg.view.heading import place_and_period
from kg.view.importance import discount
from kg.view.layout import Layout, arrange
from kg.view.network import network
from kg.view.outline import abroad_path, land_paths, water_box
from kg.view.palette import COMMUNITIES, MODALITIES, STYLES, stylesheet
from kg.view.payload import columns
from kg.view.reading import from_json
from kg.view.records import Picture
from kg.view.tables import plain_tables

LANGUAGES = ("id", "en")
COLOURS = ("type", "community")
THEMES = ("auto", "light", "dark")
DRAWN = 100  # marks of a first picture that can be read with all their names
STYLESHEETS = ("base", "shell", "panels", "stage", "reader", "front", "views", "small", "print")
_HERE = Path(__file__).parent


def render(
    picture: Picture | Mapping[str, object],
    *,
    title: str = "",
    lang: str = "id",
    colour: str = "type",
    focus: Sequence[str] = (),
    drawn: int = DRAWN,
    theme: str = "auto",
    logo: str = "",
) -> str:
    """The page for a picture (or the plain page data it is read from), as HTML text.

    `title` heads the page (default: the picture's own, else its place and period); `lang` is the language that the
    interface starts in (id or en); `colour` is what node colours mean at first (type or community); `focus` are ids of
    the nodes the page is about, which weigh most; `drawn` is how many of the entities are marks of the first picture
    (0: all that are joined to something), all of them can be searched and read; `theme` is light, dark or auto (the
    system's); `logo` is an image as a `data:` address. Raises ConfigError for an unknown option and KgError for page
    data that does not hold together.
    """
    for what, value, allowed in (("language", lang, LANGUAGES), ("colour", colour, COLOURS), ("theme", theme, THEMES)):
        _one_of(what, value, allowed)
    whole = picture if isinstance(picture, Picture) else from_json(picture)
    heading = title or whole.meta.title or place_and_period(whole.meta, _words(lang))
    layout = _arranged(whole, focus, drawn)
    about = focus[0] if len(focus) == 1 else ""
    start = {"title": heading, "lang": lang, "colour": colour, "drawn": drawn, "theme": theme, "about": about}
    context = _context(whole, layout, start, logo if logo.startswith("data:image/") else "")
    page: str = network(whole, layout, _HERE / "templates" / "page.html", context).generate_html()
    return page.encode("utf-8", "replace").decode("utf-8")


def _context(whole: Picture, layout: Layout, start: Mapping[str, Any], logo: str) -> dict[str, Any]:
    """What the template is filled with; the nonce comes from the content, so that it is another for each page."""
    lang = start["lang"]
    tables = plain_tables(whole, layout.ranks, _words(lang))
    packed = _script_json({**columns(whole, layout, tables.sentences()), **start})
    mark = _hash(start["title"], lang, packed, logo, *tables.sentences())
    return {
        "title": start["title"],
        "lang": lang,
        "t": _words(lang),
        "logo": logo,
        "nonce": base64.urlsafe_b64encode(mark[:18]).decode("ascii"),
        "fingerprint": mark.hex()[:12],
        "data": packed,
        "settings": _script_json(_settings(mark.hex()[:12])),
        "words": _script_json({code: _words(code) for code in LANGUAGES}),
        "styles": "\n".join([stylesheet(), *(_lean(_asset(f"css/{name}.css")) for name in STYLESHEETS)]),
        "scripts": _asset("page.js"),
        "tables": tables,
        "counts": {"nodes": len(whole.nodes), "edges": len(whole.edges)},
        "meta": whole.meta,
    }


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).digest()


def _arranged(picture: Picture, focus: Sequence[str], drawn: int) -> Layout:
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    return arrange(
        len(picture.nodes),
        [(number[e.source], number[e.target]) for e in picture.edges],
        [float(node.articles) for node in picture.nodes],
        factors=[discount(node, about=picture.meta.place) for node in picture.nodes],
        focus=[number[f] for f in focus if f in number],
        drawn=drawn,
    )


def _settings(fingerprint: str) -> dict[str, Any]:
    return {
        "styles": STYLES,
        "modalities": MODALITIES,
        "communities": COMMUNITIES,
        "land": land_paths(),
        "abroad": abroad_path(),
        "water": water_box(),
        "fingerprint": fingerprint,
    }


def _one_of(what: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise ConfigError(f"the page has no {what} {value!r}", hint="one of " + ", ".join(allowed))


def _script_json(value: object) -> str:
    """JSON that can stand inside a script element: nothing in it can close the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _lean(script: str) -> str:
    """Script or style without indentation and whole-line comments; no string of ours runs over a line end."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


@cache
def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


@cache
def _words(lang: str) -> dict[str, str]:
    table: dict[str, str] = json.loads((_HERE / "words" / f"{lang}.json").read_text(encoding="utf-8"))
    return table
