"""What no shape of a single node can say, as quick twins of the SPARQL rules in `ontologies/shapes.ttl`, by the same names.

Each takes the index of a graph's lines and gives the nodes at fault; the tests hold it against its twin in pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from kg.accusing import ACCUSING_KINDS, near_accusation
from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.mapping import relations, roles

_TYPE = f"<{v.TYPE}>"
_PARTS = tuple(
    f"<{p}>" for p in (v.MEMBER, v.HOLDER, v.IN_ORGANIZATION, v.OF_EVENT, v.PARTICIPANT, v.SPEAKER, v.SUBJECT, v.OBJECT)
)
_WORDS = tuple(f"<{p}>" for p in (v.ROLE_TYPE, v.PREDICATE, v.RELATION, v.ROLE, v.STATUS, v.POST_STATUS, v.TEXT))
_STAMPS = (v.HAS_TIME, v.HAS_BEGIN, v.HAS_END)
_LOCATION = v.SCHEMA + "location"
_KIN = tuple(f"<{v.SCHEMA}{name}>" for name in ("spouse", "sibling", "relatedTo"))
_PARENT = f"<{v.SCHEMA}parent>"
_IN_POST = {'"current"', '"acting"'}


class Index(Protocol):
    """A graph's lines: objects by subject and property, subjects by object and property, pairs by property."""

    out: dict[tuple[str, str], list[str]]
    into: dict[tuple[str, str], list[str]]
    pairs: dict[str, list[tuple[str, str]]]


def whole(index: Index) -> Iterator[str]:
    """Statements with a part that none of their sentences mentions."""
    for node, _ in index.pairs.get(f"<{v.WAS_GENERATED_BY}>", ()):
        spans = [_span(s, index, v.START, v.END) for e in _all(node, v.EVIDENCE, index) for s in _all(e, v.HAS_SELECTOR, index)]
        for thing in (t for part in _PARTS for t in index.out.get((node, part), ())):
            named = [_span(m, index, v.BEGIN_INDEX, v.END_INDEX) for m in index.into.get((thing, f"<{v.MENTION_OF}>"), ())]
            if not any(a and b and a[0] <= b[0] and b[1] <= a[1] for a in spans for b in named):
                yield node


def anchored(index: Index) -> Iterator[str]:
    """Mentions whose words are not those of the text at their place."""
    passages: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for quote, article in index.pairs.get(f"<{v.HAS_SOURCE}>", ()):
        selectors = _all(quote, v.HAS_SELECTOR, index)
        spans = filter(None, (_span(s, index, v.START, v.END) for s in selectors))
        words = [terms.lexical(word) for s in selectors for word in _all(s, v.EXACT, index)]
        passages.setdefault(article[1:-1], []).extend((span, word) for span in spans for word in words)
    for node, written in index.pairs.get(f"<{v.ANCHOR_OF}>", ()):
        at, anchor = _span(node, index, v.BEGIN_INDEX, v.END_INDEX), terms.lexical(written)
        if at is None:
            continue
        around = [(s, w) for s, w in passages.get(node[1:].partition("#")[0], ()) if s[0] <= at[0] and at[1] <= s[1]]
        if len(anchor) != at[1] - at[0] or any(w[at[0] - s[0] : at[1] - s[0]] != anchor for s, w in around):
            yield node


def joined(index: Index) -> Iterator[str]:
    """Statement nodes that join what their relation cannot join."""
    known = _joins()
    for node in index.into.get((f"<{v.STATEMENT}>", _TYPE), ()):
        prop, relation = _first(node, v.PREDICATE, index)[1:-1], _first(node, v.RELATION, index)[1:-1]
        left = _type(_first(node, v.SUBJECT, index), index)
        right = _type(_first(node, v.OBJECT, index), index)
        stamp = prop in _STAMPS and left == "EVT" and not (relation and right)
        if not stamp and (relation, left, prop, right) not in known:
            yield node


def filled(index: Index) -> Iterator[str]:
    """Participations whose role cannot be filled by what fills it."""
    known = {(v.argument_role(role), kind) for role, kind in roles()}
    for node in index.into.get((f"<{v.PARTICIPATION}>", _TYPE), ()):
        role = _first(node, v.ROLE_TYPE, index)[1:-1]
        if role and (role, _type(_first(node, v.PARTICIPANT, index), index)) not in known:
            yield node


def told(index: Index) -> Iterator[str]:
    """Subjects of plain triples that no statement tells."""
    stated = {
        (_first(node, v.SUBJECT, index), _first(node, v.PREDICATE, index), _first(node, v.OBJECT, index))
        for node in index.into.get((f"<{v.STATEMENT}>", _TYPE), ())
        if _all(node, v.SUPPORTED_BY, index)
    }
    for prop in {prop.iri for prop in relations().values()} | set(_STAMPS):
        for subject, obj in index.pairs.get(f"<{prop}>", ()):
            place = prop == _LOCATION and _is_event(subject, index)
            if not place and (subject, f"<{prop}>", obj) not in stated:
                yield subject


def played(index: Index) -> Iterator[str]:
    """Subjects of plain parts in events that no participation tells."""
    parts = {
        (_first(node, v.OF_EVENT, index), _first(node, v.PARTICIPANT, index), _first(node, v.ROLE_TYPE, index)[1:-1])
        for node in index.into.get((f"<{v.PARTICIPATION}>", _TYPE), ())
        if _all(node, v.SUPPORTED_BY, index)
    }
    for prop, names in _plays().items():
        for subject, obj in index.pairs.get(f"<{prop}>", ()):
            elsewhere = prop == _LOCATION and not _is_event(subject, index)
            if not elsewhere and not any((subject, obj, role) in parts for role in names):
                yield subject


def held(index: Index) -> Iterator[str]:
    """People said to hold a post that no membership in office tells."""
    for person, body in index.pairs.get(f"<{v.HOLDS_POST_IN}>", ()):
        if not any(
            body in _all(post, v.HOLDER, index)
            and not _IN_POST.isdisjoint(_all(post, v.STATUS, index))
            and _all(post, v.SUPPORTED_BY, index)
            for post in index.into.get((person, f"<{v.MEMBER}>"), ())
        ):
            yield person


def agreeing(index: Index) -> Iterator[str]:
    """Statements that say something else than the fact that they denote."""
    for node, fact in index.pairs.get(f"<{v.DENOTES}>", ()):
        if _all(node, v.WAS_GENERATED_BY, index) and not _agree(node, fact, index):
            yield node


def unaccused(index: Index) -> Iterator[str]:
    """Canonical participations that accuse somebody."""
    for node in index.into.get((f"<{v.PARTICIPATION}>", _TYPE), ()):
        if _all(node, v.WAS_GENERATED_BY, index):
            continue
        role = _first(node, v.ROLE_TYPE, index)[1:-1].removeprefix(v.argument_role(""))
        kinds = _kinds(_first(node, v.OF_EVENT, index), index)
        type = _type(_first(node, v.PARTICIPANT, index), index)
        if any(near_accusation(role, kind, type) for kind in kinds & ACCUSING_KINDS):
            yield node


def unacted(index: Index) -> Iterator[str]:
    """Crimes, arrests, trials and the like that have actors."""
    for event, _ in index.pairs.get(f"<{v.HAS_ACTOR}>", ()):
        if _kinds(event, index) & ACCUSING_KINDS:
            yield event


def kin(index: Index) -> Iterator[str]:
    """People who would be two things at once to one person, or kin of their own."""
    ties: dict[tuple[str, str], set[str]] = {}
    for child, parent in index.pairs.get(_PARENT, ()):
        ties.setdefault((child, parent), set()).add("child")
        ties.setdefault((parent, child), set()).add("parent")
    for prop in _KIN:
        for one, other in index.pairs.get(prop, ()):
            if prop != _KIN[2] or one == other:
                ties.setdefault((one, other), set()).add(prop)
                ties.setdefault((other, one), set()).add(prop)
    for (one, other), found in ties.items():
        if len(found) > 1 or one == other:
            yield one


RULES: Mapping[str, Callable[[Index], Iterator[str]]] = {
    rule.__name__: rule for rule in (whole, anchored, joined, filled, told, played, held, agreeing, unaccused, unacted, kin)
}


def _agree(node: str, fact: str, index: Index) -> bool:
    time = f"<{v.argument_role('time')}>" in _all(node, v.ROLE_TYPE, index)
    loose = _first(fact, v.PREDICATE, index)[1:-1] in {*_STAMPS, *_symmetric()}
    ends = {*_all(fact, v.SUBJECT, index), *_all(fact, v.OBJECT, index)} if loose else set()
    own: set[str] = set()
    for part in _PARTS:
        there = {c for local in index.out.get((node, part), ()) for c in _all(local, v.DENOTES, index)}
        own |= there
        if not there <= {*index.out.get((fact, part), ()), *ends}:
            return False
    if any(t.startswith("<") and t not in own for part in _PARTS for t in index.out.get((fact, part), ())):
        return False
    return time or all(set(index.out.get((node, w), ())) <= set(index.out.get((fact, w), ())) for w in _WORDS)


def _joins() -> set[tuple[str, str, str, str]]:
    found = set()
    for (name, subject, obj), prop in relations().items():
        ends = (obj, subject) if prop.inverse else (subject, obj)
        found.add((v.relation_kind(name), ends[0], prop.iri, ends[1]))
    return found


def _symmetric() -> set[str]:
    return {prop.iri for prop in relations().values() if prop.symmetric}


def _plays() -> dict[str, set[str]]:
    """A role's property -> the roles that it stands for."""
    found: dict[str, set[str]] = {}
    for (role, _), props in roles().items():
        for prop in props if role != "time" else ():
            found.setdefault(prop, set()).add(v.argument_role(role))
    return found


def _all(node: str, prop: str, index: Index) -> list[str]:
    return index.out.get((node, f"<{prop}>"), [])


def _first(node: str, prop: str, index: Index) -> str:
    return next(iter(_all(node, prop, index)), "")


def _type(node: str, index: Index) -> str:
    code = _first(node, v.ENTITY_TYPE, index)
    return terms.lexical(code) if code.startswith('"') else ""


def _kinds(event: str, index: Index) -> set[str]:
    return {kind[1:-1].removeprefix(v.event_kind("")) for kind in _all(event, v.EVENT_TYPE, index)}


def _is_event(node: str, index: Index) -> bool:
    return f"<{v.EVENT}>" in index.out.get((node, _TYPE), ())


def _span(node: str, index: Index, begin: str, end: str) -> tuple[int, int] | None:
    """A stretch of text by its two properties; none where they are missing or no numbers."""
    first, last = _first(node, begin, index), _first(node, end, index)
    try:
        return int(terms.lexical(first)), int(terms.lexical(last))
    except ValueError:
        return None
