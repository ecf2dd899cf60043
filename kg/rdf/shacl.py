"""Does a graph keep to the shapes? `validate` is the quick check before an article is stored, `audit` is pySHACL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from kg.errors import InvalidGraph
from kg.rdf.ontology import ontology_file
from kg.rdf.shapes import faults

_SHOWN = 3


def validate(lines: Sequence[str]) -> None:
    """Check one article's evidence and picture together, as N-Triples lines.

    Raises InvalidGraph naming the first nodes at fault, or a line that cannot be read.

    >>> validate(['<https://kg.example/person/x> <https://kg.example/ns#entityType> "PER" .'])
    Traceback (most recent call last):
    kg.errors.InvalidGraph: the graph breaks its shapes: ...
    """
    found = list(islice(faults(lines), _SHOWN))
    if found:
        raise InvalidGraph(f"the graph breaks its shapes: {'; '.join(found)}", hint="please report this")


def audit(lines: Iterable[str]) -> None:
    """Check N-Triples lines with pySHACL: slow (about 5,000 triples a second), complete, and not ours.

    Raises InvalidGraph with pySHACL's own words on the first results.
    """
    from pyshacl import validate as judge
    from rdflib import Graph
    from rdflib.namespace import SH

    data = Graph().parse(data="\n".join(lines), format="nt")
    for rules in (False, True):  # the rules, which take most of the time, after what they build on
        shapes = Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")
        chosen = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf) if rules else (SH.targetNode,)
        for target in chosen:
            shapes.remove((None, target, None))
        conforms, _, report = judge(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
        if not conforms:
            raise InvalidGraph(f"the graph breaks its shapes: {str(report).strip()[:2000]}")
