"""The order of the steps, and nothing else: read, split, annotate, resolve, build, validate, store."""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from kg.config import Config
from kg.errors import ArticleError, ConfigError, ExtractError, InvalidGraph
from kg.exchange import from_json, to_json
from kg.extract import Engine, load_engine
from kg.rdf import build, validate
from kg.records import Annotation, Article, ArticleGraph, Reject
from kg.resolve import resolve
from kg.sifting import confident
from kg.sources import Fields, read
from kg.store import Store
from kg.text import split
from kg.workers import Workers

# Enough for an engine to sort its windows by length; more would only delay the first article that is safely stored.
BATCH = 16
BASE = Config().base
KINDS = ("positions", "relations", "participations", "quotes")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did: `facts` counts what was written, by kind; `seconds` is wall time."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: tuple[ArticleError, ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    seconds: float = 0.0

    @property
    def articles_per_second(self) -> float:
        """Articles annotated and stored (unchanged ones are not) per second of wall time."""
        return (self.new + self.replaced) / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with each article, apart from reading and storing it."""

    engine: Engine
    base: str
    min_confidence: float


@dataclass(frozen=True, slots=True)
class Made:
    """One article, ready to be stored."""

    annotation: Annotation
    graph: ArticleGraph
    rejects: tuple[Reject, ...]


def annotate(
    sources: Sequence[str],
    engine: Engine | str = "neural",
    *,
    fields: Fields | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Annotation | ArticleError]:
    """What the engine finds in each article, in input order; an article that fails is yielded as its error."""
    chosen = load_engine(engine) if isinstance(engine, str) else engine
    for batch in _batches(read(sources, fields=fields or Fields(), stdin=stdin)):
        found = _annotated(chosen, _articles(batch))
        for item in batch:
            yield item if isinstance(item, ArticleError) else next(found)


def ingest(
    sources: Sequence[str],
    *,
    store: Store,
    engine: Engine | str = "neural",
    options: Mapping[str, object] | None = None,
    base: str = BASE,
    fields: Fields | None = None,
    stdin: BinaryIO | None = None,
    min_confidence: float = 0.0,
    workers: int = 1,
    force: bool = False,
    strict: bool = False,
    progress: Callable[[str], None] = lambda _name: None,
) -> Report:
    """Read articles and put their facts into the store; an article that is there already, unchanged, is left alone.

    An engine given by name is loaded with `options`. Facts below `min_confidence` (0..1) are rejected. `workers` processes
    annotate, one stores. `force` does unchanged articles again. An article that cannot be used is listed in the
    report; with `strict` its ArticleError is raised instead and what was stored before stays. `progress` is told the title
    or origin of each article that is done.

    Raises StoreError when the store cannot be written and ConfigError for several workers with an engine that is not
    given by name.
    """
    started = time.perf_counter()
    chosen = load_engine(engine, **(options or {})) if isinstance(engine, str) else engine
    start = partial(Job, chosen, base, min_confidence)
    if workers > 1:
        start = _elsewhere(engine, dict(options or {}), base, min_confidence)
    _log.info("engine %s, %d worker(s)", identity(chosen), workers)
    run = _Run(store, identity(chosen), force=force, strict=strict, progress=progress)
    with Workers(workers, start, make) as hands:
        waiting: deque[tuple[list[Article | ArticleError], Callable[[], list[Made | ArticleError]]]] = deque()
        for batch in _batches(run.fresh(read(sources, fields=fields or Fields(), stdin=stdin))):
            waiting.append((batch, hands.submit(_articles(batch))))
            while len(waiting) >= hands.ahead:
                run.keep(*waiting.popleft())
        while waiting:
            run.keep(*waiting.popleft())
    store.flush()
    return replace(run.report(), seconds=time.perf_counter() - started)


def identity(engine: Engine) -> str:
    """What tells one engine's annotations from another's: its name and version."""
    return f"{engine.name}-{engine.version}"


def make(job: Job, articles: Sequence[Article]) -> list[Made | ArticleError]:
    """Each article's annotation and checked graph, or why there is none: everything between reading and storing."""
    return [
        found if isinstance(found, ArticleError) else _made(found, job) for found in _annotated(job.engine, articles)
    ]


class _Run:
    """The state of one ingest: what is in the store, what was read, what came of it."""

    def __init__(
        self, store: Store, engine: str, *, force: bool, strict: bool, progress: Callable[[str], None]
    ) -> None:
        self._store, self._engine = store, engine
        self._force, self._strict, self._progress = force, strict, progress
        self._known = {row.id for row in store.articles()}
        self._counts: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()
        self._skipped: list[ArticleError] = []
        self._rejects: list[Reject] = []

    def fresh(self, items: Iterable[Article | ArticleError]) -> Iterator[Article | ArticleError]:
        """The items that are not in the store as they stand; the others are counted as unchanged."""
        done: dict[str, str] = {}
        for item in items:
            if isinstance(item, Article):
                here = not self._force and self._store.has(item.id, item.content_hash, self._engine)
                if here or done.get(item.id) == item.content_hash:
                    self._counts["unchanged"] += 1
                    self._progress(item.title or item.origin)
                    continue
                done[item.id] = item.content_hash
            yield item

    def keep(self, batch: Sequence[Article | ArticleError], results: Callable[[], list[Made | ArticleError]]) -> None:
        """Store a batch in one step, up to the first article that failed when the run is strict."""
        made = iter(results())
        ready: list[Made] = []
        failure: ArticleError | None = None
        for item in batch:
            outcome = item if isinstance(item, ArticleError) else next(made)
            if isinstance(outcome, Made):
                ready.append(outcome)
            elif self._strict:
                failure = outcome
                break
            else:
                _log.warning("skipped: %s", outcome)
                self._skipped.append(outcome)
        self._store.put_many((to_json(m.annotation), m.annotation.article, m.graph) for m in ready)
        for one in ready:
            self._note(one)
        if failure is not None:
            raise failure

    def _note(self, made: Made) -> None:
        article = made.annotation.article
        self._counts["replaced" if article.id in self._known else "new"] += 1
        self._known.add(article.id)
        facts = count(made)
        self._facts.update(facts)
        self._rejects += made.rejects
        _log.info("stored %s: %s, %d rejected", article.origin or article.id, facts, len(made.rejects))
        self._progress(article.title or article.origin)

    def report(self) -> Report:
        """What has been done so far."""
        return Report(
            new=self._counts["new"],
            replaced=self._counts["replaced"],
            unchanged=self._counts["unchanged"],
            skipped=tuple(self._skipped),
            facts={kind: self._facts[kind] for kind in KINDS},
            rejects=tuple(self._rejects),
        )


def count(made: Made) -> dict[str, int]:
    """The statements written for one article, by kind."""
    return {kind: sum(line.endswith(_ENDINGS[kind]) for line in made.graph.evidence) for kind in KINDS}


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
_ENDINGS = {
    "positions": _TYPE + "<http://www.w3.org/ns/org#Membership> .",
    "relations": _TYPE + "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> .",
    "participations": _TYPE + "<https://kg.example/ns#Participation> .",
    "quotes": _TYPE + "<https://schema.org/Quotation> .",
}


def _elsewhere(engine: Engine | str, options: dict[str, object], base: str, min_confidence: float) -> partial[Job]:
    """How another process gets its job: the engine itself cannot travel there, its name can."""
    if not isinstance(engine, str):
        raise ConfigError("more than one worker needs an engine given by name", hint="use workers=1 for this engine")
    return partial(_loaded, engine, options, base, min_confidence)


def _loaded(engine: str, options: dict[str, object], base: str, min_confidence: float) -> Job:
    return Job(load_engine(engine, **options), base, min_confidence)


def _articles(batch: Sequence[Article | ArticleError]) -> list[Article]:
    return [item for item in batch if isinstance(item, Article)]


def _batches(items: Iterable[Article | ArticleError]) -> Iterator[list[Article | ArticleError]]:
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


def _annotated(engine: Engine, articles: Sequence[Article]) -> Iterator[Annotation | ArticleError]:
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


def _made(annotation: Annotation, job: Job) -> Made | ArticleError:
    kept, weak = confident(annotation, job.min_confidence)
    graph = build(kept, resolve(kept), base=job.base)
    try:
        validate([*graph.evidence, *graph.picture])
    except InvalidGraph as exc:
        source = annotation.article.origin or annotation.article.id
        return ExtractError(f"{source}: its graph breaks the shapes: {exc}", source=source, hint=exc.hint)
    return Made(kept, graph, weak + graph.rejects)


def check(store: Store) -> int:
    """Check every stored article's graph, built anew from its stored annotation; returns how many were checked.

    Raises InvalidGraph naming the first article whose graph breaks the shapes.
    """
    checked = 0
    for row in store.articles():
        annotation = from_json(store.annotation_json(row.id), article=store.article(row.id))
        graph = build(annotation, resolve(annotation))
        try:
            validate([*graph.evidence, *graph.picture])
        except InvalidGraph as exc:
            raise InvalidGraph(f"{row.title or row.id}: {exc}", hint="ingest the article again with --force") from exc
        checked += 1
    return checked
