"""Small articles about invented and public people, as an annotator would mark them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.records import Annotation, Article, LocalEntity, Mention, Position, Span

Named = tuple[str, str, Sequence[str]]  # local id, type, forms; the first is the name
Post = tuple[str, str, str | None]  # person, role, holder


def article(key: int, *named: Named, posts: Sequence[Post] = (), text: str = "", published: str = "2025-01-01") -> Annotation:
    """Article `key`, whose text is the forms of its entities and the role words, one after the other."""
    words = [form for _, _, forms in named for form in forms] + [role for _, role, _ in posts]
    body = text or ". ".join(words) + "."
    mentions = tuple(
        Mention(local, Span(at, at + len(form)), kind)
        for local, kind, forms in named
        for form in forms
        if (at := body.find(form)) >= 0
    )
    positions = tuple(
        Position(p, role, Span(max(0, body.find(role)), max(0, body.find(role)) + len(role)), holder) for p, role, holder in posts
    )
    return Annotation(
        Article(f"{key:08x}{key:08x}", body, published=published, title=f"Kabar {key}"),
        sentences=(Span(0, len(body)),),
        entities=tuple(LocalEntity(local, kind, forms[0]) for local, kind, forms in named),
        mentions=mentions,
        positions=positions,
        engine="hand-1",
    )
