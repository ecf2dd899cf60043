"""What happened when: dated events, and the posts of a person or body, in order of time, each with its sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.query import about
from kg.query.about import Known, Said
from kg.query.facts import Statement, joined
from kg.query.reading import Readable, rows

_WITHIN = """SELECT DISTINCT ?e ?d WHERE { ?e sem:hasTimeStamp|sem:hasBeginTimeStamp ?t BIND(STR(?t) AS ?d)
  FILTER(?d >= "%s") FILTER(SUBSTR(?d, 1, STRLEN("%s")) <= "%s") } ORDER BY ?d ?e"""
_SETTING = ("place", "time", "topic")


@dataclass(frozen=True, slots=True, order=True)
class TimelineRow:
    """Something with a date: an event (`event` is its IRI, `kind` its kind) or a post (`kind` is `post`, `label` who
    holds which). `date` is ISO 8601 of any precision, the article's day where the text gives none."""

    date: str
    kind: str
    label: str
    event: str
    place: str
    actors: tuple[str, ...]
    modality: str
    said: tuple[Said, ...]


def timeline(store: Readable, iri: str = "", *, since: str = "", until: str = "", limit: int = 0) -> tuple[TimelineRow, ...]:
    """The dated events in which an entity takes part or which take place there, and its posts; without `iri` all events
    that carry a date. `since` and `until` are ISO 8601 of any precision, both inclusive; `limit` 0 is all."""
    posts: list[Statement] = []
    if iri:
        own = about.statements(store, {iri})
        posts = [s for s in own if s.form == "position"]
        events = {s.source for s in own if s.form == "argument"} | ({iri} if any(s.source == iri for s in own) else set())
        events = {e for e, k in about.known(store, events).items() if k.type == "EVT"}
    else:
        events = {e for e, _ in rows(store, _WITHIN % (since, until or "9999", until or "9999"))}
        events = set(sorted(events)[:limit]) if limit and not since and not until else events
    told = [s for s in about.statements(store, events) if s.form == "argument" and s.source in events]
    said = about.said(store, [*told, *posts])
    known = about.known(store, {end for s in (*told, *posts) for end in (s.source, s.target)} - {""})
    found = [*_events(told, said, known, _times(store, told)), *_posts(posts, said, known)]
    within = sorted(row for row in found if _fits(row.date, since, until))
    return tuple(within[:limit] if limit else within)


def _events(
    told: Iterable[Statement], said: Mapping[str, Said], known: Mapping[str, Known], times: Mapping[str, str]
) -> Iterable[TimelineRow]:
    by_event: defaultdict[str, list[Statement]] = defaultdict(list)
    for s in told:
        by_event[s.source].append(s)
    for event, group in by_event.items():
        own = known[event]
        words = tuple(sorted({said[s.iri] for s in group}))
        places = sorted({known[s.target].label for s in group if s.relation == "place" and s.target in known})
        actors = tuple(sorted({known[s.target].label for s in group if s.relation not in _SETTING and s.target in known}))
        modality = ", ".join(sorted({s.modality for s in group}))
        date = own.date or times.get(event, "") or words[0].date
        yield TimelineRow(date, own.kind or "event", own.label, event, ", ".join(places), actors, modality, words)


def _times(store: Readable, told: Sequence[Statement]) -> dict[str, str]:
    """The days that articles give for events that did not (or not yet) happen: only their evidence holds them."""
    nodes = {s.iri: s.source for s in told if s.relation == "time"}
    fillers = about.properties(store, sorted(nodes), "kgo:participant", evidence=True)
    values = about.properties(
        store, sorted({v for bag in fillers.values() for v in bag["participant"]}), "kgo:dateValue", evidence=True
    )
    return {
        nodes[s]: min(values[v]["dateValue"][0] for v in bag["participant"] if v in values)
        for s, bag in fillers.items()
        if any(v in values for v in bag["participant"])
    }


def _posts(posts: Iterable[Statement], said: Mapping[str, Said], known: Mapping[str, Known]) -> Iterable[TimelineRow]:
    for group in joined(posts):
        one = group[0]
        words = tuple(sorted({said[s.iri] for s in group}))
        period = next((s.date for s in group if s.date), "")
        date = period.partition("/")[0] or words[0].date
        holder = known[one.target].label if one.target in known else ""
        state = f" ({one.status})" if one.status not in ("", "current") else ""
        label = f"{known[one.source].label}: {one.label}" + (f", {holder}" if holder else "") + state
        yield TimelineRow(date, "post", label, "", "", (known[one.source].label,), one.modality, words)


def _fits(date: str, since: str, until: str) -> bool:
    return (not since or date >= since) and (not until or (bool(date) and date[: len(until)] <= until))
