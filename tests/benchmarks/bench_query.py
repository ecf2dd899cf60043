"""How named queries, search, dossiers, ways and times grow with the store.

`python tests/benchmarks/bench_query.py ANNOTATED.jsonl [COPIES ...]` ingests the annotated articles by replay, each copy
with altered names of people and bodies, and prints for every size the seconds of each question and of raw
pyoxigraph for the same SPARQL (the child process is the difference), then the exponent of growth from the first size to the last.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg import pipeline
from kg.query import dossier, named, paths, search, sparql, timeline
from kg.query.prefixes import PREFIXES
from kg.store import open_store

_VOWELS = "aeiou"


def altered(article: dict[str, object], copy: int) -> dict[str, object]:
    """The article with the vowels of its people's and bodies' names moved on, offsets unchanged."""
    if not copy:
        return article
    moved = _VOWELS[copy % 5 :] + _VOWELS[: copy % 5]
    table = str.maketrans(_VOWELS + _VOWELS.upper(), moved + moved.upper())
    found = json.loads(json.dumps(article))
    named_ids = {e["id"] for e in found["entities"] if e["type"] in ("PER", "ORG")}
    text = list(found["text"])
    for mention in found["mentions"]:
        if mention["entity"] in named_ids:
            for at in range(mention["start"], mention["end"]):
                text[at] = text[at].translate(table)
    for entity in found["entities"]:
        if entity["id"] in named_ids:
            entity["name"] = entity["name"].translate(table)
    found |= {"text": "".join(text), "id": f"{found['id']}-{copy}", "url": f"{found.get('url', '')}?copy={copy}"}
    return found


def chosen(store: Path) -> dict[str, tuple[str, str]]:
    """Whom to ask about (IRI and label), the same at every size: copies name others, so that the answers stay as large."""
    pick = "SELECT iri, label FROM entity WHERE type = ? ORDER BY articles <= 20 DESC, articles DESC, iri LIMIT 2"
    with open_store(store, read_only=True) as kept, search.opened(kept, store) as index:
        (person, other), place, body = index.rows(pick, ("PER",)), index.rows(pick, ("GPE",))[0], index.rows(pick, ("ORG",))[0]
        article = index.rows("SELECT iri, '' FROM article ORDER BY iri LIMIT 1")[0]
    return {"person": person, "other": other, "place": place, "body": body, "article": article}


def questions(store: Path, about: dict[str, tuple[str, str]]) -> dict[str, Callable[[], int]]:
    """What is timed: each gives the number of its rows."""
    person, other, place, body, article = (
        about["person"],
        about["other"],
        about["place"][0],
        about["body"][0],
        about["article"][0],
    )
    with open_store(store, read_only=True) as kept, search.opened(kept, store) as index:
        values = {"posts-of": {"name": person[0]}, "quotes": {"name": person[0]}, "allegations": {"name": person[0]},
                  "relations": {"name": person[0]}, "events": {"place": place}, "holders": {"place": place},
                  "changes": {"name": body}, "who-met-whom": {"name": person[0]}, "articles": {"name": person[0]},
                  "facts-by-article": {"article": article}}  # fmt: skip
        texts = {
            name: named.bind(named.load(name), {k: f"<{iri}>" for k, iri in given.items()}, index=index)
            for name, given in values.items()
        }

    def in_child(text: str) -> int:
        with sparql.run(store, text) as answer:
            answer.data.seek(0)
            return len(json.load(answer.data)["results"]["bindings"])

    def opened(ask: Callable[[object, search.Index], int]) -> int:
        with open_store(store, read_only=True) as kept, search.opened(kept, store) as index:
            return ask(kept, index)

    def raw(text: str) -> int:
        head = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
        return opened(lambda kept, _: len(list(kept.query(head + text))))  # type: ignore[attr-defined]

    return {
        **{name: (lambda text=text: in_child(text)) for name, text in texts.items()},
        "posts-of, raw": lambda: raw(texts["posts-of"]),
        "search": lambda: opened(lambda _, index: len(search.find(index, person[1][:-1]))),
        "dossier": lambda: opened(lambda kept, _: len(dossier.dossier(kept, person[0]).articles)),
        "path": lambda: opened(lambda kept, _: len(paths.paths(kept, person[0], other[0]))),
        "timeline": lambda: opened(lambda kept, _: len(timeline.timeline(kept, person[0]))),
    }


def main(source: Path, sizes: list[int]) -> None:
    """Measure every size and print the curves."""
    articles = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    curves: dict[str, list[float]] = {}
    counts: list[int] = []
    about: dict[str, tuple[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "news.kg")
        done = 0
        for size in sizes:
            lines = Path(folder, "more.jsonl")
            more = [altered(a, copy) for copy in range(done, size) for a in articles]
            lines.write_text("".join(json.dumps(a) + "\n" for a in more), encoding="utf-8")
            with open_store(store) as kept:
                pipeline.ingest([str(lines)], store=kept, engine="replay", options={"path": str(lines)})
            done = size
            counts.append(size * len(articles))
            start = time.perf_counter()
            with open_store(store, read_only=True) as kept:
                search.opened(kept, store).close()
            sys.stdout.write(f"{counts[-1]} articles: index brought up in {time.perf_counter() - start:.2f} s\n")
            about = about or chosen(store)
            for name, ask in questions(store, about).items():
                start = time.perf_counter()
                rows = ask()
                taken = time.perf_counter() - start
                curves.setdefault(name, []).append(taken)
                sys.stdout.write(f"  {name:20} {taken:7.3f} s {rows:6} rows\n")
                sys.stdout.flush()
    for name, curve in curves.items():
        growth = math.log(curve[-1] / curve[0]) / math.log(counts[-1] / counts[0]) if len(curve) > 1 else 0.0
        sys.stdout.write(f"{name:20} grows as n^{growth:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(n) for n in sys.argv[2:]] or [1])
