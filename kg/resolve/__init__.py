"""Who is who: the canonical thing behind each of an article's entities, across articles, and the curator's word on it."""

from kg.resolve.corpus import resolve, resolve_corpus

__all__ = ["resolve", "resolve_corpus"]
