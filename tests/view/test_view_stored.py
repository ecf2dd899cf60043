"""The page of a store that was filled from the example articles, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from watched import Opener

from kg import pipeline
from kg.extract import load_engine
from kg.query.picture import picture
from kg.store import open_store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The page data of the example articles as annotated by hand."""
    engine = load_engine("replay", path=ROOT / "tests" / "data" / "gold.jsonl")
    with open_store(tmp_path_factory.mktemp("example") / "news.kg") as store:
        pipeline.ingest([str(ROOT / "examples" / "articles")], store=store, engine=engine)
        return picture(store, generated_from="news.kg")


def test_the_map_shows_the_places_of_the_articles(opened: Opener, example: dict[str, Any]) -> None:
    """Places that are known by name are points on Java; made-up ones are listed as having no coordinates."""
    page = opened(example, hash="view=map")
    points = page.locator("#view-map .place")
    names = points.evaluate_all("all => all.map(point => point.getAttribute('data-place')).sort()")
    assert names == ["Kudus", "Semarang"]
    inside = page.evaluate(
        "() => { const jawa = document.querySelector('[data-island=Jawa]').getBoundingClientRect();"
        " return [...document.querySelectorAll('.place circle:not(.reach)')].every(c => { const b = c.getBoundingClientRect();"
        " return b.left > jawa.left && b.right < jawa.right && b.bottom > jawa.top && b.top < jawa.bottom; }); }"
    )
    assert inside
    missing = page.evaluate("KG.shown.nodes.filter(n => ['GPE', 'LOC'].includes(n.type) && n.lat === null).map(n => n.label)")
    assert "Arumsari" in missing
