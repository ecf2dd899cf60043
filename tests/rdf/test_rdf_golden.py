"""A whole small article as a graph, compared with graphs that were read and approved by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdf_cases import article, built, exhibition
from rdflib.compare import isomorphic

from kg.errors import ConfigError
from kg.rdf import audit, build, terms, validate
from kg.rdf import vocabulary as v
from kg.records import Annotation, LocalEntity
from kg.resolve import resolve

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("part", ["evidence", "picture"])
def test_exhibition_is_the_golden_graph(part: str) -> None:
    """Both graphs of the sample article are those in the golden files."""
    graph = rdflib.Graph().parse(data="\n".join(getattr(built(exhibition()), part)), format="nt")
    assert isomorphic(graph, rdflib.Graph().parse(GOLDEN / f"exhibition-{part}.ttl"))


def test_both_checks_accept_the_golden_article() -> None:
    """What is built keeps to the shapes, by our own check and by pySHACL."""
    graph = built(exhibition())
    validate([*graph.evidence, *graph.picture])
    audit([*graph.evidence, *graph.picture])
    assert graph.rejects == ()


def test_known_places_lie_somewhere() -> None:
    """What is known of a place goes to the picture, where links and coordinates are; the evidence has only the article's."""
    annotation = exhibition(entities=(LocalEntity("G1", "GPE", "Kota Surabaya"),), mentions=(), positions=(), relations=())
    graph = built(replace(annotation, arguments=(), quotes=(), event_modality={}))
    place = f"<{v.BASE}place/kota-surabaya>"
    known = [line for line in graph.picture if line.startswith(place) and ("itude>" in line or "exactMatch" in line)]
    assert known == [
        f"{place} <{v.EXACT_MATCH}> <http://www.wikidata.org/entity/Q11462> .",
        f"{place} <{v.LATITUDE}> {terms.degrees(-7.2333)} .",
        f"{place} <{v.LONGITUDE}> {terms.degrees(112.7333)} .",
    ]
    assert not any("itude>" in line for line in graph.evidence)
    validate([*graph.evidence, *graph.picture])


def test_same_input_same_bytes() -> None:
    """Lines are sorted and unique, and do not depend on the order of what the engine found."""
    one = exhibition()
    turned = exhibition(mentions=one.mentions[::-1], arguments=one.arguments[::-1], relations=one.relations[::-1] + one.relations)
    assert built(one) == built(turned)
    assert list(built(one).evidence) == sorted(set(built(one).evidence))


def test_no_fact_without_evidence() -> None:
    """Every statement points at least at one stretch of text that really stands in the article."""
    graph = rdflib.Graph().parse(data="\n".join(built(exhibition()).evidence), format="nt")
    answer = graph.query(
        """PREFIX kgo: <https://kg.example/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?s (COUNT(?x) AS ?n) WHERE { ?s prov:wasGeneratedBy ?run
          OPTIONAL { ?s kgo:evidence/oa:hasSelector [ oa:exact ?x ] } } GROUP BY ?s"""
    )
    counts = [int(row.n) for row in answer]  # type: ignore[union-attr]
    assert len(counts) == 9
    assert min(counts) >= 1


def test_another_base_moves_every_node_but_no_term() -> None:
    """The base is configurable; the vocabulary stays where it is."""
    annotation = exhibition()
    moved = build(annotation, resolve(annotation), base="https://berita.example/kg/")
    lines = [*moved.evidence, *moved.picture]
    subjects = {line.split(" ")[0] for line in lines}
    assert all(subject.startswith("<https://berita.example/kg/") for subject in subjects)
    assert any("<https://kg.example/ns#confidence>" in line for line in lines)
    validate(lines)


@pytest.mark.parametrize("base", ["", "kg.example/", "https://kg.example", "https://kg.example/a b/", "https://kg.example/#/"])
def test_a_bad_base_is_a_configuration_error(base: str) -> None:
    """A base that is no absolute IRI ending in a slash is refused by name."""
    with pytest.raises(ConfigError, match="is not an absolute IRI that ends in a slash"):
        build(Annotation(article()), {}, base=base)


def test_bad_metadata_is_left_out() -> None:
    """An impossible date, a file path as URL and an empty title are not written."""
    bare = article(published="2024-02-31", url="berita/batik.txt", title=" ", outlet="")
    text = "\n".join(built(exhibition(article=bare)).evidence)
    assert not any(name in text for name in ("datePublished", "schema.org/url", "headline", "publisher"))
