"""Everything the graph says, read in a handful of bulk queries: entities, articles, and statements between entities.

A statement is what one article says; the same fact from several articles is several statements. All names are canonical
entities; modality, status and relation are machine names (`alleged`, `current`, `part_of`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.query.reading import Readable, after, local_name, pairs, rows
from kg.records import SYMMETRIC_PREDICATES

NODE_TYPES = ("PER", "ORG", "GPE", "LOC", "EVT", "LAW", "PROD")
_RELATIONS = {
    "subOrganizationOf": "part_of",
    "unitOf": "part_of",
    "memberOf": "member_of",
    "containedInPlace": "located_in",
    "location": "located_in",
    "parent": "child_of",
    "sibling": "sibling_of",
    "relatedTo": "relative_of",
    "birthPlace": "born_in",
    "homeLocation": "lives_in",
    "alumniOf": "studied_at",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A canonical entity of the picture; `date` is an event's ISO 8601 day or interval, `place` latitude and
    longitude."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    date: str = ""
    links: tuple[str, ...] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the graph knows it; `mentions` are the canonical entities it names."""

    iri: str
    title: str
    outlet: str
    date: str
    url: str
    mentions: frozenset[str]

    @property
    def id(self) -> str:
        """The article's id: the last part of its IRI."""
        return local_name(self.iri)


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One article's word for one fact: `position`, `argument`, `relation` or `quote` in `form`.

    `source` and `target` are canonical IRIs (`target` empty for a post without a holder and for a quote), `locals` the
    article's own entity nodes, `label` the words (role title, quoted text), `fact` the picture's node for it, if any.
    """

    iri: str
    form: str
    article: str
    source: str
    target: str
    relation: str
    label: str
    status: str
    modality: str
    confidence: float
    locals: tuple[str, ...]
    fact: str = ""
    date: str = ""
    cue: str = ""


_NODES = """SELECT ?e ?type ?label ?kind WHERE {
  ?e kgo:entityType ?type ; rdfs:label ?label . OPTIONAL { ?e sem:eventType ?kind } }"""
_ALIASES = "SELECT ?e ?alias WHERE { ?e skos:altLabel ?alias ; kgo:entityType ?type }"
_LINKS = "SELECT ?e ?link WHERE { ?e skos:exactMatch|schema:sameAs ?link ; kgo:entityType ?type }"
_PLACES = "SELECT ?e ?lat ?lon WHERE { ?e schema:latitude ?lat ; schema:longitude ?lon ; kgo:entityType ?type }"
_TIMES = """SELECT ?e ?p ?v WHERE {
  VALUES ?p { sem:hasTimeStamp sem:hasBeginTimeStamp sem:hasEndTimeStamp } ?e ?p ?v }"""
_ARTICLES = """SELECT ?a ?title ?outlet ?date ?url WHERE { ?a a schema:NewsArticle .
  OPTIONAL { ?a schema:headline ?title } OPTIONAL { ?a schema:datePublished ?date } OPTIONAL { ?a schema:url ?url }
  OPTIONAL { ?a schema:publisher ?p . OPTIONAL { ?p rdfs:label ?name } BIND(COALESCE(?name, ?p) AS ?outlet) } }"""
_MENTIONS = "SELECT ?a ?e WHERE { ?a schema:mentions ?e ; a schema:NewsArticle }"
_DENOTES = "SELECT ?l ?c WHERE { ?l kgo:denotes ?c }"
_COMMON = "kgo:modality ?modality ; kgo:confidence ?confidence ; prov:wasDerivedFrom ?article"
_POSITIONS = f"""SELECT ?s ?article ?modality ?confidence ?one ?two ?body ?role ?status ?during WHERE {{ GRAPH ?g {{
  ?s org:member ?one ; {_COMMON} .
  OPTIONAL {{ ?s kgo:roleText ?role }} OPTIONAL {{ ?s kgo:holder ?two }} OPTIONAL {{ ?s org:organization ?body }}
  OPTIONAL {{ ?s kgo:status ?status }} OPTIONAL {{ ?s org:memberDuring ?during }} }} }}"""
_ARGUMENTS = f"""SELECT ?s ?article ?modality ?confidence ?one ?two ?role ("" AS ?inverse) WHERE {{ GRAPH ?g {{
  ?s kgo:participant ?two ; kgo:event ?one ; sem:roleType ?role ; {_COMMON} }} }}"""
_STATED = f"""SELECT ?s ?article ?modality ?confidence ?one ?two ?role ?inverse WHERE {{ GRAPH ?g {{
  ?s rdf:predicate ?property ; rdf:subject ?one ; rdf:object ?two ; {_COMMON} .
  OPTIONAL {{ ?s kgo:relation ?named }} BIND(COALESCE(?named, ?property) AS ?role)
  BIND(?property IN (schema:founder, schema:legislationPassedBy) AS ?inverse) }} }}"""
_QUOTES = f"""SELECT ?s ?article ?modality ?confidence ?one ?text ?form ?cue WHERE {{ GRAPH ?g {{
  ?s kgo:speaker ?one ; schema:text ?text ; {_COMMON} .
  OPTIONAL {{ ?s kgo:quotationForm ?form }} OPTIONAL {{ ?s kgo:cue ?cue }} }} }}"""
_PERIODS = """SELECT ?i ?p ?v WHERE { VALUES ?p { time:hasBeginning time:hasEnd }
  VALUES ?in { time:inXSDDate time:inXSDgYearMonth time:inXSDgYear }
  GRAPH ?g { ?i ?p ?t . ?t ?in ?v } }"""


def nodes(store: Readable) -> dict[str, Node]:
    """Every canonical entity, by IRI; of several labels the last in order stays, which is not the one in capitals."""
    aliases = _grouped(pairs(store, _ALIASES))
    links = _grouped(pairs(store, _LINKS))
    places = {e: (float(lat), float(lon)) for e, lat, lon in sorted(rows(store, _PLACES))}
    dates = _dates(rows(store, _TIMES))
    found: dict[str, Node] = {}
    for iri, kind, label, event in sorted(rows(store, _NODES)):
        web = tuple(sorted(link for link in links[iri] if link.startswith(("http://", "https://"))))
        names = tuple(sorted(aliases[iri] - {label}))
        event_kind = after(event, "#event-")
        found[iri] = Node(iri, kind, label, names, event_kind, dates.get(iri, ""), web, places.get(iri))
    return found


def sources(store: Readable) -> dict[str, Source]:
    """Every article, by IRI."""
    mentions = _grouped(pairs(store, _MENTIONS))
    return {
        iri: Source(iri, title, outlet, date, url, frozenset(mentions[iri]))
        for iri, title, outlet, date, url in sorted(rows(store, _ARTICLES))
    }


def joined(said: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """Statements grouped by the fact they tell: same ends, relation, manner, status, and words but for their case."""
    groups: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in said:
        words = s.fact if s.form == "position" and s.fact else s.label.casefold()
        groups[s.source, s.target, s.relation, words, s.modality, s.status].append(s)
    return [tuple(group) for _, group in sorted(groups.items())]


def fact_id(said: Iterable[Statement]) -> str:
    """One id for joined statements: the picture's node for their fact, or the first statement's IRI."""
    return min(s.fact or s.iri for s in said)


def statements(store: Readable) -> list[Statement]:
    """Every statement between canonical entities, whatever its modality, in a fixed order."""
    denotes = dict(pairs(store, _DENOTES))
    found = [*_positions(store, denotes), *_others(store, denotes), *_quotes(store, denotes)]
    return sorted(set(found))


def _positions(store: Readable, denotes: Mapping[str, str]) -> Iterator[Statement]:
    periods = _dates(rows(store, _PERIODS))
    for iri, article, modality, confidence, one, two, body, role, status, during in rows(store, _POSITIONS):
        held = two or body
        if one in denotes:
            yield Statement(
                iri=iri, form="position", article=article, source=denotes[one], target=denotes.get(held, ""),
                relation="position", label=role, status=status, modality=after(modality, "#"),
                confidence=_number(confidence), locals=(one, held) if held else (one,), fact=denotes.get(iri, ""),
                date=periods.get(during, ""),
            )  # fmt: skip


def _others(store: Readable, denotes: Mapping[str, str]) -> Iterator[Statement]:
    for form, query in (("argument", _ARGUMENTS), ("relation", _STATED)):
        for iri, article, modality, confidence, one, two, role, inverse in rows(store, query):
            if inverse == "true":  # "X founder Y" says that Y founded X
                one, two = two, one
            if one in denotes and two in denotes:
                relation = after(role, "#role-") or after(role, "#relation-") or relation_name(role)
                if relation in SYMMETRIC_PREDICATES and denotes[one] > denotes[two]:
                    one, two = two, one  # one fact, whoever is named first
                yield Statement(
                    iri=iri, form=form, article=article, source=denotes[one], target=denotes[two], relation=relation,
                    label=relation.replace("_", " "), status="", modality=after(modality, "#"),
                    confidence=_number(confidence), locals=(one, two), fact=denotes.get(iri, ""),
                )  # fmt: skip


def _quotes(store: Readable, denotes: Mapping[str, str]) -> Iterator[Statement]:
    for iri, article, modality, confidence, one, text, form, cue in rows(store, _QUOTES):
        if one in denotes:
            yield Statement(
                iri=iri, form="quote", article=article, source=denotes[one], target="", relation=form, label=text,
                status="", modality=after(modality, "#"), confidence=_number(confidence), locals=(one,),
                fact=denotes.get(iri, ""), cue=cue,
            )  # fmt: skip


def relation_name(predicate: str) -> str:
    """The machine name of a relation's property.

    >>> relation_name("http://www.w3.org/ns/org#subOrganizationOf"), relation_name("https://kg.example/ns#worksWith")
    ('part_of', 'works_with')
    """
    name = local_name(predicate)
    return _RELATIONS.get(name) or re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences behind statements (text and its start in the article), and where entities are named."""

    evidence: Mapping[str, list[tuple[int, str]]]
    mentions: Mapping[str, list[tuple[int, int]]]

    def of(self, statement: Statement) -> Iterator[tuple[str, list[list[int]]]]:
        """Each sentence of a statement with the stretches in it that name its subject and object."""
        spans = [span for each in statement.locals for span in self.mentions.get(each, ())]
        for start, text in self.evidence.get(statement.iri, ()):
            inside = [(b - start, e - start) for b, e in spans if start <= b and e <= start + len(text)]
            yield text, _merged(inside)


def sentences(store: Readable, articles: Collection[str]) -> Sentences:
    """The evidence and mentions of the given articles (IRIs)."""
    evidence: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    mentions: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    every = sorted(articles)
    for i in range(0, len(every), 500):
        graphs = " ".join(f"<{iri}#graph>" for iri in every[i : i + 500])
        for statement, start, exact in _evidence(store, graphs):
            evidence[statement].append((start, exact))
        named = f"""SELECT ?l ?b ?e WHERE {{ VALUES ?g {{ {graphs} }}
          GRAPH ?g {{ ?m kgo:mentionOf ?l ; kgo:beginIndex ?b ; kgo:endIndex ?e }} }}"""
        for entity, begin, end in rows(store, named):
            mentions[entity].append((int(begin), int(end)))
    return Sentences({s: sorted(set(found)) for s, found in evidence.items()}, mentions)


def _evidence(store: Readable, graphs: str) -> Iterator[tuple[str, int, str]]:
    inside = f"VALUES ?g {{ {graphs} }} GRAPH ?g"
    exact = dict(pairs(store, f"SELECT ?v ?t WHERE {{ {inside} {{ ?v oa:hasSelector/oa:exact ?t }} }}"))
    start = dict(pairs(store, f"SELECT ?v ?n WHERE {{ {inside} {{ ?v oa:hasSelector/oa:start ?n }} }}"))
    for statement, evidence in rows(store, f"SELECT ?s ?v WHERE {{ {inside} {{ ?s kgo:evidence ?v }} }}"):
        if evidence in exact:
            yield statement, int(start.get(evidence, "0")), exact[evidence]


def _merged(spans: list[tuple[int, int]]) -> list[list[int]]:
    merged: list[list[int]] = []
    for begin, end in sorted(spans):
        if merged and begin < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([begin, end])
    return merged


def _grouped(found_pairs: Iterator[tuple[str, str]]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in found_pairs:
        found[key].add(value)
    return found


def _dates(found: Iterator[tuple[str, ...]]) -> dict[str, str]:
    """A day or `begin/end` (either may be empty) from rows of thing, property, value."""
    parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for thing, predicate, value in sorted(found, reverse=True):
        name = local_name(predicate).lower()
        parts[thing]["begin" if "begin" in name else "end" if "end" in name else "at"] = value
    return {t: p.get("at") or f"{p.get('begin', '')}/{p.get('end', '')}" for t, p in parts.items()}


def _number(text: str) -> float:
    return float(text or 0)
