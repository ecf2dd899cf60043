"""A dozen made-up entities with known facts, for tests that look at single things."""

from __future__ import annotations

import copy
from typing import Any

IRI = "https://kg.example/"


def _said(
    article: str, sentence: str, *words: str, confidence: float = 0.9, modality: str = "asserted"
) -> dict[str, Any]:
    marks = [[sentence.index(w), sentence.index(w) + len(w)] for w in words]
    return {"article": article, "sentence": sentence, "marks": marks, "confidence": confidence, "modality": modality}


def _node(path: str, label: str, what: str, **more: Any) -> dict[str, Any]:
    base = {"id": IRI + path, "label": label, "type": what, "kind": "", "aliases": [], "links": [], "articles": 1}
    return {**base, "date": "", "posts": [], **more}


def _edge(
    name: str, source: str, target: str, relation: str, says: list[dict[str, Any]], **more: Any
) -> dict[str, Any]:
    base = {
        "id": IRI + "fact/" + name,
        "source": IRI + source,
        "target": IRI + target,
        "relation": relation,
        "label": "",
    }
    return {**base, "modality": "asserted", "status": "", "confidence": 0.9, "date": "", "statements": says, **more}


_HEAD = _said(
    "a1", "Kepala Dinas Arsip Banyurejo Ani Larasati membuka rapat 🎉 itu.", "Kepala", "Ani Larasati", confidence=0.93
)
_HEAD2 = _said("a2", "Ani Larasati masih menjabat kepala dinas.", "Ani Larasati", "kepala", confidence=0.71)
_EMOJI = _said("a1", "🎉 Rapat arsip dihadiri Budi Hartawan.", "Rapat arsip", "Budi Hartawan")
_PLAN = _said("a3", "Citra Gunadi akan mengunjungi Sukawana.", "Citra Gunadi", modality="planned")
_ALLEGED = _said("a3", "Budi Hartawan diduga mendukung Citra Gunadi.", "diduga", modality="alleged")
_DENIED = _said("a3", "Citra Gunadi membantah bekerja di dinas itu.", "membantah", modality="denied")

_NODES = [
    _node(
        "person/ani",
        "Ani Larasati",
        "PER",
        aliases=["Bu Ani", "Áni L."],
        articles=3,
        links=["https://www.wikidata.org/wiki/Q1", "javascript:window.ran=1"],
        posts=[
            {
                "role": "Kepala",
                "status": "current",
                "holder": IRI + "org/dinas",
                "holder_label": "Dinas Arsip Banyurejo",
                "statements": [_HEAD, _HEAD2],
            },
            {"role": "Sekretaris Daerah", "status": "former", "holder": "", "holder_label": "", "statements": []},
        ],
    ),
    _node("person/budi", "Budi Hartawan", "PER", articles=2),
    _node("person/citra", "Citra Gunadi", "PER"),
    _node("org/dinas", "Dinas Arsip Banyurejo", "ORG", aliases=["Disarsip"], articles=2),
    _node("org/pemkot", "Pemerintah Kota Banyurejo", "ORG"),
    _node("place/banyurejo", "Kota Banyurejo", "GPE", lat=-7.1, lon=110.4),
    _node("place/sukawana", "Kabupaten Sukawana", "GPE"),
    _node("place/seberang", "Kota Seberang", "GPE", lat=51.5, lon=-0.1),
    _node("event/rapat", "Rapat arsip", "EVT", kind="meeting", date="2024-12-09"),
    _node("event/kunjungan", "Kunjungan kerja", "EVT", kind="visit", date="2024-03"),
    _node("event/lomba", "Lomba baca", "EVT", kind="competition"),
    _node("law/perda", "Perda Nomor 5", "LAW"),
]
_EDGES = [
    _edge("f01", "person/ani", "org/dinas", "position", [_HEAD, _HEAD2], label="Kepala", status="current"),
    _edge("f02", "org/dinas", "org/pemkot", "part_of", [_said("a1", "Dinas itu bagian dari pemerintah kota.")]),
    _edge(
        "f03", "org/pemkot", "place/banyurejo", "located_in", [_said("a2", "Kantornya di Banyurejo.")], confidence=0.4
    ),
    _edge("f04", "event/rapat", "org/dinas", "organizer", [_said("a1", "Rapat digelar dinas.")]),
    _edge("f05", "event/rapat", "person/budi", "participant", [_EMOJI]),
    _edge("f06", "event/rapat", "place/banyurejo", "place", [_said("a1", "Rapat digelar di Banyurejo.")]),
    _edge("f07", "event/kunjungan", "person/citra", "agent", [_PLAN], modality="planned"),
    _edge("f08", "event/kunjungan", "place/sukawana", "place", [_PLAN], modality="planned"),
    _edge("f09", "person/budi", "person/citra", "supports", [_ALLEGED], modality="alleged"),
    _edge("f10", "person/citra", "org/dinas", "works_with", [_DENIED], modality="denied"),
    _edge("f11", "person/ani", "org/dinas", "leads", [_HEAD2]),
    _edge("f12", "person/citra", "law/perda", "supports", []),
]
_PICTURE: dict[str, Any] = {
    "meta": {
        "title": "Arsip Banyurejo",
        "generated_from": "uji.kg",
        "articles": 3,
        "omitted_nodes": 7,
        "omitted_edges": 9,
    },
    "nodes": _NODES,
    "edges": _EDGES,
    "quotes": [
        {
            "speaker": IRI + "person/ani",
            "text": "Arsip adalah ingatan kota",
            "form": "direct",
            "cue": "kata",
            "article": "a1",
            "sentence": "“Arsip adalah ingatan kota,” kata Ani.",
            "confidence": 0.88,
        },
        {
            "speaker": IRI + "person/not-here",
            "text": "tidak ikut",
            "form": "direct",
            "cue": "",
            "article": "a1",
            "sentence": "",
            "confidence": 0.5,
        },
    ],
    "articles": {
        "a1": {
            "title": "Rapat arsip digelar",
            "outlet": "Warta Banyurejo",
            "date": "2024-12-10",
            "url": "https://contoh.example/1",
        },
        "a2": {
            "title": "Kepala dinas bicara",
            "outlet": "Kabar Sukawana",
            "date": "2024-06-01",
            "url": "javascript:window.ran=1",
        },
        "a3": {"title": "Rencana kunjungan", "outlet": "Kabar Sukawana", "date": "2024-02-20", "url": ""},
    },
}


def small_picture() -> dict[str, Any]:
    """A fresh copy of the page data: 12 entities, 12 facts, 3 articles."""
    return copy.deepcopy(_PICTURE)
