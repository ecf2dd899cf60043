"""What an ingest does with articles that are read and annotated: keep them, count them, remember what failed."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kg.errors import ArticleError, NotFound
from kg.exchange import to_json
from kg.pipeline.resolving import brought_up, commit
from kg.rdf import build
from kg.records import Annotation, Article, ArticleGraph, Reject
from kg.resolve import resolve
from kg.store import EmbeddedStore, Store
from kg.store.batch import Outcome

KINDS = ("positions", "relations", "participations", "quotes")
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
_ENDINGS = {
    "positions": _TYPE + "<http://www.w3.org/ns/org#Membership> .",
    "relations": _TYPE + "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> .",
    "participations": _TYPE + "<https://kg.example/ns#Participation> .",
    "quotes": _TYPE + "<https://schema.org/Quotation> .",
}
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
class Made:
    """One article, ready to be stored, and what its engine found that is not trusted."""

    annotation: Annotation
    rejects: tuple[Reject, ...]


def now() -> str:
    """The time in UTC, to the second: when a decision or an outcome is noted."""
    return datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Keeping:
    """The state of one ingest: what is in the store, what was read, what came of it."""

    def __init__(
        self,
        store: Store,
        engine: str,
        *,
        base: str,
        force: bool,
        strict: bool,
        progress: Callable[[str], None],
        retry: bool = False,
    ) -> None:
        self._store, self._engine, self._base = store, engine, base
        self._force, self._strict, self._progress, self._retry = force, strict, progress, retry
        self._counts: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()
        self._skipped: list[ArticleError] = []
        self._rejects: list[Reject] = []
        if isinstance(store, EmbeddedStore):
            brought_up(store, base=base, at=now())

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
                failed = None if self._retry or self._force else failed_before(self._store, item, self._engine)
                if failed:
                    self._skipped.append(failed)
                    continue
            yield item

    def keep(self, batch: Sequence[Article | ArticleError], results: Callable[[], list[Made | ArticleError]]) -> None:
        """Store a batch in one step, up to the first article that failed when the run is strict."""
        made = iter(results())
        ready: list[Made] = []
        failed: list[tuple[Article | None, ArticleError]] = []
        for item in batch:
            outcome = item if isinstance(item, ArticleError) else next(made)
            if isinstance(outcome, Made):
                ready.append(outcome)
                continue
            failed.append((item if isinstance(item, Article) else None, outcome))
            if self._strict:
                break
        self._put(ready, failed)
        if failed and self._strict:
            raise failed[0][1]
        for _, error in failed:
            _log.warning("skipped: %s", error)
            self._skipped.append(error)

    def _put(self, ready: Sequence[Made], failed: Sequence[tuple[Article | None, ArticleError]]) -> None:
        known = {m.annotation.article.id for m in ready if self._is_known(m.annotation.article.id)}
        if isinstance(self._store, EmbeddedStore):
            outcomes = [self._done(m.annotation, known) for m in ready] + [self._failed(a, e) for a, e in failed]
            stored = (
                commit(self._store, [m.annotation for m in ready], base=self._base, outcomes=outcomes, at=now())
                if ready or outcomes
                else {}
            )
            graphs = {article: (s.graph, s.rejects) for article, s in stored.items()}
        else:
            alone = ((m.annotation, build(m.annotation, resolve(m.annotation), base=self._base)) for m in ready)
            graphs = {a.article.id: (graph, graph.rejects) for a, graph in alone}
            self._store.put_many((to_json(m.annotation), m.annotation.article, graphs[m.annotation.article.id][0]) for m in ready)
        for one in ready:
            self._note(one, *graphs[one.annotation.article.id], known=one.annotation.article.id in known)

    def _is_known(self, article: str) -> bool:
        try:
            return self._store.article(article).id == article
        except NotFound:
            return False

    def _done(self, annotation: Annotation, known: set[str]) -> Outcome:
        article = annotation.article
        state = "replaced" if article.id in known else "done"
        return Outcome(article.id, state, "", article.origin, article.title, article.content_hash, self._engine, now())

    def _failed(self, article: Article | None, error: ArticleError) -> Outcome:
        """An article that could not be used, by its id, or by its source where it never became an article."""
        if article is None:
            return Outcome(error.source or str(error), "skipped", str(error), error.source, at=now())
        hashed = article.content_hash
        return Outcome(article.id, "skipped", str(error), article.origin, article.title, hashed, self._engine, now())

    def _note(self, made: Made, graph: ArticleGraph, rejects: tuple[Reject, ...], *, known: bool) -> None:
        article = made.annotation.article
        self._counts["replaced" if known else "new"] += 1
        facts = count(graph)
        self._facts.update(facts)
        self._rejects += made.rejects + rejects
        _log.info("stored %s: %s, %d rejected", article.origin or article.id, facts, len(made.rejects + rejects))
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


def failed_before(store: Store, article: Article, engine: str) -> ArticleError | None:
    """Why exactly this text could not be used by this engine the last time; it would fail again."""
    known = store.names.source(article.id) if isinstance(store, EmbeddedStore) else None
    if known is None or (known.state, known.content_hash, known.engine) != ("skipped", article.content_hash, engine):
        return None
    return ArticleError(known.reason, source=known.origin, hint="it failed before and was not tried again; --retry-failed does")


def count(graph: ArticleGraph) -> dict[str, int]:
    """The statements written for one article, by kind."""
    return {kind: sum(line.endswith(_ENDINGS[kind]) for line in graph.evidence) for kind in KINDS}
