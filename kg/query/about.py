"""What is said about given entities: their statements with the sentences, walking outward from them.

The cost grows with what is found, not with the store. `kg.query.facts` reads the whole store instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.query.facts import Statement, relation_name
from kg.query.prefixes import PREFIXES
from kg.query.reading import Readable, after, rows

_BATCH = 500
_ENDS = (
    "org:member|kgo:holder|kgo:participant|kgo:event|rdf:subject|rdf:object|kgo:speaker"
)  # fmt: skip
_PARTS = (
    "org:member kgo:holder kgo:roleText kgo:status kgo:participant kgo:event sem:roleType rdf:subject rdf:predicate "
    "rdf:object kgo:relation schema:spokenByCharacter kgo:speaker schema:text kgo:quotationForm kgo:cue kgo:modality "
    "kgo:confidence prov:wasDerivedFrom kgo:denotes org:memberDuring"
)
_INVERSE = ("founder", "legislationPassedBy")
Bag = dict[str, list[str]]


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One article's words for a fact: its sentence (or sentences), where and when it stood, and how sure the engine is."""

    date: str
    article: str
    sentence: str
    title: str
    outlet: str
    url: str
    confidence: float
    modality: str


@dataclass(frozen=True, slots=True)
class Known:
    """An entity in a few words; `type` and `label` are empty for an IRI the graph does not know, `date` holds the day an
    event took place on."""

    iri: str
    type: str = ""
    label: str = ""
    kind: str = ""
    date: str = ""


def statement_iris(store: Readable, about: Collection[str]) -> list[str]:
    """The statements of all articles in which any of these canonical entities takes part."""
    found: set[str] = set()
    for bound in _bound("c", sorted(about)):
        query = f"""SELECT DISTINCT ?s WHERE {{ {bound} LATERAL {{ ?l kgo:denotes ?c }}
          LATERAL {{ GRAPH ?g {{ ?s {_ENDS} ?l }} }} }}"""
        found.update(iri for (iri,) in rows(store, query))
    return sorted(found)


def statements(store: Readable, about: Collection[str]) -> list[Statement]:
    """The statements in which any of these canonical entities takes part, in a fixed order."""
    return described(store, statement_iris(store, about))


def described(store: Readable, iris: Sequence[str]) -> list[Statement]:
    """These statement nodes as statements between canonical entities; what has no canonical end is left out."""
    bags = properties(store, iris, _PARTS, evidence=True)
    ends = ("member", "holder", "participant", "event", "subject", "object", "spokenByCharacter", "speaker")
    locals_ = {value for bag in bags.values() for end in ends for value in bag.get(end, ())}
    canon = {local: bag["denotes"][0] for local, bag in properties(store, sorted(locals_), "kgo:denotes").items()}
    facts = {iri: bag["denotes"][0] for iri, bag in properties(store, iris, "kgo:denotes").items()}
    periods = _periods(store, {value for bag in bags.values() for value in bag.get("memberDuring", ())})
    made = (_statement(iri, bag, canon, facts.get(iri, ""), periods) for iri, bag in bags.items())
    return sorted(s for s in made if s.source)


def _statement(iri: str, bag: Bag, canon: Mapping[str, str], fact: str, periods: Mapping[str, str]) -> Statement:
    one = {key: values[0] for key, values in bag.items()}
    source, target, form, relation, label = _ends_of(one)
    return Statement(
        iri=iri, form=form, article=one.get("wasDerivedFrom", ""), source=canon.get(source, ""), target=canon.get(target, ""),
        relation=relation, label=label, status=one.get("status", ""), modality=after(one.get("modality", ""), "#"),
        confidence=float(one.get("confidence", "0")), locals=tuple(filter(None, (source, target))), fact=fact,
        date=periods.get(one.get("memberDuring", ""), ""), cue=one.get("cue", ""),
    )  # fmt: skip


def _ends_of(one: Mapping[str, str]) -> tuple[str, str, str, str, str]:
    """Source, target, form, relation and words of a statement node."""
    if "member" in one:
        return one["member"], one.get("holder", ""), "position", "position", one.get("roleText", "")
    if "participant" in one:
        role = after(one.get("roleType", ""), "#role-")
        return one.get("event", ""), one["participant"], "argument", role, role
    if "subject" in one:
        relation = after(one.get("relation", ""), "#relation-") or relation_name(one["predicate"])
        ends = [one["subject"], one.get("object", "")]
        if one["predicate"].endswith(_INVERSE):
            ends.reverse()
        return ends[0], ends[1], "relation", relation, relation.replace("_", " ")
    return one.get("speaker", one.get("spokenByCharacter", "")), "", "quote", one.get("quotationForm", ""), one.get("text", "")


def _periods(store: Readable, intervals: Collection[str]) -> dict[str, str]:
    """`begin/end` of intervals, either of which may be empty."""
    ends = properties(store, sorted(intervals), "time:hasBeginning time:hasEnd", evidence=True)
    instants = {value for bag in ends.values() for values in bag.values() for value in values}
    days = properties(store, sorted(instants), "time:inXSDDate time:inXSDgYearMonth time:inXSDgYear", evidence=True)

    def day(bag: Bag, name: str) -> str:
        return next((v for i in bag.get(name, ()) for values in days.get(i, {}).values() for v in values), "")

    return {iri: f"{day(bag, 'hasBeginning')}/{day(bag, 'hasEnd')}" for iri, bag in ends.items()}


def said(store: Readable, found: Iterable[Statement]) -> dict[str, Said]:
    """Each statement's sentence with its article, by the statement's IRI."""
    every = list(found)
    evidence = properties(store, [s.iri for s in every], "kgo:evidence", evidence=True)
    quoted = sorted({v for bag in evidence.values() for v in bag["evidence"]})
    selectors = properties(store, quoted, "oa:hasSelector", evidence=True)
    exact = properties(store, sorted({v for bag in selectors.values() for v in bag["hasSelector"]}), "oa:exact", evidence=True)
    words = {
        quote: next((exact[x]["exact"][0] for x in bag["hasSelector"] if x in exact), "") for quote, bag in selectors.items()
    }
    articles = sources(store, {s.article for s in every})
    result = {}
    for s in every:
        spans = sorted(evidence.get(s.iri, {}).get("evidence", ()), key=_start)
        sentence = " ".join(words[span] for span in spans if words.get(span))
        title, outlet, date, url = articles.get(s.article, ("", "", "", ""))
        result[s.iri] = Said(date, s.article, sentence, title, outlet, url, s.confidence, s.modality)
    return result


def sources(store: Readable, articles: Collection[str]) -> dict[str, tuple[str, str, str, str]]:
    """Headline, outlet, day and address of articles, by IRI."""
    bags = properties(store, sorted(articles), "schema:headline schema:publisher schema:datePublished schema:url")
    outlets = known(store, {v for bag in bags.values() for v in bag.get("publisher", ())})
    return {
        iri: (
            _first(bag, "headline"),
            outlets[p].label if (p := _first(bag, "publisher")) else "",
            _first(bag, "datePublished")[:10],
            _first(bag, "url"),
        )
        for iri, bag in bags.items()
    }


def known(store: Readable, iris: Collection[str]) -> dict[str, Known]:
    """Label, type, event kind and day of entities, by IRI; every asked IRI is among them."""
    wanted = "rdfs:label kgo:entityType sem:eventType sem:hasTimeStamp sem:hasBeginTimeStamp"
    bags = properties(store, sorted(iris), wanted)
    return {
        iri: Known(
            iri,
            _first(bag, "entityType"),
            max(bag.get("label", [""])),
            after(_first(bag, "eventType"), "#event-"),
            _first(bag, "hasTimeStamp") or _first(bag, "hasBeginTimeStamp"),
        )
        for iri in iris
        for bag in (bags.get(iri, {}),)
    }


def properties(store: Readable, iris: Sequence[str], predicates: str, *, evidence: bool = False) -> dict[str, Bag]:
    """The sorted values of some properties (prefixed names) of many subjects, by IRI and the property's local name; from
    the evidence graphs, or from the default graph."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names = {_expanded(name): name.partition(":")[2] for name in predicates.split()}
    pattern = "GRAPH ?g { ?s ?p ?o }" if evidence else "?s ?p ?o"
    for bound in _bound("s", iris):
        query = f"SELECT ?s ?p ?o WHERE {{ {bound} VALUES ?p {{ {predicates} }} LATERAL {{ {pattern} }} }}"
        for subject, predicate, value in rows(store, query):
            found[subject][names[predicate]].add(value)
    return {iri: {name: sorted(values) for name, values in found[iri].items()} for iri in iris if iri in found}


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _bound(variable: str, iris: Sequence[str]) -> Iterator[str]:
    for i in range(0, len(iris), _BATCH):
        yield f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in iris[i : i + _BATCH])} }}"


def _first(bag: Mapping[str, list[str]], name: str) -> str:
    return bag[name][0] if bag.get(name) else ""


def _start(span: str) -> tuple[int, str]:
    """Where a quoted span starts, from its IRI (`...#quote=12,90`)."""
    place = re.search(r"=(\d+),", span)
    return (int(place[1]) if place else 0), span
