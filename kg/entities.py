"""Things across articles, and decisions on who is whom: types passed between rooms, like those in `kg.records`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing across articles: its IRI path (`person/hanung-cahyo-saputro`), type, names, and a known place's degrees.

    `codes` are identifiers with their scheme (`Kemendagri:35.78`, `ISO:ID`); `media` is `outlet` or `platform`
    for what carries news rather than makes it; `readings` are paths of the places that an open name may mean.
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    codes: tuple[str, ...] = ()
    media: str = ""
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Who is whom, as decided by a rule or a person: append-only, each with its reasons.

    `left` and `right` are paths of entities; of a person's decision also a new name, a type or a fact, as its verdict says.
    """

    left: str
    right: str
    verdict: str
    score: float
    reasons: tuple[str, ...]
    by: str
    at: str
