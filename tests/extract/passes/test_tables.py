"""Every pass has a table of cases, and what it does in them is exactly what the table says.

A case is a marked text (see `drafting`) with what a network says of its pairs. `brings` are the lines of the outcome that
stand there because of the pass, `takes` those that would stand there without it; a case with neither is one in which the
pass must not fire.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from drafting import draft, lines

from kg.extract.passes import PASSES

HERE = Path(__file__).parent
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["case"] for path in sorted(HERE.glob("*/*.toml"))}
CASES = [pytest.param(name, case, id=f"{name}-{n}") for name, table in TABLES.items() for n, case in enumerate(table, 1)]


def outcome(case: Mapping[str, Any], *without: str) -> list[str]:
    """The lines of a case's outcome, some passes left out."""
    given = {key: case[key] for key in ("settings", "published", "title", "allowed") if key in case}
    return lines(draft(case["text"], case.get("pairs", ()), without=without, **given))


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_pass_does_what_its_table_says(name: str, case: Mapping[str, Any]) -> None:
    """The outcome with the pass has the lines that it brings, that without it the lines that it takes; all else is the same."""
    whole, less = outcome(case), outcome(case, name)
    assert sorted(set(whole) - set(less)) == sorted(case.get("brings", []))
    assert sorted(set(less) - set(whole)) == sorted(case.get("takes", []))
    assert set(case.get("says", [])) <= set(whole)


@pytest.mark.parametrize("name", [p.name for p in PASSES])
def test_a_pass_that_is_left_out_is_missed(name: str) -> None:
    """Each pass has cases in which it fires and cases in which it must not, in the folder of its stage."""
    table = TABLES.get(name, [])
    assert any(case.get("brings") or case.get("takes") for case in table)
    assert any(not case.get("brings") and not case.get("takes") for case in table)
    (stage,) = (p.run.__module__.split(".")[-2] for p in PASSES if p.name == name)
    assert (HERE / stage / f"{name}.toml").is_file()


def test_no_table_is_left_of_a_pass_that_is_gone() -> None:
    """Tables are of passes that exist."""
    assert set(TABLES) <= {p.name for p in PASSES}
