"""What a curator has decided, as it stands after every decision and every undoing, in one form that resolution reads.

Verdicts of a person: `same` (left and right are one; the left name stays), `different`, `rejected` (left is a fact),
`renamed` (left is called right), `typed` (left is of type right), `undone` (left is the id of an earlier decision).
A side may be a name in one article only: `article/ID person/x`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.records import Decision

RULE = "rule:"
VERDICTS = ("same", "different", "unsure", "rejected", "renamed", "typed", "undone")


@dataclass(frozen=True, slots=True)
class Rulings:
    """`joined` leads from a node to the one whose name the curator kept; `apart` holds pairs that must not be joined;
    `assigned` leads from (article, node) to another node; `labels` and `types` are the curator's; `rejected` are facts."""

    joined: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    assigned: Mapping[tuple[str, str], str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()


def decision_id(decision: Decision) -> str:
    """Eight hexadecimal digits that stand for a decision: by these it is undone, here and wherever it is imported."""
    parts = (decision.left, decision.right, decision.verdict, decision.by, decision.at)
    return hashlib.sha256("".join(f"{len(p)}:{p}" for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions of people that no later one undoes, in order; rules' decisions are a record, not a ruling.

    Undoing names the id of an earlier decision and takes the last of that id which stands; an undoing can be undone.
    """
    kept = [d for d in decisions if not d.by.startswith(RULE)]
    stands, undid = [True] * len(kept), [-1] * len(kept)
    for number, decision in enumerate(kept):
        if decision.verdict != "undone":
            continue
        fits = [n for n in range(number) if stands[n] and decision_id(kept[n]) == decision.left]
        if fits:
            target = undid[number] = fits[-1]
            stands[target] = False
            if undid[target] >= 0:
                stands[undid[target]] = True
    return [d for d, here in zip(kept, stands, strict=True) if here and d.verdict != "undone"]


def rulings(decisions: Sequence[Decision]) -> Rulings:
    """What the decisions come to.

    >>> made = Decision("person/a", "person/b", "same", 1.0, (), "Rini", "2025-01-01")
    >>> undo = Decision(decision_id(made), "", "undone", 1.0, (), "Rini", "2025-01-02")
    >>> dict(rulings([made]).joined), dict(rulings([made, undo]).joined)
    ({'person/b': 'person/a'}, {})
    """
    groups: list[list[str]] = []  # the first of a group is the one whose name stays
    apart: set[frozenset[str]] = set()
    assigned: dict[tuple[str, str], str] = {}
    labels: dict[str, str] = {}
    types: dict[str, str] = {}
    rejected: set[str] = set()
    for each in in_force(decisions):
        if each.verdict == "rejected":
            rejected.add(each.left)
        elif each.verdict == "renamed":
            labels[each.left] = each.right
        elif each.verdict == "typed":
            types[each.left] = each.right
        elif each.right.startswith("article/"):
            _assign(each, assigned)
        elif each.verdict == "same":
            _join(each.left, each.right, groups)
            apart.discard(frozenset((each.left, each.right)))
        elif each.verdict == "different":
            _part(each.left, each.right, groups)
            apart.add(frozenset((each.left, each.right)))
    joined = {node: group[0] for group in groups for node in group[1:]}
    return Rulings(joined, frozenset(apart), assigned, labels, types, frozenset(rejected))


def _assign(decision: Decision, assigned: dict[tuple[str, str], str]) -> None:
    """`article/ID person/x` on the right side: in that article the name means the left side."""
    article, _, node = decision.right.partition(" ")
    if decision.verdict == "same":
        assigned[article.removeprefix("article/"), node] = decision.left


def _join(left: str, right: str, groups: list[list[str]]) -> None:
    ours, theirs = _group(left, groups), _group(right, groups)
    for group in (ours, theirs):
        if group in groups:
            groups.remove(group)
    rest: Iterable[str] = [n for n in [*ours, *theirs] if n != left]
    groups.append([left, *dict.fromkeys(rest)])


def _part(left: str, right: str, groups: list[list[str]]) -> None:
    group = _group(left, groups)
    if right in group and group in groups:
        leaver = right if group[0] != right else left
        group.remove(leaver)
        if len(group) == 1:
            groups.remove(group)


def _group(node: str, groups: list[list[str]]) -> list[str]:
    return next((group for group in groups if node in group), [node])


def between(old: Rulings, new: Rulings) -> set[str]:
    """The nodes that two states of the curator's word speak of differently."""
    found = {n for pair in set(old.joined.items()) ^ set(new.joined.items()) for n in pair}
    found |= {n for pair in old.apart ^ new.apart for n in pair}
    found |= {n for (_, node), target in set(old.assigned.items()) ^ set(new.assigned.items()) for n in (node, target)}
    for one, other in ((old.labels, new.labels), (old.types, new.types)):
        found |= {node for node, _ in set(one.items()) ^ set(other.items())}
    return found
