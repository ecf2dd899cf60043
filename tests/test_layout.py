"""The map holds: who imports whom, how long things are, and that `kg --help` loads nothing heavy."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
HEAVY = (
    "onnxruntime numpy rdflib pyshacl pyoxigraph pyvis networkx igraph trafilatura jinja2 tokenizers torch transformers "
    "charset_normalizer sqlite3 lxml httpx httpcore protego warcio pypdf docx xlsxwriter prompt_toolkit"
).split()
# Packages that more than one room needs, and why.
SHARED_PACKAGES = {
    "pyoxigraph": {"store", "query", "rdf"},  # terms and results of the one graph engine
    "igraph": {"view", "query"},  # the page's layout; who is central
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


def _map() -> dict[str, set[str]]:
    """CONTRIBUTING's map: room -> the rooms it may import, itself included."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.split("## Map", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| `kg/")]
    named = [(re.findall(r"`kg/(\w+?)(?:\.py|/)`", where), may) for where, _, may in rows]
    every = {room for rooms, _ in named for room in rooms}
    floor = next(set(rooms) for rooms, may in named if may == "each other")
    allowed: dict[str, set[str]] = {}
    for rooms, may in named:
        shared = every if may == "everything" else floor | {"lexicon"} if "the floor" in may else set(rooms) & floor
        allowed |= {room: {room} | shared | set(re.findall(r"`(\w+)`", may)) for room in rooms}
    return allowed


def test_the_map_names_every_room_and_no_other() -> None:
    """A newcomer finds each module and folder of the package in CONTRIBUTING, and nothing there that is gone."""
    rooms = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")}
    assert set(_map()) == rooms
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| where |")[1].split("## ")[0]
    assert [p for p in re.findall(r"`([\w./]+)`", text) if "/" in p and not (ROOT / p).exists()] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_what_the_map_allows(path: Path) -> None:
    """Rooms stand on the floor and know no other room, but where the map says so."""
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("kg.")} - {"__version__"}
    assert ours <= _map()[_room(path)]


def test_the_map_allows_no_more_than_is_needed() -> None:
    """A permission that a row grants by name is one that the room uses."""
    used = defaultdict(set)
    for path in MODULES:
        used[_room(path)] |= {name.split(".")[1] for name in _imports(path) if name.startswith("kg.")}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    granted = re.findall(r"^\| `kg/(\w+)[/.].*\| the floor, (.+) \|$", text, re.MULTILINE)
    assert granted
    assert [(room, name) for room, names in granted for name in re.findall(r"`(\w+)`", names) if name not in used[room]] == []


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


SILENT = [p for p in MODULES if _room(p) not in {"cli", "config"} and p.relative_to(PACKAGE) != Path("query/child.py")]


@pytest.mark.parametrize("path", SILENT, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_command_line_prints_exits_and_reads_the_environment(path: Path) -> None:
    """Rooms return data and raise errors: print, sys.exit and os.environ stand in cli and config alone."""
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
