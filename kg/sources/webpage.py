"""Saved web pages (.html): the text through trafilatura, where it came from through the page's own metadata."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from kg.errors import ReadError
from kg.records import Article
from kg.sources.dates import ImpossibleDateError, publication_date
from kg.sources.decode import decode, no_surrogates, read_bytes
from kg.sources.fields import Fields
from kg.sources.origin import Origin, is_web_address
from kg.sources.record import compose, to_article

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_ARTICLE_TYPES = re.compile(r"(?:News|Blog|Reportage|Analysis|Opinion|Background)?(?:Article|Posting)")
_HEAD = 4096
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


def read_html(origin: Origin, stream: BinaryIO, _fields: Fields) -> Iterator[Article | ReadError]:
    """The one article of a saved page, its text the title line and the main text without menus and comments."""
    try:
        data = read_bytes(origin, stream)
        match = _CHARSET.search(data[:_HEAD])
        yield from_html(origin, decode(origin, data, declared=match[1].decode() if match else ""))
    except ReadError as error:
        yield error


def from_html(origin: Origin, page: str, *, fallback_id: str = "") -> Article:
    """The article of a page's source. Raises ReadError when the page holds no article text or an impossible date."""
    tree = _parsed(page)
    metadata = _metadata(tree) if tree is not None else {}
    body = _main_text(page) if tree is not None else ""
    if not body.strip():
        raise origin.error("no article text in the page", "is it a list of articles, or filled in by a script?")
    text = compose(metadata.get("title", ""), body)
    return to_article(origin, metadata, Fields(), text, fallback_id=fallback_id)


def _parsed(page: str) -> Any:
    """The page's element tree, or None when no element can be made out."""
    from trafilatura import load_html

    # It reports unreadable pages on its own logger; here every such page becomes one error.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return load_html(page)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def _main_text(page: str) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(page, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""
    text = getattr(found, "text", None)
    return no_surrogates(text) if isinstance(text, str) else ""


def _metadata(tree: Any) -> dict[str, str]:
    """Title, URL, outlet, date and language as far as the page states them."""
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
    return short or title


def _first(*values: object) -> str:
    """The first value with words in it; a list stands for its items."""
    for value in values:
        if isinstance(value, list):
            value = _first(*value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


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
