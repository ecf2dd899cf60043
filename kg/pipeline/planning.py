"""What an ingest would do, without doing it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from kg.config import Fetch
from kg.errors import NotFound
from kg.extract import Engine, load_engine
from kg.pipeline.bases import BASE, settled
from kg.pipeline.keeping import failed_before
from kg.pipeline.run import Job, key, make
from kg.records import Article
from kg.sources import Fields, read
from kg.store import Store

_SAMPLE = 4  # articles annotated to know how long one takes


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles are new, changed or annotated by another engine, unchanged, failed before, or cannot be read; and how
    many seconds annotating the first two would take."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed_before: int = 0
    unreadable: int = 0
    seconds: float = 0.0


def plan(
    sources: Sequence[str],
    *,
    store: Store,
    engine: Engine | str = "neural",
    options: Mapping[str, object] | None = None,
    base: str = BASE,
    fields: Fields | None = None,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
    min_confidence: float = 0.0,
    workers: int = 1,
    force: bool = False,
    retry_failed: bool = False,
) -> Plan:
    """What `ingest` would do with the same arguments; a few articles are annotated, and thrown away, to estimate the time."""
    chosen = load_engine(engine, **(options or {})) if isinstance(engine, str) else engine
    job = Job(chosen, settled(store, base), min_confidence)
    counts: Counter[str] = Counter()
    sample: list[Article] = []
    for item in read(sources, fields=fields or Fields(), stdin=stdin, fetch=fetch or Fetch()):
        state = _state(store, item, key(job), force=force, retry=retry_failed) if isinstance(item, Article) else "unreadable"
        counts[state] += 1
        if isinstance(item, Article) and state in ("new", "changed") and len(sample) < _SAMPLE:
            sample.append(item)
    started = time.perf_counter()
    make(job, sample)
    each = (time.perf_counter() - started) / max(1, len(sample))
    return Plan(**counts, seconds=round(each * (counts["new"] + counts["changed"]) / max(1, workers), 1))


def _state(store: Store, article: Article, made_by: str, *, force: bool, retry: bool) -> str:
    if store.has(article.id, article.content_hash, made_by):
        return "changed" if force else "unchanged"
    if not (retry or force) and failed_before(store, article, made_by):
        return "failed_before"
    try:
        store.article(article.id)
    except NotFound:
        return "new"
    return "changed"
