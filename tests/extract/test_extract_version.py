"""An engine's version changes with all that its annotations depend on, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.extract import load_engine
from kg.extract.rules import digest_of, rules

PACKAGE = Path(__file__).parents[2] / "kg"
GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the rooms that rules and word lists live in."""
    for room in ("extract", "lexicon", "text"):
        shutil.copytree(PACKAGE / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("file", ["lexicon/degrees.txt", "lexicon/months.tsv", "extract/passes/claims/visiting.py", "text/sentences.py"])
def test_a_changed_rule_or_word_list_is_another_version(package: Path, file: str) -> None:
    """One line more in a pass, a word list or the rules that cut text, and articles are read again."""
    assert digest_of(package) == rules()
    with (package / file).open("a", encoding="utf-8") as handle:
        handle.write("# lain\n")
    assert digest_of(package) != rules()


def test_what_is_no_rule_changes_nothing(package: Path) -> None:
    """Compiled files, notes and the line ends of another system leave the version as it is."""
    (package / "extract" / "__pycache__").mkdir()
    (package / "extract" / "__pycache__" / "draft.pyc").write_bytes(b"x")
    (package / "lexicon" / "LICENSES.md").write_text("x", encoding="utf-8")
    file = package / "lexicon" / "degrees.txt"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_of(package) == rules()


def test_passes_left_out_and_other_weights_are_another_version(tmp_path: Path) -> None:
    """Equal versions give equal annotations: an engine without a pass, or with other cuts, has a version of its own."""
    whole = load_engine("neural").version
    assert load_engine("neural").version == whole
    assert load_engine("neural", without=["names"]).version not in (whole, load_engine("neural", without=["ranks"]).version)
    model = tmp_path / "model"
    shutil.copytree(PACKAGE / "models", model)
    (model / "engine.json").write_text((model / "engine.json").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_engine("neural", model=model).version != whole


def test_replayed_annotations_have_the_version_of_their_file(tmp_path: Path) -> None:
    """Another file of annotations is another engine."""
    other = tmp_path / "other.jsonl"
    other.write_text(GOLD.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_engine("replay", path=GOLD).version != load_engine("replay", path=other).version
