"""The whole way: an annotation becomes a graph in a real store, and the query room reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

from kg.query import export, find, named, results, search, sparql
from kg.query.network import to_networkx
from kg.query.picture import Choice, picture
from kg.rdf import build
from kg.records import Annotation, Argument, Article, LocalEntity, Mention, Position, Quote, Relation, Span
from kg.resolve import resolve
from kg.store import Store, open_store

TITLE = "Kampung Kertas dibuka"
BODY = (
    "Sri Lestari Wening, Kepala Dinas Kriya Kabupaten Tirtasari, membuka Kampung Kertas di Tirtasari pada 3 Mei 2024. "
    "Kampung itu didirikan Yayasan Serat Bumi. "
    '"Kertas ini dari pelepah pisang," kata Sri.'
)
TEXT = f"{TITLE}\n{BODY}"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _annotation() -> Annotation:
    names = {
        "P1": ("PER", "Sri Lestari Wening"),
        "O1": ("ORG", "Dinas Kriya Kabupaten Tirtasari"),
        "O2": ("ORG", "Yayasan Serat Bumi"),
        "L1": ("LOC", "Kampung Kertas"),
        "G1": ("GPE", "Tirtasari"),
        "E1": ("EVT", "membuka"),
        "D1": ("DATE", "3 Mei 2024"),
    }
    kinds, values = {"E1": "ceremony"}, {"D1": "2024-05-03"}
    first, second = _span(BODY.split(" Kampung itu")[0]), _span("Kampung itu didirikan Yayasan Serat Bumi.")
    third = _span('"Kertas ini dari pelepah pisang," kata Sri.')
    return Annotation(
        article=Article("00ff00ff00ff00ff", TEXT, "https://contoh.id/kertas", "Warta Uji", TITLE, "2024-05-04"),
        sentences=(_span(TITLE), first, second, third),
        entities=tuple(LocalEntity(i, t, n, kinds.get(i), values.get(i)) for i, (t, n) in names.items()),
        mentions=tuple(Mention(i, _span(n), t) for i, (t, n) in names.items()),
        positions=(Position("P1", "Kepala", _span("Kepala"), "O1"),),
        relations=(Relation("O2", "founded", "L1", sentences=(2,)),),
        arguments=(
            Argument("E1", "agent", "P1", sentences=(1,)),
            Argument("E1", "place", "G1", sentences=(1,)),
            Argument("E1", "time", "D1", sentences=(1,)),
        ),
        quotes=(Quote("P1", "direct", _span("Kertas ini dari pelepah pisang"), "kata"),),
        engine="uji-1.0",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article."""
    path = tmp_path_factory.mktemp("real") / "news.kg"
    annotation = _annotation()
    with open_store(path) as store:
        store.put({"id": annotation.article.id}, annotation.article, build(annotation, resolve(annotation)))
    return path


@pytest.fixture
def opened(folder: Path) -> Iterator[Store]:
    """The store, open for reading."""
    with open_store(folder, read_only=True) as store:
        yield store


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("people-and-posts", {}, ("Sri Lestari Wening", "Kepala", "Dinas Kriya Kabupaten Tirtasari", "current", "1")),
        ("events", {"since": "2024-05-03", "until": "2024-05"}, ("2024-05-03", "membuka", "ceremony")),
        ("quotes", {"name": "sri lestari"}, ("Sri Lestari Wening", "says", "kata", "Kertas ini dari pelepah pisang", "direct")),
        ("articles", {"outlet": "warta"}, ("2024-05-04", "Warta Uji", TITLE, "6", "https://contoh.id/kertas")),
        ("places", {}, ("Kampung Kertas", "1", "0")),
        ("facts-by-article", {}, (TITLE, "event", "membuka", "agent", "Sri Lestari Wening", "asserted", "1")),
    ],
)
def test_named_queries_read_what_rdf_writes(
    folder: Path, opened: Store, name: str, values: dict[str, str], expected: tuple[str, ...]
) -> None:
    """The first row of each answer holds what the article says."""
    with search.opened(opened, folder) as index:
        bound = named.bind(named.load(name), values, index=index)
    with sparql.run(folder, bound) as answer:
        assert results.table(answer).rows[0][: len(expected)] == expected


def test_page_of_a_real_store(opened: Store) -> None:
    """Posts, events, relations and quotes of a real store are on the page, each with its sentence."""
    page = picture(opened, Choice(names=("Sri Lestari",), depth=3))
    sentences = {(e["relation"], e["label"]): [s["sentence"] for s in e["statements"]] for e in page["edges"]}
    assert set(sentences) == {("position", "Kepala"), ("agent", "agent"), ("place", "place")}
    assert all(len(s) == 1 and s[0] in TEXT for s in sentences.values())
    (event,) = [n for n in page["nodes"] if n["type"] == "EVT"]
    assert (event["kind"], event["date"]) == ("ceremony", "2024-05-03")
    assert [q["text"] for q in page["quotes"]] == ["Kertas ini dari pelepah pisang"]
    founded = next(e for e in picture(opened)["edges"] if e["relation"] == "founded")
    assert (find.entity(opened, "Yayasan Serat Bumi").iri, find.entity(opened, "Kampung Kertas").iri) == (
        founded["source"], founded["target"],
    )  # fmt: skip


@pytest.mark.parametrize("format", export.FORMATS)
def test_exports_of_a_real_store(opened: Store, tmp_path: Path, format: str) -> None:
    """Every export format takes a real store; N-Quads are the store's own dump."""
    out = tmp_path / "out"
    export.write(opened, format, out)
    if format == "nquads":
        assert sorted(out.read_text(encoding="utf-8").splitlines()) == sorted(line.rstrip("\n") for line in opened.dump())
    if format == "graphml":
        assert networkx.read_graphml(out).number_of_nodes() == to_networkx(opened).number_of_nodes() == 6
    assert out.exists()


def test_constructed_picture_from_a_query(folder: Path, opened: Store) -> None:
    """A CONSTRUCT query's triples choose what the page shows."""
    query = "CONSTRUCT { ?p kgo:holdsPostIn ?o } WHERE { ?p kgo:holdsPostIn ?o }"
    with sparql.run(folder, query) as answer:
        page = picture(opened, constructed=results.plain_triples(answer))
    assert [e["label"] for e in page["edges"]] == ["Kepala"]
