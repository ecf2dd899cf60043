"""Altered copies of annotated articles: other people's names, and headlines in capitals or small letters.

A name the network meets only once is learned by heart; with its words exchanged the context must carry the fact.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.records import Annotation, Span

_NAME_WORD = re.compile(r"[A-Z][a-z]{2,}(?![\w'’])")
Edit = tuple[int, int, str]


def name_words(annotations: Iterable[Annotation]) -> list[str]:
    """The words of all people's names, as often as they occur, sorted."""
    names = [e.name for a in annotations for e in a.entities if e.type == "PER"]
    return sorted(word for name in names for word in _NAME_WORD.findall(name))


def altered(a: Annotation, pool: Sequence[str], rng: random.Random) -> Annotation:
    """A copy in which the words of people's names are exchanged for words of `pool`, consistently, and in every third
    copy the headline stands in capitals or in small letters."""
    copy = edited(a, _renamings(a, pool, rng))
    draw = rng.random()
    if draw >= 1 / 3:
        return copy
    text = copy.article.text
    end = text.find("\n") if "\n" in text else 0
    title = text[:end].upper() if draw < 1 / 6 else text[:end].lower()
    # Some letters change their number with their case; offsets must hold.
    return replace(copy, article=replace(copy.article, text=title + text[end:])) if len(title) == end else copy


def _renamings(a: Annotation, pool: Sequence[str], rng: random.Random) -> list[Edit]:
    names = {e.id: set(_NAME_WORD.findall(e.name)) for e in a.entities if e.type == "PER"}
    new: dict[str, str] = {}
    edits = set()
    for m in a.mentions:
        for word in _NAME_WORD.finditer(m.span.of(a.article.text)) if m.entity in names else ():
            if word.group() in names[m.entity]:
                other = new.setdefault(word.group(), rng.choice(pool))
                edits.add((m.span.start + word.start(), m.span.start + word.end(), other))
    return sorted(edits)


def edited(a: Annotation, edits: Sequence[Edit]) -> Annotation:
    """The annotation of the text in which each (start, end, new) stretch was replaced; edits are sorted and apart."""
    text, parts, last, shift = a.article.text, [], 0, 0
    ends, shifts = [0], [0]
    for start, end, new in edits:
        parts += [text[last:start], new]
        last = end
        shift += len(new) - (end - start)
        ends.append(end)
        shifts.append(shift)

    def moved(span: Span) -> Span:
        return Span(*(x + shifts[bisect_right(ends, x) - 1] for x in (span.start, span.end)))

    return replace(
        a,
        article=replace(a.article, text="".join([*parts, text[last:]])),
        sentences=tuple(moved(s) for s in a.sentences),
        mentions=tuple(replace(m, span=moved(m.span)) for m in a.mentions),
        positions=tuple(replace(p, span=moved(p.span)) for p in a.positions),
        quotes=tuple(replace(q, span=moved(q.span)) for q in a.quotes),
    )
