"""The map holds: who imports whom, how long things are, and that `kg --help` loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOOR = {"records", "entities", "errors", "config", "plugins"}
SHARED = FLOOR | {"lexicon"}
# Places that may join rooms.
JOINERS = {"__init__", "pipeline", "cli", "serve", "__main__"}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
HEAVY = (
    "onnxruntime numpy rdflib pyshacl pyoxigraph pyvis networkx igraph trafilatura jinja2 tokenizers torch transformers "
    "charset_normalizer sqlite3 lxml"
).split()
# Packages that more than one room needs, and why.
SHARED_PACKAGES = {
    "pyoxigraph": {"store", "query", "rdf"},  # terms and results of the one graph engine
    "numpy": {"extract", "train"},  # the arrays that both sides of one model speak
    "onnxruntime": {"extract", "train"},  # a model is exported, made small and checked as the engine will run it
    "tokenizers": {"extract", "train"},  # training cuts text as the engine does
}


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(path: Path) -> Iterator[str]:
    """Every module a file imports, at its top or inside a function, as a dotted name."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            yield from (f"kg.{alias.name}" for alias in node.names) if base == "kg" else (base,)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_the_floor_and_word_lists(path: Path) -> None:
    """No room knows another; the floor knows nobody; only the pipeline and the command line join rooms."""
    room = _room(path)
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("kg.")} - {room, "__version__"}
    if room in JOINERS:
        return
    allowed = {"errors", "records", "entities"} if room in FLOOR else SHARED
    # An engine is trained in the words of the engine room: training is the one room that builds on another.
    allowed = allowed | {"extract", "evaluate", "text"} if room == "train" else allowed
    assert ours <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_short(path: Path) -> None:
    """A module is under 300 lines and a function under 50."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
    functions = [n for n in ast.walk(_tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 50] == []


def test_names_say_a_duty() -> None:
    """No module or folder is named after nothing in particular."""
    names = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & FORBIDDEN == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_command_line_prints_exits_and_reads_the_environment(path: Path) -> None:
    """Rooms return data and raise errors: print, sys.exit and os.environ stand in cli and config alone."""
    if _room(path) in {"cli", "config", "__main__"} or path.name == "child.py":
        return
    found = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "exit"}:
            found.add(node.func.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found |= {f"{node.value.id}.{node.attr}"} & {"sys.exit", "os.environ", "os.getenv"}
    assert found == set()


def test_a_third_party_package_lives_in_one_room() -> None:
    """Replacing a package touches one room; the exceptions are named above with their reason."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for name in _imports(path):
            package = name.split(".")[0]
            if package not in sys.stdlib_module_names and package != "kg":
                rooms[package].add(_room(path))
    spread = {package: found for package, found in rooms.items() if len(found) > 1}
    assert {p: r for p, r in spread.items() if not r <= SHARED_PACKAGES.get(p, set())} == {}


@pytest.mark.parametrize("arguments", [["--help"], ["ingest", "--help"], ["query", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help answers at once because it imports none of the large packages."""
    program = (
        "import sys\nfrom kg.cli import main\nsys.argv = ['kg', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('loaded:', *sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120, check=True
    )
    assert done.stdout.splitlines()[-1].split() == ["loaded:"]
