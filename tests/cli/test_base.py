"""A base of one's own holds in every command, and is the store's from its first article on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"
OWN = "https://berita.example/kg/"


def kg(folder: Path, *arguments: str, base: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with a base in its settings where one is given."""
    (folder / "kg.toml").write_text(f'base = "{base}"\n' if base else "", encoding="utf-8")
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that was made with a base of its own."""
    made = tmp_path_factory.mktemp("base")
    done = kg(made, "ingest", str(GOLD), "--engine", "replay", "--model", str(GOLD), base=OWN)
    assert done.returncode == 0, done.stderr
    return made


def test_the_prefix_is_the_stores(folder: Path) -> None:
    """`kg:` stands for the store's base in queries and in their answers, whatever the settings say later."""
    asked = 'SELECT ?p WHERE { ?p kgo:entityType "PER" } LIMIT 1'
    shown = kg(folder, "query", asked, "--format", "csv").stdout.splitlines()
    assert shown[1].startswith(OWN + "person/")
    told = kg(
        folder, "query", "ASK { GRAPH ?g { ?a a schema:NewsArticle FILTER(STRSTARTS(STR(?a), STR(kg:))) } }", "--format", "json"
    )
    assert json.loads(told.stdout)["boolean"] is True


def test_names_and_ids_are_found(folder: Path) -> None:
    """A person is found by the id under the store's own base."""
    (first, *_) = json.loads(kg(folder, "search", "Hanung", "--json").stdout)
    assert first["iri"].startswith(OWN)
    shown = kg(folder, "show", first["iri"].removeprefix(OWN), "--json")
    assert shown.returncode == 0, shown.stderr
    assert kg(folder, "view", first["label"], "--out", "x.html").returncode == 0


def test_exports_and_validate_keep_it(folder: Path) -> None:
    """Everything exported lies under the base; turtle shortens with it; validate has nothing to say against it."""
    lines = kg(folder, "export", "-").stdout.splitlines()
    assert lines
    assert not [line for line in lines if line.startswith("<https://kg.example/") or "<https://kg.example/article" in line]
    kg(folder, "export", "graf.ttl", "--replace")
    assert f"@prefix kg: <{OWN}> ." in (folder / "graf.ttl").read_text(encoding="utf-8")
    assert kg(folder, "validate").returncode == 0


def test_later_settings_do_not_move_it(folder: Path) -> None:
    """Without a base in the settings the store's is used; another one is an error that names both, and nothing changes."""
    again = kg(folder, "ingest", str(GOLD), "--engine", "replay", "--model", str(GOLD), "--force")
    assert again.returncode == 0, again.stderr
    assert "<https://kg.example/article" not in kg(folder, "export", "-").stdout
    other = kg(folder, "ingest", str(GOLD), "--engine", "replay", "--model", str(GOLD), base="https://lain.example/")
    assert other.returncode == 2
    assert f"the store's base is {OWN}, not https://lain.example/" in other.stderr
