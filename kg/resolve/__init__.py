"""Who is who: the canonical thing behind each of an article's entities."""

from kg.resolve.canonical import resolve

__all__ = ["resolve"]
