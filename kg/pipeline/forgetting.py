"""Take articles out again, with everything that only they said."""

from __future__ import annotations

from kg.pipeline.bases import settled
from kg.pipeline.keeping import now
from kg.pipeline.resolving import brought_up, commit
from kg.store import EmbeddedStore, Store
from kg.store.batch import Outcome


def forget(article: str, *, store: Store, base: str) -> None:
    """Take out one article, named by id, URL, source id or the start of its id; what others support stays. Raises NotFound."""
    if not isinstance(store, EmbeddedStore):
        store.forget(article)
        return
    base = settled(store, base)
    brought_up(store, base=base, at=now())
    found = store.article(article)
    outcome = Outcome(found.id, "forgotten", "", found.origin, found.title, found.content_hash, at=now())
    commit(store, removes=[found.id], base=base, outcomes=[outcome], at=now())
