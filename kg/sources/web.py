"""The web as a source: an address, `feed:ADDRESS` or `sitemap:ADDRESS`. Nothing is fetched unless a source names it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from kg import config
from kg.errors import ArticleError, FetchError
from kg.lexicon.publication import ImpossibleDateError, publication_date
from kg.records import Article
from kg.sources.bounded import parsed
from kg.sources.listing import Entry, entries
from kg.sources.origin import MAX_BYTES, Origin, is_web_address, normalise_url, shown
from kg.sources.visited import Visit, Visited
from kg.sources.webpage import from_parts, page_text

if TYPE_CHECKING:
    from kg.sources.fetching import Fetcher, Page

_PREFIX = re.compile(r"(feed|sitemap):(?://)?(?=https?://)|(?=https?://)", re.IGNORECASE)
_MAX_PAGES = 10
_MAX_DEPTH = 3
_PAGE = "html text/plain"
_LIST = "xml text/ rss atom gzip octet-stream"


def is_address(source: str) -> bool:
    """Whether a source's name is one of the web.

    >>> is_address("feed:https://contoh.id/rss"), is_address("https://contoh.id/a"), is_address("berita/")
    (True, True, False)
    """
    return bool(_PREFIX.match(source))


class Web:
    """Reads sources of the web, with one memory of what was fetched. Close it after use."""

    def __init__(self, settings: config.Fetch) -> None:
        from kg.sources.fetching import Fetcher

        self._settings = settings
        self._fetcher: Fetcher = Fetcher(settings)
        self._visited = Visited(settings.state)
        self._met: set[int] = set()

    def close(self) -> None:
        """Close connections and the file of visits."""
        self._fetcher.close()
        self._visited.close()

    def read(self, source: str) -> Iterator[Article | ArticleError]:
        """The articles that a source of the web leads to; what cannot be fetched or read is one error."""
        match = _PREFIX.match(source)
        kind, url = (match[1] or "").lower() if match else "", source[match.end() if match else 0 :]
        if not is_web_address(url):
            yield FetchError(f"{shown(url)}: not a web address", source=shown(url), hint="an address has no spaces")
        elif kind:
            yield from self._list(url, kind, 0)
        else:
            yield from self._page(Entry(url))

    def _list(self, url: str, kind: str, depth: int) -> Iterator[Article | ArticleError]:
        before = self._visited.get(url)
        try:
            page = self._fetcher.get(url, accept=_LIST, etag=before.etag, modified=before.modified)
            if page.unchanged:
                return
            listed = list(entries(_unpacked(url, page.data)))
        except FetchError as error:
            yield error
            return
        if not listed:
            yield FetchError(f"{shown(url)}: no entries in the {kind}", source=shown(url), hint="is this its address?")
            return
        whole = True
        for entry in listed:
            for item in self._entry(replace(entry, url=urljoin(page.url, entry.url)), kind, depth):
                whole = whole and isinstance(item, Article)
                yield item
        if whole:  # else the failed ones are tried again, though the list itself has not changed
            self._visited.put(url, Visit(page.etag, page.modified))

    def _entry(self, entry: Entry, kind: str, depth: int) -> Iterator[Article | ArticleError]:
        if not is_web_address(entry.url) or _is_before(entry.stamp, self._settings.since):
            return
        if entry.is_list:
            if depth < _MAX_DEPTH:
                yield from self._list(entry.url, kind, depth + 1)
            return
        before = self._visited.get(entry.url)
        if self._settings.only_new and before.article and before.stamp == entry.stamp:
            return
        yield from self._page(entry)

    def _page(self, entry: Entry) -> Iterator[Article | ArticleError]:
        number = hash(normalise_url(entry.url))
        if number in self._met:
            return
        self._met.add(number)
        before = self._visited.get(entry.url)
        origin = Origin(shown(entry.url), normalise_url(entry.url))
        try:
            page = self._fetcher.get(entry.url, accept=_PAGE, etag=before.etag, modified=before.modified)
            if page.unchanged and before.article:
                yield before.article
                return
            article = replace(self._article(origin, page, entry), fetched=page.fetched)
        except ArticleError as error:
            yield error
            return
        # Several pages have no validator in common: only an article of one page can be asked about in one request.
        tags = ("", "") if article.extra.get("pages") else (page.etag, page.modified)
        self._visited.put(entry.url, Visit(*tags, entry.stamp, article))
        yield article

    def _article(self, origin: Origin, page: Page, entry: Entry) -> Article:
        found = self._parts(origin, page)
        full = next((url for url in _links(page.url, found["pages"]) if _is_full(url)), "")
        count = 1
        if full and full != page.url:
            page = self._fetcher.get(full, accept=_PAGE)
            found = {**found, "body": self._parts(origin, page)["body"] or found["body"]}
        else:
            found, count = self._following(origin, page, found)
        known = {"title": entry.title, "date": entry.date, "url": entry.url}
        article = from_parts(origin, found, known={key: value for key, value in known.items() if value})
        return replace(article, extra={**article.extra, "pages": count}) if count > 1 else article

    def _following(self, origin: Origin, page: Page, found: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The parts of an article with the text of its further pages, and how many pages it has."""
        bodies, last, links = [found["body"]], page, found["pages"]
        seen = {page.url}
        while len(bodies) < _MAX_PAGES:
            wanted = (url for url in _links(last.url, links) if _number(url) == len(bodies) + 1 and url not in seen)
            if not (url := next(wanted, "")):
                break
            seen.add(url)
            last = self._fetcher.get(url, accept=_PAGE)
            more = self._parts(origin, last)
            if not more["body"] or more["body"] in bodies:
                break
            bodies.append(more["body"])
            links = more["pages"]
        return {**found, "body": "\n".join(bodies)}, len(bodies)

    def _parts(self, origin: Origin, page: Page) -> dict[str, Any]:
        self._keep(page)
        return parsed(origin, page_text(origin, page.data or b" ", declared=page.charset))

    def _keep(self, page: Page) -> None:
        if self._settings.save_pages:
            from kg.sources.archive import append

            append(self._settings.save_pages, page.url, page.data, page.headers, page.fetched)


def _links(url: str, links: list[str]) -> Iterator[str]:
    """The linked pages that belong to the same article: same host, same path but for a page's number."""
    here = urlsplit(url)
    for link in links:
        there = urlsplit(absolute := urljoin(url, link))
        if is_web_address(absolute) and there.netloc == here.netloc and _stem(there.path) == _stem(here.path):
            yield absolute.partition("#")[0]


def _stem(path: str) -> str:
    return re.sub(r"/(?:(?:page|halaman|hal)/)?\d{1,2}/?$", "", path.rstrip("/"))


def _number(url: str) -> int:
    """The number of the page of its article that an address names, 0 when it names none."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        if key.lower() in {"page", "halaman", "hal", "p"} and value.isdigit():
            return int(value)
    match = re.search(r"/(\d{1,2})/?$", parts.path)
    return int(match[1]) if match else 0


def _is_full(url: str) -> bool:
    wanted = {("page", "all"), ("showpage", "all"), ("single", "1"), ("single", "true")}
    return any((key.lower(), value.lower()) in wanted for key, value in parse_qsl(urlsplit(url).query))


def _unpacked(url: str, data: bytes) -> bytes:
    """A list that is itself a gzip file, unpacked."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        unpack = zlib.decompressobj(47)
        found = unpack.decompress(data, 3 * MAX_BYTES)
    except zlib.error as exc:
        raise FetchError(f"{shown(url)}: a damaged gzip file", source=shown(url), hint="try again later") from exc
    if unpack.unconsumed_tail:
        raise FetchError(f"{shown(url)}: too large when unpacked", source=shown(url), hint="name its parts one by one")
    return found


def _is_before(written: str, since: str) -> bool:
    """Whether a date is certain and before `since`."""
    try:
        day = publication_date(written) if since else ""
    except ImpossibleDateError:
        return False
    return bool(day) and day[:10] < since
