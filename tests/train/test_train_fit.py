"""Training: from annotated articles to a model folder that the engine runs, with a tiny encoder made here."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import BertConfig, BertModel
from typer.testing import CliRunner

from kg.cli.app import app
from kg.extract.neural.engine import MODELS, load
from kg.extract.neural.heads import SpanHeads
from kg.extract.neural.labels import SPAN_TYPES
from kg.extract.neural.pairs import WindowSpan, pair_features
from kg.records import Article
from kg.text import split
from kg.train import fit
from kg.train import model as training
from kg.train.export import _loudest, export
from kg.train.warm import exported_weights

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"


def test_fit_gives_a_model_the_engine_runs(tmp_path: Path) -> None:
    """A few steps of training write a folder that annotates, and a finished run resumes to the same weights."""
    torch.manual_seed(1)
    tiny = BertConfig(vocab_size=32937, hidden_size=24, num_hidden_layers=1, num_attention_heads=2, intermediate_size=48)
    BertModel(tiny).save_pretrained(tmp_path / "base")
    shutil.copyfile(MODELS / "tokenizer.json", tmp_path / "base" / "tokenizer.json")
    said: list[str] = []
    fit(GOLD, tmp_path / "out", base=tmp_path / "base", epochs=1, batch=4, report=said.append)
    annotation = next(iter(load(model=tmp_path / "out").annotate([split(Article("a", "Wali Kota Budi hadir di Solo."))])))
    assert annotation.engine.startswith("neural-")
    weights = (tmp_path / "out" / "heads.npz").read_bytes()
    fit(GOLD, tmp_path / "out", base=tmp_path / "base", epochs=1, batch=4, resume=True, report=said.append)
    assert (tmp_path / "out" / "heads.npz").read_bytes() == weights
    assert said[-1] == f"model written to {tmp_path / 'out'}"


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
    pairs = pair_features(spans, np.ones((len(SPAN_TYPES), len(SPAN_TYPES), 36), dtype=bool), 12)
    fields = {
        name: torch.from_numpy(getattr(pairs, name)) for name in ("left", "right", "types", "distance", "between", "surface")
    }
    where = torch.tensor([[0, s.first, s.last] for s in spans])
    with torch.no_grad():
        expected = heads.pair_logits(states, where, torch.zeros(len(pairs.left), dtype=torch.long), fields).numpy()
    found = SpanHeads({k: v.numpy() for k, v in heads.state_dict().items()}).pairs(states[0].numpy(), spans, pairs)
    assert np.abs(found - expected).max() < 1e-4


def test_the_command_goes_on_from_the_shipped_model(tmp_path: Path) -> None:
    """`kg train` without a base starts from the shipped weights, ends by the clock and sets confidences on `--dev`."""
    few = tmp_path / "few.jsonl"
    few.write_text("".join(GOLD.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    command = ["train", str(few), str(tmp_path / "out"), "--dev", str(few), "--minutes", "0.02", "--batch", "1", "--unlabelled", str(few)]
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
    assert all(7 in loud for loud in _loudest(model, windows))
    export(model, MODELS / "tokenizer.json", np.ones((1,), dtype=bool), tmp_path / "out", version="t", sample=windows)
    session = onnxruntime.InferenceSession(str(tmp_path / "out" / "encoder.onnx"), providers=["CPUExecutionProvider"])
    for window, states in zip(windows, expected, strict=True):
        found = session.run(None, {"ids": window[None]})[0][0]
        assert np.abs(found - states).mean() < 0.05 * np.abs(states).mean()
    again = exported_weights(tmp_path / "out")
    assert before.keys() == again.keys()
    assert all(float((before[k] - again[k]).abs().max()) <= 0.01 * float(before[k].abs().max()) + 1e-6 for k in before)
