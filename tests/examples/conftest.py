"""Stores built from the example articles, once a session for each engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_graphs import ARTICLES, GOLD

from kg import pipeline
from kg.extract import load_engine
from kg.store import open_store


def build(path: Path, engine: str) -> Path:
    """A store of all example articles; the replay engine serves the gold annotations."""
    options = {"path": GOLD} if engine == "replay" else {}
    with open_store(path) as store:
        report = pipeline.ingest([str(ARTICLES)], store=store, engine=load_engine(engine, **options))
    assert (report.new, report.skipped) == (12, ())
    return path


@pytest.fixture(scope="session")
def gold_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles as annotated by hand."""
    return build(tmp_path_factory.mktemp("gold") / "news.kg", "replay")


@pytest.fixture(scope="session")
def neural_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles as the shipped model reads them."""
    return build(tmp_path_factory.mktemp("neural") / "news.kg", "neural")


@pytest.fixture(params=["gold", "neural"])
def any_store(request: pytest.FixtureRequest) -> Path:
    """Each of the two."""
    path: Path = request.getfixturevalue(f"{request.param}_store")
    return path
