"""The search index: names found as people type them, in step with the store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from kg import pipeline
from kg.errors import NotFound, QueryError
from kg.query import index as indexing
from kg.query import search
from kg.query.index import Index
from kg.store import Store, open_store

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Suryo Handaru", "Suryo Handaru"),
        ("suryo handru", "Suryo Handaru"),
        ("Hanungg", "Hanung Cahyo Saputro"),
        ("wulan sekar", "Wulan Sekarsari"),
        ("lumbung segara", "PT Lumbung Segara Jateng"),
        ("universtas muria", "Universitas Muria Nusantara"),
        ("endah puspitarni", "Endah Puspitarini"),
    ],
)
def test_names_are_found_though_misspelt(examples: tuple[Store, Index], text: str, label: str) -> None:
    """The best hit is the entity that was meant."""
    assert search.find(examples[1], text)[0].label == label


def test_types_and_limits(examples: tuple[Store, Index]) -> None:
    """Types are taken in any case and in words; unknown ones are errors that list the right ones."""
    index = examples[1]
    assert {h.type for h in search.find(index, "tirtamukti", types=["org"])} == {"ORG"}
    assert {h.type for h in search.find(index, "tirtamukti", types=["place"])} <= {"GPE", "LOC"}
    assert len(search.find(index, "tirtamukti", limit=2)) == 2
    assert search.find(index, "  ") == ()
    with pytest.raises(QueryError, match="there is no entity type planet") as caught:
        search.find(index, "x", types=["planet"])
    assert caught.value.hint.startswith("types: PER, ORG")


def test_doubt_is_told(examples: tuple[Store, Index]) -> None:
    """A name that fits nothing says what is near; one that fits several lists them; `every` takes all."""
    index = examples[1]
    with pytest.raises(NotFound, match="nothing matched 'Suryo Handru'") as caught:
        search.resolve(index, "Suryo Handru")
    assert caught.value.hint.startswith("near: Suryo Handaru")
    with pytest.raises(
        NotFound, match=r"'melantik' may mean 2 entities: melantik \(EVT, event/melantik-\w+, 1 article\)"
    ) as caught:
        search.resolve(index, "melantik")
    assert "--all" in caught.value.hint
    assert len(search.resolve(index, "melantik", every=True)) == 2
    assert search.resolve(index, "person/suryo-handaru") == search.resolve(index, "Suryo Handaru")
    for bad in ('"', "' OR 1=1 --", "*", "a" * 5000, "\x00", "NEAR(x y)", "\ud800".encode("utf-8", "replace").decode()):
        search.find(index, bad)
        search.passages(index, bad)


def test_the_index_follows_the_store(tmp_path: Path) -> None:
    """Articles that come, change and go show at the next opening, exactly as in an index made anew."""
    path = tmp_path / "news.kg"
    articles = sorted((ROOT / "examples" / "articles").iterdir())
    gold = {"path": str(ROOT / "tests" / "data" / "gold.jsonl")}

    def contents() -> tuple[list[tuple[object, ...]], ...]:
        with open_store(path, read_only=True) as kept:
            with search.opened(kept, path) as followed:
                mine = _dump(followed)
            with search.opened(kept) as anew:
                assert mine == _dump(anew)
        return mine

    with open_store(path) as kept:
        pipeline.ingest([str(a) for a in articles[:10]], store=kept, engine="replay", options=gold)
    first = contents()
    with open_store(path) as kept:
        pipeline.ingest([str(articles[10])], store=kept, engine="replay", options=gold)
    second = contents()
    with open_store(path) as kept:
        for row in [r for r in kept.articles() if r.published > "2025-06"]:
            pipeline.forget(row.id, store=kept, base="https://kg.example/")
    assert second != first == contents()


def _dump(index: Index) -> tuple[list[tuple[object, ...]], ...]:
    return (
        index.rows("SELECT iri, type, label, kind, articles FROM entity ORDER BY iri"),
        index.rows("SELECT iri, name FROM name JOIN entity ON entity = entity.n ORDER BY iri, name"),
        index.rows("SELECT iri, kind, text FROM passage JOIN word ON word.rowid = passage.n ORDER BY iri"),
        index.rows("SELECT article, iri FROM mention ORDER BY article, iri"),
        index.rows("SELECT name FROM outlet ORDER BY name"),
        index.rows("SELECT count(*) FROM trigram"),
    )


def test_a_broken_or_unwritable_index_is_no_error(store: pyoxigraph.Store, tmp_path: Path) -> None:
    """A file that is no database, or a folder that is not there, leaves the search working in memory."""
    (tmp_path / indexing.FILE).write_bytes(b"no database" * 1000)
    for folder in (tmp_path, tmp_path / "tiada"):
        with search.opened(store, folder) as index:
            assert search.resolve(index, "bu ratna")[0].label == "Ratna Wulan"
