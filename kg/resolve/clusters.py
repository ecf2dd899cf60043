"""From pointers between nodes to one canonical node each: the curator's word first, then the rules' links."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.resolve.linking import SAME, Link
from kg.resolve.rulings import Rulings

Links = Callable[[str], Link | None]


def root(node: str, links: Links, rulings: Rulings) -> str:
    """The canonical node: where the pointers lead. A group that joins nothing (`person/x~post`) is its own.

    A rule's link is not followed where the curator keeps the two apart or where it would lead back.
    """
    return chain(node, links, rulings)[-1]


def chain(node: str, links: Links, rulings: Rulings) -> list[str]:
    """The nodes passed on the way from a node to its canonical one, both included."""
    passed = [node]
    while True:
        here = passed[-1]
        target = rulings.joined.get(here) or _by_rule(here, links)
        if not target or target in passed:
            return passed
        if here not in rulings.joined and _kept_apart(passed, target, links, rulings):
            return passed
        passed.append(target)


def _by_rule(node: str, links: Links) -> str:
    found = links(node)
    return found.target if found and found.verdict == SAME else ""


def _kept_apart(passed: list[str], target: str, links: Links, rulings: Rulings) -> bool:
    """Whether the curator said of anything passed that it is not something that lies ahead."""
    if not rulings.apart and not rulings.joined:
        return False
    ahead = [target]
    while True:
        following = rulings.joined.get(ahead[-1]) or _by_rule(ahead[-1], links)
        if not following or following in ahead:
            break
        ahead.append(following)
    if passed[-1] in ahead:
        return True
    return any(frozenset((one, other)) in rulings.apart for one in passed for other in ahead)


def from_mapping(links: Mapping[str, Link]) -> Links:
    """Links that are known already."""
    return links.get
