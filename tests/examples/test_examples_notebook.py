"""The walk through the library runs from top to bottom and leaves what it promises."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from example_graphs import EXAMPLES, GOLD

from kg.extract import load_engine


@pytest.mark.parametrize("engine", ["replay", "neural"])
def test_notebook_runs(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every cell runs; posts and quotes are printed, the store and the page are written; a second run changes nothing."""
    monkeypatch.chdir(tmp_path)
    loaded = load_engine(engine, **({"path": GOLD} if engine == "replay" else {}))
    runpy.run_path(str(EXAMPLES / "notebook.py"), init_globals={"engine": loaded})
    shown = capsys.readouterr().out
    assert "Hanung Cahyo Saputro: Kepala" in shown
    assert "12 new, 0 unchanged, 0 skipped" in shown
    assert (tmp_path / "notebook.kg").is_dir()
    assert "Hanung Cahyo Saputro" in (tmp_path / "notebook.html").read_text(encoding="utf-8")
    runpy.run_path(str(EXAMPLES / "notebook.py"), init_globals={"engine": loaded})
    assert "0 new, 12 unchanged, 0 skipped" in capsys.readouterr().out
