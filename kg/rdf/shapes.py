"""The shapes of `ontologies/shapes.ttl` as plain data, and a quick check of one article's lines against them.

It knows the part of SHACL Core that the file uses, has a twin for each of its SPARQL rules (`kg.rdf.rules`), and refuses
any other constraint; pySHACL, which needs some 200 ms
for an article, judges whole stores (`kg.rdf.shacl.audit`) and, in the tests, this checker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.rdf import terms
from kg.rdf.ontology import ontology_file
from kg.rdf.rules import RULES
from kg.rdf.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_TYPE = f"<{RDF}type>"
_NUMBERS = (f"{XSD}integer", f"{XSD}decimal")
_FORMS = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    f"{XSD}date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    f"{XSD}dateTime": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?"),
    f"{XSD}gYearMonth": re.compile(r"\d{4}-\d{2}"),
    f"{XSD}gYear": re.compile(r"\d{4}"),
}
_IGNORED = {"targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode", "path"}
_COUNTS = ("minCount", "maxCount")


@dataclass(frozen=True, slots=True)
class Shape:
    """A node or property shape: its path (empty for a node shape), constraints, and the shapes inside it.

    A closed shape lets its nodes have the properties in `known` alone.
    """

    path: str = ""
    inverse: bool = False
    constraints: tuple[tuple[str, str], ...] = ()
    allowed: frozenset[str] = frozenset()
    properties: tuple[Shape, ...] = ()
    either: tuple[Shape, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a shape holds for: `kind` is targetClass, targetSubjectsOf or targetObjectsOf."""

    kind: str
    iri: str
    shape: Shape


@dataclass(slots=True)
class Index:
    """Lines by subject and property, and the other way round."""

    out: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    into: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    classes: set[tuple[str, str]] = field(default_factory=set)
    properties: dict[str, set[str]] = field(default_factory=dict)


def faults(lines: Sequence[str]) -> Iterator[str]:
    """What is wrong with a graph, one sentence a fault; raises InvalidGraph for a line that is none."""
    index = index_of(lines)
    for target in shapes():
        for node in _targets(target, index):
            yield from (f"{node} {said}" for said in _node_faults(node, target.shape, index))
    for name, message in rules():
        yield from (f"{node} {message}" for node in dict.fromkeys(RULES[name](index)))


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """The names and messages of the shapes file's SPARQL rules; raises OntologyError for one that has no twin."""
    from rdflib import Graph, URIRef

    graph = Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")
    found = [
        (str(rule).rpartition("#")[2], str(graph.value(rule, URIRef(f"{_SH}message"))))
        for rule in graph.objects(None, URIRef(f"{_SH}sparql"))
    ]
    for name, _ in found:
        if name not in RULES:
            raise OntologyError(f"shapes.ttl has a rule {name!r}, which the article check does not know")
    return tuple(sorted(found))


@cache
def shapes() -> tuple[Target, ...]:
    """The targets of the shapes file; raises OntologyError for a constraint that is not known here."""
    from rdflib import Graph, URIRef

    graph = Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")
    found = []
    for kind in ("targetClass", "targetSubjectsOf", "targetObjectsOf"):
        for node, iri in graph.subject_objects(URIRef(_SH + kind)):
            found.append(Target(kind, iri.n3(), _shape(graph, node)))
    return tuple(sorted(found, key=lambda t: (t.kind, t.iri, repr(t.shape))))


def _shape(graph: Graph, node: Node) -> Shape:
    from rdflib.collection import Collection

    path, inverse = "", False
    constraints, allowed = [], frozenset[str]()
    known = frozenset[str]()
    properties: list[Shape] = []
    either: list[Shape] = []
    for predicate, value in graph.predicate_objects(node):
        name = str(predicate).removeprefix(_SH)
        if name == "path":
            path, inverse = _path(graph, value)
        elif name == "property":
            properties.append(_shape(graph, value))
        elif name == "or":
            either = [_shape(graph, item) for item in Collection(graph, value)]
        elif name == "in":
            allowed = frozenset(item.n3() for item in Collection(graph, value))
        elif name in ("ignoredProperties", "closed"):
            known = frozenset(item.n3() for item in Collection(graph, value)) if name == "ignoredProperties" else known
        elif name in _CHECKS or name in _COUNTS or name == "lessThan":
            constraints.append((name, str(value)))
        elif str(predicate).startswith(_SH) and name not in _IGNORED:
            raise OntologyError(f"shapes.ttl uses sh:{name}, which the article check does not know")
    ordered = tuple(sorted(properties, key=repr))
    return Shape(path, inverse, tuple(sorted(constraints)), allowed, ordered, tuple(either), known)


def _path(graph: Graph, value: Node) -> tuple[str, bool]:
    from rdflib import BNode, URIRef

    if not isinstance(value, BNode):
        return URIRef(str(value)).n3(), False
    inner = graph.value(value, URIRef(f"{_SH}inversePath"))
    if not isinstance(inner, URIRef):
        raise OntologyError("shapes.ttl uses a property path that the article check does not know")
    return inner.n3(), True


def index_of(lines: Iterable[str]) -> Index:
    """The lines by subject, property and object; raises InvalidGraph for a line that is none."""
    index = Index()
    for written in lines:
        s, p, o = terms.read(written)
        index.out.setdefault((s, p), []).append(o)
        index.into.setdefault((o, p), []).append(s)
        index.pairs.setdefault(p, []).append((s, o))
        index.properties.setdefault(s, set()).add(p)
        if p == _TYPE:
            index.classes.add((s, o))
    return index


def _targets(target: Target, index: Index) -> Iterable[str]:
    if target.kind == "targetClass":
        return index.into.get((target.iri, _TYPE), ())
    side = 0 if target.kind == "targetSubjectsOf" else 1
    return dict.fromkeys(pair[side] for pair in index.pairs.get(target.iri, ()))


def _node_faults(node: str, shape: Shape, index: Index) -> Iterator[str]:
    yield from _value_faults(node, shape, index)
    if shape.known:
        yield from (f"has {p}, which is not declared" for p in index.properties.get(node, ()) if p not in shape.known)
    for inner in shape.properties:
        values = (index.into if inner.inverse else index.out).get((node, inner.path), [])
        yield from (f"{inner.path}: {said}" for said in _property_faults(node, values, inner, index))


def _property_faults(node: str, values: list[str], shape: Shape, index: Index) -> Iterator[str]:
    for name, limit in shape.constraints:
        if name == "minCount" and len(set(values)) < int(limit):
            yield f"has {len(set(values))} values, needs {limit}"
        if name == "maxCount" and len(set(values)) > int(limit):
            yield f"has {len(set(values))} values, may have {limit}"
        if name == "lessThan":
            others = index.out.get((node, f"<{limit}>"), [])
            if not all(_less(value, other) for value in values for other in others):
                yield f"is not less than {limit}"
    for value in values:
        yield from _value_faults(value, shape, index)


def _value_faults(value: str, shape: Shape, index: Index) -> Iterator[str]:
    for name, limit in shape.constraints:
        check = _CHECKS.get(name)
        if check is not None and not check(value, limit, index):
            yield f"{value[:80]} breaks sh:{name} {limit}"
    if shape.allowed and value not in shape.allowed:
        yield f"{value[:80]} is not one of the values allowed"
    if shape.either and all(any(_node_faults(value, option, index)) for option in shape.either):
        yield f"{value[:80]} fits none of the alternatives"


def _number(term: str) -> Decimal | None:
    """The number that a literal says; none for anything else."""
    if not term.startswith('"') or terms.datatype(term) not in _NUMBERS:
        return None
    try:
        number = Decimal(terms.lexical(term))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _within(term: str, holds: Callable[[Decimal], bool]) -> bool:
    number = _number(term)
    return number is not None and holds(number)


def _less(one: str, other: str) -> bool:
    left, right = _number(one), _number(other)
    return left is not None and right is not None and left < right


def _has_datatype(value: str, limit: str, _: Index) -> bool:
    if not value.startswith('"') or terms.datatype(value) != limit:
        return False
    form = _FORMS.get(limit)
    return form is None or form.fullmatch(terms.lexical(value)) is not None


def _is_kind(value: str, limit: str, _: Index) -> bool:
    return value.startswith("<") if limit == f"{_SH}IRI" else value.startswith('"')


def _chars(value: str) -> str:
    return terms.lexical(value) if value.startswith('"') else value[1:-1]


_CHECKS: dict[str, Callable[[str, str, Index], bool]] = {
    "class": lambda value, limit, index: (value, f"<{limit}>") in index.classes,
    "datatype": _has_datatype,
    "maxInclusive": lambda value, limit, _: _within(value, lambda number: number <= Decimal(limit)),
    "minInclusive": lambda value, limit, _: _within(value, lambda number: number >= Decimal(limit)),
    "minLength": lambda value, limit, _: len(_chars(value)) >= int(limit),
    "nodeKind": _is_kind,
    "pattern": lambda value, limit, _: re.search(limit, _chars(value)) is not None,
}
