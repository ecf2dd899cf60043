"""What the source of a web page says: where it came from, who wrote it, and its main text.

Runs in the process of `kg.sources.parser`: a hostile page can keep a parser busy for hours, and only a process can be stopped.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from kg import lexicon
from kg.lexicon.publication import ImpossibleDateError, publication_date
from kg.sources.decode import no_surrogates
from kg.sources.origin import is_web_address

_ARTICLE_TYPES = re.compile(r"(?:News|Blog|Reportage|Analysis|Opinion|Background)?(?:Article|Posting)")
_META = "//meta[translate(@{0}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')='{1}']/@content"
_DATES = (
    ("property", "article:published_time"),
    ("property", "og:article:published_time"),
    ("name", "article:published_time"),
    ("itemprop", "datepublished"),
    ("name", "datepublished"),
    ("name", "publishdate"),
    ("name", "pubdate"),
    ("name", "content_publisheddate"),
    ("name", "dc.date.issued"),
    ("name", "dcterms.created"),
    ("name", "date"),
)
_DATE_PATHS = ("//*[@itemprop='datePublished']/@datetime", "//time[@pubdate]/@datetime", "//article//time/@datetime")
_LONGEST_NOTE = 240
_LONGEST_SIGN = 120
_PAGE_NOTE = re.compile(r"\s+(?:-\s+)?Halaman (?:all|semua|\d{1,2})$", re.IGNORECASE)
_MOST_ELEMENTS = 200
# How outlets mark, in classes and ids, what a reader sees as the day and the reporter.
_DATE_CLASSES = ("date", "time", "tanggal", "waktu", "publish", "posted", "meta")
_BYLINE_CLASSES = ("author", "penulis", "reporter", "byline", "credit-title-name", "pewarta", "fn", "meta")
_SIGNED = re.compile(r"^(?:oleh|penulis|reporter|pewarta|laporan|by|teks)\s*[:|]?(?:\s*\|)?\s+", re.IGNORECASE)
_AFTER_NAME = re.compile(r"(?<=\w)(?:\s+[-–—|]\s.*|,\s.*)$")
_SIGNATURE = re.compile(r"(?:^|\| )(?:penulis|reporter|pewarta)\s*:(?:\s*\|)?\s*([^|]+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,5}")
_FURTHER = re.compile(r"[?&](?:page|halaman|hal|p|showpage|single)=(?:\d{1,2}|all|true)\b|/\d{1,2}/?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}>")


def parts(page: str) -> dict[str, Any]:
    """`metadata` (names as in a record, with byline, modified, section), `body`, `boilerplate` (lines left out of it) and
    `problem`, which is empty when the page could be read.
    """
    tree, problem = _parsed(page)
    if tree is None or problem:
        return {"metadata": {}, "body": "", "boilerplate": [], "pages": [], "problem": problem}
    metadata, links = _metadata(tree), [str(link) for link in tree.xpath("//a/@href | //link[@rel='next']/@href")]
    body, noted = without_boilerplate(_main_text(tree))
    body = body if _WORD.search(body) else ""
    return {"metadata": metadata, "body": body, "boilerplate": noted, "pages": _pages(links), "problem": ""}


def _pages(links: list[str]) -> list[str]:
    """The links that may lead to further pages of the same article, each once."""
    return [link for link in dict.fromkeys(links) if _FURTHER.search(link)][:100]


def without_boilerplate(text: str) -> tuple[str, list[str]]:
    """The text without the lines that outlets put between paragraphs, and those lines.

    >>> without_boilerplate("Banjir surut.\\nBaca juga: Warga pulang\\nWarga pulang.")
    ('Banjir surut.\\nWarga pulang.', ['Baca juga: Warga pulang'])
    """
    kept: list[str] = []
    noted: list[str] = []
    for line in text.split("\n"):
        (noted if is_boilerplate(line) else kept).append(line)
    return "\n".join(kept), noted


def is_boilerplate(line: str) -> bool:
    """Whether a line is none of the article's own: a link to another story, an advertisement's mark, a credit."""
    line = " ".join(line.split()).strip("-–—•*>| []()").casefold()
    if not line or len(line) > _LONGEST_NOTE:
        return False
    ways = lexicon.table("boilerplate")
    return ways.get(line) is not None or any(way == "starts" and line.startswith(words) for words, way in ways.items())


def _parsed(page: str) -> tuple[Any, str]:
    """The page's element tree, or None when no element can be made out; and why what was parsed is not the whole."""
    from lxml import etree, html

    # trafilatura reports unreadable pages on its own logger; here every such page becomes one error.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # Without huge_tree, elements nested over 256 deep are cut off, and an article would be no more than its title.
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(_DECLARATION.sub("", page.lstrip("\ufeff"), count=1).encode(), parser=parser)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None, ""
    if any("depth" in entry.message for entry in parser.error_log):
        return None, "elements nested too deeply"
    return tree, ""


def _main_text(tree: Any) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""
    text = getattr(found, "text", None)
    return no_surrogates(text) if isinstance(text, str) else ""


def _metadata(tree: Any) -> dict[str, str]:
    """Title, URL, outlet, dates, byline, section and language as far as the page states them."""
    linked = _linked_article(tree)
    outlet = _first(_meta(tree, "property", "og:site_name"), _name_of(linked.get("publisher")))
    title = _first(_meta(tree, "property", "og:title"), linked.get("headline"), _only(tree, "//h1"), _only(tree, "//head/title"))
    language = _first(linked.get("inLanguage"), *tree.xpath("//html/@lang"), *tree.xpath("//html/@xml:lang"))
    found = {
        "title": _without_outlet(title, outlet),
        "url": next(filter(_is_page_address, _addresses(tree, linked)), ""),
        "outlet": outlet,
        "date": _date(tree, linked),
        "lang": language,
        "byline": _byline(tree, linked),
        "modified": _first(_meta(tree, "property", "article:modified_time"), linked.get("dateModified")),
        "section": _first(_meta(tree, "property", "article:section"), linked.get("articleSection")),
    }
    return {key: no_surrogates(value) for key, value in found.items() if value}


def _addresses(tree: Any, linked: dict[str, Any]) -> Iterator[str]:
    yield from (str(link).strip() for link in tree.xpath("//link[@rel='canonical']/@href"))
    yield from _meta(tree, "property", "og:url")
    page = linked.get("mainEntityOfPage")
    for value in (linked.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(value, str):
            yield value.strip()


def _is_page_address(url: str) -> bool:
    """Whether a canonical address can be an article's: some sites give their front page on every page."""
    return is_web_address(url) and (urlsplit(url).path not in {"", "/"} or bool(urlsplit(url).query))


def _date(tree: Any, linked: dict[str, Any]) -> str:
    """The first date that is certain; else the first that stands there."""
    candidates = [value for attribute, name in _DATES for value in _meta(tree, attribute, name)]
    candidates += [linked["datePublished"].strip()] if isinstance(linked.get("datePublished"), str) else []
    candidates += [str(value).strip() for path in _DATE_PATHS for value in tree.xpath(path)]
    candidates += _shown(tree, _DATE_CLASSES)
    return next(filter(_is_certain, candidates), _first(*candidates))


def _is_certain(raw: str) -> bool:
    try:
        return bool(publication_date(raw))
    except ImpossibleDateError:
        return False


def _meta(tree: Any, attribute: str, name: str) -> list[str]:
    return [str(value).strip() for value in tree.xpath(_META.format(attribute, name)) if str(value).strip()]


def _only(tree: Any, path: str) -> str:
    """The words of the one element at that path; "" when there is none or more than one."""
    found = [" ".join(element.text_content().split()) for element in tree.xpath(path)]
    return found[0] if len(found) == 1 else ""


def _without_outlet(title: str, outlet: str) -> str:
    """The title without the outlet's name that many sites append to it."""
    title = " ".join(title.split())
    short = re.sub(rf"\s+[-|–—·]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) if outlet else title
    return _PAGE_NOTE.sub("", short) or title


def _first(*values: object) -> str:
    """The first value with words in it; a list stands for its items."""
    for value in values:
        if isinstance(value, list):
            value = _first(*value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _byline(tree: Any, linked: dict[str, Any]) -> str:
    """Who wrote the article, names joined by commas, as the page's data say it; addresses are no names."""
    authors = linked.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    stated = [_first(author.get("name") if isinstance(author, dict) else author) for author in listed]
    for names in (stated, *(_meta(tree, "name", name) for name in ("author", "content_author", "dable:author"))):
        known = [" ".join(name.split()) for name in names if name and not is_web_address(name) and "/" not in name]
        if known:
            return ", ".join(dict.fromkeys(known))
    shown = (_SIGNED.sub("", _AFTER_NAME.sub("", words)).strip() for words in _shown(tree, _BYLINE_CLASSES))
    signed = (match[1].strip() for match in map(_SIGNATURE.search, reversed(_shown(tree, ("p",), in_class=False))) if match)
    return next(filter(_NAME.fullmatch, (*shown, *signed)), "")


def _shown(tree: Any, words: Iterable[str], *, in_class: bool = True) -> list[str]:
    """The words of short elements whose class or id contains one of `words`; else of that name."""
    path = "//body//*[contains(@class, '{0}') or contains(@id, '{0}') or @itemprop='{0}']" if in_class else "//{0}"
    found = [element for word in words for element in tree.xpath(path.format(word))]
    texts = (" ".join(" | ".join(element.itertext()).split()) for element in found[:_MOST_ELEMENTS])
    return [text.strip(" |") for text in texts if 0 < len(text) <= _LONGEST_SIGN]


def _name_of(publisher: object) -> str:
    return _first(publisher.get("name")) if isinstance(publisher, dict) else ""


def _linked_article(tree: Any) -> dict[str, Any]:
    """The first article among the page's JSON-LD blocks."""
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = _article_in(json.loads(block, strict=False))
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    return {}


def _article_in(value: object) -> dict[str, Any]:
    if isinstance(value, list):
        return next(filter(None, map(_article_in, value)), {})
    if not isinstance(value, dict):
        return {}
    kinds = value.get("@type")
    if any(isinstance(k, str) and _ARTICLE_TYPES.fullmatch(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
        return value
    return _article_in(value.get("@graph"))
