"""Articles by batches: cut from a stream, and annotated with one outcome each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.errors import ArticleError, ExtractError
from kg.extract import Engine
from kg.records import Annotation, Article
from kg.text import split

# Enough for an engine to sort its windows by length; more would only delay the first article that is safely stored.
BATCH = 16


def articles(batch: Sequence[Article | ArticleError]) -> list[Article]:
    """The articles among the items of a batch."""
    return [item for item in batch if isinstance(item, Article)]


def batches(items: Iterable[Article | ArticleError]) -> Iterator[list[Article | ArticleError]]:
    """Runs of up to BATCH items in which no article stands twice."""
    batch: list[Article | ArticleError] = []
    seen: set[str] = set()
    for item in items:
        name = item.id if isinstance(item, Article) else ""
        if len(batch) == BATCH or (name and name in seen):
            yield batch
            batch, seen = [], set()
        batch.append(item)
        seen.add(name)
    if batch:
        yield batch


def annotated(engine: Engine, articles: Sequence[Article]) -> Iterator[Annotation | ArticleError]:
    """One outcome an article, in order; when a batch fails, its articles are tried one by one."""
    documents = [split(article) for article in articles]
    try:
        yield from list(engine.annotate(documents))
    except ExtractError:
        for document in documents:
            try:
                yield next(iter(engine.annotate([document])))
            except ExtractError as exc:
                yield exc
