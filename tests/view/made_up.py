"""Page data about people, bodies and places that do not exist, in any size; the same seed gives the same data."""

from __future__ import annotations

import random
from typing import Any

FIRST = [
    "Arif",
    "Bunga",
    "Candra",
    "Dewi",
    "Eko",
    "Fajar",
    "Gita",
    "Hendra",
    "Intan",
    "Joko",
    "Kartika",
    "Lukman",
    "Maya",
    "Nanda",
    "Oki",
    "Putri",
    "Rangga",
    "Sari",
]
LAST = [
    "Adiputra",
    "Bramasta",
    "Cakrawala",
    "Damarjati",
    "Gunadi",
    "Hartawan",
    "Jayeng",
    "Kusnandar",
    "Larasati",
    "Pradana",
    "Respati",
]
BODIES = ["Dinas", "Badan", "Balai", "Kantor", "Lembaga", "Perkumpulan", "Yayasan", "Koperasi"]
FIELDS = [
    "Pasar Rakyat",
    "Arsip Kota",
    "Irigasi",
    "Layanan Publik",
    "Pelayaran",
    "Pangan",
    "Cagar Budaya",
    "Perhutanan",
    "Wisata",
]
PLACES = [("Kota Banyurejo", -7.1, 110.4), ("Kabupaten Sukawana", -6.9, 107.6), ("Kota Tirtamulya", -0.9, 119.9)]
PLACES += [("Kota Karangasri", -5.1, 119.4), ("Kabupaten Muaralawa", -0.5, 116.9), ("Kota Pantaraya", 3.6, 98.7)]
PLACES += [
    ("Kabupaten Telukwangi", -2.5, 140.7),
    ("Kota Nusalembah", -8.6, 116.1),
    ("Kabupaten Ranahelok", -0.9, 100.4),
]
EVENTS = [
    ("Rapat", "meeting"),
    ("Kunjungan", "visit"),
    ("Pelantikan", "appointment"),
    ("Lomba", "competition"),
    ("Sidang", "trial"),
]
OUTLETS = ["Warta Banyurejo", "Kabar Sukawana", "Suara Pesisir", "Harian Lembah"]
ROLES = ["Kepala", "Sekretaris", "Ketua Panitia", "Bendahara", "Juru Bicara", "Wakil Ketua"]
BASE = "https://kg.example/"


def page_data(size: int, *, seed: int = 7) -> dict[str, Any]:
    """Page data with `size` entities and about twice as many facts, most of them about a few well-known entities."""
    chance = random.Random(seed)
    articles = {f"a{i:05}": _article(chance, i) for i in range(max(4, size // 6))}
    nodes = [_node(chance, i) for i in range(size)]
    edges = _edges(chance, nodes, sorted(articles))
    quotes = [
        _quote(chance, node, sorted(articles)) for node in nodes if node["type"] == "PER" and chance.random() < 0.3
    ]
    meta = {"title": "Warta Nusalembah", "generated_from": "contoh.kg", "articles": len(articles)}
    meta |= {"omitted_nodes": 0, "omitted_edges": 0}
    return {"meta": meta, "nodes": nodes, "edges": edges, "quotes": quotes, "articles": articles}


def _date(chance: random.Random) -> str:
    return f"{chance.choice((2023, 2024))}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _article(chance: random.Random, number: int) -> dict[str, str]:
    title = f"{chance.choice(EVENTS)[0]} {chance.choice(FIELDS)} digelar di {chance.choice(PLACES)[0]}"
    return {
        "title": title,
        "outlet": chance.choice(OUTLETS),
        "date": _date(chance),
        "url": f"https://contoh.example/{number}",
    }


def _node(chance: random.Random, number: int) -> dict[str, Any]:
    kind = chance.choices(("PER", "ORG", "GPE", "EVT", "LOC", "LAW", "PROD"), (38, 24, 10, 20, 4, 2, 2))[0]
    node: dict[str, Any] = {
        "id": f"{BASE}{kind.lower()}/{number}",
        "type": kind,
        "kind": "",
        "aliases": [],
        "links": [],
    }
    node |= {"articles": chance.randint(1, 9), "date": "", "posts": []}
    if kind == "PER":
        first, last = chance.choice(FIRST), chance.choice(LAST)
        node |= {"label": f"{first} {last}", "aliases": [first] if chance.random() < 0.3 else []}
    elif kind in ("GPE", "LOC"):
        name, lat, lon = chance.choice(PLACES)
        node["label"] = name if number < 60 else f"{name} {number}"
        if chance.random() < 0.6:
            node |= {"lat": round(lat + chance.uniform(-1, 1), 2), "lon": round(lon + chance.uniform(-1, 1), 2)}
    elif kind == "EVT":
        word, event_kind = chance.choice(EVENTS)
        node |= {"label": f"{word} {chance.choice(FIELDS)}", "kind": event_kind}
        node["date"] = _date(chance) if chance.random() < 0.85 else ""
    elif kind == "ORG":
        node["label"] = f"{chance.choice(BODIES)} {chance.choice(FIELDS)} {chance.choice(PLACES)[0].split()[-1]}"
    else:
        node["label"] = f"Peraturan Wali Kota Nomor {number}" if kind == "LAW" else f"Kopi Cap {chance.choice(LAST)}"
    return node


def _relation(chance: random.Random, source: dict[str, Any], target: dict[str, Any]) -> tuple[str, str]:
    pair = (source["type"], target["type"])
    if pair == ("PER", "ORG"):
        return "position", chance.choice(ROLES)
    if "EVT" in pair:
        return (
            ("place", "")
            if target["type"] in ("GPE", "LOC")
            else (chance.choice(("participant", "organizer", "agent")), "")
        )
    if target["type"] in ("GPE", "LOC"):
        return "located_in", ""
    return chance.choice(("part_of", "works_with", "supports", "said_about")), ""


def _edges(chance: random.Random, nodes: list[dict[str, Any]], articles: list[str]) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = []
    ends: list[int] = [0]
    for number in range(1, len(nodes)):
        for _ in range(chance.choice((1, 2, 3))):
            # Rich get richer, mixed with neighbours in the list so that there are communities.
            far = chance.choice(ends) if chance.random() < 0.45 else max(0, number - chance.randint(1, 25))
            if far == number:
                continue
            source, target = nodes[number], nodes[far]
            if target["type"] in ("PER", "EVT") and source["type"] not in ("PER",):
                source, target = target, source
            edges.append(_edge(chance, len(edges), source, target, articles))
            ends += [number, far]
    return edges


def _edge(
    chance: random.Random, number: int, source: dict[str, Any], target: dict[str, Any], articles: list[str]
) -> dict[str, Any]:
    relation, label = _relation(chance, source, target)
    modality = chance.choices(("asserted", "planned", "alleged", "denied", "cancelled"), (88, 5, 4, 2, 1))[0]
    confidence = round(chance.uniform(0.45, 0.99), 2)
    says = [
        _statement(source, target, label, chance.choice(articles), confidence, modality)
        for _ in range(chance.choice((1, 1, 2)))
    ]
    if relation == "position":
        post = {
            "role": label,
            "status": "current",
            "holder": target["id"],
            "holder_label": target["label"],
            "statements": says,
        }
        source["posts"].append(post)
    return {
        "id": f"{BASE}fact/{number}",
        "source": source["id"],
        "target": target["id"],
        "relation": relation,
        "label": label,
        "modality": modality,
        "status": "current" if label else "",
        "confidence": confidence,
        "date": "",
        "statements": says,
    }


def _statement(
    source: dict[str, Any], target: dict[str, Any], label: str, article: str, confidence: float, modality: str
) -> dict[str, Any]:
    middle = f", {label.lower()}, " if label else " "
    sentence = f"{source['label']}{middle}hadir bersama {target['label']} pada kegiatan yang dibuka untuk umum."
    start = sentence.rindex(target["label"])
    marks = [[0, len(source["label"])], [start, start + len(target["label"])]]
    return {"article": article, "sentence": sentence, "marks": marks, "confidence": confidence, "modality": modality}


def _quote(chance: random.Random, node: dict[str, Any], articles: list[str]) -> dict[str, Any]:
    text = f"Kami membuka {chance.choice(FIELDS).lower()} untuk semua warga"
    sentence = f"“{text},” kata {node['label']}."
    form = chance.choice(("direct", "indirect"))
    return {
        "speaker": node["id"],
        "text": text,
        "form": form,
        "cue": "kata",
        "article": chance.choice(articles),
        "sentence": sentence,
        "confidence": 0.83,
    }
