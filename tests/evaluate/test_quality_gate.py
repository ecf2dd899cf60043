"""The quality gate: the shipped engine does not fall below the floors in tests/data/floors.json."""

from __future__ import annotations

import pytest
from quality import FILES, MARGIN, MEASURES, floors, measure, pinned


@pytest.mark.parametrize("name", [name for name, path in FILES.items() if path.is_file()])
def test_no_measure_falls_below_its_floor(name: str) -> None:
    """F1 of every pinned measure is at or above its floor (see quality.py for how floors are raised)."""
    found = measure(FILES[name])
    fallen = {key: (found[key], floor) for key, floor in floors()[name].items() if found[key] < floor}
    assert fallen == {}


def test_floors_are_pinned_for_every_measure() -> None:
    """Our own gold file has a floor above nothing for every measure of the gate, and no file pins an unknown one."""
    kept = floors()
    assert {key for key, floor in kept["gold.jsonl"].items() if floor > 0} == set(MEASURES)
    assert all(set(by_measure) <= set(MEASURES) for by_measure in kept.values())


def test_floors_only_rise() -> None:
    """Pinning keeps a higher old floor unless lowering is asked for."""
    assert pinned({"a": 0.5}, {"a": 0.4, "b": 0.3}, lower=False) == {"a": 0.5, "b": round(0.3 - MARGIN, 3)}
    assert pinned({"a": 0.5}, {"a": 0.4}, lower=True) == {"a": round(0.4 - MARGIN, 3)}
