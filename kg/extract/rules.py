"""One number for all rules and word lists, so that articles are read again when any of them has changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
# What an annotation depends on beside the model: how text is cut and dated, the passes, the word lists.
_ROOMS = ("extract", "lexicon", "text")
_KINDS = (".py", ".txt", ".tsv")


@cache
def rules() -> str:
    """The SHA-256, in hexadecimal, of the files that hold rules and word lists, in the order of their paths."""
    return digest_of(_PACKAGE)


def digest_of(package: Path) -> str:
    """The same for a package folder elsewhere."""
    digest = hashlib.sha256()
    files = sorted(p for room in _ROOMS for p in (package / room).rglob("*") if p.suffix in _KINDS)
    for path in files:
        digest.update(f"{path.relative_to(package).as_posix()}\n".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
