"""The neural engine: what it gives is well formed, repeatable and loss-free as JSON lines."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExtractError, ReadError
from kg.exchange import from_json, to_json
from kg.extract import load_engine
from kg.extract.neural.engine import NeuralEngine
from kg.extract.neural.prediction import Prediction
from kg.extract.neural.tagging import _TABLES, best_path
from kg.extract.neural.windows import respace
from kg.records import Annotation, Article, Document, Position, Quote
from kg.text import split

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"
RECORDS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
ODD = ("JUDUL SAJA", "rapat digelar di solo, kata budi", 'Pres\u202eiden\x07Prabowo.Menteri "kata', ". . .", "🙂 " * 400)


def annotated(text: str) -> Annotation:
    """The engine's annotation of a text."""
    return next(iter(load_engine("neural").annotate([split(Article("a", text))])))


def test_gold_is_loss_free() -> None:
    """An annotation read from JSON writes the same JSON again."""
    assert [to_json(from_json(record)) for record in RECORDS] == RECORDS


def test_broken_record_is_named() -> None:
    """A record without entities is refused by its id."""
    with pytest.raises(ReadError, match="record x1: not an annotated article: object missing required field `entities`"):
        from_json({"id": "x1", "text": "Isi."})


@pytest.mark.parametrize("text", [RECORDS[0]["text"], *ODD])
def test_annotation_is_well_formed_and_repeatable(text: str) -> None:
    """Twice the same; spans lie in the text; facts name entities that exist and have evidence that holds their words."""
    first = annotated(text)
    assert first == annotated(text)
    known = {entity.id for entity in first.entities}
    assert all(0 <= m.span.start < m.span.end <= len(text) and m.entity in known for m in first.mentions)
    for fact in first.facts():
        evidence = first.evidence(fact)
        assert all(0 <= span.start < span.end <= len(text) for span in evidence)
        if isinstance(fact, Position | Quote):
            assert any(span.contains(fact.span) for span in evidence)
        assert 0.0 <= fact.confidence <= 1.0
    assert all(p.person in known and p.span.of(text) for p in first.positions)


def test_threads_change_nothing() -> None:
    """Articles read two at once come in order, with what each gives when it is read alone."""
    documents = [split(Article(r["id"], r["text"])) for r in RECORDS]
    alone = [a for d in documents for a in load_engine("neural", threads=1).annotate([d])]
    assert list(load_engine("neural", threads=3).annotate(documents)) == alone


def test_a_failing_article_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles before it are given; the error names the one the network failed on."""
    engine = load_engine("neural")
    documents = [split(Article(str(n), f"Rapat {n} digelar di Solo.", origin=f"{n}.txt")) for n in range(6)]
    predict = NeuralEngine.predict

    def failing(self: NeuralEngine, document: Document) -> Prediction:
        if document.article.id == "3":
            raise MemoryError("no room")
        return predict(self, document)

    monkeypatch.setattr(NeuralEngine, "predict", failing)
    found = engine.annotate(documents)
    assert [next(found).article.id for _ in range(3)] == ["0", "1", "2"]
    with pytest.raises(ExtractError, match=r"failed on 3\.txt: no room"):
        next(found)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_respacing_keeps_offsets(text: str) -> None:
    """Every character that respacing keeps points at itself in the original; only spaces are added."""
    spaced, offsets = respace(text)
    assert len(spaced) == len(offsets)
    kept = [(c, text[o]) for n, (c, o) in enumerate(zip(spaced, offsets, strict=True)) if offsets[n + 1 : n + 2] != [o]]
    assert all(c == original for c, original in kept)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_best_path_is_legal(seed: int, length: int) -> None:
    """I never stands first and follows only B or I of its own type."""
    table = _TABLES["outer"]
    path = best_path(np.random.default_rng(seed).normal(size=(length, len(table))).astype(np.float32), table)
    assert path[0] == 0 or path[0] % 2 == 1
    assert all(now % 2 or now == 0 or before in (now, now - 1) for before, now in pairwise(path))
