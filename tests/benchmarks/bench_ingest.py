"""How fast articles are ingested and with how much memory: `python tests/benchmarks/bench_ingest.py [FILE.jsonl ...]`.

Prints articles per second and peak memory of a whole ingest, then the time of each stage over the same articles.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.exchange import to_json
from kg.extract import load_engine
from kg.pipeline import ingest
from kg.rdf import build, validate
from kg.records import Article
from kg.resolve import resolve
from kg.sources import read
from kg.store import open_store
from kg.text import split

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure and print."""
    options = _options()
    sources = options.sources or [str(_default())]
    model = {"path" if options.engine == "replay" else "model": options.model} if options.model else {}
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.kg") as store:
        started = time.process_time()
        report = ingest(sources, store=store, engine=options.engine, options=model, workers=options.workers)
        used = time.process_time() - started
        quads = sum(1 for _ in store.dump())
    done = report.new + report.replaced
    print(f"{done} articles in {report.seconds:.1f} s: {report.articles_per_second:.2f} articles/s, {used:.1f} s of CPU here")
    print(f"{len(report.skipped)} skipped, {quads} quads, facts {dict(report.facts)}, {len(report.rejects)} rejects")
    print(f"peak memory {_peak():.0f} MB, of a worker {_peak(children=True):.0f} MB")
    for stage, seconds in stages(sources, options.engine, model).items():
        print(f"  {stage:9} {seconds:8.2f} s  {1000 * seconds / max(done, 1):8.2f} ms an article")


def stages(sources: list[str], engine: str, model: dict[str, str]) -> dict[str, float]:
    """Seconds of wall time in each stage, one article after the other, one process."""
    spent: dict[str, float] = {}

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - started

    with timed("load"):
        loaded = load_engine(engine, **model)
    with timed("read"):
        articles = [item for item in read(sources) if isinstance(item, Article)]
    with timed("split"):
        documents = [split(article) for article in articles]
    with timed("annotate"):
        annotations = list(loaded.annotate(documents))
    with timed("resolve"):
        entities = [resolve(annotation) for annotation in annotations]
    with timed("build"):
        graphs = [build(annotation, found) for annotation, found in zip(annotations, entities, strict=True)]
    with timed("validate"):
        for graph in graphs:
            validate([*graph.evidence, *graph.picture])
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.kg") as store, timed("store"):
        for annotation, graph in zip(annotations, graphs, strict=True):
            store.put(to_json(annotation), annotation.article, graph)
        store.flush()
    return spent


def _peak(*, children: bool = False) -> float:
    """Peak resident memory in MB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss / 1024


def _default() -> Path:
    dev = ROOT.parent / "shared" / "data" / "dev.jsonl"
    return dev if dev.exists() else ROOT / "examples" / "articles"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", help="articles; default the development set, else the examples")
    parser.add_argument("--engine", default="neural")
    parser.add_argument("--model", help="a model folder, or annotations for the replay engine")
    parser.add_argument("--workers", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
