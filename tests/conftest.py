"""Shared by all tests: where the project is, a pipeline that replays stored annotations, and an environment without KG_*."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own KG_ variables must not decide how a test ends."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT
