"""The texts that judge accusations are sound: spans, names and expectations fit, and every hard case is there often."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg import evaluate
from kg.exchange import from_json, to_json
from kg.records import ARGUMENT_ROLES, EVENT_KINDS, MODALITIES

TEXTS = evaluate.read(Path(__file__).parents[1] / "data" / "accusations.jsonl")
RECORDS = [pytest.param(record, id=key) for key, record in TEXTS.items()]
GROUPS = (
    "acquittals bylines comparisons corrections denials families hoaxes initials lawyers minors mixed namesakes nobody officials "
    "raids surnames terdakwa tersangka verdicts victims witnesses"
).split()


def test_every_hard_case_is_there_often() -> None:
    """At least 150 texts, ten of each group, no text twice, most of them with somebody who must not be accused."""
    groups = Counter(record["group"] for record in TEXTS.values())
    assert set(groups) == set(GROUPS)
    assert min(groups.values()) >= 10
    assert sum(groups.values()) == len({record["text"] for record in TEXTS.values()}) >= 150
    assert sum(bool(record["expect"]["not_accused"]) for record in TEXTS.values()) >= 100


def test_every_modality_is_expected_often() -> None:
    """A gate that never sees an acquittal cannot tell one: each modality of an accusation, and denials, at least ten times."""
    expected = Counter(a["modality"] for r in TEXTS.values() for a in r["expect"]["accusations"])
    assert {m for m, n in expected.items() if n >= 10} == {"alleged", "charged", "convicted", "acquitted"}
    assert sum(len(r["expect"]["denials"]) for r in TEXTS.values()) >= 30


@pytest.mark.parametrize("record", RECORDS)
def test_spans(record: dict[str, Any]) -> None:
    """Mentions are whole trimmed words inside one sentence; roles, cues and quotes stand where they are said to stand."""
    text = record["text"]
    for m in record["mentions"]:
        start, end = m["start"], m["end"]
        assert text[start:end] == text[start:end].strip() != ""
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert any(a <= start < end <= b for a, b in record["sentences"])
    for p in record["positions"]:
        assert text[p["start"] : p["end"]] == p["role"]
    for q in record["quotes"]:
        assert q["cue"] in text
        assert (text[q["start"] - 1] == '"') == (q["form"] == "direct")


@pytest.mark.parametrize("record", RECORDS)
def test_facts(record: dict[str, Any]) -> None:
    """Facts join entities that are mentioned, in roles, kinds and modalities of ours; no suspect is asserted."""
    types = {e["id"]: e["type"] for e in record["entities"]}
    assert {m["entity"] for m in record["mentions"]} == set(types)
    assert all(e["kind"] in EVENT_KINDS for e in record["entities"] if e["type"] == "EVT")
    for a in record["arguments"]:
        assert a["predicate"] in ARGUMENT_ROLES
        assert types[a["subject"]] == "EVT"
        assert a["object"] in types
        assert a["sentences"]
        assert a["modality"] in (None, *MODALITIES)
        assert a["predicate"] != "suspect" or a["modality"] in ("alleged", "charged", "convicted", "acquitted")
    assert all(types[p["person"]] == "PER" and (p["holder"] is None or p["holder"] in types) for p in record["positions"])
    assert all({r["subject"], r["object"]} <= set(types) for r in record["relations"])


@pytest.mark.parametrize("record", RECORDS)
def test_expectations(record: dict[str, Any]) -> None:
    """Every person of a text is accused, may be accused or must not be, and never two of these; denied words stand in the text."""
    expect = record["expect"]
    people = {e["name"] for e in record["entities"] if e["type"] == "PER"}
    accused, allowed = ({a["person"] for a in expect[k]} for k in ("accusations", "allowed"))
    assert accused | allowed | set(expect["not_accused"]) == people
    assert not (accused | allowed) & set(expect["not_accused"])
    assert {*expect["witness"], *expect["victim"]} <= people
    assert all(d["words"] in record["text"] and d["cue"] in record["text"] for d in expect["denials"])
    assert {d["speaker"] for d in expect["denials"]} <= {"", *(e["name"] for e in record["entities"])}
    stated = {a["object"] for a in record["arguments"] if a["predicate"] == "suspect"}
    assert {e["name"] for e in record["entities"] if e["id"] in stated} == accused


@pytest.mark.parametrize("record", RECORDS)
def test_texts_go_through_the_annotation_unchanged(record: dict[str, Any]) -> None:
    """Reading a line and writing it again gives the same line, group and expectations with it."""
    assert to_json(from_json(record)) == record
