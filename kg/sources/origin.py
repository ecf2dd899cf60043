"""Names of inputs: how a file or record is shown in messages, and from what its article's id is made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from kg.errors import ReadError

MAX_BYTES = 20_000_000
# An article beyond this is a book: reading it would take minutes, and what it says would drown all others.
MAX_CHARACTERS = 1_000_000
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SECOND_LEVEL = {"ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "ponpes", "sch", "web"}
_TRACKING = re.compile(r"(?:utm_[^=]*|fbclid)(?:=|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """One input: `name` as shown in messages, `key` as hashed into the id of an article that has no URL.

    `record` tells a record inside the input from the others: its line or running number.
    """

    name: str
    key: str
    record: str = ""

    def at(self, line: int) -> Origin:
        """The record that begins on a line of this input, shown as `name:line`."""
        return Origin(f"{self.name}:{line}", self.key, str(line))

    def item(self, number: int) -> Origin:
        """The record of that running number in this input, shown as `name#number`."""
        return Origin(f"{self.name}#{number}", self.key, str(number))

    def error(self, what: str, hint: str) -> ReadError:
        """The error that this input could not be read: one sentence that begins with its name."""
        return ReadError(f"{self.name}: {what}", source=self.name, hint=hint)


def shown(name: str) -> str:
    """A file name as it may be printed: control characters and undecodable bytes become U+FFFD."""
    return _NOT_SHOWN.sub("\ufffd", name)


def of_path(path: str) -> Origin:
    """A file's origin: its path in posix form, relative to the working directory where it lies beneath it."""
    absolute, here = os.path.abspath(path), os.getcwd()
    beneath = absolute == here or absolute.startswith(here.rstrip(os.sep) + os.sep)
    key = (os.path.relpath(absolute, here) if beneath else absolute).replace(os.sep, "/")
    return Origin(shown(key), key)


def is_web_address(url: str) -> bool:
    """Whether `url` is an http or https address with a host.

    >>> is_web_address("https://contoh.id/a"), is_web_address("contoh.id/a")
    (True, False)
    """
    if re.search(r'[\s\x00-\x20\x7f<>"]', url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def normalise_url(url: str) -> str:
    """The address an article's id is made of: scheme and host in lower case, no fragment, no tracking parameters.

    Everything else stays, since a server may tell pages apart by it. The result is a fixed point of this function.

    >>> normalise_url("HTTPS://Contoh.ID/Berita?utm_source=x&id=7#atas")
    'https://contoh.id/Berita?id=7'
    """
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    query = "&".join(_kept(parts.query))
    return urlunsplit((parts.scheme.lower(), user + at + host.lower(), parts.path, query, ""))


def _kept(query: str) -> Iterator[str]:
    return (part for part in query.split("&") if part and not _TRACKING.match(part))


def host_of(url: str) -> str:
    """The host of a web address without `www.`: what stands for the outlet where none is named.

    >>> host_of("https://www.contoh.id/a1")
    'contoh.id'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one outlet: their hosts end alike (`m.contoh.co.id`, `www.contoh.co.id`).

    >>> is_same_site("https://amp.contoh.id/a", "https://contoh.id/a"), is_same_site("https://a.co.id/", "https://b.co.id/")
    (True, False)
    """
    return _site(one) == _site(other)


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").rstrip(".")
    labels = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if second else -2 :])
