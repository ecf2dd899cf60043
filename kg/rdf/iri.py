"""IRIs: one percent-encoding function, and hashes of content: the same input has the same IRIs on any machine."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from kg.errors import ConfigError
from kg.lexicon.surfaces import slug

__all__ = ["checked_base", "digest", "is_iri", "mint", "slug"]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]+")


def mint(base: str, path: str, fragment: str = "") -> str:
    """The IRI of a path under the base, with a fragment where given; every other character is percent-encoded UTF-8.

    >>> mint("https://kg.example/", "person/siti-nurhaliza")
    'https://kg.example/person/siti-nurhaliza'
    >>> mint("https://kg.example/", "article/a b", "P<1>")
    'https://kg.example/article/a%20b#P%3C1%3E'
    """
    tail = f"#{quote(fragment, safe='', errors='surrogatepass')}" if fragment else ""
    return f"{base}{quote(path, safe='/', errors='surrogatepass')}{tail}"


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts, each with its length so that no two lists collide.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_iri(text: str) -> bool:
    """Whether a text from outside can stand as an absolute IRI as it is.

    >>> is_iri("https://contoh.id/a?b=1"), is_iri("contoh.id"), is_iri("https://contoh.id/a b")
    (True, False, False)
    """
    return _ABSOLUTE.fullmatch(text) is not None


def checked_base(base: str) -> str:
    """The base itself; raises ConfigError when it is not an absolute IRI that ends in a slash."""
    if is_iri(base) and base.endswith("/") and "#" not in base:
        return base
    raise ConfigError(f"base {base!r} is not an absolute IRI that ends in a slash", hint="for example https://kg.example/")
