"""README tells the truth: its help block, its commands, its answer and its Python are run."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GOLD = str(ROOT / "tests" / "data" / "gold.jsonl")


def _kg(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), prog_name="kg", catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def _all_facts(predicted: str) -> list[float]:
    """Precision, recall and F1 of all facts of a file of predictions, against `saya.jsonl`."""
    line = next(line for line in _kg("evaluate", "saya.jsonl", predicted).splitlines() if "ALL FACTS" in line)
    return [float(number) for number in re.findall(r"\d\.\d{3}", line)[:3]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the examples, whose annotated texts stand in for the engine so that answers are exact."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "kg.toml").write_text('engine = "replay"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    _kg("ingest", "examples/articles", "--model", GOLD)
    return tmp_path


def test_the_help_block_is_what_help_prints() -> None:
    """The commands in README are those of `kg --help`, word for word."""
    block = re.search(r"```\n(Usage: kg .*?)```", README, re.DOTALL)
    assert block
    assert block[1] == _kg("--help")


def test_the_answer_is_what_the_query_prints(project: Path) -> None:
    """The table in README is the answer over the example articles."""
    shown = README.split("$ kg query posts-of", 1)[1].split("$ kg view", 1)[0].split("\n", 1)[1]
    answer = _kg("query", "posts-of", "--name", "Hanung Cahyo Saputro")
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [line.strip() for line in answer.splitlines()]


def test_the_commands_run(project: Path) -> None:
    """Every `kg query`, `kg view` and `kg export` line of README ends well."""
    lines = [line.split("#")[0].strip()[2:] for line in README.splitlines() if line.startswith("    $ kg ")]
    ran = [shlex.split(line)[1:] for line in lines if line.startswith(("kg query", "kg view", "kg export"))]
    assert len(ran) >= 6
    for arguments in ran:
        _kg(*arguments)


def test_own_annotations(project: Path) -> None:
    """What `kg annotate` prints is what `kg evaluate` reads: perfect as it is, less once facts are taken out; the options exist."""
    printed = CliRunner().invoke(app, ["annotate", "examples/articles", "--jsonl", "--model", GOLD], prog_name="kg")
    (project / "saya.jsonl").write_text(printed.stdout, encoding="utf-8")
    poorer = [json.loads(line) | {"positions": []} for line in printed.stdout.split("\n") if line]
    (project / "kurang.jsonl").write_text("\n".join(json.dumps(record) for record in poorer), encoding="utf-8")
    assert _all_facts("saya.jsonl") == [1.0, 1.0, 1.0]
    precision, recall, _ = _all_facts("kurang.jsonl")
    assert precision == 1.0
    assert 0.5 < recall < 1.0
    section = README.split("## Your own annotations", 1)[1]
    for option in ("--dev", "--minutes", "--base", "--resume"):
        assert option in section and option in _kg("train", "fit", "--help")


def test_the_python_runs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ten lines of Python run exactly as they stand, model and all, and find the example's articles and people."""
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block
    assert len(block[1].strip().splitlines()) <= 11
    names = [n for n in ast.walk(ast.parse(block[1])) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [(n.module, {a.name for a in n.names} <= set(kg.__all__)) for n in names if isinstance(n, ast.ImportFrom)] == [("kg", True)]
    assert len(names) == 1
    exec(compile(block[1], "README.md", "exec"), {})
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("12 articles,")
    assert out[1] == "https://kg.example/person/hanung-cahyo-saputro"
    assert len(out) == 5
