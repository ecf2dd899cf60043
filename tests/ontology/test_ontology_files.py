"""The ontology's files and the code say the same."""

from __future__ import annotations

import json
import re

import pyoxigraph
import pytest
import rdflib
from rdflib import namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import OntologyError
from kg.rdf import vocabulary as v
from kg.rdf.mapping import relations, roles
from kg.rdf.ontology import ontology_file
from kg.rdf.rules import RULES
from kg.records import ARGUMENT_ROLES, EVENT_KINDS, MODALITIES, PREDICATES, STATUSES

# Terms of vocabularies that rdflib does not list.
OTHER = {
    v.SEM + name
    for name in [
        "Event",
        "eventType",
        "roleType",
        "hasActor",
        "hasPlace",
        "hasTimeStamp",
        "hasBeginTimeStamp",
        "hasEndTimeStamp",
    ]
} | {
    v.OA + name
    for name in [
        "SpecificResource",
        "TextPositionSelector",
        "TextQuoteSelector",
        "hasSource",
        "hasSelector",
        "start",
        "end",
        "exact",
        "prefix",
        "suffix",
    ]
}


def spaces() -> tuple[type[namespace.DefinedNamespace], ...]:
    """The vocabularies whose terms rdflib lists."""
    return namespace.ORG, namespace.PROV, namespace.RDF, namespace.RDFS, namespace.SDO, namespace.SKOS


def vocabulary() -> rdflib.Graph:
    """The vocabulary file, parsed."""
    return rdflib.Graph().parse(data=ontology_file("vocabulary.ttl"), format="turtle")


def defined() -> set[str]:
    """All terms of ours that the vocabulary defines."""
    return {str(s) for s in vocabulary().subjects(RDF.type) if str(s).startswith(v.KGO)}


def constants() -> set[str]:
    """All IRIs that the code can write."""
    plain = {c for name, c in vars(v).items() if name.isupper() and isinstance(c, str)}
    spaces = {v.BASE, *v.PREFIXES.values()}
    made = {v.event_kind(k) for k in EVENT_KINDS} | {v.argument_role(r) for r in ARGUMENT_ROLES}
    made |= {v.post_status(s) for s in STATUSES} | {v.relation_kind(p) for p in PREDICATES} | {v.modality(m) for m in MODALITIES}
    made |= {prop.iri for prop in relations().values()} | {iri for props in roles().values() for iri in props}
    return (plain - spaces) | made


def test_every_term_that_the_code_writes_is_defined() -> None:
    """No constant of ours is missing from the vocabulary."""
    assert {c for c in constants() if c.startswith(v.KGO)} - defined() == set()


def test_every_term_defined_is_used() -> None:
    """The vocabulary has no term that nothing writes, save the classes and statuses of its own concepts."""
    concepts = {v.KGO + name for name in ("EventKind", "ArgumentRole", "Modality", "PostStatus", "RelationKind")}
    assert defined() - constants() - concepts == set()


def test_foreign_terms_exist() -> None:
    """Every term of another vocabulary is one that this vocabulary has."""
    foreign = {c for c in constants() if not c.startswith(v.KGO)} - OTHER
    known = {c for c in foreign if any(rdflib.URIRef(c) in space for space in spaces())}
    assert foreign - known == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_term_has_a_label(language: str) -> None:
    """Each term has exactly one label in Indonesian and one in English."""
    graph = vocabulary()
    for term in sorted(defined()):
        labels = [o for o in graph.objects(rdflib.URIRef(term), RDFS.label) if o.language == language]
        assert len(labels) == 1, term


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_term_is_explained(language: str) -> None:
    """Each term says in both languages what it means, and which ontology it belongs to."""
    graph = vocabulary()
    for term in sorted(defined()):
        said = [o for o in graph.objects(rdflib.URIRef(term), RDFS.comment) if o.language == language]
        assert len(said) == 1, term
        assert str(graph.value(rdflib.URIRef(term), RDFS.isDefinedBy)) == v.KGO.removesuffix("#"), term


def test_shapes_and_alignments_use_only_terms_that_exist() -> None:
    """No shape or alignment speaks of a term of ours that is not defined."""
    for name in ("shapes.ttl", "alignments.ttl"):
        graph = rdflib.Graph().parse(data=ontology_file(name), format="turtle")
        used = {str(term) for triple in graph for term in triple if str(term).startswith(v.KGO)}
        assert used - defined() - {v.KGO} == set(), name


def test_no_alignment_widens_a_domain() -> None:
    """What our properties apply to is stated with classes that the code writes or its own concepts."""
    graph = vocabulary()
    classes = {str(o) for p in (RDFS.domain, RDFS.range) for o in graph.objects(None, p)}
    foreign = {c for c in classes if not c.startswith((v.KGO, v.XSD)) and c != v.RDF + "langString"}
    assert foreign - constants() == set()


def test_context_knows_every_property_of_ours() -> None:
    """The JSON-LD context names each property, with a link where it links."""
    context = json.loads(ontology_file("context.jsonld"))["@context"]
    graph = vocabulary()
    owl = rdflib.Namespace("http://www.w3.org/2002/07/owl#")
    for kind, expected in ((owl.ObjectProperty, "@id"), (owl.DatatypeProperty, None)):
        for term in graph.subjects(RDF.type, kind):
            entry = context[str(term).removeprefix(v.KGO)]
            assert entry["@id"] == "kgo:" + str(term).removeprefix(v.KGO)
            assert (entry.get("@type") == "@id") == (expected == "@id")
    assert {key: context[key] for key in v.PREFIXES} == dict(v.PREFIXES)


def test_context_reads_a_document() -> None:
    """A document in the short form becomes the triples it means, in a parser that is not ours."""
    context = json.loads(ontology_file("context.jsonld"))["@context"]
    document = {
        "@context": context,
        "id": "https://kg.example/person/x",
        "type": "schema:Person",
        "leads": "https://kg.example/o",
    }
    quads = list(pyoxigraph.parse(json.dumps(document).encode(), format=pyoxigraph.RdfFormat.JSON_LD))
    assert (v.KGO + "leads", "https://kg.example/o") in {(q.predicate.value, q.object.value) for q in quads}


def test_a_missing_file_is_named() -> None:
    """Asking for a file that the ontology does not have says which."""
    with pytest.raises(OntologyError, match=re.escape("no file 'nothing.ttl'")):
        ontology_file("nothing.ttl")


def shapes() -> rdflib.Graph:
    """The shapes file, parsed."""
    return rdflib.Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (v.ROLE_TYPE, {v.argument_role(role) for role in ARGUMENT_ROLES}),
        (v.EVENT_TYPE, {v.event_kind(kind) for kind in EVENT_KINDS}),
        (v.RELATION, {v.relation_kind(name) for name in PREDICATES}),
        (v.PREDICATE, {prop.iri for prop in relations().values()} | {v.HAS_TIME, v.HAS_BEGIN, v.HAS_END}),
    ],
)
def test_shapes_list_every_value(path: str, expected: set[str]) -> None:
    """The longest list of values that a shape gives for a property is that of the code."""
    graph = shapes()
    lists = [graph.value(shape, SH["in"]) for shape in graph.subjects(SH.path, rdflib.URIRef(path))]
    assert {str(item) for item in max((list(Collection(graph, one)) for one in lists if one), key=len)} == expected


def test_shapes_declare_every_property_that_the_code_writes() -> None:
    """The closed shape knows the properties of the constants and tables, and no others."""
    graph = shapes()
    (known,) = graph.objects(None, SH.ignoredProperties)
    declared = {str(item) for item in Collection(graph, known)}
    ours = {
        str(s) for kind in ("ObjectProperty", "DatatypeProperty") for s in vocabulary().subjects(RDF.type, namespace.OWL[kind])
    }
    mapped = {prop.iri for prop in relations().values()} | {iri for props in roles().values() for iri in props}
    assert declared - constants() == set()
    assert ours | mapped <= declared


def test_every_rule_has_its_twin() -> None:
    """The rules of the shapes file and those of the quick check have the same names."""
    assert {str(rule).rpartition("#")[2] for rule in shapes().objects(None, SH.sparql)} == set(RULES)


def test_rules_list_every_join_and_part() -> None:
    """The rules' tables in SPARQL are those of relations.tsv and roles.tsv, whole."""
    text = {str(rule).rpartition("#")[2]: str(query) for rule, query in shapes().subject_objects(SH.select)}
    ends = {key: (key[2], key[1]) if prop.inverse else (key[1], key[2]) for key, prop in relations().items()}
    joins = {f"{ends[key][0]} {re.sub('^.*[/#]', '', prop.iri)} {ends[key][1]} {key[0]}" for key, prop in relations().items()}
    assert set(re.findall(r'"([A-Z]+ [A-Za-z]+ [A-Z]+ [a-z_]+)"', text["joined"])) == joins
    assert set(re.findall(r'"([a-z]+ [A-Z]+)"', text["filled"])) == {" ".join(key) for key in roles()}
    plays = {f"{re.sub('^.*[/#]', '', iri)} {role}" for (role, _), props in roles().items() for iri in props if role != "time"}
    assert set(re.findall(r'"([A-Za-z]+ [a-z]+)"', text["played"])) == plays
