"""Whatever comes and goes, a store is the one that its articles and decisions make."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from histories import BASE, annotation, rebuilt

from kg.pipeline import forget, rederive
from kg.pipeline.resolving import commit
from kg.store import EmbeddedStore, open_store

HISTORIES = int(os.environ.get("KG_HISTORIES", "6"))  # more of them by hand: KG_HISTORIES=1000


def change(store: EmbeddedStore, chance: random.Random) -> None:
    """One step of a history: articles put or replaced, or one forgotten."""
    there = [row.id for row in store.articles()]
    if there and chance.random() < 0.25:
        forget(chance.choice(there), store=store, base=BASE)
    else:
        keys = chance.sample(range(8), chance.choice([1, 1, 2, 3]))
        commit(store, [annotation(key, chance) for key in keys], base=BASE)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_store_is_what_its_articles_make(tmp_path: Path, seed: int) -> None:
    """After any history of putting, replacing and forgetting, a rebuild in another order gives the same bytes."""
    chance = random.Random(seed)
    with open_store(tmp_path / "a.kg") as store:
        for _ in range(12):
            change(store, chance)
        dump = list(store.dump())
        assert dump == rebuilt(store, tmp_path / "b.kg")
        rederive(store, base=BASE)
        assert dump == list(store.dump())
        for row in list(store.articles()):
            forget(row.id, store=store, base=BASE)
        assert list(store.dump()) == []
