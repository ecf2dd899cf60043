"""The life of a corpus: what became of every source, reprints, and contradictions that stay visible."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from histories import BASE, LONG
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import ExtractError
from kg.pipeline import conflicts, forget, ingest, plan
from kg.pipeline.resolving import commit
from kg.records import Annotation, Article, Document, LocalEntity, Mention, Position, Span
from kg.store import EmbeddedStore, open_store


class Picky:
    """An engine that finds nothing, and fails on texts with the word `rusak`."""

    name, version = "picky", "1"

    def annotate(self, documents: Sequence[Document]) -> Iterator[Annotation]:
        """An empty annotation each."""
        for document in documents:
            if "rusak" in document.article.text:
                raise ExtractError("the text cannot be used", source=document.article.origin)
            yield Annotation(document.article, document.sentences, engine="picky-1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, one of which fails."""
    made = tmp_path / "berita"
    made.mkdir()
    for name, text in (("a", "Kabar satu."), ("b", "Kabar rusak."), ("c", "Kabar tiga.")):
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def states(store: EmbeddedStore) -> list[str]:
    """What became of the sources, by their origin."""
    return [s.state for s in sorted(store.names.sources(), key=lambda s: s.origin)]


def test_every_source_has_a_state(folder: Path, tmp_path: Path) -> None:
    """Done, skipped with its reason, replaced, forgotten: each source's last state is kept."""
    with open_store(tmp_path / "news.kg") as store:
        ingest([str(folder)], store=store, engine=Picky())
        assert states(store) == ["done", "skipped", "done"]
        assert [s.reason for s in store.names.sources("skipped")] == ["the text cannot be used"]
        (folder / "a.txt").write_text("Kabar satu yang baru.", encoding="utf-8")
        ingest([str(folder)], store=store, engine=Picky())
        assert states(store) == ["replaced", "skipped", "done"]
        forget(next(row.id for row in store.articles()), store=store, base=BASE)
        assert "forgotten" in states(store)


def test_what_failed_is_tried_again_only_when_asked(folder: Path, tmp_path: Path) -> None:
    """The same text and engine would fail again: it is reported, not tried; --retry-failed tries; a changed text is tried."""
    with open_store(tmp_path / "news.kg") as store:
        tried: list[str] = []
        engine = Picky()
        annotate = engine.annotate
        engine.annotate = lambda documents: (tried.extend(d.article.origin for d in documents), annotate(documents))[1]  # type: ignore[method-assign]
        ingest([str(folder)], store=store, engine=engine)
        tried.clear()
        again = ingest([str(folder)], store=store, engine=engine)
        assert tried == [] and [e.source for e in again.skipped] and again.unchanged == 2
        ingest([str(folder)], store=store, engine=engine, retry_failed=True)
        assert len(set(tried)) == 1
        (folder / "b.txt").write_text("Kabar dua.", encoding="utf-8")
        assert ingest([str(folder)], store=store, engine=engine).new == 1


def test_a_plan_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """A plan counts what an ingest would do and leaves the store as it is."""
    with open_store(tmp_path / "news.kg") as store:
        found = plan([str(folder)], store=store, engine=Picky())
        assert (found.new, found.unchanged, found.failed_before) == (3, 0, 0)
        assert list(store.articles()) == [] and list(store.names.sources()) == []
        ingest([str(folder)], store=store, engine=Picky())
        (folder / "a.txt").write_text("Kabar satu yang baru.", encoding="utf-8")
        found = plan([str(folder)], store=store, engine=Picky())
        assert (found.new, found.changed, found.unchanged, found.failed_before) == (0, 1, 1, 1)
        assert found.seconds >= 0


def made(key: int, text: str = "", published: str = "", person: str = "Laras Widyastuti") -> Annotation:
    """An article that names the regent of Klaten."""
    head = f"{person}. Bupati. Kabupaten Klaten. "
    where = {form: Span(head.index(form), head.index(form) + len(form)) for form in (person, "Bupati", "Kabupaten Klaten")}
    return Annotation(
        Article(f"{key:08x}{key:08x}", head + text, published=published, title=f"Kabar {key}"),
        sentences=(Span(0, len(head)),),
        entities=(LocalEntity("P1", "PER", person), LocalEntity("G1", "GPE", "Kabupaten Klaten")),
        mentions=(Mention("P1", where[person], "PER"), Mention("G1", where["Kabupaten Klaten"], "GPE")),
        positions=(Position("P1", "Bupati", where["Bupati"], "G1"),),
    )


def based_on(store: EmbeddedStore) -> set[tuple[str, str]]:
    """Pairs of keys: a reprint and its original."""
    lines = (line.split(" ") for line in store.dump() if "schema.org/isBasedOn" in line)
    return {(line[0][-9:-1].lstrip("0"), line[2][-9:-1].lstrip("0")) for line in lines}


def test_reprints_lead_to_the_first(tmp_path: Path) -> None:
    """Of near-equal texts the one that appeared first is the original of the rest, in whatever order they come."""
    with open_store(tmp_path / "news.kg") as store:
        commit(store, [made(3, LONG[0], "2025-01-03")], base=BASE)
        assert based_on(store) == set()
        commit(store, [made(2, LONG[0], "2025-01-02"), made(4, LONG[1], "2025-01-04")], base=BASE)
        assert based_on(store) == {("3", "2")}
        commit(store, [made(1, LONG[0] + " Tamat.", "2025-01-01")], base=BASE)
        assert based_on(store) == {("3", "1"), ("2", "1")}
        forget(f"{1:08x}{1:08x}", store=store, base=BASE)
        assert based_on(store) == {("3", "2")}


def test_two_holders_at_one_time_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people named as the one current holder in articles of one time are a conflict; one after the other they are none."""
    monkeypatch.chdir(tmp_path)
    with open_store("news.kg") as store:
        commit(store, [made(1, published="2025-01-01"), made(2, published="2025-03-01")], base=BASE)
        commit(store, [made(3, published="2025-06-01", person="Seno Prabawa")], base=BASE)
        assert conflicts(store) == []
        commit(store, [made(4, published="2025-02-01", person="Seno Prabawa")], base=BASE)
        (found,) = conflicts(store)
        assert found.kind == "holders" and [side for side, _ in found.sides] == ["Laras Widyastuti", "Seno Prabawa"]
        assert sum(len(articles) for _, articles in found.sides) == 4
    done = CliRunner().invoke(app, ["validate", "--conflicts", "--json"], catch_exceptions=False)
    assert [c["kind"] for c in json.loads(done.stdout)] == ["holders"]


def test_the_command_line_tells_states_and_plans(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kg ingest --dry-run` makes no store; `kg stats --sources` lists what became of each source."""
    monkeypatch.chdir(tmp_path)
    gold = Path(__file__).parents[1] / "data" / "gold.jsonl"
    replay = [str(gold), "--engine", "replay", "--model", str(gold)]
    done = CliRunner().invoke(app, ["ingest", *replay, "--dry-run", "--json"], catch_exceptions=False)
    assert json.loads(done.stdout)["new"] == 17 and not Path("news.kg").exists()
    CliRunner().invoke(app, ["ingest", *replay], catch_exceptions=False)
    listed = CliRunner().invoke(app, ["stats", "--sources", "--json"], catch_exceptions=False)
    assert {s["state"] for s in json.loads(listed.stdout)} == {"done"}
