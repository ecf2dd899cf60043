"""Training: from annotated articles to a model folder that the engine runs, with a tiny encoder made here."""

from __future__ import annotations

import json
import random
from dataclasses import fields
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
from transformers import AutoModel, BertConfig, BertModel, XLMRobertaConfig
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import ConfigError
from kg.exchange import read
from kg.extract.neural.engine import MODELS, load
from kg.extract.neural.heads import SpanHeads
from kg.extract.neural.labels import PAIR_LABELS, SPAN_TYPES, TAGS
from kg.extract.neural.pairs import WindowSpan, pair_features
from kg.extract.neural.windows import XLM_ROBERTA
from kg.records import Article
from kg.text import split
from kg.train import average, configured, fit
from kg.train import model as training
from kg.train.batches import Batch, _of_pairs, collate
from kg.train.examples import Example, allowed_labels, build
from kg.train.export import export, outlier_channels
from kg.train.feeding import Feed
from kg.train.from_onnx import exported_weights

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"


def _encoder(folder: Path, family: str) -> Path:
    """A small random encoder of a family, with a fast tokenizer trained on the gold texts."""
    torch.manual_seed(1)
    marks = {"bert": ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], "xlm-roberta": ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]}[family]
    bert = family == "bert"
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]") if bert else models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer() if bert else pre_tokenizers.Metaspace()
    trainer = trainers.WordPieceTrainer if bert else trainers.BpeTrainer
    tokenizer.train_from_iterator([a.article.text for a in read(GOLD)], trainer(vocab_size=900, special_tokens=marks, show_progress=False))
    first, last = ("[CLS]", "[SEP]") if bert else ("<s>", "</s>")
    ids = {mark: tokenizer.token_to_id(mark) for mark in marks}
    around = [(first, ids[first]), (last, ids[last])]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{first} $A {last}", special_tokens=around)
    shape = {"vocab_size": tokenizer.get_vocab_size(), "hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
    pad = ids["[PAD]" if bert else "<pad>"]
    config = BertConfig(**shape, pad_token_id=pad) if bert else XLMRobertaConfig(**shape, pad_token_id=pad, max_position_embeddings=300)
    encoder = AutoModel.from_config(config)
    with torch.no_grad():
        for weight in encoder.parameters():
            weight.add_(0.005 * torch.randn_like(weight))
    encoder.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def _few(folder: Path) -> Path:
    """A file of the first three gold articles."""
    few = folder / "few.jsonl"
    few.write_text("".join(GOLD.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    return few


@pytest.mark.parametrize(("family", "window"), [("bert", 510), ("xlm-roberta", 296)])
def test_fit_gives_a_model_the_engine_runs(family: str, window: int, tmp_path: Path) -> None:
    """Any encoder with a fast tokenizer will do: its special pieces and length are found and kept, the engine runs the model,
    a finished run resumes to the same weights, and training goes on from what was exported."""
    base, out, few = _encoder(tmp_path / "base", family), tmp_path / "out", _few(tmp_path)
    said: list[str] = []
    config = configured(settings=["epochs=1", "batch_windows=4", "version=7.1", "altered_copies=false"])
    fit(few, out, base=base, config=config, report=said.append)
    engine = load(model=out)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    special = engine.settings["special_pieces"]
    assert [special["start"], special["end"]] == tokenizer.encode("").ids
    assert special["mask"] == tokenizer.token_to_id("[MASK]" if family == "bert" else "<mask>")
    assert engine.settings["window"] == window and engine.version.startswith("7.1-")
    annotation = next(iter(engine.annotate([split(Article("a", "Wali Kota Budi hadir di Solo. " * 90))])))
    assert annotation.engine.startswith("neural-7.1-")
    weights = (out / "heads.npz").read_bytes()
    fit(few, out, base=base, config=config, resume=True, report=said.append)
    assert (out / "heads.npz").read_bytes() == weights
    assert said[-1] == f"model written to {out}"
    fit(few, tmp_path / "on", base=out, config=configured(settings=["epochs=0.2"], fine_tuning=False), report=said.append)
    assert load(model=tmp_path / "on").settings["special_pieces"] == special


def test_workers_change_nothing_but_the_place_of_work() -> None:
    """Batches that a worker process collates and decodes are the same each time, and the first of them those made here."""
    gold = list(read(GOLD))[:6]
    allowed = allowed_labels(gold, least=1)
    tokenizer = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    examples = [e for a in gold for e in build(a, tokenizer, allowed)]
    noise = np.random.default_rng(3).normal(size=(2, 512, TAGS)).astype(np.float32)
    runs = []
    for workers in (1, 1, 0):
        feed = Feed(examples, allowed, configured(settings=["batch_windows=2", f"workers={workers}"]), XLM_ROBERTA)
        run = []
        for numbers, arrays in feed.epoch(random.Random(1)):
            run.append(arrays)
            feed.decode(numbers, noise[: len(numbers)])
        feed.close()
        runs.append(run)
    assert len(runs[0]) >= 3
    assert all((x[k] == y[k]).all() for x, y in zip(runs[0], runs[1], strict=True) for k in x)
    assert all((runs[0][0][k] == runs[2][0][k]).all() for k in runs[0][0])


def test_a_run_says_how_it_goes_and_keeps_its_best(tmp_path: Path) -> None:
    """Losses and dev scores stand in metrics.jsonl, the settings in train.toml, and the best checkpoints are whole models."""
    base, out = _encoder(tmp_path / "base", "bert"), tmp_path / "out"
    few = _few(tmp_path)
    settings = ["epochs=3", "batch_windows=1", "report_every=2", "evaluate_every=3", "keep_checkpoints=2", "altered_copies=false"]
    fit(few, out, base=base, dev=[few], config=configured(settings=settings), report=lambda _: None)
    rows = [json.loads(line) for line in (out / "metrics.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(row["loss"]["outer"] > 0 for row in rows if "loss" in row)
    scored = {row["step"]: row["dev"]["ALL FACTS"] for row in rows if "dev" in row}
    kept = sorted(int(p.name.removeprefix("step-")) for p in out.glob("step-*"))
    assert len(scored) >= 3 and len(kept) == 2 and kept[-1] == max(scored, key=lambda step: (scored[step], step))
    assert configured(out / "train.toml") == configured(settings=settings)
    average([out / f"step-{step}" for step in kept], tmp_path / "mean", weights=[1, 3])
    first, second, mean = (exported_weights(p)["tags.weight"] for p in (*(out / f"step-{step}" for step in kept), tmp_path / "mean"))
    assert torch.allclose(mean, (first + 3 * second) / 4, atol=0.02 * float(mean.abs().max()))


@pytest.mark.parametrize(
    ("settings", "fault"),
    [(["rate=3"], "no setting 'rate'"), (["epochs=many"], "epochs is to be a number"), (["seed"], "no value in 'seed'"), (["seed=1.5"], "a whole number")],
)
def test_a_wrong_setting_is_named(settings: list[str], fault: str) -> None:
    """What training cannot be told is refused in words."""
    with pytest.raises(ConfigError, match=fault):
        configured(settings=settings)


def test_batches_move_whole_to_a_device(tmp_path: Path) -> None:
    """Every tensor of a batch stands on the device that was asked for, features of pairs among them."""
    gold = list(read(GOLD))[:2]
    allowed = allowed_labels(gold, least=1)
    tokenizer = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    examples = [e for a in gold for e in build(a, tokenizer, allowed)]
    batch = Batch.of(collate(examples, 1, masked=0.1, special=XLM_ROBERTA), "meta")
    tensors = [getattr(batch, f.name) for f in fields(batch) if f.name != "features"]
    assert {x.device.type for x in [*tensors, *batch.features.values()]} == {"meta"}


def test_numpy_heads_equal_torch_heads() -> None:
    """Inference computes what was trained: pair logits agree to 1e-4."""
    torch.manual_seed(2)
    heads = training.SpanHeads(16).eval()
    states = torch.randn(1, 12, 16)
    spans = [
        WindowSpan(0, 1, "PER", "Budi"),
        WindowSpan(3, 3, "ORG", "BNI"),
        WindowSpan(5, 8, "direct", "isi"),
        WindowSpan(3, 9, "EVT", "rapat"),
    ]
    pairs = pair_features(spans, np.ones((len(SPAN_TYPES), len(SPAN_TYPES), len(PAIR_LABELS)), dtype=bool), 12)
    none = np.zeros(0, dtype=np.int64)
    example = Example(
        none, none, spans, none, none, none, pairs, np.zeros(len(pairs.left), dtype=np.int64), np.zeros((1, 1), dtype=np.int8), none
    )
    arrays = {"spans": np.array([[0, s.first, s.last] for s in spans]), **_of_pairs([example])}
    missing = [f.name for f in fields(Batch) if f.name not in arrays and f.name != "features"]
    batch = Batch.of({**arrays, **dict.fromkeys(missing, none)}, "cpu")
    with torch.no_grad():
        expected = heads.pair_logits(states, batch).numpy()
    found = SpanHeads({k: v.numpy() for k, v in heads.state_dict().items()}).pairs(states[0].numpy(), spans, pairs)
    assert np.abs(found - expected).max() < 1e-4


def test_the_command_goes_on_from_the_shipped_model(tmp_path: Path) -> None:
    """`kg train fit` without a base starts from the shipped weights, ends by the clock and sets confidences on `--dev`."""
    few = _few(tmp_path)
    command = ["train", "fit", str(few), str(tmp_path / "out"), "--dev", str(few), "--minutes", "0.02", "--set", "batch_windows=1"]
    command += ["--unlabelled", str(few)]
    done = CliRunner().invoke(app, command, prog_name="kg", catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    engine = load(model=tmp_path / "out")
    assert 0.0 < engine.settings["least"] < 1.0 and engine.settings["calibration"]
    found = next(iter(engine.annotate([split(Article("a", "Bupati Klaten Siti Aminah meresmikan Pasar Ngupit."))])))
    assert "Siti Aminah" in {e.name for e in found.entities}


def test_the_exported_graph_computes_what_was_trained(tmp_path: Path) -> None:
    """A feed-forward input some hundred times as loud as the others is found and kept apart, and states stay near the trained ones."""
    torch.manual_seed(4)
    shape = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
    BertModel(BertConfig(vocab_size=1000, **shape)).save_pretrained(tmp_path / "base")
    model = training.Extractor(tmp_path / "base").eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.005 * torch.randn_like(weight))
        for layer in model.encoder.encoder.layer:
            layer.intermediate.dense.bias[7] = 500.0
            layer.output.dense.weight[:, 7] /= 1000.0
    windows = [np.random.default_rng(n).integers(5, 1000, 40) for n in range(3)]
    before = {k: v.clone() for k, v in model.state_dict().items()}
    with torch.no_grad():
        expected = [model(torch.from_numpy(w)[None], torch.ones(1, 40, dtype=torch.long))[0][0].numpy() for w in windows]
    assert all(7 in channels for channels in outlier_channels(model, windows, 4))
    export(model, MODELS / "tokenizer.json", np.ones((1,), dtype=bool), tmp_path / "out", settings={"version": "t"}, sample=windows)
    session = onnxruntime.InferenceSession(str(tmp_path / "out" / "encoder.onnx"), providers=["CPUExecutionProvider"])
    for window, states in zip(windows, expected, strict=True):
        found = session.run(None, {"ids": window[None]})[0][0]
        assert np.abs(found - states).mean() < 0.05 * np.abs(states).mean()
    again = exported_weights(tmp_path / "out")
    assert before.keys() == again.keys()
    assert all(float((before[k] - again[k]).abs().max()) <= 0.01 * float(before[k].abs().max()) + 1e-6 for k in before)
