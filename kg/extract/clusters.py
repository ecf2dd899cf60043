"""Mentions -> the article's entities: equal names, short names, abbreviations in brackets, then the network's word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from kg import lexicon
from kg.extract.labels import PAIR_LABEL_INDEX, SAME
from kg.extract.pairs import surface_match
from kg.extract.reading import Item, Reading
from kg.extract.windows import respace
from kg.lexicon.surfaces import is_name
from kg.records import ENTITY_TYPES

# Two triggers of one event look less alike than two names, and less so when their kinds differ. Triggers that begin with one stem
# (`pencanangan`, `dicanangkan`) mean one event in 84 % of such pairs in the training articles.
_SAME_EVENT, _SAME_OF_OTHER_KIND, _SAME_OF_ONE_STEM = 0.2, 0.3, 0.02
_PREFIX = re.compile(r"^(?:men[gy]|me[mn]?|pen[gy]|[pbt]er|pe[mn]?|di|ke|se)(?=\w{4})")
_SUFFIX = re.compile(r"(?<=\w{4})(?:kan|an|i|nya)$")
_STEM = 5
# From this probability on a date is taken for an event's time.
_TIMED = 0.5
# Sets join when their members are this much as alike, on average, as the one pair that asks for it.
_LINKAGE = 0.7
_OFFICES = frozenset({"biro", "bagian", "subbagian", "bidang", "seksi", "direktorat", "divisi", "dinas", "badan", "kementerian"})
_THIRD_PERSON = frozenset({"ia", "dia", "beliau"})


class Union:
    """Disjoint sets over item numbers, the smallest number naming each set (Tarjan 1975, without ranks)."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, n: int) -> int:
        """The number that names n's set."""
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Make one set of the two."""
        low, high = sorted((self.root(a), self.root(b)))
        self.parent[high] = low


def _full_names(items: Sequence[Item], text: str, members: Sequence[int]) -> set[str]:
    return {s.casefold() for n in members if is_name(s := items[n].span.of(text)) and len(s.split()) > 1}


def _by_name(items: Sequence[Item], text: str, sets: Union) -> None:
    """Equal surfaces of one type, and one- or two-word names inside exactly one longer name of a person."""
    first: dict[tuple[str, str], int] = {}
    for n, item in enumerate(items):
        surface = item.span.of(text)
        if item.type not in ENTITY_TYPES or not (is_name(surface) or item.type in ("EVT", "DATE")):
            continue
        key = (item.type, " ".join(respace(surface)[0].casefold().split()))
        if item.type != "DATE":
            sets.join(first.setdefault(key, n), n)
    people = {key[1]: n for key, n in first.items() if key[0] == "PER"}
    for short, n in people.items():
        longer = {sets.root(m) for name, m in people.items() if name != short and set(short.split()) < set(name.split())}
        if len(longer) == 1:
            sets.join(n, longer.pop())


def _by_level(items: Sequence[Item], text: str, sets: Union) -> None:
    """`Kabupaten Klaten` and `Klaten` are one where the article tells no second level (390 to 14 in the training articles)."""
    places: dict[str, int] = {}
    for n, item in enumerate(items):
        if item.type == "GPE" and is_name(surface := item.span.of(text)):
            places.setdefault(" ".join(surface.casefold().split()), n)
    levels: dict[str, list[int]] = defaultdict(list)
    for name, n in places.items():
        level, _, rest = name.partition(" ")
        if level in lexicon.words("place-levels") and rest in places:
            levels[rest].append(n)
    for rest, found in levels.items():
        if len(found) == 1:
            sets.join(places[rest], found[0])


def _by_value(items: Sequence[Item], values: Sequence[str | None], sets: Union) -> None:
    """Dates that mean one day or period are one: `Rabu (18/6/2025)` and `hari ini`."""
    first: dict[str, int] = {}
    for n, value in enumerate(values):
        if items[n].type == "DATE" and value:
            sets.join(first.setdefault(value, n), n)


def _by_brackets(items: Sequence[Item], text: str, sets: Union) -> None:
    """`Badan Pusat Statistik (BPS)`: an upper-case form in brackets right after a name of the same type."""
    for n, item in enumerate(items):
        for m in range(n + 1, min(n + 4, len(items))):
            other = items[m]
            gap = text[item.span.end : other.span.start]
            short = other.span.of(text)
            bracketed = gap.strip() == "(" and text[other.span.end : other.span.end + 1] == ")"
            if bracketed and other.type == item.type and item.type in ENTITY_TYPES and short[:1].isupper() and " " not in short:
                sets.join(n, m)


def _by_pronoun(items: Sequence[Item], text: str, sets: Union) -> set[int]:
    """`Ia`, `dia`, `beliau` mean the person named last before them; returns the pronouns that were settled so."""
    settled: set[int] = set()
    last = -1
    for n in sorted(range(len(items)), key=lambda n: items[n].span):
        if items[n].type != "PER" or items[n].nested:
            continue
        surface = items[n].span.of(text)
        if surface.casefold() in _THIRD_PERSON:
            if last >= 0:
                sets.join(last, n)
                settled.add(n)
        elif is_name(surface):
            last = n
    return settled


def _conflict(items: Sequence[Item], text: str, a: Sequence[int], b: Sequence[int]) -> bool:
    """Two people with full names of which neither holds the other's words are never one; nor are two bodies whose full
    names share no word, or begin with words for different kinds of office (`Biro Humas`, `Bagian Humas`)."""
    kind = items[a[0]].type
    if kind not in ("PER", "ORG"):
        return False
    left, right = _full_names(items, text, a), _full_names(items, text, b)
    if kind == "ORG":
        offices = [{w for name in names if (w := name.split()[0]) in _OFFICES} for names in (left, right)]
        if all(offices) and not offices[0] & offices[1]:
            return True
        return bool(left and right) and not any(_spelled_out(x) & _spelled_out(y) for x in left for y in right)
    return bool(left and right) and not any(surface_match(x, y) in (1, 2, 3) for x in left for y in right)


def _spelled_out(name: str) -> set[str]:
    """The words of a body's name in small letters, short forms such as `pemprov` and `jateng` written out."""
    forms = {**lexicon.table("organisation-forms"), **lexicon.table("place-forms")}
    return {w for word in name.split() for w in forms.get(word, word).casefold().split()}


def _times(reading: Reading, values: Sequence[str | None]) -> dict[int, str]:
    """For each event's item the value of the date that is likeliest its time."""
    found: dict[int, tuple[float, str]] = {}
    for event, date, logit in zip(reading.left, reading.right, reading.logits[:, PAIR_LABEL_INDEX["arg:time"]], strict=True):
        value = values[date]
        if value and logit > np.log(_TIMED / (1 - _TIMED)):
            found[int(event)] = max(found.get(int(event), (-np.inf, "")), (float(logit), value))
    return {event: value for event, (_, value) in found.items()}


def _apart(times: Mapping[int, str], a: Sequence[int], b: Sequence[int]) -> bool:
    """Two events at times that do not meet are two (96 % of the events in the training articles have one time)."""
    left, right = ({times[n] for n in x if n in times} for x in (a, b))
    return bool(left and right) and not any(x.startswith(y) or y.startswith(x) for x in left for y in right)


def cluster(reading: Reading, text: str, values: Sequence[str | None], *, threshold: float = 0.5) -> list[int]:
    """For every item the number of its entity's first item (roles and statements name themselves).

    `values` are the items' date values, None for what is no date or cannot be placed.
    """
    items = reading.items
    sets = Union(len(items))
    _by_name(items, text, sets)
    _by_brackets(items, text, sets)
    _by_value(items, values, sets)
    _by_level(items, text, sets)
    times = _times(reading, values)
    settled = _by_pronoun(items, text, sets)
    at = PAIR_LABEL_INDEX[SAME]
    score: dict[tuple[int, int], float] = defaultdict(float)
    for i, j, logit in zip(reading.left, reading.right, reading.logits[:, at], strict=True):
        if np.isfinite(logit) and items[i].type == items[j].type:
            score[min(i, j), max(i, j)] += 0.5 / (1.0 + float(np.exp(-logit)))
    for (i, j), p in sorted(score.items(), key=lambda x: (-x[1], x[0])):
        least = _least_for_events(items[i], items[j], text) if items[i].type == "EVT" else threshold
        if p < _SAME_OF_ONE_STEM:
            break
        if p < least:
            continue
        if items[i].type == "DATE" or i in settled or j in settled or sets.root(i) == sets.root(j):
            continue
        a = [n for n in range(len(items)) if sets.root(n) == sets.root(i)]
        b = [n for n in range(len(items)) if sets.root(n) == sets.root(j)]
        if not _conflict(items, text, a, b) and not _apart(times, a, b) and _mean(score, a, b) >= _LINKAGE * least:
            sets.join(i, j)
    return [sets.root(n) for n in range(len(items))]


def _least_for_events(a: Item, b: Item, text: str) -> float:
    """The likeness from which on two triggers are joined."""
    stem = _stem(a.span.of(text))
    if stem and stem == _stem(b.span.of(text)):
        return _SAME_OF_ONE_STEM
    return _SAME_EVENT if a.kind == b.kind else _SAME_OF_OTHER_KIND


def _stem(trigger: str) -> str:
    """The end of a trigger's first word without prefix and suffix: verb and noun of one root mostly share it.

    >>> _stem("pencanangan"), _stem("dicanangkan program")
    ('anang', 'anang')
    """
    first = trigger.casefold().split()[0] if trigger.split() else ""
    bare = _SUFFIX.sub("", _PREFIX.sub("", first))
    return bare[-_STEM:] if len(bare) >= 4 else ""


def _mean(score: Mapping[tuple[int, int], float], a: Sequence[int], b: Sequence[int]) -> float:
    """Mean likeness of the members of two sets (average linkage), over the pairs that one window holds."""
    found = [score[min(i, j), max(i, j)] for i in a for j in b if (min(i, j), max(i, j)) in score]
    return sum(found) / len(found) if found else 0.0
