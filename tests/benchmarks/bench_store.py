"""How fast articles go into a store: `python tests/benchmarks/bench_store.py [ARTICLES]` prints a line per measure.

The articles are made up, about 600 lines each, a third of them shared picture lines over a few thousand entities.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.records import Article, ArticleGraph
from kg.store import open_store

_KG = "https://kg.example/"
_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_MENTIONS = 100


def made_up(number: int, version: int = 0) -> tuple[dict[str, object], Article, ArticleGraph]:
    """An article of some 600 lines, the same for the same numbers."""
    chance = random.Random(f"{number}/{version}")
    article = Article(id=f"{number:016x}", text=f"Berita {number} versi {version}. " * 150, url=f"{_KG}berita/{number}")
    base = f"{_KG}article/{article.id}"
    evidence, picture = set[str](), set[str]()
    for at in range(0, _MENTIONS * 20, 20):
        mention, entity = f"<{base}#char={at},{at + 9}>", f"<{_KG}person/nama-{chance.randrange(4000)}>"
        evidence |= {
            f"{mention} {_RDF_TYPE} <{_KG}ns#Mention> .",
            f'{mention} <{_KG}ns#anchorOf> "Nama {chance.randrange(9999)} di kota" .',
            f'{mention} <{_KG}ns#beginIndex> "{at}"^^<{_XSD}integer> .',
            f'{mention} <{_KG}ns#confidence> "0.{chance.randrange(9999):04}"^^<{_XSD}decimal> .',
        }
        picture |= {
            f"{entity} {_RDF_TYPE} <https://schema.org/Person> .",
            f"<{base}#e{at}> <{_KG}ns#denotes> {entity} .",
        }
    graph = ArticleGraph(article.id, f"{base}#graph", tuple(sorted(evidence)), tuple(sorted(picture)))
    return {"engine": "bench-1"}, article, graph


def main(articles: int) -> None:
    """Put, replace, reopen, forget and rebuild, each timed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.kg")
        items = [made_up(number) for number in range(articles)]
        again = [made_up(number, 1) for number in range(articles // 4)]
        with open_store(path) as store:
            _timed("put one by one", articles, lambda: [store.put(*item) for item in items])
            _timed("replace one by one", len(again), lambda: [store.put(*item) for item in again])
            _timed("forget", len(again), lambda: [store.forget(item[1].id) for item in again])
            _timed("put again in batches of 16", len(again), lambda: _batches(store.put_many, again))
            _timed("flush", 1, store.flush)
            _timed("rebuild", articles, store.rebuild)
            _timed("dump", articles, lambda: sum(1 for _ in store.dump()))
            _say("quads", f"{len(store.oxigraph):,}")
        _timed("open to read", 1, lambda: open_store(path, read_only=True).close())
        _say("disk", f"{_size(path) / 1e6:.0f} MB (ledger {_size(path / 'ledger.sqlite') / 1e6:.0f} MB)")
        _say("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _batches(put: Callable[[list[tuple[dict[str, object], Article, ArticleGraph]]], None], items: list) -> None:
    for start in range(0, len(items), 16):
        put(items[start : start + 16])


def _timed(name: str, count: int, action: Callable[[], object]) -> None:
    start = time.perf_counter()
    action()
    taken = time.perf_counter() - start
    _say(name, f"{taken:.2f} s, {count / taken:,.0f}/s")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())


def _say(name: str, value: str) -> None:
    sys.stdout.write(f"{name:28} {value}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
