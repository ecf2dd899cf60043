"""Errors are sorted by what went wrong, calibration and modality are reckoned as defined, the verdict prints whole."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from evaluate_samples import GOLD, damaged

from kg import evaluate

KEY = "05-kejari-periksa-mantan-dirut"


@pytest.fixture
def golds() -> dict[str, Any]:
    """One gold article with allegations."""
    return {KEY: evaluate.read(GOLD)[KEY]}


@pytest.fixture
def pred(golds: dict[str, Any]) -> dict[str, Any]:
    """A copy of it to damage."""
    return copy.deepcopy(golds[KEY])


def kinds(golds: dict[str, Any], pred: dict[str, Any]) -> list[tuple[str, str]]:
    """(kind, family) of every mistake."""
    return [(m.kind, m.family) for m in evaluate.mistakes(golds, {KEY: pred})]


def test_no_mistakes_in_gold(golds: dict[str, Any], pred: dict[str, Any]) -> None:
    """Gold against itself has no mistakes."""
    assert kinds(golds, pred) == []


def test_each_kind_is_recognised(golds: dict[str, Any], pred: dict[str, Any]) -> None:
    """One damage of each kind gives one mistake of that kind, with both wordings and the sentence."""
    pred["positions"][0]["holder"] = "O1"
    pred["positions"][1]["role"] = "Juru Bicara"
    pred["quotes"][0]["speaker"] = "P4"
    pred["quotes"][1]["start"] = pred["quotes"][1]["end"] - 12
    pred["relations"][0]["predicate"] = "part_of"
    pred["arguments"][0]["predicate"] = "target"
    pred["arguments"][1]["modality"] = "denied"
    del pred["arguments"][-1]
    pred["relations"].append({"subject": "P1", "predicate": "owns", "object": "G2", "confidence": 0.9})
    found = list(evaluate.mistakes(golds, {KEY: pred}))
    assert sorted((m.kind, m.family) for m in found) == [
        ("boundary", "quote"),
        ("invented", "relation"),
        ("missed", "argument"),
        ("wrong holder", "position"),
        ("wrong modality", "argument"),
        ("wrong role", "argument"),
        ("wrong role", "position"),
        ("wrong role", "relation"),
        ("wrong speaker", "quote"),
    ]
    holder = next(m for m in found if m.kind == "wrong holder")
    assert holder.gold == "Suryo Handaru | Direktur Utama | PT Lumbung Segara Jateng"
    assert holder.predicted == "Suryo Handaru | Direktur Utama | Kejaksaan Negeri (Kejari) Tirtamukti"
    assert holder.sentence.startswith("TIRTAMUKTI - Kejaksaan Negeri (Kejari) Tirtamukti memeriksa")
    assert {m.article for m in found} == {KEY}


def test_mentions_have_boundaries_and_types(golds: dict[str, Any], pred: dict[str, Any]) -> None:
    """A cut name is a boundary mistake, a name of the wrong type a type mistake; the first is not also invented."""
    name = next(m for m in pred["mentions"] if m["entity"] == "P4")
    name["end"] -= 2
    next(e for e in pred["entities"] if e["id"] == "O4")["type"] = "PROD"
    mentions = [m for m in evaluate.mistakes(golds, {KEY: pred}) if m.family == "mention"]
    assert [(m.kind, m.gold, m.predicted) for m in mentions] == [
        ("wrong type", "CV Tani Makmur Sentosa (ORG)", "CV Tani Makmur Sentosa (PROD)"),
        ("boundary", "Ningrum (PER)", "Ningr (PER)"),
    ]


def test_the_surest_errors_come_first(golds: dict[str, Any], pred: dict[str, Any]) -> None:
    """Of many inventions the most confident are kept, surest first."""
    pred["relations"] += [
        {"subject": "P1", "predicate": "owns", "object": x, "confidence": c} for x, c in (("G1", 0.2), ("G2", 0.9), ("G3", 0.6))
    ]
    kept = evaluate.worst(golds, {KEY: pred}, limit=2)
    assert [(m.predicted, m.confidence) for m in kept["invented"]] == [
        ("Suryo Handaru | owns | Desa Kaliwening", 0.9),
        ("Suryo Handaru | owns | Kecamatan Arumsari", 0.6),
    ]


def test_calibration_error(golds: dict[str, Any], pred: dict[str, Any]) -> None:
    """All right at confidence 0.75 is an error of 0.25; right at 1.0 is none; without a confidence none count."""
    for family in ("positions", "relations", "arguments", "quotes"):
        for fact in pred[family]:
            fact["confidence"] = 0.75
    found = evaluate.calibration(golds, {KEY: pred})
    facts = sum(len(pred[f]) for f in ("positions", "relations", "arguments", "quotes"))
    assert (round(found.error, 9), found.facts) == (0.25, facts)
    assert [(b.low, b.facts, b.precision) for b in found.bins if b.facts] == [(0.7, facts, 1.0)]
    for family in ("positions", "relations", "arguments", "quotes"):
        for fact in pred[family]:
            fact["confidence"] = 1.0
    assert evaluate.calibration(golds, {KEY: pred}).error == 0.0
    assert evaluate.calibration(golds, golds).facts == 0


def test_modality_is_scored_on_what_both_found(golds: dict[str, Any], pred: dict[str, Any]) -> None:
    """An allegation that hardened into fact lowers recall, a wrong hedge lowers precision."""
    assert pred["event_modality"] == {"E2": "alleged", "E3": "alleged", "E4": "alleged"}
    pred["event_modality"] = {"E2": "alleged", "E3": "denied", "E5": "planned"}
    scores = evaluate.modality(golds, {KEY: pred})
    event = scores["event modality"]
    assert (event.matched, event.predicted, event.gold) == (1, 3, 3)
    hedged = scores["hedged as gold"]
    assert (hedged.matched, hedged.predicted, hedged.gold) == (2, 3, 3)


def test_the_verdict_as_text_and_json() -> None:
    """Text and JSON carry the same scores, the calibration, the mistakes and the unpredicted articles."""
    golds = evaluate.read(GOLD)
    preds = damaged(golds, 7)
    verdict = evaluate.judge(golds, preds, errors=1)
    text, data = evaluate.to_text(verdict), json.loads(evaluate.to_json(verdict))
    assert text.splitlines()[0] == f"{len(golds)} gold articles"
    f1 = verdict.scores[evaluate.ALL_FACTS].f1
    line = next(row for row in text.splitlines() if row.startswith("ALL FACTS"))
    assert f"{f1:.3f}" in line.split()
    assert data["scores"]["ALL FACTS"]["f1"] == f1
    assert data["calibration"]["facts"] == verdict.calibration.facts > 0
    assert f"over {verdict.calibration.facts} facts" in text
    assert data["unpredicted"] == [key for key in golds if key not in preds] != []
    assert set(data["mistakes"]) <= set(evaluate.MISTAKE_KINDS)
    assert all(row["article"] in golds for rows in data["mistakes"].values() for row in rows)


def test_no_errors_wanted() -> None:
    """With `errors=0` the verdict lists no mistakes."""
    golds = evaluate.read(GOLD)
    assert evaluate.judge(golds, {}, errors=0).mistakes == {}
