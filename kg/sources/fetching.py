"""One address at a time over HTTP: asked politely, within bounds, and never twice for what has not changed."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from kg import config
from kg.errors import FetchError
from kg.sources.guard import GuardedBackend, GuardedTransport, RefusedAddress
from kg.sources.origin import is_web_address, shown

AGENT = "wartagraf"
MAX_BYTES = 20_000_000
_HEADERS = {"user-agent": f"{AGENT} (+https://pypi.org/project/wartagraf/)", "accept-encoding": "gzip, deflate"}
_REDIRECTS = {301, 302, 303, 307, 308}
_PASSING = {429, 500, 502, 503, 504}
_MAX_REDIRECTS = 5
_MAX_ROBOTS = 500_000
_LONGEST_WAIT = 120.0
_REFUSED = -1
_REASONS = {401: "needs a login", 403: "may not be read", 404: "not there", 410: "gone", 429: "asks for fewer requests"}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: `url` after redirects; `unchanged` (then without `data`) when it is as it was before."""

    url: str
    data: bytes = b""
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    fetched: str = ""
    unchanged: bool = False
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


class Fetcher:
    """Fetches pages: robots.txt is heeded, each host is asked at most once in `settings.delay` seconds.

    `sleep` waits, for tests without waiting.
    """

    def __init__(self, settings: config.Fetch, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings, self._sleep = settings, sleep
        self._backend = GuardedBackend(settings.allow_private)
        self._client = httpx.Client(transport=GuardedTransport(self._backend), headers=_HEADERS, trust_env=False)
        self._robots: dict[str, Protego | str] = {}
        self._next: dict[str, float] = {}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str, *, accept: str, etag: str = "", modified: str = "") -> Page:
        """The page at an address whose content type contains one of the words of `accept` (or that has none).

        Raises FetchError when it is not allowed, not there, too large, too slow, or of another type.
        """
        asked = url
        known = {key: value for key, value in (("if-none-match", etag), ("if-modified-since", modified)) if value}
        for _ in range(_MAX_REDIRECTS + 1):
            if not is_web_address(url):
                raise self._error(asked, "leads to no web address", "only http and https are fetched")
            self._check_robots(url, asked)
            found = self._patiently(url, asked, known, MAX_BYTES)
            if isinstance(found, Page):
                if found.kind and not found.unchanged and not any(word in found.kind for word in accept.split()):
                    raise self._error(asked, f"of type {found.kind}", f"what is read here is {accept.replace(' ', ', ')}")
                return found
            url = urljoin(url, found)
        raise self._error(asked, f"redirected more than {_MAX_REDIRECTS} times", "open it in a browser: where does it end?")

    def _check_robots(self, url: str, asked: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin, asked)
        rules = self._robots[origin]
        if isinstance(rules, str):
            raise self._error(asked, f"robots.txt of {parts.hostname} cannot be read: {rules}", "try again later")
        if not rules.can_fetch(url, AGENT):
            raise self._error(asked, "robots.txt of the outlet forbids it", "save the page yourself and name that file")

    def _read_robots(self, origin: str, asked: str) -> Protego | str:
        """The rules of a site; none where it has no such file; why not, where that cannot be known (RFC 9309)."""
        url = f"{origin}/robots.txt"
        try:
            for _ in range(_MAX_REDIRECTS):
                found = self._patiently(url, asked, {}, _MAX_ROBOTS)
                if isinstance(found, Page):
                    return Protego.parse(found.data.decode("utf-8", "replace"))
                url = urljoin(url, found)
        except _FetchError as exc:
            status = exc.status
            if status == _REFUSED:
                raise
            return Protego.parse("") if 400 <= status < 500 and status != 429 else str(exc).removeprefix(f"{shown(asked)}: ")
        return Protego.parse("")

    def _patiently(self, url: str, asked: str, known: dict[str, str], limit: int) -> Page | str:
        """The answer of an address, asked again after a pause while what goes wrong may pass."""
        for attempt in range(self._settings.retries + 1):
            self._take_turn(url)
            wait = 0.5 * 2**attempt
            try:
                found = self._once(url, asked, known, limit)
                if not isinstance(found, float):
                    return found
                wait = max(wait, found)
                problem = "answers that it cannot serve now"
            except RefusedAddress as exc:
                hint = "addresses inside a network are fetched only where fetch.allow_private names them"
                raise self._error(asked, f"{exc} is not a public address", hint, _REFUSED) from exc
            except (httpx.HTTPError, httpx.InvalidURL, httpcore.ProtocolError, OSError, UnicodeError) as exc:
                problem = _unreachable(exc)
            except (httpcore.TimeoutException, httpcore.NetworkError) as exc:
                problem = "took too long" if isinstance(exc, httpcore.TimeoutException) else _unreachable(exc)
            if wait > _LONGEST_WAIT:
                raise self._error(asked, f"asks to wait {wait:.0f} seconds", "try again later")
            if attempt < self._settings.retries:
                self._sleep(wait)
        raise self._error(asked, problem, "check the address and the network, or try again later")

    def _take_turn(self, url: str) -> None:
        """Wait until the host may be asked again."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme.lower()}://{parts.netloc.lower()}")
        asked_for = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        host, now = parts.netloc.lower(), time.monotonic()
        if (left := self._next.get(host, now) - now) > 0:
            self._sleep(left)
        self._next[host] = time.monotonic() + max(self._settings.delay, min(float(asked_for or 0), 30.0))

    def _once(self, url: str, asked: str, known: dict[str, str], limit: int) -> Page | str | float:
        """A page, the address that it moved to, or the seconds to wait before asking again."""
        self._backend.deadline = time.monotonic() + self._settings.timeout
        with self._client.stream("GET", url, headers=known, follow_redirects=False) as answer:
            self._client.cookies.clear()
            status, headers = answer.status_code, answer.headers
            if status in _REDIRECTS and headers.get("location"):
                return str(headers["location"])
            if status == 304 and known:
                return Page(url, unchanged=True)
            if status in _PASSING:
                return _retry_after(headers.get("retry-after", ""))
            if status != 200:
                words = _REASONS.get(status, f"answered with status {status}")
                raise self._error(asked, words, "open it in a browser", status)
            data = b"".join(self._decoded(answer, asked, limit))
            kind, _, rest = headers.get("content-type", "").lower().partition(";")
            return Page(
                url,
                data,
                kind.strip(),
                rest.partition("charset=")[2].strip(" \"';"),
                headers.get("etag", ""),
                headers.get("last-modified", ""),
                datetime.now(UTC).isoformat(timespec="seconds"),
                headers=tuple(headers.multi_items()),
            )

    def _decoded(self, answer: httpx.Response, asked: str, limit: int) -> Iterator[bytes]:
        """The body unpacked, step by step, so that a small answer cannot become a large one in memory."""
        packed = answer.headers.get("content-encoding", "identity").strip().lower()
        if packed not in {"identity", "", "gzip", "x-gzip", "deflate"}:
            raise self._error(asked, f"packed as {packed}, which was not asked for", "save the page and name that file")
        unpack: Any = zlib.decompressobj(47) if packed not in {"identity", ""} else None
        total = 0
        for chunk in answer.iter_raw():
            while chunk:
                try:
                    piece = unpack.decompress(chunk, 1 << 20) if unpack else chunk
                except zlib.error as exc:
                    raise self._error(asked, "damaged on its way", "try again later") from exc
                chunk = unpack.unconsumed_tail if unpack else b""
                total += len(piece)
                if total > limit:
                    raise self._error(asked, f"too large: more than {limit // 1000:,} kB", "it is hardly a page of news")
                yield piece
        if unpack and not unpack.eof:
            raise self._error(asked, "broke off in the middle", "try again later")

    def _error(self, url: str, what: str, hint: str, status: int = 0) -> _FetchError:
        error = _FetchError(f"{shown(url)}: {what}", source=shown(url), hint=hint)
        error.status = status
        return error


class _FetchError(FetchError):
    """A FetchError with the status of the answer: 0 when there was none, _REFUSED when none was asked for."""

    status = 0


def _retry_after(value: str) -> float:
    """The seconds a server asks to wait: a number or a date."""
    try:
        return float(value) if value.strip().isdigit() else (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def _unreachable(exc: Exception) -> str:
    if isinstance(exc, OSError):
        return f"cannot be reached: {(exc.strerror or str(exc)).lower()}"
    if "timeout" in type(exc).__name__.lower():
        return "took too long"
    return "cannot be reached" if "connect" in type(exc).__name__.lower() else "answered with what is no HTTP, or broke off"
