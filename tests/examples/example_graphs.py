"""The example articles as a store, and questions to it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.query import named, results, sparql

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
ARTICLES = EXAMPLES / "articles"
QUERIES = EXAMPLES / "queries"
GOLD = ROOT / "tests" / "data" / "gold.jsonl"
FIRST = ARTICLES / "01-humas-kemendag-ke-jateng.md"


def ask(store: Path, query: named.Query, **values: str) -> list[dict[str, str]]:
    """The rows of a SELECT query as dictionaries."""
    with sparql.run(store, named.bind(query, values)) as answer:
        return list(csv.DictReader(io.StringIO(results.serialise(answer, "csv"))))


def example(name: str) -> named.Query:
    """One of the example queries."""
    return named.load(str(QUERIES / f"{name}.rq"))
