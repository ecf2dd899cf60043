"""Which of an entity's written forms is its name, and whether a name says enough to be the same thing in another article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import lexicon
from kg.lexicon.surfaces import is_name, tidy
from kg.records import Annotation, LocalEntity
from kg.resolve.bodies import is_full_name
from kg.resolve.forms import NORMAL_FORMS
from kg.resolve.spelling import folded, is_short_for

_BARE_LAW = re.compile(r"^(?:(?:pasal|ayat|huruf|dan|uu|perda|pp|perpres|perkara|permen)\b|[\d\W]|\b[a-z]\b)+$")
_SHORT = re.compile(r"\(([A-Z][\w./&-]{1,11})\)")
_BRAND = re.compile(r"[\w-]+\.(?:com|id|co\.id|net|org|tv|go\.id)$")


def surfaces(annotation: Annotation) -> dict[str, tuple[str, ...]]:
    """Each entity's written forms, in text order, once each."""
    found: dict[str, dict[str, None]] = {}
    for mention in sorted(annotation.mentions, key=lambda m: m.span):
        surface = tidy(mention.span.of(annotation.article.text))
        if surface:
            found.setdefault(mention.entity, {})[surface] = None
    return {entity: tuple(forms) for entity, forms in found.items()}


def names(entity: LocalEntity, forms: Iterable[str]) -> list[str]:
    """The entity's proper names, its own first; a name without a capital counts only when there is no other."""
    own = tidy(entity.name)
    has_name = any(c.isupper() for c in own) or entity.type == "EVT"
    proper = [s for s in forms if is_name(s)]
    return list(dict.fromkeys([own, *proper] if has_name or not proper else proper))


def best(kind: str, listed: list[str]) -> str:
    """The name to file under: the entity's own, unless another one writes it out or spells it without capitals only."""
    own = listed[0]
    if len(own.split()) == 1:
        long = [n for n in listed[1:] if is_short_for(own, NORMAL_FORMS[kind](n)) and len(n.split()) > 1]
        if long:
            return max(long, key=lambda n: (len(n), n))
    spelled = [n for n in listed if folded(n) == folded(own)]
    return min(spelled, key=lambda n: (n.isupper() and len(n.split()) > 1, spelled.index(n)))


def short_forms(name: str, listed: Iterable[str]) -> set[str]:
    """Short forms that a text gives of a name: in brackets, or one word in capitals made of its beginnings."""
    found = {short for each in listed for short in _SHORT.findall(each)}
    words = (n for n in listed if len(n.split()) == 1 and n != name)
    return found | {w for w in words if is_short_for(w, name) or (w.isupper() and len(w) > 2)}


def is_common(name: str) -> bool:
    """Whether a name is a common noun or a direction that names nothing by itself.

    >>> is_common("musala"), is_common("Utara"), is_common("Masjid Istiqlal"), is_common("liputan6.com")
    (True, True, False, False)
    """
    plain = folded(name)
    if plain in lexicon.words("common-things") or plain in lexicon.words("generic-places"):
        return True
    return (
        not any(c.isupper() or c.isdigit() for c in name) and not _BRAND.fullmatch(name) and plain not in lexicon.words("media")
    )


def says_too_little(kind: str, name: str) -> bool:
    """Whether the same name of a body, law or product in another article may well be another thing."""
    normal = NORMAL_FORMS[kind](name)
    words = normal.casefold().split()
    named = any(c.isupper() or c.isdigit() for c in name)
    if kind == "ORG":
        generic = words[0] in lexicon.words("generic-organisations")
        back = words[-1] in lexicon.words("demonstratives")
        bare = (generic and (len(words) == 1 or not named)) or is_common(name)
        return back or bare or _is_short_generic(name) or _is_office(name)
    if kind == "PROD":
        return is_common(name)
    return kind == "LAW" and bool(_BARE_LAW.match(normal)) and not re.search(r"\d{4}", normal)


def _is_short_generic(name: str) -> bool:
    """`Pemkab` or `Polres` alone, before it is written out."""
    return tidy(name).casefold() in lexicon.words("generic-organisations")


def _is_office(name: str) -> bool:
    """An office named by what it does alone, such as `Biro Humas`: every body has one. Directorates general are the state's."""
    words = NORMAL_FORMS["ORG"](name).casefold().replace(",", " ").split()
    if len(words) < 2 or words[0] not in lexicon.words("office-kinds") or is_full_name(" ".join(words)):
        return False
    if words[:2] == ["direktorat", "jenderal"] and len(words) > 2:
        return False
    return lexicon.words("office-functions").issuperset(words[1:])
