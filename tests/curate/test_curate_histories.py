"""Whatever comes and goes, a store is the one that its articles and decisions make."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from histories import BASE, annotation, rebuilt

from kg.pipeline import curating, forget, rederive
from kg.pipeline.resolving import commit, drawn_entities
from kg.resolve import decision_id, in_force
from kg.store import EmbeddedStore, open_store

FACTS = 'SELECT ?f WHERE { ?s <https://kg.example/ns#denotes> ?f . FILTER(CONTAINS(STR(?s), "#s-")) } ORDER BY ?f'
HISTORIES = int(os.environ.get("KG_HISTORIES", "6"))  # more of them by hand: KG_HISTORIES=1000


def decide(store: EmbeddedStore, chance: random.Random) -> None:
    """A decision of a curator, on whatever the store holds."""
    curator = curating.Curator(store, "Rini", BASE)
    ids = sorted({e.id for row in store.articles() for e in drawn_entities(store, row.id).values()})
    people = [i for i in ids if i.startswith("person/")] or ["person/laras"]
    one, other = chance.choice(people), chance.choice([*people, "person/raka-wijanarko"])
    what = chance.choice(["merge", "merge", "part", "split", "rename", "type", "reject", "undo", "undo"])
    facts = [str(row[0].value) for row in store.query(FACTS)]
    if what == "merge" and one != other:
        curating.merge(curator, one, other)
    elif what == "part" and one != other:
        curating.split(curator, one, other)
    elif what == "split":
        articles = [row.id for row in store.articles() if one in {e.id for e in drawn_entities(store, row.id).values()}]
        if articles:
            curating.split(curator, one, articles=[chance.choice(articles)])
    elif what == "rename":
        curating.rename(curator, one, chance.choice(["Nama Lain", "Raka"]))
    elif what == "type":
        curating.retype(curator, chance.choice(ids or ["person/raka"]), chance.choice(["ORG", "PER", "GPE"]))
    elif what == "reject" and facts:
        curating.reject(curator, chance.choice(sorted(facts)))
    elif what == "undo" and store.names.ruling_decisions():
        undoable = [decision_id(d) for d in in_force([d for _, d in store.names.ruling_decisions()])]
        if undoable:
            curating.undo(curator, chance.choice(undoable))


def change(store: EmbeddedStore, chance: random.Random) -> None:
    """One step of a history: a decision, articles put or replaced, or one forgotten."""
    there = [row.id for row in store.articles()]
    if there and chance.random() < 0.5:
        decide(store, chance)
    elif there and chance.random() < 0.25:
        forget(chance.choice(there), store=store, base=BASE)
    else:
        keys = chance.sample(range(8), chance.choice([1, 1, 2, 3]))
        commit(store, [annotation(key, chance) for key in keys], base=BASE)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_store_is_what_its_articles_make(tmp_path: Path, seed: int) -> None:
    """After any history of putting, replacing, forgetting, deciding and undoing, a rebuild in another order gives the same bytes."""
    chance = random.Random(seed)
    with open_store(tmp_path / "a.kg") as store:
        for _ in range(20):
            change(store, chance)
        dump = list(store.dump())
        assert dump == rebuilt(store, tmp_path / "b.kg")
        rederive(store, base=BASE)
        assert dump == list(store.dump())
        for row in list(store.articles()):
            forget(row.id, store=store, base=BASE)
        assert list(store.dump()) == []
