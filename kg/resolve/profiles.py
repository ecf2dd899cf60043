"""What one article alone says of each of its entities: which node its name stands for, and what it adds to that node.

A pure function of the annotation. A name that says enough stands for a node that all articles share. A person's single
word with a post stands for a group of such mentions, which may join a fuller name; anything else that says too little is a
thing of its article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg import lexicon
from kg.lexicon.surfaces import slug, tidy
from kg.records import Annotation, LocalEntity
from kg.resolve import naming, places
from kg.resolve.forms import NORMAL_FORMS
from kg.resolve.people import figure, is_title, person_name
from kg.resolve.posts import is_of_one, names_somebody, post
from kg.resolve.spelling import folded, skeleton
from kg.resolve.sums import Row

ROOMS: Mapping[str, str] = {
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "EVT": "event",
    "LAW": "law",
    "PROD": "product",
}
PLACES = ("GPE", "LOC")
VERSION = "4"  # of what profiles say; a store made with another one is resolved anew
_ALIAS = re.compile(r"\s*(?:,?\s*(?:alias|a\.k\.a\.?|aka)\s+|\s\(alias\s+)[\"'“]?$")


@dataclass(frozen=True, slots=True)
class Profile:
    """One local entity: the node it stands for (`person/x`, a group `person/x~post`, or a thing of its article), its id while
    its group joins nothing, its type, its best name and other names, and what it supports as (kind, value)."""

    local: str
    node: str
    type: str
    name: str
    names: tuple[str, ...] = ()
    bound: str = ""
    support: frozenset[tuple[str, str]] = field(default=frozenset())

    @property
    def shared(self) -> bool:
        """Whether other articles may speak of the same node."""
        return bool(self.support)

    @property
    def rows(self) -> Iterable[Row]:
        """The support as rows of sums."""
        return ((self.node, kind, value) for kind, value in self.support)


def profiles(annotation: Annotation) -> tuple[Profile, ...]:
    """The profile of each local entity that names something, in the order of the annotation; dates have none, and neither has
    a title that is taken for a person (`Menkopolhukam`)."""
    surfaces = naming.surfaces(annotation)
    local = [e for e in annotation.entities if e.type in ROOMS and tidy(e.name)]
    names = {e.id: naming.names(e, surfaces.get(e.id, ())) for e in local}
    short = short_id(annotation.article.id)
    near = places.nearby(annotation)
    events: dict[str, int] = {}
    made: list[Profile] = []
    for entity in local:
        if entity.type == "PER":
            one = _person(entity, names[entity.id], annotation, short)
        elif entity.type in PLACES:
            one = _place(entity, names[entity.id], near, short)
        elif entity.type == "EVT":
            one = _event(entity, names[entity.id], short, events)
        else:
            one = _thing(entity, names[entity.id], short)
        if one:
            made.append(one)
    return tuple(_with_language(p, annotation.article.lang) for p in _same_person(made, annotation))


def short_id(article: str) -> str:
    """Eight hexadecimal digits that stand for an article."""
    if re.match(r"[0-9a-f]{8}", article):
        return article[:8]
    return hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_bound(node: str, article: str) -> bool:
    """Whether a node is a thing of one article.

    >>> is_bound("event/rapat-ab12cd34-2", "ab12cd34ef56ab78"), is_bound("person/a", "ab12cd34ef56ab78")
    (True, False)
    """
    return re.search(rf"-{short_id(article)}(?:-\d+)?$", node) is not None


def _person(entity: LocalEntity, names: list[str], annotation: Annotation, short: str) -> Profile | None:
    named = [n for n in dict.fromkeys(person_name(name) for name in names) if not is_title(n)]
    if not named:
        return None
    own = named[0]
    name = max(
        (n for n in named if set(folded(own).split()) <= set(folded(n).split())), key=lambda n: len(n.split()), default=own
    )
    full = name if _is_of_another(name, entity, annotation) else figure(name) or name
    node = f"person/{slug(full)}"
    posts = _posts(entity.id, annotation)
    others = tuple(n for n in dict.fromkeys([name, *names]) if n != full)
    if len(full.split()) > 1:
        return Profile(entity.id, node, "PER", full, others, support=_full_person(full, named, posts))
    if _is_initials(full):
        return Profile(entity.id, f"{node}-{short}", "PER", full, others)
    node, bound = _group(full, node, posts, short)
    support = {("bare", folded(full)), ("form", full), ("type", "PER"), ("n", ""), *(("post", p) for p in posts)}
    return Profile(entity.id, node, "PER", full, others, bound, frozenset(support))


def _group(name: str, node: str, posts: list[str], short: str) -> tuple[str, str]:
    """The node of a single word, and the id that it has in its article while the node joins nothing: none where the word and
    a post that one person holds make a name."""
    for key in posts:
        if is_of_one(key):
            return f"person/{slug(skeleton(name))}-{slug(key)}", ""
    known = next((key for key in posts if names_somebody(key)), "")
    return f"{node}~{slug(known) if known else ''}", f"{node}-{short}"


def _is_of_another(name: str, entity: LocalEntity, annotation: Annotation) -> bool:
    """Whether a public figure's short name begins or ends the full name of somebody else in the article."""
    known, word = figure(name), folded(name)
    others = (folded(person_name(e.name)) for e in annotation.entities if e.type == "PER" and e.id != entity.id and tidy(e.name))
    return any(" " in o and word in (o.split()[0], o.split()[-1]) and o != folded(known) for o in others)


def _full_person(full: str, named: list[str], posts: list[str]) -> frozenset[tuple[str, str]]:
    words = folded(full).split()
    support = {("form", full), ("type", "PER"), ("n", ""), ("name", folded(full)), ("skeleton", f"PER {skeleton(full)}")}
    support |= {("called", folded(n)) for n in named if folded(n) != folded(full) and len(n) > 1}
    support |= {("alias", n) for n in named if n != full}
    for key in posts:
        support.add(("post", key))
        if names_somebody(key):
            support.add(("near", f"{skeleton(full)[:2]} {key}"))
            support |= {("held", f"{word} {key}") for word in words if len(word) > 1}
    return frozenset(support)


def _posts(person: str, annotation: Annotation) -> list[str]:
    """Keys of the posts that the article gives a person as a fact, those with a holder first."""
    holders = {e.id: NORMAL_FORMS[e.type](e.name) for e in annotation.entities if e.type in NORMAL_FORMS and tidy(e.name)}
    told = (p for p in annotation.positions if p.person == person and p.role.strip() and p.modality != "denied")
    found = {post(p.role, holders.get(p.holder or "", "")) for p in told}
    return sorted(found, key=lambda key: (key.endswith("@") and not key.startswith(("menteri", "wakil menteri")), key))


def _is_initials(name: str) -> bool:
    """`AS`, `MF`, `D`: letters that stand for a name which is kept back."""
    return (
        len(name.replace(".", "")) < 3
        or (name.isupper() and not re.search(r"[AEIOU]", name))
        or (name.isupper() and len(name) < 4)
    )


def _same_person(made: list[Profile], annotation: Annotation) -> list[Profile]:
    """`X alias Y` in the text is one person, and so is a first name beside the one full name that begins with it."""
    by_local = {p.local: p for p in made}
    for one, other in _aliases(annotation):
        if one in by_local and other in by_local and by_local[one].node != by_local[other].node:
            by_local[other] = _as(by_local[one], by_local[other])
    full = [p for p in by_local.values() if p.type == "PER" and not p.bound and p.shared]
    for bare in [p for p in by_local.values() if p.bound]:
        word = folded(bare.name)
        fits = {p.node for p in full if folded(p.name).split()[0] == word}
        if len(fits) == 1:
            by_local[bare.local] = _as(next(p for p in full if p.node in fits), bare)
    return list(by_local.values())


def _as(one: Profile, other: Profile) -> Profile:
    """`other` as the same person as `one`, its names kept as other names."""
    called = {("called", folded(other.name)), ("alias", other.name)} if one.shared else set()
    names = tuple(dict.fromkeys([other.name, *other.names]))
    return replace(one, local=other.local, names=names, support=one.support | called)


def _aliases(annotation: Annotation) -> Iterable[tuple[str, str]]:
    """Pairs of persons with `alias` between their names."""
    people = sorted((m for m in annotation.mentions if m.type == "PER"), key=lambda m: m.span)
    text = annotation.article.text
    for one, other in pairwise(people):
        if one.entity != other.entity and _ALIAS.fullmatch(text[one.span.end : other.span.start]):
            yield one.entity, other.entity


def _place(entity: LocalEntity, names: list[str], near: places.Nearby, short: str) -> Profile:
    spelled = [n for n in names if folded(n) == folded(names[0])]
    name = min(spelled, key=lambda n: (n.isupper() and len(n) > 3, spelled.index(n)))
    reading = places.read(name, entity.type, near, entity.id)
    node = f"place/{reading.slug}"
    others = tuple(n for n in names if n != name)
    first = folded(name).split()[0]
    unsure = first in ("kecamatan", "distrik") and not reading.code and bool(reading.open)
    local = first in lexicon.words("local-places") or unsure or (entity.type == "LOC" and not _named(name))
    if local or naming.is_common(name) or (len(name.split()) == 1 and first in lexicon.words("generic-places")):
        return Profile(entity.id, f"{node}-{short}", entity.type, name, others)
    support = {("form", name), ("type", entity.type), ("n", ""), ("code", reading.code), *(("alias", n) for n in others)}
    if reading.open and not reading.code:
        support |= {("reading", code) for code in reading.open}
    return Profile(entity.id, node, entity.type, name, others, support=frozenset(support))


def _event(entity: LocalEntity, names: list[str], short: str, events: dict[str, int]) -> Profile:
    """Events are things of their article, numbered where they share their words."""
    name = names[0]
    path = f"event/{slug(NORMAL_FORMS['EVT'](name))}-{short}"
    events[path] = events.get(path, 0) + 1
    return Profile(entity.id, path if events[path] == 1 else f"{path}-{events[path]}", "EVT", name)


def _thing(entity: LocalEntity, names: list[str], short: str) -> Profile:
    """An organisation, a law or a product."""
    kind, name = entity.type, naming.best(entity.type, names)
    form = NORMAL_FORMS[kind](name)
    node = f"{ROOMS[kind]}/{slug(form)}"
    others = tuple(n for n in names if n != name)
    if naming.says_too_little(kind, name):
        return Profile(entity.id, f"{node}-{short}", kind, name, others)
    support = {("form", name), ("type", kind), ("n", ""), ("name", folded(form)), *(("alias", n) for n in others)}
    if kind in ("ORG", "PROD"):
        support |= {("called", folded(n)) for n in naming.short_forms(name, names) if folded(n) != folded(form)}
    if kind == "ORG" and len(form.split()) > 2:
        support.add(("skeleton", f"ORG {skeleton(form)}"))
    return Profile(entity.id, node, kind, name, others, support=frozenset(support))


def _with_language(profile: Profile, lang: str) -> Profile:
    return replace(profile, support=profile.support | {("lang", lang)}) if profile.support else profile


def _named(name: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in name)
