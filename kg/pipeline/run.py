"""The order of the steps, and nothing else: read, split, annotate, resolve, build, validate, store."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from kg.config import Fetch
from kg.errors import ArticleError, ConfigError, ExtractError, InvalidGraph
from kg.extract import Engine, Explained, explained, load_engine
from kg.pipeline.bases import BASE, settled
from kg.pipeline.batches import annotated, articles, batches
from kg.pipeline.keeping import Keeping, Made, Report
from kg.rdf import build, validate
from kg.records import Annotation, Article
from kg.resolve import resolve
from kg.sources import Fields, read
from kg.store import Store
from kg.text import split
from kg.threshold import confident
from kg.workers import Workers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with each article, apart from reading and storing it."""

    engine: Engine
    base: str
    min_confidence: float


def annotate(
    sources: Sequence[str],
    engine: Engine | str = "neural",
    *,
    fields: Fields | None = None,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Annotation | ArticleError]:
    """What the engine finds in each article, in input order; an article that fails is yielded as its error."""
    chosen = load_engine(engine) if isinstance(engine, str) else engine
    for batch in batches(read(sources, fields=fields or Fields(), stdin=stdin, fetch=fetch or Fetch())):
        found = annotated(chosen, articles(batch))
        for item in batch:
            yield item if isinstance(item, ArticleError) else next(found)


def explain(
    sources: Sequence[str],
    engine: Engine | str = "neural",
    *,
    fields: Fields | None = None,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Explained | ArticleError]:
    """As `annotate`, with what the engine's parts had to do with each fact."""
    chosen = load_engine(engine) if isinstance(engine, str) else engine
    for item in read(sources, fields=fields or Fields(), stdin=stdin, fetch=fetch or Fetch()):
        try:
            yield item if isinstance(item, ArticleError) else explained(chosen, split(item))
        except ExtractError as exc:
            yield exc


def ingest(
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
    strict: bool = False,
    retry_failed: bool = False,
    progress: Callable[[str], None] = lambda _name: None,
) -> Report:
    """Read articles and put their facts into the store; an article that is there already, unchanged, is left alone.

    An engine given by name is loaded with `options`. Facts below `min_confidence` (0..1) are rejected. `workers` processes
    annotate, one stores. `force` does unchanged articles again. An article that cannot be used is listed in the
    report, and not tried again by the same engine unless `retry_failed`; with `strict` its ArticleError is raised instead and
    what was stored before stays. `progress` is told the title
    or origin of each article that is done.

    Raises StoreError when the store cannot be written and ConfigError for another base than the store's, and for several
    workers with an engine that is not given by name.
    """
    started = time.perf_counter()
    base = settled(store, base)
    chosen = load_engine(engine, **(options or {})) if isinstance(engine, str) else engine
    start = partial(Job, chosen, base, min_confidence)
    if workers > 1:
        start = _elsewhere(engine, dict(options or {}), base, min_confidence)
    made_by = key(Job(chosen, base, min_confidence))
    _log.info("engine %s, %d worker(s)", made_by, workers)
    run = Keeping(store, made_by, base=base, force=force, strict=strict, progress=progress, retry=retry_failed)
    with Workers(workers, start, make) as hands:
        waiting: deque[tuple[list[Article | ArticleError], Callable[[], list[Made | ArticleError]]]] = deque()
        for batch in batches(run.fresh(read(sources, fields=fields or Fields(), stdin=stdin, fetch=fetch or Fetch()))):
            waiting.append((batch, hands.submit(articles(batch))))
            while len(waiting) >= hands.ahead:
                run.keep(*waiting.popleft())
        while waiting:
            run.keep(*waiting.popleft())
    store.flush()
    return replace(run.report(), seconds=time.perf_counter() - started)


def identity(engine: Engine) -> str:
    """What tells one engine's annotations from another's: its name and version."""
    return f"{engine.name}-{engine.version}"


def settings(job: Job) -> str:
    """The settings of a job that are not the default, in words."""
    least = [f"min-confidence={job.min_confidence:g}"] if job.min_confidence else []
    return " ".join(least + ([f"base={job.base}"] if job.base != BASE else []))


def key(job: Job) -> str:
    """What tells one job's annotations of a text from another's: the engine, and the settings that are not the default."""
    return f"{identity(job.engine)} {settings(job)}".rstrip()


def make(job: Job, articles: Sequence[Article]) -> list[Made | ArticleError]:
    """Each article's annotation and checked graph, or why there is none: everything between reading and storing."""
    return [found if isinstance(found, ArticleError) else _made(found, job) for found in annotated(job.engine, articles)]


def _elsewhere(engine: Engine | str, options: dict[str, object], base: str, min_confidence: float) -> partial[Job]:
    """How another process gets its job: the engine itself cannot travel there, its name can."""
    if not isinstance(engine, str):
        raise ConfigError("more than one worker needs an engine given by name", hint="use workers=1 for this engine")
    return partial(_loaded, engine, options, base, min_confidence)


def _loaded(engine: str, options: dict[str, object], base: str, min_confidence: float) -> Job:
    return Job(load_engine(engine, **options), base, min_confidence)


def _made(annotation: Annotation, job: Job) -> Made | ArticleError:
    kept, weak = confident(annotation, job.min_confidence)
    graph = build(kept, resolve(kept), base=job.base)
    try:
        validate([*graph.evidence, *graph.picture])
    except InvalidGraph as exc:
        source = annotation.article.origin or annotation.article.id
        return ExtractError(f"{source}: its graph breaks the shapes: {exc}", source=source, hint=exc.hint)
    return Made(replace(kept, settings=settings(job)), weak)
