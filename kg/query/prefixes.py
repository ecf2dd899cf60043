"""The prefixes every query may use without declaring them, and IRIs shortened with them."""

from __future__ import annotations

from collections.abc import Mapping

from kg import namespaces
from kg.namespaces import BASE as BASE
from kg.namespaces import KGO as KGO

PREFIXES: Mapping[str, str] = {"kg": BASE, **namespaces.PREFIXES}


def with_base(base: str) -> dict[str, str]:
    """The known prefixes with `kg:` standing for another base.

    >>> with_base("https://graf.contoh.id/")["kg"]
    'https://graf.contoh.id/'
    """
    return {**PREFIXES, "kg": base}


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """An IRI as `prefix:rest` for reading (the longest namespace that fits wins), or unchanged if none fits.

    >>> shorten("https://kg.example/ns#kind")
    'kgo:kind'
    >>> shorten("https://contoh.id/a")
    'https://contoh.id/a'
    """
    fitting = [(len(space), name) for name, space in prefixes.items() if iri.startswith(space) and iri != space]
    if not fitting:
        return iri
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"
