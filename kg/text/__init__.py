"""Sentences, tokens and dates of Indonesian news. Nothing here alters a text; every answer is a span or a value."""

from __future__ import annotations

from kg.records import Article, DateExpression, Document
from kg.text import dates
from kg.text.sentences import spans
from kg.text.tokenise import tokens

__all__ = ["split", "tokens"]


def split(article: Article) -> Document:
    """The article cut into sentences (in order, not overlapping, covering all that is not white space), with its dates.

    >>> [(span.start, span.end) for span in split(Article("a", "Isi satu. Isi dua.")).sentences]
    [(0, 9), (10, 18)]
    """
    found = tuple(dates.find(article.text))
    # A publication date too messy to be certain of is carried in `extra`; dates may still read it.
    published = article.published or str(article.extra.get("date", ""))
    values = dates.values(article.text, found, published)
    expressions = tuple(DateExpression(span, value) for span, value in zip(found, values, strict=True))
    return Document(article, spans(article.text), expressions)
