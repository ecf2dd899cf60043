"""Which other node a node's name stands for, decided by several kinds of evidence, each decision with its reasons in words.

A node points at no more than one other, always at one that comes later in a fixed order (more words, more articles), so that
pointers never run in a circle. A decision reads sums only: it depends on what all articles say and not on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import lexicon
from kg.lexicon.surfaces import slug
from kg.resolve.posts import names_somebody
from kg.resolve.spelling import covers, edits, is_short_for
from kg.resolve.sums import Sums

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
COMPARED = ("skeleton", "near", "called")  # blocks in which nodes are weighed against each other
# A name without a post joins the one person who is so called only when the press hardly means anybody else by it.
_DOMINANT_SHARE, _DOMINANT_ARTICLES = 0.95, 8
_SHORT_FORM_SHARE = 0.8
_UNIQUE_WORDS = 3
_LEARNED = 3  # articles that must give a short form which is not made of the name's beginnings


@dataclass(frozen=True, slots=True)
class Link:
    """What was decided of a pair: `node` is the same as `target` (or perhaps), with a score in 0..1 and the reasons."""

    node: str
    target: str
    verdict: str
    score: float
    rule: str
    reasons: tuple[str, ...]


def link(node: str, sums: Sums) -> Link | None:
    """The one other node that a node may be, or nothing where no other comes into question."""
    if not sums.of(node, "n"):
        return None
    room = node.partition("/")[0]
    if room == "person":
        found = _bare(node, sums) if sums.of(node, "bare") else _full(node, sums)
    elif room in ("organization", "product"):
        found = _body(node, sums)
    else:
        return None
    best = sorted(found, key=lambda each: (each.verdict != SAME, -each.score, each.target))
    return best[0] if best else None


def touched(node: str, rows: Iterable[tuple[str, str]], sums: Sums) -> set[str]:
    """The nodes whose decision may read what a node supports: those that share a block with it."""
    found = {node}
    for kind, value in rows:
        if kind == "held":
            found |= sums.having("bare", value.split(" ", 1)[0]).keys()
        elif kind == "called":
            found |= sums.having("bare", value).keys() | sums.having("name", value).keys()
        elif kind in ("skeleton", "near"):
            found |= sums.having(kind, value).keys()
    return found


def articles(node: str, sums: Sums) -> int:
    """How many articles speak of a node by its own name."""
    return sums.of(node, "n").get("", 0)


def _rank(node: str, sums: Sums) -> tuple[int, int, str]:
    return len(node.split("-")), articles(node, sums), node


def _bare(node: str, sums: Sums) -> Iterable[Link]:
    """A single word: the person of that name with the same post, else the one whom everybody calls so."""
    words = sorted(sums.of(node, "bare"))
    word = words[0] if words else ""
    for key in sorted(sums.of(node, "post")):
        holders = Counter[str]()
        for each in words:
            holders.update(sums.having("held", f"{each} {key}"))
        if not holders:
            continue
        best, share = _foremost(holders)
        told = f"{_words(best)} holds the same post ({key.strip('@')}) in {holders[best]} articles"
        if share >= _SHORT_FORM_SHARE and names_somebody(key):
            yield Link(
                node, best, SAME, round(0.9 + 0.09 * share, 3), "name-and-post", ("the name is part of the full name", told)
            )
        else:
            yield Link(
                node,
                best,
                UNSURE,
                round(0.6 * share, 3),
                "name-and-post",
                (told, "others fit as well, or the post is no one's alone"),
            )
        return
    if word in lexicon.words("given-names"):
        return
    called = {n: c for n, c in sums.having("called", word).items() if n.startswith("person/")}
    if not called:
        return
    best, share = _foremost(called)
    told = f"{called[best]} of {sum(called.values())} articles that call somebody {word!r} mean {_words(best)}"
    if share >= _DOMINANT_SHARE and called[best] >= _DOMINANT_ARTICLES:
        yield Link(node, best, SAME, round(share * 0.95, 3), "called-so", (told,))
    else:
        yield Link(node, best, UNSURE, round(share * 0.5, 3), "called-so", (told, "too few to be sure"))


def _full(node: str, sums: Sums) -> Iterable[Link]:
    """A full name: another spelling of it, or a longer name that it is part of, with the same post."""
    name = _words(node)
    posts = sums.of(node, "post")
    mine = _rank(node, sums)
    seen: set[str] = set()
    for key in sums.of(node, "skeleton"):
        for other in sums.having("skeleton", key):
            seen.add(other)
            if _rank(other, sums) > mine:
                yield _spelling(node, other, sums)
    for value in sums.of(node, "near"):
        for other in sums.having("near", value):
            if other in seen or _rank(other, sums) <= mine:
                continue
            seen.add(other)
            shared = sorted(set(posts) & set(sums.of(other, "post")))
            yield from _neighbour(node, other, shared)
    called = {n: c for n, c in sums.having("called", name).items() if n != node and covers(_words(n), name)}
    if called:
        best, share = _foremost(called)
        if _rank(best, sums) > mine and share >= _SHORT_FORM_SHARE and best not in seen:
            told = f"{called[best]} articles call {_words(best)} so"
            sure = called[best] >= 2 or bool(set(posts) & set(sums.of(best, "post")))
            yield Link(
                node,
                best,
                SAME if sure else UNSURE,
                0.9 if sure else 0.5,
                "called-so",
                ("the name is part of the full name", told),
            )


def _spelling(node: str, other: str, sums: Sums) -> Link:
    mine, theirs = set(sums.of(node, "post")), set(sums.of(other, "post"))
    shared, alike = sorted(mine & theirs), "the names are spellings of one another"
    if shared:
        return Link(node, other, SAME, 0.97, "spelling", (alike, f"both are {shared[0].strip('@')}"))
    bodies = sorted({key.partition("@")[2] for key in mine} & {key.partition("@")[2] for key in theirs} - {""})
    if bodies and not _common(node):
        return Link(node, other, SAME, 0.88, "spelling", (alike, f"both have a post at {bodies[0]}"))
    words = _words(node).split()
    if len(words) >= _UNIQUE_WORDS and not (mine and theirs):
        return Link(node, other, SAME, 0.9, "spelling", (alike, "the name is long and nothing speaks against it"))
    return Link(node, other, UNSURE, 0.5, "spelling", (alike, "no post in common"))


def _common(node: str) -> bool:
    return lexicon.words("given-names").issuperset(_words(node).split())


def _neighbour(node: str, other: str, shared: list[str]) -> Iterable[Link]:
    """Two names with one post between them: a slip of a letter or two, or one name inside the other."""
    one, two = _words(node), _words(other)
    key = next((k for k in shared if names_somebody(k)), "")
    if not key:
        return
    if covers(two, one):
        yield Link(node, other, SAME, 0.95, "shorter-name", ("the name is part of the full name", f"both are {key.strip('@')}"))
    elif len(one.split()) == len(two.split()) and edits(one, two) <= 2 and one.split()[0][:1] == two.split()[0][:1]:
        yield Link(node, other, SAME, 0.93, "slip", (f"{edits(one, two)} letters apart", f"both are {key.strip('@')}"))


def _body(node: str, sums: Sums) -> Iterable[Link]:
    """A short form learned from the texts, or a slip in a long name."""
    name, room = _words(node), node.partition("/")[0]
    called = {n: c for n, c in sums.having("called", name).items() if n != node and n.startswith(room + "/")}
    if called and len(name.split()) == 1:
        best, share = _foremost(called)
        fits = is_short_for(name, _words(best))
        told = f"{called[best]} articles write it as the short form of {_words(best)}"
        if share >= _SHORT_FORM_SHARE and (fits or called[best] >= _LEARNED):
            yield Link(node, best, SAME, round(0.9 * share + 0.05 * fits, 3), "short-form", (told,))
        else:
            yield Link(node, best, UNSURE, round(0.5 * share, 3), "short-form", (told, "other bodies have the same short form"))
    for key in sums.of(node, "skeleton"):
        for other in sums.having("skeleton", key):
            if _rank(other, sums) > _rank(node, sums):
                yield Link(node, other, SAME, 0.92, "spelling", ("the names are spellings of one another",))


def _foremost(counts: Mapping[str, int]) -> tuple[str, float]:
    """The node with most articles, and its share of all; ties by name."""
    best = min(counts, key=lambda n: (-counts[n], n))
    return best, counts[best] / sum(counts.values())


def _words(node: str) -> str:
    return slug(node.partition("/")[2].partition("~")[0]).replace("-", " ")
