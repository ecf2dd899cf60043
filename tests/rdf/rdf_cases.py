"""Small annotations that the tests of the graph share."""

from __future__ import annotations

from kg.rdf import build
from kg.records import (
    Annotation,
    Argument,
    Article,
    ArticleGraph,
    LocalEntity,
    Mention,
    Position,
    Quote,
    Relation,
    Span,
)
from kg.resolve import resolve

TEXT = (
    "Wali Kota Tegalsari Buka Pameran Batik\n"
    "Wali Kota Tegalsari, Laras Widyastuti, membuka Pameran Batik di Balai Budaya, Senin (3/6/2024). "
    '"Batik kita harus mendunia," kata Laras. '
    "Dinas Pariwisata, bagian dari Pemkot Tegalsari, menjadi penyelenggara. "
    "Raka Wijanarko diduga memiliki PT Sutra Senja. "
    "Lelang batik direncanakan pekan depan."
)


def span(words: str, nth: int = 0) -> Span:
    """Where words stand in the text, the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def article(**changes: object) -> Article:
    """The article that the annotations are about."""
    fields: dict[str, object] = {
        "id": "00aa11bb22cc33dd",
        "text": TEXT,
        "url": "https://kabar.example/batik",
        "outlet": "Kabar Tegalsari",
        "title": "Wali Kota Tegalsari Buka Pameran Batik",
        "published": "2024-06-03",
    }
    return Article(**{**fields, **changes})  # type: ignore[arg-type]


def exhibition(**changes: object) -> Annotation:
    """An opening with posts, relations, a quote, an alleged ownership and a planned auction."""
    sentences = (
        "Wali Kota Tegalsari Buka",
        "Wali Kota Tegalsari, Laras",
        '"Batik kita',
        "Dinas Pariwisata",
        "Raka",
        "Lelang batik",
    )
    starts = [TEXT.index(words) for words in sentences]
    ends = [*(start - 1 for start in starts[1:]), len(TEXT)]
    names = {
        "P1": ("PER", "Laras Widyastuti", None, None),
        "P2": ("PER", "Raka Wijanarko", None, None),
        "O1": ("ORG", "Dinas Pariwisata", None, None),
        "O2": ("ORG", "Pemkot Tegalsari", None, None),
        "O3": ("ORG", "PT Sutra Senja", None, None),
        "G1": ("GPE", "Tegalsari", None, None),
        "L1": ("LOC", "Balai Budaya", None, None),
        "D1": ("DATE", "Senin (3/6/2024)", None, "2024-06-03"),
        "D2": ("DATE", "pekan depan", None, "2024-06-10/2024-06-16"),
        "E1": ("EVT", "Pameran Batik", "cultural", None),
        "E2": ("EVT", "Lelang batik", "transaction", None),
    }
    found = {
        "P1": [span("Laras Widyastuti"), span("Laras", 1)],
        "P2": [span("Raka Wijanarko")],
        "O1": [span("Dinas Pariwisata")],
        "O2": [span("Pemkot Tegalsari")],
        "O3": [span("PT Sutra Senja")],
        "G1": [span("Tegalsari"), span("Tegalsari", 1)],
        "L1": [span("Balai Budaya")],
        "D1": [span("Senin (3/6/2024)")],
        "D2": [span("pekan depan")],
        "E1": [span("Pameran Batik", 1)],
        "E2": [span("Lelang batik")],
    }
    fields: dict[str, object] = {
        "article": article(),
        "sentences": tuple(Span(a, b) for a, b in zip(starts, ends, strict=True)),
        "entities": tuple(LocalEntity(key, t, n, k, v, 0.9) for key, (t, n, k, v) in names.items()),
        "mentions": tuple(Mention(key, s, names[key][0], confidence=0.8) for key, spans in found.items() for s in spans),
        "positions": (Position("P1", "Wali Kota", span("Wali Kota", 1), "G1", confidence=0.75),),
        "relations": (
            Relation("O1", "part_of", "O2", sentences=(3,), confidence=0.6),
            Relation("P2", "owns", "O3", "alleged", (4,), 0.5),
        ),
        "arguments": (
            Argument("E1", "agent", "P1", sentences=(1,)),
            Argument("E1", "place", "L1", sentences=(1,)),
            Argument("E1", "time", "D1", sentences=(1,)),
            Argument("E1", "organizer", "O1", sentences=(3,)),
            Argument("E2", "time", "D2", sentences=(5,)),
        ),
        "event_modality": {"E2": "planned"},
        "quotes": (Quote("P1", "direct", span("Batik kita harus mendunia"), "kata", 0.7),),
        "engine": "neural-0.1.0",
    }
    return Annotation(**{**fields, **changes})  # type: ignore[arg-type]


def built(annotation: Annotation) -> ArticleGraph:
    """The annotation resolved and built."""
    return build(annotation, resolve(annotation))
