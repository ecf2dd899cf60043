"""Profiles as JSON, so that what an article once added to the sums can be taken out again exactly, whatever kg says of it now."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.resolve.profiles import Profile


def packed(profiles: Iterable[Profile]) -> str:
    """The profiles as one JSON text; the same ones give the same text."""
    rows = [
        {
            "local": p.local,
            "node": p.node,
            "bound": p.bound,
            "type": p.type,
            "name": p.name,
            "names": list(p.names),
            "support": sorted(map(list, p.support)),
        }
        for p in profiles
    ]
    return json.dumps(rows, ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str) -> tuple[Profile, ...]:
    """The profiles that `packed` was given; none for an empty text.

    >>> unpacked(packed([Profile("P1", "person/a", "PER", "A", support=frozenset({("n", "")}))]))[0].node
    'person/a'
    """
    return tuple(
        Profile(
            row["local"],
            row["node"],
            row["type"],
            row["name"],
            tuple(row["names"]),
            row["bound"],
            frozenset((kind, value) for kind, value in row["support"]),
        )
        for row in (json.loads(text) if text else [])
    )
