"""The interface's own code: it is what its sources say, it is typed and linted, and it reads what Python writes."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from made_up import page_data
from small import small_picture

from kg.records import ARGUMENT_ROLES, MODALITIES
from kg.view import from_json, render
from kg.view.layout import arrange
from kg.view.palette import MODALITIES as DASHES
from kg.view.palette import STYLES
from kg.view.payload import columns

HERE = Path(__file__).parent
ASSETS = HERE.parents[1] / "kg" / "view" / "assets"


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages of the lock file beside these tests, installed when they are not there yet."""
    if not (HERE / "node_modules" / "esbuild").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--prefix", str(HERE)], check=True, capture_output=True)
    return HERE / "node_modules"


def _node(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(["node", *arguments], input=stdin, capture_output=True, text=True, cwd=HERE, check=False)


def test_the_built_file_is_what_the_modules_say(node_modules: Path, tmp_path: Path) -> None:
    """The committed interface is the build of its modules: `npm run build --prefix tests/view` was not forgotten."""
    built = tmp_path / "page.js"
    done = _node("build.mjs", str(built))
    assert done.returncode == 0, done.stderr
    assert built.read_text(encoding="utf-8") == (ASSETS / "page.js").read_text(encoding="utf-8")


def test_the_interface_is_typed(node_modules: Path) -> None:
    """TypeScript finds nothing wrong in the modules and their JSDoc types."""
    done = _node(str(node_modules / "typescript" / "bin" / "tsc"), "--project", "jsconfig.json")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_interface_is_linted(node_modules: Path) -> None:
    """ESLint finds nothing wrong in the modules: no shadowed or unused names, no markup from text."""
    config = ["--config", str(HERE / "eslint.config.mjs"), "js"]
    done = subprocess.run(
        ["node", str(node_modules / "eslint" / "bin" / "eslint.js"), *config],
        cwd=ASSETS, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")


def _data(picture: dict[str, Any]) -> dict[str, Any]:
    found = re.search(r'id="kg-data">(.*?)</script>', render(picture), re.S)
    assert found
    return dict(json.loads(found[1]))


def _written(picture: dict[str, Any]) -> int:
    """How many sentences stand in the plain table and not in the data."""
    whole = from_json(picture)
    pairs = [(0, 0)] * len(whole.edges)
    alone = columns(whole, arrange(len(whole.nodes), pairs, [0.0] * len(whole.nodes)))
    return len(alone["sentences"]) - len(_data(picture)["sentences"])


@pytest.mark.parametrize("picture", [small_picture(), page_data(300), {"nodes": [], "edges": []}], ids=["small", "made up", "empty"])
def test_page_data_follows_its_schema(node_modules: Path, picture: dict[str, Any]) -> None:
    """A JavaScript reader with the schema finds every part of the data where it looks for it."""
    done = _node("payload.mjs", str(_written(picture)), stdin=json.dumps(_data(picture)))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_schema_reader_complains(node_modules: Path) -> None:
    """Data with a part missing, or an index that points nowhere, is told so."""
    data = _data(small_picture())
    del data["words"]
    data["edges"]["source"][0] = 999
    done = _node("payload.mjs", "99", stdin=json.dumps({**data, "words": ["x"] * 99}))
    assert "ends: 999 of 12" in done.stdout
    assert _node("payload.mjs", stdin=json.dumps({**data, "words": 3})).returncode == 1


def test_every_manner_and_role_has_words_dash_and_colour() -> None:
    """What a text may say of somebody has words in both languages, and every doubtful manner a dash of its own."""
    for lang in ("id", "en"):
        words = json.loads((ASSETS.parent / "words" / f"{lang}.json").read_text(encoding="utf-8"))
        assert [m for m in MODALITIES if f"modality_{m}" not in words] == []
        assert [r for r in ARGUMENT_ROLES if f"rel_{r}" not in words] == []
    assert set(DASHES) == set(MODALITIES)
    dashes = [row[0] for name, row in DASHES.items() if name != "asserted"]
    assert len(set(dashes)) == len(dashes) and all(dashes)


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ground", "which"), [("#fbfaf7", 1), ("#191a1c", 2)], ids=["light", "dark"])
def test_lines_and_marks_are_seen(ground: str, which: int) -> None:
    """Every line and mark has a contrast of 3 to 1 at least with the ground, words on lines 4.5 to 1."""

    def contrast(colour: str) -> float:
        low, high = sorted((_light(colour), _light(ground)))
        return (high + 0.05) / (low + 0.05)

    assert {name: round(contrast(row[which]), 1) for name, row in STYLES.items() if contrast(row[which]) < 3} == {}
    assert {n: round(contrast(r[which]), 1) for n, r in DASHES.items() if contrast(r[which]) < (3 if n == "asserted" else 4.5)} == {}
