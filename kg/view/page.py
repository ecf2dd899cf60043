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
from kg.view.layout import Layout, arrange
from kg.view.network import network
from kg.view.outline import abroad_path, land_paths, water_box
from kg.view.palette import COMMUNITIES, STYLES
from kg.view.payload import columns
from kg.view.reading import from_json
from kg.view.records import Picture
from kg.view.tables import plain_tables

LANGUAGES = ("id", "en")
COLOURS = ("type", "community")
STYLESHEETS = ("base", "shell", "panels", "stage", "reader", "small", "print")
_HERE = Path(__file__).parent


def render(
    picture: Picture | Mapping[str, object],
    *,
    title: str = "",
    lang: str = "id",
    colour: str = "type",
    focus: Sequence[str] = (),
) -> str:
    """The page for a picture (or the plain page data it is read from), as HTML text.

    `title` heads the page (default: the picture's own); `lang` is the language that the interface starts in (id or
    en); `colour` is what node colours mean at first (type or community); `focus` are ids of the nodes the page is
    about, which weigh most when it chooses what to keep in a small view. Raises ConfigError for an unknown language
    or colour and KgError for page data that does not hold together.
    """
    _one_of("language", lang, LANGUAGES)
    _one_of("colour", colour, COLOURS)
    whole = picture if isinstance(picture, Picture) else from_json(picture)
    heading = title or whole.meta.title or "kg"
    layout = _arranged(whole, focus)
    tables = plain_tables(whole, layout.ranks, _words(lang))
    data = {**columns(whole, layout, tables.sentences()), "title": heading, "lang": lang, "colour": colour}
    packed = _script_json(data)
    mark = _hash(heading, lang, packed, *tables.sentences())
    context = {
        "title": heading,
        "lang": lang,
        "t": _words(lang),
        "nonce": base64.urlsafe_b64encode(mark[:18]).decode("ascii"),
        "fingerprint": mark.hex()[:12],
        "data": packed,
        "settings": _script_json(_settings(mark.hex()[:12])),
        "words": _script_json({code: _words(code) for code in LANGUAGES}),
        "styles": "\n".join(_lean(_asset(f"css/{name}.css")) for name in STYLESHEETS),
        "scripts": _asset("page.js"),
        "tables": tables,
        "counts": {"nodes": len(whole.nodes), "edges": len(whole.edges)},
        "meta": whole.meta,
    }
    page: str = network(whole, layout, _HERE / "templates" / "page.html", context).generate_html()
    return page.encode("utf-8", "replace").decode("utf-8")


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).digest()


def _arranged(picture: Picture, focus: Sequence[str]) -> Layout:
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    pairs = [(number[e.source], number[e.target]) for e in picture.edges]
    weights = [float(node.articles) for node in picture.nodes]
    return arrange(len(picture.nodes), pairs, weights, focus=[number[f] for f in focus if f in number])


def _settings(fingerprint: str) -> dict[str, Any]:
    return {
        "styles": STYLES,
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
