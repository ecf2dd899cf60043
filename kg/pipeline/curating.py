"""A person's decisions on who is who and on facts: made, undone, listed, carried from one store to another.

Each is a `Decision` at the end of an append-only log. What it changes is drawn anew in the same step, and holds for whatever
comes later: the same article again, another one, a newer engine, a rebuild.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from kg.errors import ConfigError, NotFound
from kg.exchange import from_json
from kg.pipeline.keeping import now
from kg.pipeline.resolving import Known, brought_up, commit, drawn_entities, resolver, store_profiles
from kg.rdf.iri import is_iri
from kg.rdf.statements import admit
from kg.rdf.vocabulary import DENOTES
from kg.records import ENTITY_TYPES, Decision
from kg.resolve import Rulings, between, decision_id, ends_of, in_force, is_bound, key, rulings
from kg.resolve.linking import link
from kg.store import EmbeddedStore


@dataclass(frozen=True, slots=True)
class Curator:
    """Who decides, in which store, and why; `base` is the store's base IRI."""

    store: EmbeddedStore
    by: str
    base: str
    reason: str = ""

    def decision(self, left: str, right: str, verdict: str) -> Decision:
        """A decision of this person, now."""
        return Decision(left, right, verdict, 1.0, (self.reason,) if self.reason else (), self.by, now())


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that may be one: the node, what it may be, how likely and why, and a sentence of an article on each side."""

    node: str
    target: str
    score: float
    reasons: tuple[str, ...]
    node_says: str
    target_says: str


def merge(curator: Curator, left: str, right: str) -> Decision:
    """`right` is the same thing as `left`, whose name stays. Raises ConfigError for a thing and itself."""
    if left == right:
        raise ConfigError(f"{left} is one thing already", hint="name two different ones")
    return _made(curator, [curator.decision(left, right, "same")])[0]


def split(curator: Curator, entity: str, other: str = "", *, articles: Sequence[str] = ()) -> list[Decision]:
    """Part what was joined: the name `other` is not `entity`; or in some articles that name means somebody else, who gets the
    id of the entity with a number."""
    if not articles:
        if not other:
            raise ConfigError("a split needs the other name or some articles", hint="see kg curate split --help")
        return _made(curator, [curator.decision(entity, other, "different")])
    fresh = _free(curator, entity)
    decisions = []
    for name in articles:
        article = curator.store.find(name)
        nodes = {n for n in _nodes(curator.store, entity) if article in curator.store.names.articles_of(n)}
        if not nodes:
            raise NotFound(f"article {name} does not speak of {entity}", hint="kg show names the articles of an entity")
        decisions += [curator.decision(fresh, f"article/{article} {node}", "same") for node in sorted(nodes)]
    return _made(curator, decisions)


def rename(curator: Curator, entity: str, label: str) -> Decision:
    """Call an entity by another name; the others stay beside it."""
    if not label.strip():
        raise ConfigError("a name cannot be empty")
    return _made(curator, [curator.decision(entity, " ".join(label.split()), "renamed")])[0]


def retype(curator: Curator, entity: str, kind: str) -> Decision:
    """Say of which type an entity is; facts that cannot be said of this type are left out."""
    if kind not in ENTITY_TYPES or kind in ("DATE", "EVT"):
        raise ConfigError(f"the type {kind!r} is unknown", hint="types: PER, ORG, GPE, LOC, LAW, PROD")
    return _made(curator, [curator.decision(entity, kind, "typed")])[0]


def reject(curator: Curator, fact: str) -> Decision:
    """Take a fact out, named by the IRI or path of its statement or of its node in the picture; it stays out, whichever article
    says it again. Raises NotFound."""
    return _made(curator, [curator.decision(fact_key(curator, fact), fact, "rejected")])[0]


def undo(curator: Curator, decision: str = "") -> Decision:
    """Take back a decision by its id, else the last one that stands. Raises NotFound."""
    brought_up(curator.store, base=curator.base, at=now())
    made = [d for _, d in curator.store.names.ruling_decisions()]
    standing = {decision_id(d) for d in in_force(made)} | {decision_id(d) for d in made if d.verdict == "undone"}
    if decision and decision not in standing:
        raise NotFound(f"no decision {decision!r} stands", hint="kg curate log lists them")
    last = [decision_id(d) for d in in_force(made)]
    if not decision and not last:
        raise NotFound("there is no decision to undo")
    return _made(curator, [curator.decision(decision or last[-1], "", "undone")])[0]


def take_over(curator: Curator, decisions: Sequence[Decision]) -> int:
    """Add decisions made elsewhere, each once; gives how many were new. Rules' decisions are made anew here and left out."""
    known = {decision_id(d) for _, d in curator.store.names.ruling_decisions()}
    fresh = [d for d in decisions if not d.by.startswith("rule:") and decision_id(d) not in known]
    _made(curator, fresh)
    return len(fresh)


def queue(store: EmbeddedStore, *, limit: int = 20) -> list[Doubt]:
    """The pairs that the rules leave open, the likeliest first."""
    known = Known(store.names)
    doubts = []
    for node, pointer in store.names.unsure(limit):
        found = link(node, known)
        reasons = found.reasons if found else ()
        doubts.append(Doubt(node, pointer.target, pointer.score, reasons, _says(store, node), _says(store, pointer.target)))
    return doubts


def fact_key(curator: Curator, name: str) -> str:
    """What a fact says, by the ids of what it joins. Raises NotFound."""
    path = name.strip().strip("<>").removeprefix(curator.base)
    if "#s-" not in path:
        found = _denoting(curator, path)
        if not found:
            raise NotFound(f"no fact {name!r} in the store", hint="name it by the IRI that kg show --json gives")
        path = found[0].removeprefix(curator.base)
    article, _, statement = path.removeprefix("article/").partition("#s-")
    annotation = from_json(curator.store.annotation_json(article), article=curator.store.article(article))
    entities = drawn_entities(curator.store, article)
    for each in admit(annotation, entities).statements:
        if each.key == statement:
            return key(each.fact, entities, annotation.article.text)
    raise NotFound(f"no fact {name!r} in the store", hint="name it by the IRI that kg show --json gives")


def _denoting(curator: Curator, path: str) -> list[str]:
    """The articles' statements of a fact of the picture."""
    if not path or not is_iri(curator.base + path):
        return []
    found = curator.store.query(f"SELECT ?s WHERE {{ ?s <{DENOTES}> <{curator.base}{path}> }} ORDER BY ?s")
    return [iri for row in cast(Any, found) if "#s-" in (iri := str(row[0].value))]


def _made(curator: Curator, decisions: list[Decision]) -> list[Decision]:
    """Write decisions down and draw anew what they change."""
    store, names = curator.store, curator.store.names
    brought_up(store, base=curator.base, at=now())
    before = [d for _, d in names.ruling_decisions()]
    old, new = rulings(before), rulings([*before, *decisions])
    nodes = between(old, new)
    reread = {a for (a, _), _ in set(old.assigned.items()) ^ set(new.assigned.items())}
    reread |= {a for node in nodes for a in names.articles_of(node) if is_bound(node, a)}
    commit(
        store,
        base=curator.base,
        decisions=decisions,
        reconsider=nodes,
        reread=_there(store, reread),
        redraw=_redrawn(store, old, new),
        at=now(),
    )
    return decisions


def _there(store: EmbeddedStore, articles: set[str]) -> set[str]:
    return {article for article in articles if store.holds(article)}


def _redrawn(store: EmbeddedStore, old: Rulings, new: Rulings) -> set[str]:
    """Articles that speak of what is typed anew, or of all that a rejected fact joins."""
    typed = {node for node, _ in set(old.types.items()) ^ set(new.types.items())}
    found = {a for node in typed for a in _articles(store, node)}
    for fact in old.rejected ^ new.rejected:
        sets = [_articles(store, end) for end in ends_of(fact)]
        found |= set.intersection(*sets) if sets else set()
    return found


def _articles(store: EmbeddedStore, entity: str) -> set[str]:
    return {a for node in _nodes(store, entity) for a in store.names.articles_of(node)}


def _nodes(store: EmbeddedStore, entity: str) -> set[str]:
    """The names that come to an entity, and itself."""
    root = resolver(store).root(entity)
    return store.names.members(root) | {root, entity}


def _free(curator: Curator, entity: str) -> str:
    """The entity's id with the first number that no decision has used."""
    used = {d.left for _, d in curator.store.names.ruling_decisions()}
    number = 2
    while f"{entity}-{number}" in used or curator.store.names.of(f"{entity}-{number}", "n"):
        number += 1
    return f"{entity}-{number}"


def _says(store: EmbeddedStore, node: str) -> str:
    """A sentence that speaks of a node, from the first article that does."""
    for article in sorted(_articles(store, node) or store.names.articles_of(node)):
        annotation = from_json(store.annotation_json(article), article=store.article(article))
        locals_ = {local for local, e in drawn_entities(store, article).items() if e.id == node}
        locals_ |= {p.local for p in store_profiles(store, article) if p.node == node or p.bound == node}
        spans = sorted(m.span for m in annotation.mentions if m.entity in locals_)
        if spans:
            return " ".join(annotation.sentence_at(spans[0].start).of(annotation.article.text).split())
    return ""
