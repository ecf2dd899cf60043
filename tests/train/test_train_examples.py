"""Training examples: altered copies stay true, mistakes become negatives, an exported model is a start."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from tokenizers import Tokenizer

from kg.errors import ConfigError, EngineUnavailable
from kg.evaluate.comparing import Pair
from kg.exchange import read
from kg.extract.confidence import End, features
from kg.extract.neural.engine import MODELS, load
from kg.extract.neural.pairs import WindowSpan
from kg.text import split
from kg.train import fit
from kg.train.augment import altered, edited, name_words
from kg.train.calibration import Judged, _known, confidence, held_out_error, scalings
from kg.train.cuts import best_cut, fact_cuts
from kg.train.examples import IGNORE, Example, allowed_labels, build, with_spurious
from kg.train.from_onnx import exported_weights, is_model
from kg.train.unlabelled import silver

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"
ARTICLES = list(read(GOLD))
ALLOWED = allowed_labels(ARTICLES, least=1)


def examples() -> list[Example]:
    """The windows of the first two articles."""
    tokenizer = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    return [e for a in ARTICLES[:2] for e in build(a, tokenizer, ALLOWED)]


@pytest.mark.parametrize("seed", range(6))
def test_altered_copies_mark_the_same_things(seed: int) -> None:
    """Names of people change, everything else keeps its words; the facts are the same."""
    pool = name_words(ARTICLES)
    for a in ARTICLES:
        b = altered(a, pool, random.Random(seed))
        people = {e.id for e in a.entities if e.type == "PER"}
        title = a.article.text.find("\n")
        for old, new in zip(a.mentions, b.mentions, strict=True):
            inside = any(m.entity in people and m.span.overlaps(old.span) for m in a.mentions)
            if not inside and old.span.start > title:
                assert new.span.of(b.article.text) == old.span.of(a.article.text)
        assert (a.relations, a.arguments, len(a.quotes)) == (b.relations, b.arguments, len(b.quotes))
        assert [len(s.of(b.article.text).split()) for s in b.sentences] == [len(s.of(a.article.text).split()) for s in a.sentences]


def test_edits_move_what_follows() -> None:
    """A span behind, around and at an edit still covers its words."""
    a = ARTICLES[0]
    first = min(a.mentions, key=lambda m: m.span).span
    b = edited(a, [(first.start, first.end, "X" * 40)])
    assert min(b.mentions, key=lambda m: m.span).span.of(b.article.text) == "X" * 40
    assert b.sentences[-1].of(b.article.text) == a.sentences[-1].of(a.article.text)


def test_a_wrong_span_takes_part_in_no_fact() -> None:
    """Facts keep their pairs and labels; pairs with the wrong span are all negative; a near miss is no mistake."""
    e = examples()[0]
    gold = e.spans[0]
    assert with_spurious(e, [gold], ALLOWED) is e
    wrong = WindowSpan(1, 1, "PROD", "")
    found = with_spurious(e, [wrong], ALLOWED)
    assert len(found.spans) == len(e.spans) + 1
    assert found.labels.sum() == e.labels.sum()
    assert {len(x) for x in (found.kinds, found.modalities, found.statuses)} == {len(found.spans)}
    at = next(n for n, s in enumerate(found.spans) if s.type == "PROD" and s.first == 1)
    assert found.kinds[at] == IGNORE

    def facts(x: Example) -> set[tuple[tuple[int, int], tuple[int, int], int]]:
        where = [(s.first, s.last) for s in x.spans]
        pairs = zip(x.pairs.left, x.pairs.right, x.groups, strict=True)
        return {(where[i], where[j], int(label)) for i, j, g in pairs for label in np.nonzero(x.labels[g] == 1)[0]}

    assert facts(found) == facts(e)


def test_an_exported_model_gives_its_weights() -> None:
    """Every weight of the shipped model comes back under its training name, in the right shape."""
    weights = exported_weights(MODELS)
    config = json.loads((MODELS / "config.json").read_text(encoding="utf-8"))
    assert is_model(MODELS) and not is_model(MODELS.parent)
    assert weights["encoder.embeddings.word_embeddings.weight"].shape == (config["vocab_size"], config["hidden_size"])
    assert weights["encoder.encoder.layer.0.intermediate.dense.weight"].shape == (config["intermediate_size"], config["hidden_size"])
    assert weights["tags.weight"].shape[1] == config["hidden_size"]


def test_confidences_follow_the_share_that_is_right() -> None:
    """Scores that overstate are pulled down; rare labels follow their family."""
    known = (2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    rows = [Judged("located_in", known, n % 4 == 0, n) for n in range(400)]
    weights = scalings([*rows, *(replace(row, label="owns") for row in rows[:2])])
    stated = {label: 1 / (1 + np.exp(-(w[0] * 2.0 + w[1]))) for label, w in weights.items()}
    assert stated["located_in"] == pytest.approx(0.25, abs=0.02)
    assert stated["owns"] < 0.4
    assert held_out_error(rows) < 0.05
    # A set whose later articles are all wrong shows its error when confidences come from the others.
    assert held_out_error([replace(row, right=row.article % 5 != 0) for row in rows]) > 0.15


def test_a_fact_of_certainty_one_is_judged(tmp_path: Path) -> None:
    """Confidences can be chosen when the engine is wholly sure of a fact (the writer leaves such a confidence out)."""
    pair = Pair("quote", None, {"speaker": "P1", "start": 0, "end": 9})
    assert _known(pair, {"P1": End(1.0, 1)})[0] == features(1.0, None, None)[0]


def test_what_rules_claim_and_no_sentence_holds_is_calibrated_apart() -> None:
    """Two kinds of facts of one score get the confidences of their own shares."""
    plain = features(0.8, End(0.9, 1), End(0.9, 1))
    ruled = features(0.8, End(0.9, 1), End(0.9, 1), ruled=True)
    crossing = features(0.8, End(0.9, 1), End(0.9, 1), crossing=True)
    joined = features(0.8, End(0.9, 1, surfaces=4), End(0.9, 1))
    shares = {plain: 8, ruled: 9, crossing: 3, joined: 5}
    rows = [Judged("part_of", known, n % 10 < share, n) for known, share in shares.items() for n in range(200)]
    weights = scalings(rows)["part_of"]
    assert all(confidence(weights, known) == pytest.approx(share / 10, abs=0.06) for known, share in shares.items())


def test_cuts_bring_back_labels_of_which_little_is_sure() -> None:
    """One cut for all facts holds their precision; a label whose facts below it are right is stated from a lower one on."""
    doubtful = [(n / 100, n >= 60) for n in range(100)] * 4
    rare = [(0.4, True)] * 15 + [(0.1, False)] * 30
    cuts = fact_cuts({"arg:agent": doubtful, "founded": rare}, {"arg:agent": 200, "founded": 20})
    stated = [right for p, right in [*doubtful, *rare] if p >= cuts["least"]]
    assert cuts["least"] > 0.4 and sum(stated) >= 0.72 * len(stated)
    assert cuts["least_of"] == {"founded": 0.2}
    assert best_cut([(0.9, True), (0.2, False)] * 30, 30) > 0.2


def test_unlabelled_articles_teach_what_the_engine_is_sure_of() -> None:
    """Sure facts are labels, doubtful ones and doubtful tags are left out, and event kinds are never taken over."""
    engine = load()
    allowed = engine.session.allowed
    found = list(silver(engine, [ARTICLES[0].article], allowed))
    plain = build(next(iter(engine.annotate([split(ARTICLES[0].article)]))), engine.tokenizer, allowed)
    assert len(found) == len(plain)
    assert sum((e.labels == 1).sum() for e in found) > 0 < sum((e.labels == -1).sum() for e in found)
    assert sum((e.labels == 1).sum() for e in found) < sum((e.labels == 1).sum() for e in plain)
    assert sum((e.tags == IGNORE).sum() for e in found) > sum((e.tags == IGNORE).sum() for e in plain)
    assert all((e.kinds == IGNORE).all() and (e.modalities == IGNORE).all() for e in found)


def test_an_engine_without_confidences_teaches_nothing(tmp_path: Path) -> None:
    """What a model without confidences is sure of cannot be known; a bare encoder labels nothing."""
    engine = load()
    engine.settings = {"version": "t"}
    with pytest.raises(ConfigError, match="no confidences"):
        next(silver(engine, [ARTICLES[0].article], engine.session.allowed))
    shutil.copyfile(MODELS / "tokenizer.json", tmp_path / "tokenizer.json")
    with pytest.raises(ConfigError, match="cannot label"):
        fit(GOLD, tmp_path / "out", base=tmp_path, unlabelled=[ARTICLES[0].article], report=lambda _: None)


def test_a_model_of_another_version_is_named(tmp_path: Path) -> None:
    """A graph with other inputs is refused in words, at work and as the start of a training run."""
    graph = onnx.load(str(MODELS / "encoder.onnx"))
    graph.graph.input.append(onnx.helper.make_tensor_value_info("mask", onnx.TensorProto.INT64, ["windows", "pieces"]))
    shutil.copytree(MODELS, tmp_path / "old")
    onnx.save(graph, str(tmp_path / "old" / "encoder.onnx"))
    with pytest.raises(EngineUnavailable, match="exported by another version: it asks for ids, mask"):
        next(load(model=tmp_path / "old").annotate([split(ARTICLES[0].article)]))
    with pytest.raises(ConfigError, match="exported by another version"):
        exported_weights(tmp_path / "old")
