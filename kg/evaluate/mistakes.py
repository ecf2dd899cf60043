"""What went wrong, sorted by kind, each with its article and sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kg.evaluate.calibration import fact_modality
from kg.evaluate.comparing import (
    ARGUMENT,
    NOTHING,
    POSITION,
    QUOTE,
    RELATION,
    Comparison,
    Pair,
    compare,
    overlap_ratio,
    same_role,
)
from kg.exchange import Record

MISTAKE_KINDS = (
    "missed",
    "invented",
    "wrong role",
    "wrong holder",
    "wrong speaker",
    "wrong type",
    "wrong modality",
    "boundary",
)
MENTION = "mention"

Surface: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: gold's wording and the prediction's (either may be empty), and the sentence that says so."""

    kind: str
    family: str
    article: str
    sentence: str
    gold: str
    predicted: str
    confidence: float


def worst(golds: Mapping[str, Record], preds: Mapping[str, Record], *, limit: int = 3) -> dict[str, list[Mistake]]:
    """The `limit` worst errors of each kind and family: what the engine was surest of first, then in article order."""
    kept: dict[str, list[Mistake]] = {kind: [] for kind in MISTAKE_KINDS}
    seen: dict[tuple[str, str], int] = {}
    for mistake in sorted(mistakes(golds, preds), key=lambda m: -m.confidence):
        place = (mistake.kind, mistake.family)
        seen[place] = seen.get(place, 0) + 1
        if seen[place] <= limit:
            kept[mistake.kind].append(mistake)
    return {kind: sorted(rows, key=lambda m: m.family) for kind, rows in kept.items() if rows}


def mistakes(golds: Mapping[str, Record], preds: Mapping[str, Record]) -> Iterator[Mistake]:
    """Every error of every gold article, in article order."""
    for key, gold in golds.items():
        both = compare(gold, preds.get(key, NOTHING))
        yield from _mention_mistakes(key, both)
        yield from _fact_mistakes(key, both)


def _mention_mistakes(key: str, both: Comparison) -> Iterator[Mistake]:
    ours, theirs = _surfaces(both.gold), _surfaces(both.pred)
    missed = sorted(set(ours) - set(theirs))
    invented = sorted(set(theirs) - set(ours))
    text = both.gold.get("text", "")
    for gold in missed:
        pred = next((p for p in invented if p[0] < gold[1] and gold[0] < p[1]), None)
        kind = "missed"
        if pred is not None:
            invented.remove(pred)
            kind = "wrong type" if pred[:2] == gold[:2] else "boundary"
        confidence = theirs[pred] if pred else 0.0
        yield Mistake(kind, MENTION, key, _around(both.gold, gold[0]), _say(text, gold), _say(text, pred), confidence)
    for pred in invented:
        yield Mistake("invented", MENTION, key, _around(both.gold, pred[0]), "", _say(text, pred), theirs[pred])


def _surfaces(record: Record) -> dict[Surface, float]:
    types = {e["id"]: e["type"] for e in record["entities"]}
    return {(m["start"], m["end"], types[m["entity"]]): _confidence(m) for m in record["mentions"] if not m.get("nested")}


def _say(text: str, surface: Surface | None) -> str:
    return f"{text[surface[0] : surface[1]]} ({surface[2]})" if surface else ""


def _fact_mistakes(key: str, both: Comparison) -> Iterator[Mistake]:
    invented = [p for p in both.pairs if p.gold is None]
    for pair in both.pairs:
        if pair.gold is not None and pair.pred is not None:
            if pair.family != QUOTE and fact_modality(pair.gold) != fact_modality(pair.pred):
                yield _mistake("wrong modality", key, both, pair)
        elif pair.gold is not None:
            kind, near = _nearest(pair, invented)
            if near is not None:
                invented.remove(near)
            yield _mistake(kind, key, both, Pair(pair.family, pair.gold, near.pred if near else None))
    for pair in invented:
        yield _mistake("invented", key, both, pair)


def _nearest(missed: Pair, invented: list[Pair]) -> tuple[str, Pair | None]:
    """The invented fact that a missed one was mistaken for, with the kind of mistake."""
    for kind, alike in _ALIKE.get(missed.family, ()):
        for pair in invented:
            if pair.family == missed.family and alike(missed, pair):
                return kind, pair
    return "missed", None


def _same_ends(gold: Pair, pred: Pair) -> bool:
    return {gold.gold_key[0], gold.gold_key[2]} == {pred.pred_key[0], pred.pred_key[2]}


def _other_holder(gold: Pair, pred: Pair) -> bool:
    return gold.gold_key[0] == pred.pred_key[0] and same_role(gold.gold_key[1], pred.pred_key[1])


def _other_title(gold: Pair, pred: Pair) -> bool:
    return bool(gold.gold_key[0] == pred.pred_key[0] and gold.gold_key[2] == pred.pred_key[2])


def _other_speaker(gold: Pair, pred: Pair) -> bool:
    return overlap_ratio(gold.gold_key[1], pred.pred_key[1]) >= 0.5


def _other_extent(gold: Pair, pred: Pair) -> bool:
    return gold.gold_key[0] == pred.pred_key[0] and overlap_ratio(gold.gold_key[1], pred.pred_key[1]) > 0


_ALIKE: Mapping[str, tuple[tuple[str, Callable[[Pair, Pair], bool]], ...]] = {
    RELATION: (("wrong role", _same_ends),),
    ARGUMENT: (("wrong role", _same_ends),),
    POSITION: (("wrong holder", _other_holder), ("wrong role", _other_title)),
    QUOTE: (("wrong speaker", _other_speaker), ("boundary", _other_extent)),
}


def _mistake(kind: str, key: str, both: Comparison, pair: Pair) -> Mistake:
    text = both.gold.get("text", "")
    shown, record = (pair.gold, both.gold) if pair.gold is not None else (pair.pred or {}, both.pred)
    return Mistake(
        kind,
        pair.family,
        key,
        _sentence(both.gold, record, shown),
        _describe(pair.gold, both.gold, text) if pair.gold is not None else "",
        _describe(pair.pred, both.pred, text) if pair.pred is not None else "",
        _confidence(pair.pred or {}),
    )


def _describe(fact: Record, record: Record, text: str) -> str:
    """One line for a fact, with entity names instead of ids."""
    names = {e["id"]: e.get("name") or e["id"] for e in record["entities"]}
    if "speaker" in fact:
        return f"{names.get(fact['speaker'], fact['speaker'])}: {text[fact['start'] : fact['end']]}"
    if "person" in fact:
        parts = [fact["person"], fact["role"], fact.get("holder")]
    else:
        parts = [fact["subject"], fact["predicate"], fact["object"]]
    shown = " | ".join("-" if part is None else str(names.get(part, part)) for part in parts)
    return shown if fact_modality(fact) == "asserted" else f"{shown} ! {fact_modality(fact)}"


def _sentence(gold: Record, record: Record, fact: Record) -> str:
    if "start" in fact:
        return _around(gold, fact["start"])
    listed, chosen = record.get("sentences") or [], fact.get("sentences") or []
    spans = [listed[i] for i in chosen if 0 <= i < len(listed)]
    if spans:
        return " ".join(gold.get("text", "")[a:b].strip() for a, b in spans)
    ends = {fact["subject"], fact["object"]} if "subject" in fact else {fact.get("person")}
    starts = [m["start"] for m in record["mentions"] if m["entity"] in ends]
    return _around(gold, min(starts)) if starts else ""


def _around(record: Record, offset: int) -> str:
    """The gold sentence that holds a character; where gold lists no sentences, the line that does."""
    text = record.get("text", "")
    for start, end in record.get("sentences") or []:
        if start <= offset < end:
            return str(text[start:end]).strip()
    line_end = text.find("\n", offset)
    return str(text[text.rfind("\n", 0, offset) + 1 : line_end if line_end >= 0 else len(text)]).strip()


def _confidence(item: Record) -> float:
    value = item.get("confidence")
    return float(value) if isinstance(value, int | float) else 0.0
