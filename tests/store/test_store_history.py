"""Whatever happens to a store, its graph is the one that its articles make."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from store_processes import killed_at
from store_samples import SIZES, expected, sample

from kg.errors import NotFound
from kg.store import open_store

KEYS = st.integers(0, 4)
VERSIONS = st.integers(0, 2**SIZES - 1)
STAGES = {"begun": False, "in the ledger": True, "in the graph": True}


class StopHereError(Exception):
    """Stands for anything that may be raised in the middle of a change."""


class History(RuleBasedStateMachine):
    """A store next to a dictionary: article key -> the version that must be in the store."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kg-history-"))
        self.model: dict[int, int] = {}
        self.interrupt_at = ""
        self.open()

    def open(self) -> None:
        self.store = open_store(self.folder / "news.kg", checkpoint=self.checkpoint)

    def checkpoint(self, stage: str) -> None:
        if stage == self.interrupt_at:
            raise StopHereError(stage)

    @rule(key=KEYS, version=VERSIONS)
    def put(self, key: int, version: int) -> None:
        self.store.put(*sample(key, version))
        self.model[key] = version

    @rule(batch=st.lists(st.tuples(KEYS, VERSIONS), max_size=4))
    def put_many(self, batch: list[tuple[int, int]]) -> None:
        self.store.put_many([sample(key, version) for key, version in batch])
        self.model |= dict(batch)

    @rule(key=KEYS)
    def forget(self, key: int) -> None:
        if key in self.model:
            self.store.forget(sample(key)[1].id)
            del self.model[key]
        else:
            with pytest.raises(NotFound):
                self.store.forget(sample(key)[1].id)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.open()

    @rule()
    def rebuild(self) -> None:
        self.store.rebuild()

    @rule(key=KEYS, version=VERSIONS, stage=st.sampled_from(sorted(STAGES)), then_close=st.booleans())
    def interrupt_put(self, key: int, version: int, stage: str, then_close: bool) -> None:
        self.interrupt_at = stage
        with pytest.raises(StopHereError):
            self.store.put(*sample(key, version))
        self.interrupt_at = ""
        if STAGES[stage]:
            self.model[key] = version
        if then_close:
            self.reopen()
        else:
            self.store.flush()

    @rule(key=KEYS, version=VERSIONS, stage=st.sampled_from(sorted(STAGES)))
    def kill_put(self, key: int, version: int, stage: str) -> None:
        self.store.close()
        killed_at(self.folder / "news.kg", stage, f"put:{key}:{version}")
        if STAGES[stage]:
            self.model[key] = version
        self.open()

    @precondition(lambda self: self.model)
    @rule(data=st.data(), stage=st.sampled_from(sorted(STAGES)))
    def kill_forget(self, data: st.DataObject, stage: str) -> None:
        key = data.draw(st.sampled_from(sorted(self.model)))
        self.store.close()
        killed_at(self.folder / "news.kg", stage, f"forget:{key}")
        if STAGES[stage]:
            del self.model[key]
        self.open()

    @invariant()
    def graph_is_the_articles(self) -> None:
        assert list(self.store.dump()) == expected(self.model)

    @invariant()
    def ledger_is_the_articles(self) -> None:
        items = [sample(key, self.model[key]) for key in sorted(self.model)]
        assert [row.engine for row in self.store.articles()] == [annotation["engine"] for annotation, _, _ in items]
        for annotation, article, _ in items:
            assert self.store.article(article.id) == article
            assert self.store.annotation_json(article.id) == annotation

    def teardown(self) -> None:
        before = list(self.store.dump())
        self.store.rebuild()
        assert list(self.store.dump()) == before
        self.store.close()
        shutil.rmtree(self.folder)


TestHistory = History.TestCase
TestHistory.__doc__ = "After any history of changes, interruptions and kills, the graph equals the model and a rebuild."
TestHistory.settings = settings(max_examples=25, stateful_step_count=14, deadline=None)
