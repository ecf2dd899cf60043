"""What both graphs say about an article and about a thing: the same lines over local or canonical nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.iri import is_iri, slug
from kg.rdf.mapping import classes
from kg.rdf.naming import Names
from kg.rdf.values import published
from kg.records import Article


def article_lines(article: Article, names: Names, mentioned: Iterable[str]) -> Iterator[str]:
    """The article, its publisher and the nodes it mentions."""
    node, lang = names.article, article.lang
    yield terms.line(node, v.TYPE, terms.ref(v.ARTICLE))
    yield terms.line(node, v.CONTENT_HASH, terms.text(article.content_hash))
    if article.title.strip():
        yield terms.line(node, v.HEADLINE, terms.text(article.title.strip(), lang))
    if published(article.published):
        yield terms.line(node, v.DATE_PUBLISHED, published(article.published))
    if lang:
        yield terms.line(node, v.IN_LANGUAGE, terms.text(lang))
    if _is_web(article.url):
        yield terms.line(node, v.URL, terms.typed(article.url, "anyURI"))
    if article.outlet.strip():
        outlet = names.outlet(article.outlet)
        yield terms.line(node, v.PUBLISHER, terms.ref(outlet))
        yield terms.line(outlet, v.TYPE, terms.ref(v.SCHEMA_ORGANIZATION))
        yield terms.line(outlet, v.LABEL, terms.text(article.outlet.strip(), lang))
    for thing in mentioned:
        yield terms.line(node, v.MENTIONS, terms.ref(thing))


def thing_lines(node: str, kind: str, label: str, aliases: Iterable[str], lang: str) -> Iterator[str]:
    """A thing's classes, type code, label and other names."""
    for cls in classes(kind, label):
        yield terms.line(node, v.TYPE, terms.ref(cls))
    yield terms.line(node, v.ENTITY_TYPE, terms.text(kind))
    yield terms.line(node, v.LABEL, terms.text(label, lang))
    for alias in aliases:
        yield terms.line(node, v.ALT_LABEL, terms.text(alias, lang))


def role_lines(node: str, words: str, lang: str) -> Iterator[str]:
    """The concept of a post's title: one preferred label for all spellings, the one at hand beside it."""
    plain = " ".join(words.split())
    yield terms.line(node, v.TYPE, terms.ref(v.CONCEPT))
    yield terms.line(node, v.PREF_LABEL, terms.text(slug(words).replace("-", " "), lang))
    yield terms.line(node, v.ALT_LABEL, terms.text(plain, lang))


def _is_web(url: str) -> bool:
    try:
        return is_iri(url) and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False
