"""The page's data."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph
import pytest

from kg.errors import NotFound, QueryError
from kg.query.picture import Choice, picture

KG = "https://kg.example/"


def _labels(page: dict[str, Any]) -> set[str]:
    return {n["label"] for n in page["nodes"]}


def test_whole_graph_as_plain_data(store: pyoxigraph.Store) -> None:
    """Everything is there, as JSON, twice the same, and every edge joins two nodes that are there."""
    page = picture(store, title="Uji", generated_from="news.kg")
    assert json.dumps(page) == json.dumps(picture(store, title="Uji", generated_from="news.kg"))
    assert page["meta"] == {
        "title": "Uji", "generated_from": "news.kg", "articles": 2, "since": "2024-12-10", "until": "2025-01-05",
        "place": "Semarapura", "omitted_nodes": 0, "omitted_edges": 0,
    }  # fmt: skip
    assert _labels(page) == {"Ratna Wulan", "Joko Lestari", "Dinas Pasar", "Biro Niaga", "Semarapura", "menyambut"}
    ids = {n["id"] for n in page["nodes"]}
    assert all(e["source"] in ids and e["target"] in ids for e in page["edges"])
    assert {s["article"] for e in page["edges"] for s in e["statements"]} <= set(page["articles"])


def test_every_edge_shows_its_sentence_with_the_names_marked(store: pyoxigraph.Store) -> None:
    """Each statement has a sentence, and its marks are the words that name the two ends."""
    page = picture(store)
    marked = {
        (e["relation"], s["article"]): [s["sentence"][a:b] for a, b in s["marks"]]
        for e in page["edges"]
        for s in e["statements"]
        if e["modality"] == "asserted"
    }
    assert marked == {
        ("position", "a1"): ["Ratna Wulan", "Dinas Pasar Kota Semarapura"],
        ("position", "a2"): ["Ratna Wulan", "Dinas Pasar"],
        ("agent", "a1"): ["Ia", "menyambut"],
        ("participant", "a1"): ["menyambut", "Biro Niaga"],
        ("place", "a1"): ["menyambut"],
        ("located_in", "a1"): ["Dinas Pasar Kota Semarapura"],
    }


def test_one_fact_from_two_articles_is_one_edge(store: pyoxigraph.Store) -> None:
    """The same post told twice is one edge with two sentences, under the picture's own node."""
    (edge,) = [e for e in picture(store)["edges"] if e["label"] == "kepala"]
    assert edge["id"] == KG + "membership/m1"
    assert [s["article"] for s in edge["statements"]] == ["a1", "a2"]


def test_allegations_stay_allegations(store: pyoxigraph.Store) -> None:
    """An alleged post is an edge and a post of that modality, never an asserted one."""
    page = picture(store)
    (edge,) = [e for e in page["edges"] if e["label"] == "bendahara"]
    (node,) = [n for n in page["nodes"] if n["label"] == "Joko Lestari"]
    assert edge["modality"] == edge["statements"][0]["modality"] == node["posts"][0]["modality"] == "alleged"


def test_posts_quotes_events_and_links(store: pyoxigraph.Store) -> None:
    """Nodes carry posts, kind, date and links; quotes carry speaker, words, cue and sentence."""
    page = picture(store)
    by_label = {n["label"]: n for n in page["nodes"]}
    assert [(p["role"], p["holder_label"], len(p["statements"])) for p in by_label["Ratna Wulan"]["posts"]] == [
        ("kepala", "Dinas Pasar", 2)
    ]
    assert (by_label["menyambut"]["kind"], by_label["menyambut"]["date"]) == ("visit", "2024-12-09")
    assert by_label["Semarapura"]["links"] == ["https://www.wikidata.org/entity/Q1"]
    assert (by_label["Semarapura"]["lat"], by_label["Semarapura"]["lon"]) == (-8.5333, 115.4)
    assert "lat" not in by_label["Dinas Pasar"]
    (quote,) = page["quotes"]
    assert quote == {
        "speaker": KG + "person/ratna-wulan", "text": "membantah", "form": "indirect", "cue": "membantah",
        "modality": "asserted", "article": "a2",
        "sentence": "Ratna Wulan, kepala Dinas Pasar, membantah.", "confidence": 0.8,
    }  # fmt: skip


def test_surroundings_of_a_name(store: pyoxigraph.Store) -> None:
    """A name shows itself and what lies within the depth; an unknown one is NotFound."""
    assert _labels(picture(store, Choice(names=("Joko Lestari",), depth=0))) == {"Joko Lestari"}
    assert _labels(picture(store, Choice(names=("Joko Lestari",)))) == {"Joko Lestari", "Biro Niaga"}
    assert "Ratna Wulan" not in _labels(picture(store, Choice(names=("joko",), depth=2)))
    assert "Ratna Wulan" in _labels(picture(store, Choice(names=("joko",), depth=3)))
    with pytest.raises(NotFound):
        picture(store, Choice(names=("siapa",)))


def test_types_outlets_and_days(store: pyoxigraph.Store) -> None:
    """Types choose entities; outlet and days choose articles, with what only they say."""
    assert _labels(picture(store, Choice(types=("ORG", "GPE")))) == {"Dinas Pasar", "Biro Niaga", "Semarapura"}
    late = picture(store, Choice(since="2025"))
    assert set(late["articles"]) == {"a2"}
    assert "Semarapura" not in _labels(late)
    assert late == picture(store, Choice(outlet="harian"))
    assert set(picture(store, Choice(until="2024-12"))["articles"]) == {"a1"}
    with pytest.raises(QueryError, match="no entity type XYZ"):
        picture(store, Choice(types=("XYZ",)))


def test_limit_keeps_the_most_connected_and_counts_the_rest(store: pyoxigraph.Store) -> None:
    """What is left out is counted; the best connected stay; named roots stay first."""
    page = picture(store, Choice(limit=2))
    assert page["meta"]["omitted_nodes"] == 4
    assert page["meta"]["omitted_edges"] == 6 - len(page["edges"])
    assert "menyambut" in _labels(page)
    assert "Joko Lestari" in _labels(picture(store, Choice(names=("joko",), depth=9, limit=2)))
    assert {o["label"] for o in page["others"]} | _labels(page) == _labels(picture(store, Choice(limit=0)))
    everything = picture(store, Choice(limit=0))
    assert everything["meta"]["omitted_nodes"] == 0


def test_only_what_was_asked_for_can_be_left_out(store: pyoxigraph.Store) -> None:
    """What lies outside the surroundings of a name, or outside a query, is not counted as left out; a limit's cut is."""
    near = Choice(names=("Joko Lestari",))
    meta = picture(store, near)["meta"]
    assert (meta["omitted_nodes"], meta["omitted_edges"]) == (0, 0)
    cut = picture(store, Choice(names=("Joko Lestari",), limit=1))["meta"]
    assert (cut["omitted_nodes"], cut["omitted_edges"]) == (1, 1)
    typed = picture(store, Choice(types=("ORG", "GPE")))["meta"]
    assert (typed["omitted_nodes"], typed["omitted_edges"]) == (0, 0)
    asked = picture(store, constructed=[(KG + "membership/m1", KG + "ns#roleText", "kepala")])["meta"]
    assert (asked["omitted_nodes"], asked["omitted_edges"]) == (0, 0)


def test_constructed_triples_choose_edges(store: pyoxigraph.Store) -> None:
    """Triples between entities show their known facts; new ones show as bare edges; fact nodes bring their edge."""
    ratna, dinas, biro = KG + "person/ratna-wulan", KG + "organization/dinas-pasar", KG + "organization/biro-niaga"
    page = picture(store, constructed=[(ratna, KG + "ns#x", dinas), (biro, KG + "ns#metWith", ratna)])
    assert _labels(page) == {"Ratna Wulan", "Dinas Pasar", "Biro Niaga"}
    assert sorted((e["relation"], len(e["statements"])) for e in page["edges"]) == [("met_with", 0), ("position", 2)]
    page = picture(store, constructed=[(KG + "membership/m1", KG + "ns#roleText", "kepala")])
    assert [e["label"] for e in page["edges"]] == ["kepala"]


def test_empty_store_gives_an_empty_page() -> None:
    """A store without articles is a page without anything."""
    page = picture(pyoxigraph.Store())
    assert (page["nodes"], page["edges"], page["quotes"], page["articles"]) == ([], [], [], {})
