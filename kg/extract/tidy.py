"""A reading made consistent before its mentions are joined: one type for one name, people's names without their ranks.

In the training articles 22 of 8,789 names that occur more than once bear two types, and 13 of 15,553 people's mentions
begin with a rank.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg import lexicon
from kg.extract.labels import SPAN_TYPE_INDEX
from kg.extract.reading import Item, Reading
from kg.lexicon.surfaces import is_name
from kg.records import ENTITY_TYPES, Document, Span

_WORD = re.compile(r"[\w&.-]+")
_PARENT = 0.92
_FIRST_WORD = re.compile(r"([\w.]+)\s+")
# `Brigadir J` is all that is told of him.
_SHORTEST = 3
# Titles that people also bear as names.
_ALSO_NAMES = frozenset({"imam", "hakim", "raja"})


def tidied(reading: Reading, document: Document, allowed: NDArray[np.bool_]) -> Reading:
    """The reading with consistent types, bare names and whole dates; facts that a new type does not allow are struck out.

    The rules that find dates know better than the network where one begins and ends. `allowed` is (types, types, labels),
    as the network was trained.
    """
    text = document.article.text
    types = _agreed(reading.items, text)
    spans = [_without_rank(i, t, text) for i, t in zip(reading.items, types, strict=True)]
    for n in (n for n, t in enumerate(types) if t == "DATE"):
        whole = _whole_date(spans[n], document)
        spans[n] = spans[n] if whole in spans else whole
    items = tuple(replace(i, type=t, span=s) for i, t, s in zip(reading.items, types, spans, strict=True))
    items = tuple(_parents_in_names(items, text))
    logits = reading.logits
    changed = np.array([i.type != t for i, t in zip(reading.items, types, strict=True)], dtype=bool)
    if changed.any():
        number = np.array([SPAN_TYPE_INDEX[t] for t in types], dtype=np.int64)
        at = np.nonzero(changed[reading.left] | changed[reading.right])[0]
        logits = logits.copy()
        logits[at] = np.where(allowed[number[reading.left[at]], number[reading.right[at]]], logits[at], -np.inf)
    return replace(reading, items=items, logits=logits)


def _parents_in_names(items: Sequence[Item], text: str) -> list[Item]:
    """The items with the body at the end of a unit's name whole: `Biro Umum Setda Kota Solo` holds `Setda Kota Solo`.

    In the training articles 229 of 249 such names hold just that body, 14 another one that begins there. It is added where
    the network marked none, and made longer where it marked a bare common noun.
    """
    nested = {i.span.start: n for n, i in enumerate(items) if i.nested}
    out = list(items)
    for item in items:
        words = list(_WORD.finditer(text, item.span.start, item.span.end))
        if item.type != "ORG" or item.nested or not words or words[0].group().casefold() not in _units():
            continue
        parent = next((w for w in words[1:] if w.group().casefold() in lexicon.words("parent-bodies")), None)
        if parent is None or not parent.group()[0].isupper():
            continue
        whole, marked = Span(parent.start(), item.span.end), nested.get(parent.start())
        if marked is None:
            out.append(replace(item, span=whole, nested=True, confidence=_PARENT))
        elif items[marked].type == "ORG" and not names_a_place_or_body([items[marked].span.of(text)]):
            out[marked] = replace(items[marked], span=whole)
    return out


@cache
def _units() -> frozenset[str]:
    """First words of the names of units, in small letters."""
    kinds = lexicon.table("organisation-kinds").items()
    return lexicon.words("office-kinds") | {word for word, kind in kinds if kind == "org:OrganizationalUnit"}


def _whole_date(span: Span, document: Document) -> Span:
    """The date expression that shares most with the span, or the span."""
    near = [d.span for d in document.dates if d.span.overlaps(span)]
    return max(near, key=lambda s: min(s.end, span.end) - max(s.start, span.start), default=span)


def _agreed(items: Sequence[Item], text: str) -> list[str]:
    """Each item's type, or the type that its name has most often in the article."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        surface = item.span.of(text)
        if item.type in ENTITY_TYPES and not item.nested and is_name(surface):
            votes[surface][item.type] += item.confidence  # type: ignore[assignment]
    return [_majority(votes.get(i.span.of(text), Counter()), i) for i in items]


def _majority(votes: Counter[str], item: Item) -> str:
    if len(votes) < 2 or item.type not in ENTITY_TYPES:
        return item.type
    return max(votes, key=lambda t: (votes[t], t == item.type))


def _without_rank(item: Item, kind: str, text: str) -> Span:
    """A person's span without the rank before the name."""
    span = item.span
    while kind == "PER" and (word := _FIRST_WORD.match(text, span.start, span.end)):
        if word[1].rstrip(".").casefold() not in lexicon.folded("ranks") or span.end - word.end() < _SHORTEST:
            break
        span = Span(word.end(), span.end)
    return span


def names_a_person(surfaces: Sequence[str]) -> bool:
    """Whether any of a person's surfaces is a name, and not a title, a rank or a common noun.

    >>> names_a_person(["Presiden", "beliau"]), names_a_person(["Pak Presiden", "Joko"])
    (False, True)
    """
    return any(_is_personal(s) for s in surfaces)


def names_a_place_or_body(surfaces: Sequence[str]) -> bool:
    """Whether any surface is more than a bare common noun or pronoun.

    >>> names_a_place_or_body(["Kabupaten", "Kami"]), names_a_place_or_body(["RSUD Aeramo", "RSUD"])
    (False, True)
    """
    bare = {w for name in ("generic-organisations", "generic-places", "place-levels", "pronouns") for w in lexicon.words(name)}
    return any(len(s.split()) > 1 or (s.casefold() not in bare and not s[:1].islower()) for s in surfaces)


def _is_personal(surface: str) -> bool:
    words = [w.strip(".,").casefold() for w in surface.split()]
    if not words or not is_name(surface):
        return False
    if words[0] in _ALSO_NAMES:
        return True
    return words[0] not in _title_openers() and any(w not in lexicon.folded("honorifics") for w in words) and not _is_title(words)


def _is_title(words: Sequence[str]) -> bool:
    """`Pak Presiden`: an honorific before a title."""
    return words[0] in lexicon.folded("honorifics") and len(words) > 1 and words[1] in _title_openers()


@cache
def _title_openers() -> frozenset[str]:
    """First words of titles and ranks."""
    titles = lexicon.folded("roles") | lexicon.folded("ranks")
    return frozenset(t.split()[0] for t in titles if t) | {"wali", "wakil", "mantan", "eks", "calon", "the"}
