"""What a store says when it cannot be opened, read or written; and that it leaves alone what is not its own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from store_processes import writer
from store_samples import expected, graph_of, sample

from kg.errors import InvalidGraph, KgError, NotFound, QueryError, StoreError, StoreLocked
from kg.store import open_store


def tree(path: Path) -> dict[str, bytes | None]:
    """Every file below a folder, with its bytes."""
    return {str(p): p.read_bytes() if p.is_file() else None for p in sorted(path.rglob("*"))}


def message(error: type[KgError], action: Callable[[], object]) -> tuple[str, str]:
    """The message and the hint of the error that the action raises."""
    with pytest.raises(error) as caught:
        action()
    assert type(caught.value) is error
    return str(caught.value), caught.value.hint


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act as a user who owns nothing, where the tests run as one who may do anything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was == 0:
            os.seteuid(was)


def filled(path: Path) -> Path:
    """A closed store with one article."""
    with open_store(path) as store:
        store.put(*sample(1, 5))
    return path


@pytest.mark.parametrize("options", [{"read_only": True}, {"create": False}])
def test_no_store(tmp_path: Path, options: dict[str, bool]) -> None:
    """A store that is not there is named, with the command that makes one, and is not made."""
    path = tmp_path / "news.kg"
    assert message(StoreError, lambda: open_store(path, **options)) == (
        f"there is no store at {path}",
        f"make one with: kg ingest SOURCE --store {path}",
    )
    assert not path.exists()


@pytest.mark.parametrize("below", ["", "deeper/news.kg"])
def test_path_is_a_file(tmp_path: Path, below: str) -> None:
    """A file is named and left as it was."""
    path = tmp_path / "notes.txt"
    path.write_text("catatan")
    assert message(StoreError, lambda: open_store(path / below)) == (
        f"{path} is a file, not a store",
        "a store is a folder; name another one with --store PATH",
    )
    assert path.read_text() == "catatan"


@pytest.mark.parametrize("name", ["notes.txt", "VERSION", "ledger.sqlite"])
@pytest.mark.parametrize("read_only", [False, True])
def test_path_is_some_other_folder(tmp_path: Path, name: str, read_only: bool) -> None:
    """A folder with anything else in it is refused and not touched."""
    (tmp_path / name).write_text("catatan")
    before = tree(tmp_path)
    assert message(StoreError, lambda: open_store(tmp_path, read_only=read_only)) == (
        f"{tmp_path} is a folder with other content, not a store",
        "name a new or empty folder with --store PATH; nothing was changed in this one",
    )
    assert tree(tmp_path) == before


def test_path_is_a_url() -> None:
    """A server's address is not taken for a folder name."""
    assert message(StoreError, lambda: open_store("http://localhost:7878/query")) == (
        "http://localhost:7878/query is a URL, not a folder",
        "name a folder with --store PATH",
    )


def test_newer_format(tmp_path: Path) -> None:
    """A store that a later version wrote is refused and not touched."""
    path = filled(tmp_path / "news.kg")
    (path / "VERSION").write_text("kg store format 3\n")
    before = tree(path)
    assert message(StoreError, lambda: open_store(path)) == (
        f"the store {path} was written by a newer kg (format 3, this kg reads up to 2)",
        "upgrade with: pip install --upgrade wartagraf",
    )
    assert tree(path) == before


@pytest.mark.parametrize("read_only", [False, True])
def test_damaged_ledger(tmp_path: Path, read_only: bool) -> None:
    """A ledger that SQLite cannot read is named, and so is what to do."""
    path = filled(tmp_path / "news.kg")
    (path / "ledger.sqlite").write_bytes(b"this is no database" * 100)
    assert message(StoreError, lambda: open_store(path, read_only=read_only)) == (
        f"the ledger {path / 'ledger.sqlite'} is damaged: file is not a database",
        "bring back a copy of the store, or ingest again",
    )


@pytest.mark.parametrize("read_only", [False, True])
def test_missing_ledger(tmp_path: Path, read_only: bool) -> None:
    """A graph without its ledger is not taken for a new store."""
    path = filled(tmp_path / "news.kg")
    (path / "ledger.sqlite").unlink()
    assert message(StoreError, lambda: open_store(path, read_only=read_only)) == (
        f"the ledger {path / 'ledger.sqlite'} is missing",
        "bring back a copy of the store, or ingest again",
    )


def test_damaged_pages_in_the_ledger(tmp_path: Path) -> None:
    """Damage that shows only when an article is read is a StoreError as well."""
    path = filled(tmp_path / "news.kg")
    db = sqlite3.connect(path / "ledger.sqlite")
    db.execute("UPDATE article SET record = x'00'")
    db.commit()
    db.close()
    with open_store(path) as store:
        said, hint = message(StoreError, lambda: store.article(sample(1)[1].id))
    assert said.startswith(f"the ledger {path / 'ledger.sqlite'} is damaged: ")
    assert hint == "bring back a copy of the store, or ingest again"


@pytest.mark.parametrize("read_only", [False, True])
def test_damaged_graph(tmp_path: Path, read_only: bool) -> None:
    """A graph that Oxigraph cannot read is named; following the hint brings everything back."""
    path = filled(tmp_path / "news.kg")
    for file in (path / "oxigraph").glob("MANIFEST*"):
        file.write_bytes(b"no manifest")
    said, hint = message(StoreError, lambda: open_store(path, read_only=read_only))
    assert said.startswith(f"the graph {path / 'oxigraph'} is damaged: ")
    assert hint == f"remove the folder {path / 'oxigraph'}: it is made again from the ledger at the next ingest"
    (path / "oxigraph").rename(tmp_path / "removed")
    with open_store(path, read_only=read_only) as store:
        assert list(store.dump()) == expected({1: 5})


def test_locked_by_another_process(tmp_path: Path) -> None:
    """A second writer learns which process has the store and what to do; a reader does not mind."""
    path = tmp_path / "news.kg"
    with writer(path, "-", "put:1:5", "wait") as child:
        assert child.stdout is not None
        assert [child.stdout.readline() for _ in range(2)] == ["open\n", "put:1:5\n"]
        assert message(StoreLocked, lambda: open_store(path)) == (
            f"the store {path} is being written by process {child.pid}",
            f"wait until it has finished, or stop it with: kill {child.pid}; reading works meanwhile",
        )
        with open_store(path, read_only=True) as store:
            assert list(store.dump()) == expected({1: 5})
        child.communicate("\n")
    open_store(path).close()


def test_locked_by_this_process(tmp_path: Path) -> None:
    """Opening twice for writing in one process is refused, and possible again after closing."""
    path = tmp_path / "news.kg"
    with open_store(path):
        assert message(StoreLocked, lambda: open_store(path)) == (
            f"the store {path} is already open for writing in this process ({os.getpid()})",
            "close the other one first",
        )
    open_store(path).close()


def test_folder_that_may_not_be_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without write access a store can be read, not written, and a new one not made."""
    base = tmp_path_factory.mktemp("readonly")
    path = filled(base / "news.kg")
    outer = [p for p in (base, *base.parents) if p.owner() == base.owner() and p.stat().st_mode & 0o777 == 0o700]
    modes = {p: p.stat().st_mode & 0o7777 for p in (*outer, base, path, *path.rglob("*"))}
    try:
        for p in modes:
            p.chmod(0o555 if p.is_dir() else 0o444)
        with as_nobody():
            assert message(StoreError, lambda: open_store(path)) == (
                f"the store {path} is not writable",
                "open it for reading, or ask its owner for write access",
            )
            assert message(StoreError, lambda: open_store(base / "new.kg")) == (
                f"the store {base / 'new.kg'} cannot be made: Permission denied",
                "name a folder you may write to with --store PATH",
            )
            with open_store(path, read_only=True) as store:
                assert list(store.dump()) == expected({1: 5})
                assert [row.id for row in store.articles()] == [sample(1)[1].id]
    finally:
        for p, mode in modes.items():
            p.chmod(mode)


@pytest.mark.parametrize(
    "change", [lambda s: s.put(*sample(1)), lambda s: s.forget("x"), lambda s: s.rebuild(), lambda s: s.flush()]
)
def test_writing_to_a_reader(tmp_path: Path, change: Callable[[object], object]) -> None:
    """Every change is refused by a store that was opened for reading."""
    path = filled(tmp_path / "news.kg")
    with open_store(path, read_only=True) as store:
        assert store.read_only
        assert message(StoreError, lambda: change(store)) == (
            f"the store {path} was opened for reading",
            "open it without read_only",
        )


@pytest.mark.parametrize(
    "use",
    [
        lambda s: s.put(*sample(1)), lambda s: s.has("a", "b", "c"), lambda s: s.articles(), lambda s: s.article("a"),
        lambda s: s.query("ASK {}"), lambda s: s.dump(), lambda s: s.stats(),
    ],
)  # fmt: skip
def test_using_a_closed_store(tmp_path: Path, use: Callable[[object], object]) -> None:
    """A closed store says that it is closed."""
    store = open_store(tmp_path / "news.kg")
    store.close()
    store.close()
    assert message(StoreError, lambda: use(store)) == (f"the store {tmp_path / 'news.kg'} is closed", "open it again")


def test_unknown_article(tmp_path: Path) -> None:
    """An article that is not there is named, by every method that takes one."""
    with open_store(tmp_path / "news.kg") as store:
        store.put(*sample(1))
        for name in ("zzzz", "", "000", "https://contoh.id/2"):
            for method in (store.forget, store.article, store.annotation_json):
                assert message(NotFound, lambda m=method, n=name: m(n))[0] == f"no article {name!r} in the store"


def test_ambiguous_article(tmp_path: Path) -> None:
    """A name that several articles answer to takes out none of them."""
    with open_store(tmp_path / "news.kg") as store:
        store.put(*sample(1))
        annotation, article, graph = sample(2)
        store.put(annotation, replace(article, source_id="berkas-1"), graph)
        ids = f"{sample(1)[1].id}, {sample(2)[1].id}"
        assert message(NotFound, lambda: store.forget("berkas-1")) == (
            f"'berkas-1' names more than one article: {ids}",
            "give the whole article id",
        )
        assert store.stats()["articles"] == 2


def test_query_that_is_not_sparql(tmp_path: Path) -> None:
    """A query with a mistake is a QueryError that says where it is."""
    with open_store(tmp_path / "news.kg") as store:
        said, _ = message(QueryError, lambda: store.query("SELEKT * {}"))
    assert said.startswith("the query cannot be read: error at 1:1")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("evidence", ("<a:s> <a:p> rusak .",), "is not N-Triples: "),
        ("picture", ('<a:s> <a:p> "setengah \ud83d" .',), "is not N-Triples: "),
        ("picture", ("_:x <a:p> <a:o> .",), "has a node without a name: _:"),
        ("evidence", ("<a:s> <a:p> _:x .",), "has a node without a name: <a:s> _:"),
        ("graph", "bukan iri", "is not an IRI: bukan iri"),
        ("graph", graph_of(2), f"has the name of another article's graph: {graph_of(2)}"),
    ],
)
def test_lines_that_no_graph_can_hold(tmp_path: Path, field: str, value: object, said: str) -> None:
    """Bad lines name the article, and the store stays as it was."""
    with open_store(tmp_path / "news.kg") as store:
        store.put_many([sample(1, 5), sample(2, 6)])
        annotation, article, graph = sample(1, 9)
        found, _ = message(InvalidGraph, lambda: store.put(annotation, article, replace(graph, **{field: value})))
        assert article.id in found
        assert said in found
        assert list(store.dump()) == expected({1: 5, 2: 6})
