"""The prefixes every query may use without declaring them, and IRIs shortened with them."""

from __future__ import annotations

from collections.abc import Mapping

BASE = "https://kg.example/"
KGO = "https://kg.example/ns#"
PREFIXES: Mapping[str, str] = {
    "kg": BASE,
    "kgo": KGO,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


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
