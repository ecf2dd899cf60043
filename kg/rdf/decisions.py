"""Decisions on who is who as PROV: an activity each, of a person or a rule, with what it joined, parted or took out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.iri import checked_base, mint, slug
from kg.records import Decision

_AGENT, _ASSOCIATED, _USED, _ENDED = (v.PROV + name for name in ("Agent", "wasAssociatedWith", "used", "endedAtTime"))


def turtle(decisions: Iterable[tuple[str, Decision]], *, base: str = v.BASE) -> Iterator[str]:
    """N-Triples lines (which are Turtle) for decisions with their ids, in their order.

    >>> made = Decision("person/a", "person/b", "same", 1.0, ("one post",), "Rini", "2025-01-01T00:00:00Z")
    >>> len(list(turtle([("ab12cd34", made)])))
    9
    """
    checked_base(base)
    for name, decision in decisions:
        node = mint(base, f"decision/{name}")
        agent = mint(base, f"agent/{slug(decision.by or 'unknown')}")
        yield terms.line(node, v.TYPE, terms.ref(v.ACTIVITY))
        yield terms.line(node, v.LABEL, terms.text(f"{decision.verdict}: {decision.left} {decision.right}".strip()))
        for side in (decision.left, decision.right):
            if "/" in side and " " not in side:
                yield terms.line(node, _USED, terms.ref(mint(base, side)))
        if decision.at:
            yield terms.line(node, _ENDED, terms.typed(decision.at, "dateTime"))
        for reason in decision.reasons:
            yield terms.line(node, v.RDFS + "comment", terms.text(reason))
        yield terms.line(node, _ASSOCIATED, terms.ref(agent))
        yield terms.line(agent, v.TYPE, terms.ref(_AGENT))
        yield terms.line(agent, v.LABEL, terms.text(decision.by))
