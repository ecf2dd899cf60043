"""The gold file is sound: every span is what it says, every id is known, every kind is one of ours."""

from __future__ import annotations

import re
from typing import Any

import pytest
from evaluate_samples import GOLD

from kg import evaluate
from kg.exchange import from_json, to_json
from kg.records import ARGUMENT_ROLES, ENTITY_TYPES, EVENT_KINDS, MODALITIES, PREDICATES, STATUSES

GOLDS = evaluate.read(GOLD)
RECORDS = [pytest.param(record, id=key) for key, record in GOLDS.items()]
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


def surfaces(record: dict[str, Any], entity: str) -> set[str]:
    """All wordings of an entity."""
    return {record["text"][m["start"] : m["end"]] for m in record["mentions"] if m["entity"] == entity}


@pytest.mark.parametrize("record", RECORDS)
def test_spans(record: dict[str, Any]) -> None:
    """Mentions are whole trimmed words, roles and cues stand in the text, sentences cover every fact in order."""
    text = record["text"]
    for m in record["mentions"]:
        start, end = m["start"], m["end"]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
        inside = [
            o for o in record["mentions"] if o["start"] <= start and end <= o["end"] and (o["start"], o["end"]) != (start, end)
        ]
        assert m["nested"] == bool(inside)
    for p in record["positions"]:
        assert text[p["start"] : p["end"]] == p["role"]
    for q in record["quotes"]:
        assert q["cue"] in text
        assert text[q["start"] : q["end"]].strip(' ".,') == text[q["start"] : q["end"]]
        assert (text[q["start"] - 1] == '"') == (q["form"] == "direct")
    ends = [0, *(x for pair in record["sentences"] for x in pair)]
    assert ends == sorted(ends)
    assert all(any(a <= m["start"] < m["end"] <= b for a, b in record["sentences"]) for m in record["mentions"])


@pytest.mark.parametrize("record", RECORDS)
def test_entities_and_facts(record: dict[str, Any]) -> None:
    """Types, kinds, dates, predicates, roles and states are ours; facts join entities that are there and mentioned."""
    types = {e["id"]: e["type"] for e in record["entities"]}
    for e in record["entities"]:
        assert e["type"] in ENTITY_TYPES
        assert (e["kind"] in EVENT_KINDS) if e["type"] == "EVT" else e["kind"] is None
        assert bool(DATE.fullmatch(e["value"])) if e["type"] == "DATE" else e["value"] is None
        assert e["name"] in surfaces(record, e["id"])
    assert sum(kind == "EVT" for kind in types.values()) <= 8
    for p in record["positions"]:
        assert types[p["person"]] == "PER"
        assert p["holder"] is None or types[p["holder"]] in ("ORG", "GPE", "LOC", "PER")
        assert p["status"] in STATUSES
    for r in record["relations"]:
        assert r["predicate"] in PREDICATES
        assert {r["subject"], r["object"]} <= set(types)
        assert r["subject"] != r["object"]
    for a in record["arguments"]:
        assert a["predicate"] in ARGUMENT_ROLES
        assert types[a["subject"]] == "EVT"
        assert a["object"] in types
        assert (types[a["object"]] == "DATE") == (a["predicate"] == "time")
    assert all(types[e] == "EVT" and m in MODALITIES for e, m in record["event_modality"].items())
    for fact in (*record["relations"], *record["arguments"]):
        assert fact["sentences"]
        assert all(0 <= i < len(record["sentences"]) for i in fact["sentences"])


@pytest.mark.parametrize("record", RECORDS)
def test_no_fact_is_written_twice(record: dict[str, Any]) -> None:
    """Relations and arguments are sets, and no two entities share a span."""
    for family in ("relations", "arguments"):
        keys = [(f["subject"], f["predicate"], f["object"]) for f in record[family]]
        assert len(keys) == len(set(keys))
    spans = [(m["start"], m["end"]) for m in record["mentions"]]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize("record", RECORDS)
def test_records_go_through_the_annotation_unchanged(record: dict[str, Any]) -> None:
    """Reading a gold line and writing it again gives the same line."""
    assert to_json(from_json(record)) == record


def test_variety() -> None:
    """The gold has what a gate must see: every status of note, every modality, both forms of quote, family and money."""
    every = [f for record in GOLDS.values() for f in record["relations"]]
    assert {"spouse", "child_of", "sibling_of", "owns", "part_of", "supports"} <= {f["predicate"] for f in every}
    assert {"current", "former", "acting"} == {p["status"] for r in GOLDS.values() for p in r["positions"]}
    modalities = {m for r in GOLDS.values() for m in r["event_modality"].values()}
    assert modalities == {"planned", "alleged", "denied", "cancelled"}
    assert {q["form"] for r in GOLDS.values() for q in r["quotes"]} == {"direct", "indirect"}
