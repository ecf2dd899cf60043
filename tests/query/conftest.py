"""A small store, written by hand in the vocabulary of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg import pipeline
from kg.query import search
from kg.query.index import Index
from kg.store import Store, open_store

ROOT = Path(__file__).parents[2]
BASE = "https://kg.example/"
PREFIXES = """
@base <https://kg.example/> .
@prefix kg: <https://kg.example/> .
@prefix kgo: <https://kg.example/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e1: <https://kg.example/article/a1#> .
@prefix e2: <https://kg.example/article/a2#> .
"""
ONE = "Ratna Wulan memimpin Dinas Pasar Kota Semarapura. Ia menyambut Biro Niaga di Semarapura."
TWO = "Joko Lestari diduga menjabat bendahara Biro Niaga. Ratna Wulan, kepala Dinas Pasar, membantah."


def _spans(text: str, article: str, local: str, *surfaces: str) -> str:
    out = ""
    for surface in surfaces:
        start = text.index(surface)
        end = start + len(surface)
        out += (
            f"<article/{article}#char={start},{end}> a kgo:Mention ; kgo:mentionOf <article/{article}#{local}> ;"
            f' kgo:beginIndex {start} ; kgo:endIndex {end} ; kgo:anchorOf "{surface}" ; kgo:confidence 0.9 .\n'
        )
    return out


def _sentence(text: str, article: str, sentence: str) -> str:
    start = text.index(sentence)
    end = start + len(sentence)
    head = f"{BASE}article/{article}#"
    return (
        f"<{head}quote={start},{end}> a oa:SpecificResource ; oa:hasSource <{BASE}article/{article}> ;"
        f" oa:hasSelector <{head}pos={start},{end}>, <{head}exact={start},{end}> .\n"
        f"<{head}pos={start},{end}> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .\n"
        f'<{head}exact={start},{end}> a oa:TextQuoteSelector ; oa:exact "{sentence}" .\n'
    )


def _said(article: str, name: str, text: str, sentence: str, rest: str, modality: str = "asserted") -> str:
    start = text.index(sentence)
    return (
        f"<{BASE}article/{article}#s-{name}> kgo:confidence 0.8 ; kgo:modality kgo:{modality} ;"
        f" kgo:evidence <{BASE}article/{article}#quote={start},{start + len(sentence)}> ;"
        f" prov:wasDerivedFrom <{BASE}article/{article}> ; {rest} .\n"
    )


S1, S2 = (s if s.endswith(".") else s + "." for s in ONE.split(". "))
T1, T2 = (s if s.endswith(".") else s + "." for s in TWO.split(". "))
EVIDENCE_ONE = (
    'e1:P1 rdfs:label "Ratna Wulan" . e1:O1 rdfs:label "Dinas Pasar Kota Semarapura" .\n'
    'e1:O2 rdfs:label "Biro Niaga" . e1:G1 rdfs:label "Semarapura" . e1:E1 rdfs:label "menyambut" ; sem:eventType kgo:event-visit .\n'
    + _spans(ONE, "a1", "P1", "Ratna Wulan", "Ia")
    + _spans(ONE, "a1", "O1", "Dinas Pasar Kota Semarapura")
    + _spans(ONE, "a1", "O2", "Biro Niaga")
    + _spans(ONE, "a1", "E1", "menyambut")
    + _sentence(ONE, "a1", S1)
    + _sentence(ONE, "a1", S2)
    + _said(
        "a1", "m1", ONE, S1,
        'a org:Membership ; org:member e1:P1 ; org:organization e1:O1 ; kgo:holder e1:O1 ; org:role <role/kepala> ; kgo:roleText "kepala" ;'
        ' kgo:status "current"',
    )
    + _said("a1", "p1", ONE, S2, "kgo:event e1:E1 ; kgo:participant e1:P1 ; sem:roleType kgo:role-agent")
    + _said("a1", "p2", ONE, S2, "kgo:participant e1:O2 ; kgo:event e1:E1 ; sem:roleType kgo:role-participant")
    + _said("a1", "p3", ONE, S2, "kgo:event e1:E1 ; kgo:participant e1:G1 ; sem:roleType kgo:role-place")
    + _said("a1", "r1", ONE, S1, "rdf:subject e1:O1 ; rdf:predicate schema:location ; kgo:relation kgo:relation-located_in ; rdf:object e1:G1")
)  # fmt: skip
EVIDENCE_TWO = (
    'e2:P1 rdfs:label "Joko Lestari" . e2:P2 rdfs:label "Ratna Wulan" . e2:O1 rdfs:label "Biro Niaga" .\n'
    'e2:O2 rdfs:label "Dinas Pasar" .\n'
    + _spans(TWO, "a2", "P1", "Joko Lestari")
    + _spans(TWO, "a2", "P2", "Ratna Wulan")
    + _spans(TWO, "a2", "O1", "Biro Niaga")
    + _spans(TWO, "a2", "O2", "Dinas Pasar")
    + _sentence(TWO, "a2", T1)
    + _sentence(TWO, "a2", T2)
    + _said(
        "a2", "m1", TWO, T1,
        'a org:Membership ; org:member e2:P1 ; org:organization e2:O1 ; kgo:holder e2:O1 ; org:role <role/bendahara> ; kgo:roleText "bendahara" ;'
        ' kgo:status "current"',
        "alleged",
    )
    + _said("a2", "m3", TWO, T1, 'a org:Membership ; org:member e2:P1 ; org:role <role/calo> ; kgo:roleText "calo"', "alleged")
    + _said(
        "a2", "m2", TWO, T2,
        'a org:Membership ; org:member e2:P2 ; org:organization e2:O2 ; kgo:holder e2:O2 ; org:role <role/kepala> ; kgo:roleText "kepala" ;'
        ' kgo:status "current"',
    )
    + _said(
        "a2", "q1", TWO, T2,
        'a schema:Quotation ; schema:text "membantah" ; kgo:speaker e2:P2 ; kgo:quotationForm "indirect" ;'
        ' kgo:cue "membantah" ; prov:wasQuotedFrom <https://kg.example/article/a2>',
    )
)  # fmt: skip
PICTURE = """
<article/a1> a schema:NewsArticle ; schema:headline "Pasar baru" ; schema:datePublished "2024-12-10"^^xsd:date ;
  schema:publisher <outlet/kabar-bali> ; schema:url "https://contoh.id/a1"^^xsd:anyURI ;
  schema:mentions <person/ratna-wulan>, <organization/dinas-pasar>,
    <organization/biro-niaga>, <place/semarapura>, <event/menyambut-a1> .
<article/a2> a schema:NewsArticle ; schema:headline "Dugaan lama" ; schema:datePublished "2025-01-05"^^xsd:date ;
  schema:publisher <outlet/harian-uji> ;
  schema:mentions <person/ratna-wulan>, <person/joko-lestari>,
    <organization/dinas-pasar>, <organization/biro-niaga> .
<outlet/kabar-bali> rdfs:label "Kabar Bali" . <outlet/harian-uji> rdfs:label "Harian Uji" .
<person/ratna-wulan> a schema:Person ; kgo:entityType "PER" ; rdfs:label "Ratna Wulan" ; skos:altLabel "Bu Ratna" ;
  kgo:holdsPostIn <organization/dinas-pasar> .
<person/joko-lestari> a schema:Person ; kgo:entityType "PER" ; rdfs:label "Joko Lestari" .
<organization/dinas-pasar> a schema:Organization ; kgo:entityType "ORG" ; rdfs:label "Dinas Pasar" ;
  skos:altLabel "Dinas Pasar Kota Semarapura" ; schema:location <place/semarapura> .
<organization/biro-niaga> a schema:Organization ; kgo:entityType "ORG" ; rdfs:label "Biro Niaga" ;
  org:subOrganizationOf <organization/kementerian> .
<organization/kementerian> a schema:Organization ; kgo:entityType "ORG" ; rdfs:label "Kementerian Uji" .
<place/semarapura> a schema:Place ; kgo:entityType "GPE" ; rdfs:label "Semarapura" ;
  skos:exactMatch <https://www.wikidata.org/entity/Q1> ; schema:latitude -8.5333 ; schema:longitude 115.4 .
<event/menyambut-a1> a sem:Event ; kgo:entityType "EVT" ; rdfs:label "menyambut" ; sem:eventType kgo:event-visit ;
  sem:hasActor <person/ratna-wulan>, <organization/biro-niaga> ;
  sem:hasPlace <place/semarapura> ; sem:hasTimeStamp "2024-12-09"^^xsd:date .
<membership/m1> a org:Membership ; org:member <person/ratna-wulan> ;
  org:organization <organization/dinas-pasar> ; kgo:holder <organization/dinas-pasar> ;
  kgo:roleText "kepala" ; kgo:status "current" .
<quotation/q1> a schema:Quotation ; schema:text "membantah" ; kgo:quotationForm "indirect" ;
  kgo:speaker <person/ratna-wulan> ; prov:wasQuotedFrom <article/a2> .
e1:P1 kgo:denotes <person/ratna-wulan> . e1:O1 kgo:denotes <organization/dinas-pasar> .
e1:O2 kgo:denotes <organization/biro-niaga> . e1:G1 kgo:denotes <place/semarapura> .
e1:E1 kgo:denotes <event/menyambut-a1> .
e2:P1 kgo:denotes <person/joko-lestari> . e2:P2 kgo:denotes <person/ratna-wulan> .
e2:O1 kgo:denotes <organization/biro-niaga> . e2:O2 kgo:denotes <organization/dinas-pasar> .
e1:s-m1 kgo:denotes <membership/m1> . e2:s-m2 kgo:denotes <membership/m1> .
e2:s-q1 kgo:denotes <quotation/q1> .
"""


def fill(store: pyoxigraph.Store) -> None:
    """Put the two articles in."""
    store.load(input=PREFIXES + PICTURE, format=pyoxigraph.RdfFormat.TURTLE)
    for article, evidence in (("a1", EVIDENCE_ONE), ("a2", EVIDENCE_TWO)):
        graph = pyoxigraph.NamedNode(f"{BASE}article/{article}#graph")
        store.load(input=PREFIXES + evidence, format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's folder on disk."""
    path = tmp_path_factory.mktemp("graph") / "news.kg"
    path.mkdir()
    store = pyoxigraph.Store(str(path / "oxigraph"))
    fill(store)
    store.flush()
    del store
    return path


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Index]]:
    """A store of the example articles with their annotated facts, and its search index."""
    path = tmp_path_factory.mktemp("examples") / "news.kg"
    with open_store(path) as written:
        gold = str(ROOT / "tests" / "data" / "gold.jsonl")
        pipeline.ingest([str(ROOT / "examples" / "articles")], store=written, engine="replay", options={"path": gold})
    with open_store(path, read_only=True) as kept, search.opened(kept, path) as index:
        yield kept, index


@pytest.fixture
def store() -> pyoxigraph.Store:
    """The same graph, open."""
    opened = pyoxigraph.Store()
    fill(opened)
    return opened
