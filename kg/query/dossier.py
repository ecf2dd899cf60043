"""Everything on one entity: posts over time, accusations, events, quotes, relations and articles, each with its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import NotFound
from kg.query import about
from kg.query.about import Known, Said
from kg.query.facts import Statement, joined
from kg.query.reading import Readable, rows

BYSTANDING = ("witness", "victim", "authority", "target", "beneficiary", "place", "time", "topic", "involved")
ACCUSING = ("alleged", "charged", "convicted", "acquitted", "denied")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact about the entity. `words` are a role's title, a part in an event, a relation or what was said; `other` is
    the thing at the other end (empty for a quote), `outward` whether the fact reads from the entity to it."""

    date: str
    form: str
    words: str
    modality: str
    status: str
    confidence: float
    other: str
    other_label: str
    outward: bool
    period: str
    cue: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the graph says about one entity, each section by date."""

    iri: str
    label: str
    type: str
    kind: str
    date: str
    aliases: tuple[str, ...]
    links: tuple[str, ...]
    posts: tuple[Line, ...]
    accusations: tuple[Line, ...]
    events: tuple[Line, ...]
    quotes: tuple[Line, ...]
    relations: tuple[Line, ...]
    articles: tuple[tuple[str, str, str, str, str], ...]


SECTIONS = ("posts", "accusations", "events", "quotes", "relations")


def dossier(store: Readable, iri: str) -> Dossier:
    """The dossier of a canonical entity; `articles` are (date, outlet, headline, url, IRI). Raises NotFound."""
    own = about.known(store, {iri})[iri]
    if not own.type:
        raise NotFound(f"nothing in the graph has the IRI {iri}", hint="kg search finds entities by their names")
    found = about.statements(store, {iri})
    said = about.said(store, found)
    others = about.known(store, {end for s in found for end in (s.source, s.target)} - {"", iri})
    lines = [_line(group, iri, others, said) for group in joined(found)]
    names = about.properties(store, [iri], "skos:altLabel skos:exactMatch").get(iri, {})
    sections: dict[str, list[Line]] = {name: [] for name in SECTIONS}
    for line in sorted(lines, key=lambda each: (each.date, each.form, each.words, each.other_label, each.other)):
        sections[_section(line)].append(line)
    return Dossier(
        iri, own.label, own.type, own.kind, own.date, tuple(a for a in names.get("altLabel", ()) if a != own.label),
        tuple(names.get("exactMatch", ())), **{name: tuple(sections[name]) for name in SECTIONS}, articles=_articles(store, iri),
    )  # fmt: skip


def _line(group: Sequence[Statement], iri: str, others: Mapping[str, Known], said: Mapping[str, Said]) -> Line:
    one = group[0]
    outward = one.source == iri
    other = others.get(one.target if outward else one.source, Known(""))
    words = tuple(sorted({said[s.iri] for s in group}))
    day = next((s.date for s in group if s.date), "")
    when = (other.date if one.form == "argument" else day.strip("/").partition("/")[0]) or words[0].date
    cue = next((s.cue for s in group if s.cue), "")
    sure = max(s.confidence for s in group)
    return Line(
        when, one.form, one.label, one.modality, one.status, sure, other.iri, other.label, outward, day, cue, words
    )  # fmt: skip


def _section(line: Line) -> str:
    if line.form == "quote":
        return "quotes"
    # Whoever saw, suffered or judged what is alleged is not accused of it.
    if (line.modality in ACCUSING and line.words not in BYSTANDING) or line.words == "suspect":
        return "accusations"
    return {"position": "posts", "argument": "events"}.get(line.form, "relations")


def _articles(store: Readable, iri: str) -> tuple[tuple[str, str, str, str, str], ...]:
    mentioning = {a for (a,) in rows(store, f"SELECT ?a WHERE {{ ?a schema:mentions <{iri}> ; a schema:NewsArticle }}")}
    found = about.sources(store, mentioning)
    return tuple(sorted((date, outlet, title, url, a) for a, (title, outlet, date, url) in found.items()))
