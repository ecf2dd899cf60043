"""What goes into a store comes out of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import expected, graph_of, sample

from kg.records import Article, ArticleGraph
from kg.store import ArticleRow, Store, open_store
from kg.store.dump import sorted_lines
from kg.store.lines import Change, Share, apply, canonical

KGO = "https://kg.example/ns#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store(tmp_path / "news.kg")


def test_article_and_annotation_come_back(store: Store) -> None:
    """The text, every field and the annotation are returned as they were put, half characters and all."""
    annotation, article, graph = sample(1, 5)
    odd = replace(article, text="Judul\nisi \ud83d \x00 🏙", title="Judul \ud83d", extra={"a": [1, None, "é"]})
    annotation["note"] = "setengah \ud83d"
    store.put(annotation, odd, graph)
    assert store.article(odd.id) == odd
    assert store.article(odd.url) == odd
    assert store.article(odd.source_id) == odd
    assert store.article(odd.id[:5]) == odd
    assert store.annotation_json(odd.id) == annotation


def test_list_of_articles(store: Store) -> None:
    """Articles are listed by date, with what was found in each."""
    for key in (3, 1):
        store.put(*sample(key, 5))
    first, second = store.articles()
    article = sample(1, 5)[1]
    assert first == ArticleRow(
        article.id, "Kabar 1", "https://contoh.id/1", "contoh.id", "2024-12-02", article.content_hash, "uji-5", 2
    )
    assert second.id == sample(3)[1].id


def test_has_is_about_id_text_and_engine(store: Store) -> None:
    """An article counts as done only for the same id, text and engine."""
    _, article, _ = sample(1, 5)
    store.put(*sample(1, 5))
    assert store.has(article.id, article.content_hash, "uji-5")
    assert not store.has(article.id, article.content_hash, "uji-6")
    assert not store.has(article.id, sample(1, 6)[1].content_hash, "uji-5")
    assert not store.has(sample(2)[1].id, article.content_hash, "uji-5")


def test_a_line_stands_while_an_article_supports_it(store: Store) -> None:
    """A shared line leaves the picture with the last article that had it, however each of them spelled it."""
    store.put(*sample(1, 0b1))
    store.put(*sample(2, 0b1))
    store.forget("https://contoh.id/1")
    assert list(store.dump()) == expected({2: 0b1})
    store.put(*sample(2, 0b10))
    assert list(store.dump()) == expected({2: 0b10})
    store.forget(sample(2)[1].id)
    assert list(store.dump()) == []


def test_an_article_may_change_the_name_of_its_graph(store: Store) -> None:
    """Replacing an article under another base leaves nothing in the old graph."""
    annotation, article, graph = sample(1, 3)
    store.put(annotation, article, graph)
    store.put(annotation, article, replace(graph, graph="https://lain.example/g"))
    names = {str(row["g"].value) for row in store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    assert names == {"https://lain.example/g"}


def test_graph_of_another_article_is_a_bug(store: Store) -> None:
    """Handing over one article with another's graph is the caller's mistake, not a user's."""
    annotation, article, _ = sample(1)
    with pytest.raises(ValueError, match=r"^the graph is of article 0002beefbeefbeef, not of 0001beefbeefbeef$"):
        store.put(annotation, article, sample(2)[2])


def test_stats(store: Store) -> None:
    """Counts: a reprint is another article but the same source; entities by type; statements by kind."""
    base, org = "https://kg.example/article/a", "http://www.w3.org/ns/org#"
    picture = (
        f'<a:x> <{KGO}entityType> "PER" .',
        f'<a:y> <{KGO}entityType> "ORG" .',
        f"<a:m> {TYPE} <{org}Membership> .",
    )
    for id_ in ("a", "b"):
        statements = (f"<{base}{id_}#s1> {TYPE} <{org}Membership> .", f"<{base}{id_}#s2> {TYPE} <{KGO}Participation> .")
        store.put({}, Article(id_, "teks"), ArticleGraph(id_, f"{base}{id_}#graph", statements, picture))
    assert store.stats() == {
        "articles": 2, "sources": 1, "triples": 3, "evidence": 4,
        "entities": 2, "entities.ORG": 1, "entities.PER": 1,
        "facts": 4, "facts.position": 2, "facts.participation": 2, "facts.quotation": 0, "facts.relation": 0,
    }  # fmt: skip


def test_stats_of_nothing(store: Store) -> None:
    """An empty store counts to zero."""
    assert set(store.stats().values()) == {0}


def test_a_reader_keeps_its_moment(store: Store) -> None:
    """What a writer does after a reader has opened changes neither the reader's graph nor its list of articles."""
    store.put(*sample(1, 5))
    with open_store(store.path, read_only=True) as reader:
        store.put_many([sample(1, 6), sample(2, 7)])
        store.rebuild()
        store.flush()
        assert list(reader.dump()) == expected({1: 5})
        assert [row.engine for row in reader.articles()] == ["uji-5"]
    with open_store(store.path, read_only=True) as reader:
        assert list(reader.dump()) == expected({1: 6, 2: 7})


def test_put_many_of_nothing(store: Store) -> None:
    """An empty batch changes nothing."""
    store.put_many([])
    assert list(store.dump()) == []


def test_more_changes_than_one_flush(store: Store) -> None:
    """The journal is emptied on the way, and nothing is lost by that."""
    for round_ in range(150):
        store.put(*sample(round_ % 3, round_ % 64))
    assert list(store.dump()) == expected({key: (147 + key) % 64 for key in range(3)})
    with open_store(store.path, read_only=True) as reader:
        assert list(reader.dump()) == list(store.dump())


def test_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    """The same articles give the same dump, whichever came first."""
    dumps = []
    for order in ((0, 1, 2, 3), (3, 1, 0, 2)):
        with open_store(tmp_path / str(order[0])) as store:
            store.put_many([sample(key, key * 9) for key in order])
            dumps.append(list(store.dump()))
    assert dumps[0] == dumps[1] == expected({key: key * 9 for key in range(4)})


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.text('\\u0"{}.;#<>\n\r\t', max_size=12)
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    TEXT.map(lambda text: ox.Literal(text, language="id-ID")),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")),
        st.sampled_from(["007", "1.50", "-0", "1e3", "2024-02-31", "2024-12-09T01:00:00.000+07:00", "true", "1", "x"]),
        st.sampled_from(["integer", "decimal", "double", "date", "dateTime", "boolean", "gYear"]),
    ),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LITERALS, min_size=1, max_size=5), st.lists(LITERALS, max_size=5))
def test_canonical_lines_are_what_the_graph_holds(old: list[ox.Literal], new: list[ox.Literal]) -> None:
    """Canonical lines stay as they are; inserting and updating them agree, and deleting finds them."""
    before, after = (canonical([f"<a:s> <a:p> {o} ." for o in some], article="x") for some in (old, new))
    assert canonical(before, article="x") == before
    graph = ox.Store()
    apply(graph, Change(adds=(Share("a:g", before, before),)))
    first = graph.dump(format=ox.RdfFormat.N_QUADS)
    apply(graph, Change(("a:g",), tuple(set(before) - set(after)), (Share("a:g", after, after),)))
    fresh = ox.Store()
    apply(fresh, Change(adds=(Share("a:g", after, after),)))
    assert first.decode().count("\n") == 2 * len(before)
    assert list(sorted_lines(graph)) == list(sorted_lines(fresh))
    assert [line for line in sorted_lines(graph) if not line.endswith("<a:g> .")] == list(after)


@pytest.mark.parametrize("run", [1, 2, 7, 8, 100])
def test_dump_is_sorted_in_runs_of_any_size(store: Store, run: int) -> None:
    """Sorting through files gives the same lines as sorting in memory."""
    store.put_many([sample(key, 21) for key in range(3)])
    assert list(sorted_lines(store.oxigraph, run=run)) == expected(dict.fromkeys(range(3), 21))


def test_graph_names_are_the_articles(store: Store) -> None:
    """Evidence stays in the article's own graph; the default graph holds only pictures."""
    store.put(*sample(1, 2))
    evidence = store.query(f"SELECT ?s {{ GRAPH <{graph_of(1)}> {{ ?s ?p ?o }} }}")
    assert len(list(evidence)) == 2
    assert not store.query(f"ASK {{ ?s <{KGO}text> ?o }}")
