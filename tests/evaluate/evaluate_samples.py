"""Gold files at hand, and predictions made from them by known damage."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "gold.jsonl"
SHARED = ROOT.parent / "shared"
FACTS = ("positions", "relations", "arguments", "quotes")


def damaged(golds: dict[str, Any], seed: int, *, rate: float = 0.2) -> dict[str, Any]:
    """A prediction with the flaws that engines have: lost and doubled facts, wrong ends, shifted spans."""
    dice = random.Random(seed)
    preds = {key: copy.deepcopy(dict(record)) for key, record in golds.items() if dice.random() > rate / 4}
    for record in preds.values():
        _damage_entities(record, dice, rate)
        _damage_mentions(record, dice, rate)
        for family in FACTS:
            record[family] = [fact for fact in record.get(family, []) if dice.random() > rate]
            record[family] += [dict(fact) for fact in record[family] if dice.random() < rate / 2]
            for fact in record[family]:
                _damage_fact(fact, [e["id"] for e in record["entities"]], dice, rate)
    return preds


def _damage_entities(record: dict[str, Any], dice: random.Random, rate: float) -> None:
    for entity in record["entities"]:
        if dice.random() < rate:
            entity["type"] = dice.choice(("PER", "ORG", "GPE", "LOC", "EVT", "DATE"))
        if entity.get("value") and dice.random() < rate:
            entity["value"] = dice.choice(("?", "2024", None, ""))
        if entity.get("kind") and dice.random() < rate:
            entity["kind"] = "other"
    for event in list(record.get("event_modality") or {}):
        if dice.random() < rate:
            del record["event_modality"][event]


def _damage_mentions(record: dict[str, Any], dice: random.Random, rate: float) -> None:
    ids = [e["id"] for e in record["entities"]]
    kept = [m for m in record["mentions"] if dice.random() > rate / 2]
    for mention in kept:
        if dice.random() < rate:
            mention["end"] = max(mention["start"] + 1, mention["end"] + dice.randint(-4, 4))
        if dice.random() < rate / 2:
            mention["entity"] = dice.choice(ids)
        if dice.random() < rate / 4:
            del mention["nested"]
    record["mentions"] = kept


def _damage_fact(fact: dict[str, Any], ids: list[str], dice: random.Random, rate: float) -> None:
    fact["confidence"] = dice.random()
    ends = [name for name in ("subject", "object", "person", "holder", "speaker") if name in fact]
    if dice.random() < rate:
        fact[dice.choice(ends)] = dice.choice(ids)
    if "subject" in fact and dice.random() < rate:
        fact["subject"], fact["object"] = fact["object"], fact["subject"]
    if "role" in fact and dice.random() < rate:
        fact["role"] = dice.choice(("Plt " + fact["role"], "Kepala", "", fact["role"].upper() + "."))
    if "form" in fact and dice.random() < rate:
        fact["start"] = min(fact["end"] - 1, fact["start"] + dice.randint(1, 60))
