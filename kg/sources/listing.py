"""Feeds (RSS, Atom, RDF) and sitemaps: the addresses that they list."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TITLE_DATE = {"title": "title", "pubdate": "date", "published": "date", "date": "date", "publication_date": "date"}
_CHANGED = {"updated", "lastmod", "modified"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: `date` and `changed` as written, `is_list` when it leads to another list."""

    url: str
    title: str = ""
    date: str = ""
    changed: str = ""
    is_list: bool = False

    @property
    def stamp(self) -> str:
        """What differs when the list says that the page has changed."""
        return self.changed or self.date


def entries(data: bytes) -> Iterator[Entry]:
    """The entries of a feed or sitemap in its order; a broken one gives those that can be made out, at worst none."""
    from lxml import etree

    found = etree.iterparse(io.BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True)
    try:
        for _, element in found:
            if _name(element) in {"item", "entry", "url", "sitemap"}:
                if entry := _entry(element):
                    yield entry
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
    except etree.LxmlError:
        return


def _entry(element: Any) -> Entry | None:
    said: dict[str, str] = {}
    for child in element.iter():
        name, words = _name(child), " ".join((child.text or "").split())
        href = child.get("href", "") if name == "link" and child.get("rel", "alternate") == "alternate" else ""
        if name in {"link", "loc"} and (href or words):
            said.setdefault("url", href or words)
        elif name == "guid" and words.startswith("http"):
            said.setdefault("guid", words)
        elif name in _CHANGED and words:
            said.setdefault("changed", words)
        elif name in _TITLE_DATE and words:
            said.setdefault(_TITLE_DATE[name], words)
    url = said.get("url") or said.get("guid", "")
    if not url:
        return None
    return Entry(url, said.get("title", ""), said.get("date", ""), said.get("changed", ""), _name(element) == "sitemap")


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
