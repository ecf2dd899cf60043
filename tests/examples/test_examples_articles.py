"""The example articles are what they say: ours, short, marked when invented, and the texts of the gold file."""

from __future__ import annotations

import pytest
from example_graphs import ARTICLES, FIRST, GOLD

from kg import evaluate
from kg.records import Article
from kg.sources import read

FILES = sorted(ARTICLES.iterdir())
TEXTS = list(read([str(ARTICLES)]))


def test_twelve_articles_are_read_whole() -> None:
    """Twelve articles, each with title, outlet, date and a URL on a host that cannot exist."""
    assert all(isinstance(article, Article) for article in TEXTS)
    assert len(TEXTS) == 12
    for article in TEXTS:
        assert isinstance(article, Article)
        assert article.title
        assert article.outlet
        assert article.published
        assert article.url.split("/")[2].endswith(".example")
        assert 100 <= len(article.text.split()) <= 350


def test_every_format_is_there() -> None:
    """Text, Markdown, HTML and JSON lines are all shown."""
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".jsonl"}


@pytest.mark.parametrize("path", [path for path in FILES if path != FIRST], ids=lambda path: path.stem)
def test_invented_articles_say_so(path: object) -> None:
    """All but the first carry the note that they are invented."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert "note: invented" in text or 'name="note" content="invented"' in text or text.count('"note": "invented"') == 2


def test_gold_annotates_the_very_same_texts() -> None:
    """Every example article's text stands in the gold file, character by character."""
    annotated = {record["text"] for record in evaluate.read(GOLD).values()}
    missing = [article.origin for article in TEXTS if isinstance(article, Article) and article.text not in annotated]
    assert missing == []
