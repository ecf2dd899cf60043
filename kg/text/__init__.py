"""Sentences, tokens and dates of Indonesian news. Nothing here alters a text; every answer is a span or a value."""

from __future__ import annotations

from kg.records import Article, Document
from kg.text.sentences import spans
from kg.text.tokenise import tokens

__all__ = ["split", "tokens"]


def split(article: Article) -> Document:
    """The article cut into sentences: in order, not overlapping, covering all that is not white space.

    >>> [(span.start, span.end) for span in split(Article("a", "Isi satu. Isi dua.")).sentences]
    [(0, 9), (10, 18)]
    """
    return Document(article, spans(article.text))
