"""Pages in the layouts of Indonesian outlets: title, day, reporter and nothing but the article's own text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.records import Article
from kg.sources import read
from tests.sources.outlet_pages import Gold, pages

NOT_ITS_OWN = ("ADVERTISEMENT", "SCROLL", "Baca juga", "BACA JUGA", "Copyright", "Editor:", "Pedoman Media Siber", "Judul Lain")


@pytest.mark.parametrize("gold", pages(), ids=lambda gold: gold.name)
def test_what_an_outlets_page_says(tmp_path: Path, gold: Gold) -> None:
    """Title, day and reporter are found where the layout puts them; every paragraph is read, and almost nothing else."""
    (tmp_path / "a.html").write_text(gold.html, encoding="utf-8")
    (article,) = read([str(tmp_path / "a.html")])
    assert isinstance(article, Article)
    assert (article.title, article.published[:10], article.extra["byline"]) == (gold.title, gold.day, gold.byline)
    assert [paragraph for paragraph in gold.body if paragraph not in article.text] == []
    assert [words for words in NOT_ITS_OWN if words in article.text] == []
    extra = Counter(re.findall(r"\w+", article.text)) - Counter(re.findall(r"\w+", " ".join((gold.title, *gold.body))))
    assert sum(extra.values()) <= 12


def test_the_pages_are_twenty_of_different_layouts() -> None:
    """No two pages are laid out alike."""
    assert len({gold.html.replace(gold.title, "") for gold in pages()}) == len({gold.name for gold in pages()}) == 20
