"""Hints, help texts and docstrings name only commands and options that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from kg.cli.app import app

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
GUIDES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "kg/models/README.md")]
# `kg ` followed by a word in lower case: a command, or one of the group's own options before it.
_COMMAND = re.compile(r"(?<![\w./-])kg((?: -{1,2}[a-z-]+)*) ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
# Words that may follow the program's name in a sentence about the program.
_PROSE = {"carries", "is", "wrote"}


def _commands(group: object, path: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        full = f"{path} {name}".strip()
        found |= {full: command, **(_commands(command, full) if hasattr(command, "commands") else {})}
    return found


KNOWN = _commands(typer.main.get_command(app))
OPTIONS = {o for c in (*KNOWN.values(), typer.main.get_command(app)) for p in c.params for o in (*p.opts, *p.secondary_opts)}  # type: ignore[attr-defined]


def _hints(path: Path) -> Iterator[tuple[int, str]]:
    """The text of each `hint=` of a module, with its line; what is put into it stands as an X."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg == "hint":
                yield from ((s.lineno, _text(s)) for s in ast.walk(keyword.value) if isinstance(s, ast.JoinedStr | ast.Constant))


def _text(node: ast.JoinedStr | ast.Constant) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(p.value if isinstance(p, ast.Constant) and isinstance(p.value, str) else "X" for p in parts)


def _unknown(text: str) -> list[str]:
    """The commands that a text names and that are not there; a group must be followed by one of its own."""
    missing = []
    for _, first, second in _COMMAND.findall(text):
        group = hasattr(KNOWN.get(first), "commands")
        if first not in _PROSE and (first not in KNOWN or (group and second and f"{first} {second}" not in KNOWN)):
            missing.append(f"kg {first} {second}".strip())
    return missing


def test_no_hint_names_a_command_or_option_that_is_not_there() -> None:
    """Whoever follows a hint gets on: each `kg X` and each `--option` in one exists."""
    hints = [(path.relative_to(ROOT), line, text) for path in MODULES for line, text in _hints(path)]
    assert len(hints) > 40
    assert any("kg ingest" in text for _, _, text in hints)
    wrong = [(str(path), line, bad) for path, line, text in hints for bad in _unknown(text)]
    ours = [(path, line, text) for path, line, text in hints if "pip install" not in text]
    wrong += [(str(path), line, o) for path, line, text in ours for o in _OPTION.findall(text) if o not in OPTIONS | {"--help"}]
    assert wrong == []


@pytest.mark.parametrize("path", [*MODULES, *GUIDES], ids=lambda p: str(p.relative_to(ROOT)))
def test_no_text_names_a_command_that_is_not_there(path: Path) -> None:
    """Code and guides speak of commands that can be given, where they write them as code or as an example."""
    text = path.read_text(encoding="utf-8")
    written = [*re.findall(r"`(kg [^`]+)`", text), *re.findall(r"(?:Example:|&&|\$) (kg [^\n]+)", text)]
    assert [bad for line in written for bad in _unknown(line)] == []


def test_what_the_search_for_commands_sees() -> None:
    """The search itself finds commands in a sentence, and takes no path or prose for one."""
    assert _unknown("make one with kg ingset SOURCE, or kg ingest") == ["kg ingset"]
    assert _unknown("kg --verbose nonsense") == ["kg nonsense"]
    assert _unknown("the folder that kg wrote; ./news.kg here; a newer kg is needed") == []
