"""The pipeline on a real store: what is stored is checked as it stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.errors import ArticleError, ConfigError
from kg.exchange import read as read_annotations
from kg.extract import load_engine
from kg.rdf import vocabulary as v
from kg.store import open_store

GOLD = Path(__file__).parent / "data" / "gold.jsonl"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the gold articles."""
    path = tmp_path_factory.mktemp("checked") / "news.kg"
    with open_store(path) as store:
        report = pipeline.ingest([str(GOLD)], store=store, engine="replay", options={"path": str(GOLD)})
    assert (report.new, report.skipped) == (17, ())
    return path


@pytest.fixture
def copy(stored: Path, tmp_path: Path) -> Path:
    """The same store, free to be damaged."""
    return shutil.copytree(stored, tmp_path / "news.kg")


def test_what_was_stored_is_whole(stored: Path) -> None:
    """A store that nobody touched has no fault, and every article was looked at."""
    seen: list[str] = []
    with open_store(stored, read_only=True) as store:
        assert list(pipeline.check(store, progress=seen.append)) == []
    assert len(seen) == 17


def quads(store: ox.Store, predicate: str, near: str = "") -> list[ox.Quad]:
    """The stored quads of a property."""
    return sorted((q for q in store.quads_for_pattern(None, ox.NamedNode(predicate), None) if near in str(q)), key=str)


def taken(predicate: str, near: str = "") -> Callable[[ox.Store], None]:
    """Damage: one line of a property is lost."""
    return lambda store: store.remove(quads(store, predicate, near)[0])


def turned(predicate: str) -> Callable[[ox.Store], None]:
    """Damage: one line of a property has its ends swapped."""

    def change(store: ox.Store) -> None:
        quad = quads(store, predicate)[0]
        store.remove(quad)
        store.add(ox.Quad(quad.object, quad.predicate, quad.subject, quad.graph_name))  # type: ignore[arg-type]

    return change


def reworded(store: ox.Store) -> None:
    """Damage: a mention and its length agree, but the text has other words there."""
    quad = next(q for q in quads(store, v.ANCHOR_OF) if len(q.object.value) > 3)  # type: ignore[union-attr]
    store.remove(quad)
    store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("x" * len(quad.object.value), language="id"), quad.graph_name))  # type: ignore[union-attr]


def wedded(store: ox.Store) -> None:
    """Damage: a child is married to the parent by a line that another article might have brought."""
    child = quads(store, v.SCHEMA + "parent")[0]
    store.add(ox.Quad(child.subject, ox.NamedNode(v.SCHEMA + "spouse"), child.object, ox.DefaultGraph()))


def lost(store: ox.Store) -> None:
    """Damage: an article's graph is gone."""
    store.remove_graph(sorted(store.named_graphs(), key=str)[0])


DAMAGES: dict[str, tuple[Callable[[ox.Store], None], str]] = {
    "a statement without its confidence": (taken(v.CONFIDENCE, "#s-"), "needs 1"),
    "a sentence lost": (taken(v.EVIDENCE), "needs 1"),
    "a person without a name": (taken(v.LABEL, "<https://kg.example/person/"), "needs 1"),
    "a relation turned round": (turned(v.ORG + "subOrganizationOf"), "no statement tells"),
    "a post turned round": (turned(v.HOLDS_POST_IN), "no membership tells"),
    "a fact that nothing supports": (taken(v.DENOTES, "/membership/"), "fits none of the alternatives"),
    "a mention of other words": (reworded, "is not what the text has there"),
    "a family that cannot be": (wedded, "no statement tells"),
    "a graph gone": (lost, "its graph is missing"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_told_so(copy: Path, damage: str) -> None:
    """Whatever happens to the stored lines is found in them, by name."""
    change, words = DAMAGES[damage]
    with open_store(copy) as store:
        change(store.oxigraph)
    with open_store(copy, read_only=True) as store:
        found = list(pipeline.check(store))
    assert found
    assert any(words in fault for fault in found), found


def test_contradictory_families_are_listed(copy: Path) -> None:
    """Two articles may make somebody spouse and child of one person; both people are listed."""
    with open_store(copy) as store:
        wedded(store.oxigraph)
    with open_store(copy, read_only=True) as store:
        assert sum("at once what nobody can be" in fault for fault in pipeline.check(store)) == 2


def test_an_engine_given_as_itself_cannot_travel(tmp_path: Path) -> None:
    """More than one worker needs an engine by name; the error says what to do, and nothing is stored."""
    engine = load_engine("replay", path=str(GOLD))
    with open_store(tmp_path / "news.kg") as store, pytest.raises(ConfigError, match="needs an engine given by name"):
        pipeline.ingest([str(GOLD)], store=store, engine=engine, workers=2)


def test_annotate_gives_every_outcome_in_order(tmp_path: Path) -> None:
    """Articles and errors come back in the order of the sources."""
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    found = list(pipeline.annotate([str(tmp_path / "a.txt"), str(GOLD)], load_engine("replay", path=str(GOLD))))
    assert isinstance(found[0], ArticleError)
    assert [item.article.source_id for item in found[1:]] == [a.article.source_id for a in read_annotations(str(GOLD))]
