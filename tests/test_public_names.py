"""The public door: `import kg` is light, and every name it promises is there, documented and typed."""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.app import app

ROOT = Path(__file__).parents[1]
LIGHT = "import sys, kg\nprint(*sorted(m for m in sys.modules if m.startswith('kg.')))"


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    """Each name of `kg.__all__` can be had from `kg` and carries a docstring of its own."""
    assert inspect.getdoc(getattr(kg, name))


def test_the_names_are_sorted_and_shown() -> None:
    """A reader of `dir(kg)` sees them all."""
    assert kg.__all__ == sorted(kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))


def test_another_name_is_an_attribute_error() -> None:
    """What is not promised is not there, and the message says so."""
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'ingset'"):
        kg.ingset  # noqa: B018 - asking is the test


def test_importing_kg_imports_no_room() -> None:
    """`import kg` costs nothing but itself; a name brings its own room."""
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""


def test_type_checkers_see_the_types(tmp_path: Path) -> None:
    """The package carries the marker that its types may be used, and a program of ten lines passes mypy in strict mode."""
    assert (ROOT / "kg" / "py.typed").exists()
    program = "from kg import Report, Store, ingest, open_store\n\ndef run(store: Store) -> Report:\n    return ingest([], store=store)\n\nrun(open_store('x'))\n"
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", str(tmp_path / "program.py")], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_library_is_silent_unless_asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed by a library call; what it does goes to the logger `kg`, which has a handler that drops it."""
    with kg.open_store(tmp_path / "s.kg"):
        pass
    assert capfd.readouterr() == ("", "")
    assert any(isinstance(h, logging.NullHandler) for h in logging.getLogger("kg").handlers)


def test_verbose_says_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kg --verbose` tells on stderr which store is opened; stdout stays data."""
    log = logging.getLogger("kg")
    monkeypatch.setattr(log, "handlers", list(log.handlers))
    monkeypatch.setattr(log, "level", log.level)
    with kg.open_store(tmp_path / "s.kg"):
        pass
    quiet = CliRunner().invoke(app, ["stats", "--store", str(tmp_path / "s.kg")])
    loud = CliRunner().invoke(app, ["-v", "stats", "--store", str(tmp_path / "s.kg")])
    assert (quiet.exit_code, loud.exit_code) == (0, 0)
    assert "opening the store" in loud.stderr and "opening the store" not in quiet.stderr
    assert loud.stdout == quiet.stdout
