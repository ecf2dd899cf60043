"""The documentation site builds without a warning, no link of it is dead, and what it shows of the code is the code."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer.main
from typer.testing import CliRunner

import kg
from kg.cli.app import app
from kg.query import named

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GOLD = str(ROOT / "tests" / "data" / "gold.jsonl")
WRITTEN = sorted([*DOCS.glob("*.md"), *DOCS.glob("how-to/*.md")])
PAGES = [pytest.param(path, id=str(path.relative_to(DOCS))) for path in WRITTEN]
COMMAND = typer.main.get_command(app)


class Links(HTMLParser):
    """What a page loads (scripts, styles, pictures), where it leads, and the places in it that can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: set[str] = set()
        self.leads: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.leads.add(found["href"])
        elif tag in ("script", "img", "iframe", "source", "link"):
            self.loads |= {found[name] for name in ("src", "href") if found.get(name)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return out


def _pages(site: Path) -> dict[Path, Links]:
    pages = {}
    for path in sorted(site.rglob("*.html")):
        pages[path] = Links()
        pages[path].feed(path.read_text(encoding="utf-8"))
    return pages


def test_no_link_is_dead(site: Path) -> None:
    """Every link within the site leads to a file that is there and, where it names one, to a place in it."""
    pages = _pages(site)
    assert len(pages) >= 14
    dead, checked = [], 0
    for path, links in pages.items():
        for link in sorted(links.leads | links.loads):
            parts = urlsplit(link)
            if parts.scheme or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            checked += 1
            there = target.is_file() or (target / "index.html").is_file()
            placed = not parts.fragment or target not in pages or unquote(parts.fragment) in pages[target].anchors
            if not (there and placed):
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []
    assert checked > 100


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """A reader's browser asks no other machine for fonts, scripts, styles or pictures."""
    foreign = {load for links in _pages(site).values() for load in links.loads if urlsplit(load).netloc}
    assert foreign == set()


def test_every_command_option_term_and_name_is_described(site: Path) -> None:
    """The generated references leave nothing out: commands with their options, own terms, public names, rooms."""
    commands = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    for name, command in _commands(COMMAND):
        assert f">kg {name}<" in commands
        assert all(option in commands for param in command.params for option in param.opts if option.startswith("--"))
    ontology = (site / "reference" / "ontology.html").read_text(encoding="utf-8")
    vocabulary = (ROOT / "ontologies" / "vocabulary.ttl").read_text(encoding="utf-8")
    terms = set(re.findall(r"^(kgo:[\w-]+) a ", vocabulary, re.MULTILINE))
    assert len(terms) > 50
    assert {t for t in terms if f"<code>{t}</code>" not in ontology} == set()
    library = (site / "reference" / "library.html").read_text(encoding="utf-8")
    assert [name for name in kg.__all__ if f'id="{name.lower()}"' not in library] == []
    figure = (site / "reference" / "architecture.svg").read_text(encoding="utf-8")
    rooms = {p.name for p in (ROOT / "kg").iterdir() if (p / "__init__.py").exists()}
    assert {room for room in rooms if f">{room}<" not in figure} == set()


def _commands(group: object, path: str = "") -> list[tuple[str, object]]:
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        full = f"{path} {name}".strip()
        found += [(full, command), *(_commands(command, full) if hasattr(command, "commands") else [])]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_commands_that_pages_show_exist(path: Path) -> None:
    """Every `kg` line of a written page names a command and options that are there."""
    known = dict(_commands(COMMAND))
    for arguments in _shown(path):
        words = [a for a in arguments if a not in ("--verbose", "-v")]
        name = next((n for n in (" ".join(words[:2]), words[0]) if n in known), None)
        assert name, f"kg {' '.join(words)}"
        options = {o for p in known[name].params for o in (*p.opts, *p.secondary_opts)}  # type: ignore[attr-defined]
        assert {w.split("=")[0] for w in words if w.startswith("-") and len(w) > 1} <= options


def _shown(path: Path) -> list[list[str]]:
    """The arguments of each `$ kg ...` line."""
    lines = re.findall(r"^\$ kg (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line.split(" > ")[0]) for line in lines]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the examples and their annotations in place of the engine."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "kg.toml").write_text('engine = "replay"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["ingest", "examples/articles", "--model", GOLD], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return tmp_path


def test_the_tutorial_runs(project: Path) -> None:
    """Each command of the tutorial ends well and prints something."""
    ran = _shown(DOCS / "tutorial.md")
    assert len(ran) >= 8
    for arguments in ran:
        extra = ["--model", GOLD] if arguments[0] == "ingest" else []
        done = CliRunner().invoke(app, [*arguments, *extra], catch_exceptions=False)
        assert done.exit_code == 0, (arguments, done.stderr)
        assert done.stdout.strip() or done.stderr.strip()


def test_the_queries_that_pages_show_can_be_asked(project: Path) -> None:
    """Every SPARQL block of a written page can be asked of the examples as it stands, and finds something."""
    blocks = [b for path in WRITTEN for b in re.findall(r"```sparql\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)]
    assert len(blocks) >= 2
    for number, block in enumerate(blocks):
        (project / f"{number}.rq").write_text(block, encoding="utf-8")
        assert named.load(f"{number}.rq")
        done = CliRunner().invoke(app, ["query", f"{number}.rq", "--format", "csv"], catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        assert len(done.stdout.splitlines()) > 1, block


def test_the_python_that_pages_show_compiles_and_imports_public_names_only() -> None:
    """Python blocks are valid and take from `kg` what it promises."""
    blocks = [b for path in WRITTEN for b in re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)]
    assert len(blocks) >= 2
    for block in blocks:
        compile(block, "page", "exec")
        for names in re.findall(r"^from kg import (.+)$", block, re.MULTILINE):
            assert {name.strip() for name in names.split(",")} <= set(kg.__all__)
        assert not re.search(r"^from kg\.", block, re.MULTILINE)
