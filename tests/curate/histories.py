"""Random histories of a corpus, made of small articles whose names join and part as articles come and go."""

from __future__ import annotations

import random
from pathlib import Path

from kg.exchange import from_json
from kg.pipeline import forget, rederive
from kg.pipeline.resolving import commit
from kg.records import Annotation, Article, LocalEntity, Mention, Position, Quote, Relation, Span
from kg.store import EmbeddedStore, open_store

BASE = "https://kg.example/"
PEOPLE = [
    ["Raka Wijanarko", "Raka"],
    ["Raka Wijanarka"],
    ["Raka"],
    ["Laras Widyastuti", "Laras"],
    ["Laras"],
    ["Eddy Soeparnoto"],
    ["Edy Suparnoto"],
    ["Prabowo"],
    ["Gus Wirasena", "Srikandi"],
    ["Menkopolhukam"],
]
BODIES = [
    ["KONI Klaten"],
    ["Badan Urusan Cuaca Klaten (BUCK)", "BUCK"],
    ["BUCK"],
    ["Barisan Ujung Cinta Klaten (BUCK)"],
    ["Kemenkeu"],
]
PLACES = [["Bandung"], ["Kota Bandung"], ["Kabupaten Bandung"], ["Surabaya"], ["Jawa Barat"], ["Korea Selatan", "Korea Utara"]]
LONG = [
    " ".join(f"Kalimat {word} menceritakan hal yang sama persis dengan kabar dari kantor berita." for word in words.split())
    for words in ("pertama kedua ketiga keempat", "kelima keenam ketujuh kedelapan", "pertama kedua ketiga lain")
]
ROLES = ["Ketua", "Wakil Ketua", "Menteri Keuangan", "anggota"]


def annotation(key: int, chance: random.Random) -> Annotation:
    """Article `key` in one of very many versions."""
    named = [("P1", "PER", chance.choice(PEOPLE)), ("P2", "PER", chance.choice(PEOPLE))]
    named += [("O1", "ORG", chance.choice(BODIES)), ("G1", "GPE", chance.choice(PLACES)), ("L1", "LOC", ["musala"])]
    parts, mentions, positions = [], [], []
    for local, kind, forms in named:
        for form in forms:
            start = sum(len(p) + 2 for p in parts)
            mentions.append(Mention(local, Span(start, start + len(form)), kind))
            parts.append(form)
    role = chance.choice(ROLES)
    at = sum(len(p) + 2 for p in parts)
    parts.append(role)
    if chance.random() < 0.7:
        positions.append(Position("P1", role, Span(at, at + len(role)), chance.choice(["O1", None])))
    said = "Kami akan bekerja keras demi warga semua"
    at = sum(len(p) + 2 for p in parts)
    text = ". ".join([*parts, said]) + ". " + chance.choice(["", "", *LONG])
    return Annotation(
        Article(
            f"{key:08x}{key:08x}",
            text,
            published=chance.choice(["", f"2025-01-{key + 1:02}"]),
            title=f"Kabar {key}",
            outlet=f"kabar{key % 3}.id",
        ),
        sentences=(Span(0, len(text)),),
        entities=tuple(LocalEntity(local, kind, forms[0]) for local, kind, forms in named),
        mentions=tuple(mentions),
        positions=tuple(positions),
        relations=(Relation("P1", "member_of", "O1", sentences=(0,)),),
        quotes=(Quote("P2", "indirect", Span(at, at + len(said)), "kata"),),
        engine="hand-1",
    )


def rebuilt(store: EmbeddedStore, folder: Path) -> list[str]:
    """The dump of a new store made of the same articles, in another order, and the same decisions."""
    rows = [row.id for row in store.articles()]
    random.Random(len(rows)).shuffle(rows)
    with open_store(folder) as fresh:
        decisions = [d for d in store.names.decisions() if not d.by.startswith("rule:")]
        commit(fresh, base=BASE, decisions=decisions)
        for article in rows:
            commit(fresh, [from_json(store.annotation_json(article), article=store.article(article))], base=BASE)
        return list(fresh.dump())


__all__ = ["annotation", "forget", "rebuilt", "rederive"]
