"""One article's entities as canonical things: a pure function of the article.

Equal names are one thing across articles, except where a name says too little to be sure: a person's single word, a
body without a name of its own, a street or village. Those stay things of their article, and so does every event.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from kg import lexicon
from kg.lexicon.surfaces import is_name, slug, tidy
from kg.records import Annotation, Entity, LocalEntity
from kg.resolve import gazetteer
from kg.resolve.names import NORMAL_FORMS, full_name, is_full_name, place

_ROOMS: Mapping[str, str] = {
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "EVT": "event",
    "LAW": "law",
    "PROD": "product",
}
_PLACES = ("GPE", "LOC")
_BARE_LAW = re.compile(r"^(?:(?:pasal|ayat|huruf|dan|uu|perda|pp|perpres|perkara|permen)\b|[\d\W]|\b[a-z]\b)+$")


def resolve(annotation: Annotation) -> dict[str, Entity]:
    """The canonical entity of each local entity, by local id, in the order of the annotation; dates have none.

    Local entities whose names come to the same are one entity, with one label and all their names as aliases; two
    events never are.
    """
    local = [e for e in annotation.entities if e.type in _ROOMS and tidy(e.name)]
    surfaces = _surfaces(annotation)
    names = {e.id: _names(e, surfaces.get(e.id, ())) for e in local}
    ids = _ids(local, names, _short_id(annotation.article.id))
    groups: dict[str, list[LocalEntity]] = {}
    for entity in local:
        groups.setdefault(ids[entity.id], []).append(entity)
    made = {key: _entity(key, group, [n for e in group for n in names[e.id]]) for key, group in groups.items()}
    return {e.id: made[ids[e.id]] for e in local}


def _surfaces(annotation: Annotation) -> dict[str, tuple[str, ...]]:
    """Each entity's written forms, in text order, once each."""
    found: dict[str, dict[str, None]] = {}
    for mention in sorted(annotation.mentions, key=lambda m: m.span):
        surface = tidy(mention.span.of(annotation.article.text))
        if surface:
            found.setdefault(mention.entity, {})[surface] = None
    return {entity: tuple(forms) for entity, forms in found.items()}


def _names(entity: LocalEntity, surfaces: Iterable[str]) -> list[str]:
    """The entity's proper names, its own first; a name without a capital counts only when there is no other."""
    own = tidy(entity.name)
    has_name = any(c.isupper() for c in own) or entity.type == "EVT"
    proper = [s for s in surfaces if is_name(s)]
    return list(dict.fromkeys([own, *proper] if has_name or not proper else proper))


def _best(kind: str, names: Iterable[str]) -> str:
    """The name to file under: the longest in normal form; of equals the one not in capitals, then the first."""
    listed = list(dict.fromkeys(names))
    if kind == "EVT":
        return listed[0]
    return min(listed, key=lambda n: (-len(NORMAL_FORMS[kind](n)), n.isupper(), listed.index(n)))


def _ids(local: Iterable[LocalEntity], names: Mapping[str, list[str]], article: str) -> dict[str, str]:
    ids: dict[str, str] = {}
    events: dict[str, int] = {}
    for entity in local:
        name = _best(entity.type, names[entity.id])
        path = f"{_ROOMS[entity.type]}/{slug(NORMAL_FORMS[entity.type](name))}"
        if _says_too_little(entity.type, name):
            path = f"{path}-{article}"
        if entity.type == "EVT":
            events[path] = events.get(path, 0) + 1
            path = path if events[path] == 1 else f"{path}-{events[path]}"
        ids[entity.id] = path
    return ids


def _says_too_little(kind: str, name: str) -> bool:
    """Whether the same name in another article may well be another thing."""
    normal = NORMAL_FORMS[kind](name)
    words = normal.casefold().split()
    named = any(c.isupper() or c.isdigit() for c in name)
    if kind == "PER":
        return len(words) == 1
    if kind == "ORG":
        generic = words[0] in lexicon.words("generic-organisations")
        back = words[-1] in lexicon.words("demonstratives")
        return back or (generic and (len(words) == 1 or not named)) or _is_short_generic(name) or _is_office(name)
    if kind in _PLACES:
        bare = len(words) == 1 and words[0] in lexicon.words("generic-places")
        return bare or words[0] in lexicon.words("local-places") or (kind == "LOC" and not named)
    return kind == "EVT" or (kind == "LAW" and bool(_BARE_LAW.match(normal)) and not re.search(r"\d{4}", normal))


def _is_short_generic(name: str) -> bool:
    """`Pemkab` or `Polres` alone, before it is written out."""
    return tidy(name).casefold() in lexicon.words("generic-organisations")


def _is_office(name: str) -> bool:
    """An office named by what it does alone, such as `Biro Humas`: every body has one."""
    words = NORMAL_FORMS["ORG"](name).casefold().replace(",", " ").split()
    if len(words) < 2 or words[0] not in lexicon.words("office-kinds") or is_full_name(" ".join(words)):
        return False
    return lexicon.words("office-functions").issuperset(words[1:])


def _entity(key: str, group: list[LocalEntity], names: list[str]) -> Entity:
    kind = "GPE" if any(e.type == "GPE" for e in group) else group[0].type
    label = _label(kind, _best(kind, names))
    aliases = sorted({n for n in names if n != label and is_name(n)} if kind != "EVT" else set())
    if kind not in _PLACES:
        return Entity(id=key, type=kind, label=label, aliases=tuple(aliases))
    filed = key.partition("/")[2]
    known, point = gazetteer.links(filed), gazetteer.point(filed, kind)
    return Entity(id=key, type=kind, label=label, aliases=tuple(aliases), same_as=known, coordinates=point)


def _label(kind: str, name: str) -> str:
    """As written, save that titles leave a person's name, and that places and well-known bodies have a usual name."""
    if kind == "PER":
        return NORMAL_FORMS[kind](name)
    if kind == "GPE":
        return place(name)
    return (full_name(name) if kind == "ORG" else "") or name


def _short_id(article: str) -> str:
    """Eight hexadecimal digits that stand for an article."""
    if re.match(r"[0-9a-f]{8}", article):
        return article[:8]
    return hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:8]
