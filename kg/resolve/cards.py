"""What is said of a canonical node apart from any fact: label, other names, type, links; a pure function of its supporters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from kg import lexicon
from kg.lexicon.surfaces import is_name, slug, tidy
from kg.records import Entity
from kg.resolve import gazetteer, naming, places
from kg.resolve.bodies import full_name, organisation
from kg.resolve.forms import NORMAL_FORMS
from kg.resolve.names import place
from kg.resolve.profiles import PLACES, ROOMS
from kg.resolve.rulings import Rulings
from kg.resolve.spelling import covers, folded, is_short_for
from kg.resolve.sums import Sums

_SEVERAL = 2  # articles that must agree on a name which nothing else vouches for


def card(node: str, members: Iterable[str], sums: Sums, rulings: Rulings) -> Entity:
    """The entity of a canonical node; `members` are the nodes that come to it, itself perhaps among them."""
    nodes = sorted({node, *members})
    own = [n for n in nodes if n == node and sums.of(n, "form")] or nodes
    forms = _sum(sums, own, "form")
    kind = rulings.types.get(node) or _most(_sum(sums, nodes, "type")) or "ORG"
    label = rulings.labels.get(node) or _label(kind, forms)
    written = _sum(sums, nodes, "form") + _sum(sums, nodes, "alias")
    aliases = tuple(sorted(n for n, count in written.items() if n != label and _vouched(n, count, label, kind, nodes)))
    codes = ticker(node.partition("/")[2]) if kind == "ORG" else ()
    known = Entity(node, kind, label, aliases, codes=codes, media=media(label) if kind in ("ORG", "PROD") else "")
    return _linked(known, sums, nodes) if node.startswith("place/") else known


def alone(node: str, kind: str, name: str, names: Iterable[str], rulings: Rulings) -> Entity:
    """The entity of a thing of one article."""
    label = rulings.labels.get(node) or (name if kind == "EVT" else _label(kind, Counter([name])))
    aliases = sorted({n for n in names if n != label and is_name(n)} if kind != "EVT" else set())
    return Entity(node, rulings.types.get(node) or kind, label, tuple(aliases))


def language(members: Iterable[str], sums: Sums) -> str:
    """The language that most articles about these nodes are in."""
    return _most(_sum(sums, members, "lang"))


@cache
def media(name: str) -> str:
    """`outlet` or `platform` where the name is one's, with or without a domain's ending, else nothing.

    >>> media("Liputan6.com"), media("Instagram"), media("Bank Mega")
    ('outlet', 'platform', '')
    """
    plain = tidy(name).casefold()
    table = lexicon.table("media")
    if plain in table:
        return table[plain]
    head, _, tail = plain.partition(".")
    if tail and set(tail.split(".")) <= lexicon.words("domain-endings"):
        return table.get(head, "outlet")
    return ""


def _label(kind: str, forms: Counter[str]) -> str:
    """The most supported form; of equals the one not in capitals, then the first. Well-known bodies have their full name."""
    name = min(forms, key=lambda n: (-forms[n], n.isupper() and (kind in PLACES or len(n.split()) > 1), n))
    if kind == "PER":
        return name
    if kind == "GPE":
        return place(name)
    return (full_name(name) if kind == "ORG" else "") or name


def _vouched(name: str, count: int, label: str, kind: str, nodes: list[str]) -> bool:
    """Whether a name may stand beside the label: it is a form of it, or several articles use it and it is nobody else's."""
    if not is_name(name) or naming.is_common(name):
        return False
    if kind not in NORMAL_FORMS:
        return False
    path = f"{ROOMS[kind]}/{slug(NORMAL_FORMS[kind](name))}"
    if path in nodes or folded(name) == folded(label):
        return True
    if kind == "PER":
        return covers(label, name) or (count >= _SEVERAL and len(name) > 2)
    if kind in PLACES:
        return (
            not gazetteer.codes(name)
            and place(name) not in lexicon.words("countries")
            and count >= _SEVERAL
            and _alike(name, label)
        )
    if is_short_for(name, label) or is_short_for(name, organisation(label)):
        return True
    return count >= _SEVERAL and not full_name(name) and not naming.says_too_little(kind, name)


def _alike(name: str, label: str) -> bool:
    """Whether two names of a place share a word: a nickname is too easily another place's."""
    return bool(set(folded(name).split()) & set(folded(label).split()))


def _linked(entity: Entity, sums: Sums, nodes: list[str]) -> Entity:
    codes = _sum(sums, nodes, "code")
    code = _most(Counter({c: n for c, n in codes.items() if c}))
    open_codes = tuple(sorted(_sum(sums, nodes, "reading")))
    reading = places.Reading(entity.id.partition("/")[2], code, () if code else open_codes)
    identifiers = (f"Kemendagri:{code}",) if code else country_code(entity.label) if entity.type == "GPE" else ()
    return Entity(
        entity.id,
        entity.type,
        entity.label,
        entity.aliases,
        gazetteer.link(code) if code else (),
        places.point_of(reading),
        identifiers,
        readings=tuple(f"place/{slug(gazetteer.name_of(c))}" for c in reading.open),
    )


@cache
def ticker(filed: str) -> tuple[str, ...]:
    """The code of a listed company at the Indonesia Stock Exchange, by the slug that it is filed under; at most one.

    >>> ticker("bank-central-asia"), ticker("warung-laras")
    (('IDX:BBCA',), ())
    """
    found = _listed().get(filed, "")
    return (f"IDX:{found}",) if found else ()


@cache
def _listed() -> dict[str, str]:
    """Slug of a listed company's filed name -> ticker, where only one company is so called."""
    names = [(slug(organisation(name)), code) for code, name in lexicon.table("companies").items()]
    twice = {name for name, count in Counter(name for name, _ in names).items() if count > 1}
    return {name: code for name, code in names if name not in twice}


@cache
def country_code(name: str) -> tuple[str, ...]:
    """The ISO 3166 code of a country by its Indonesian name; at most one.

    >>> country_code("Indonesia"), country_code("Jerman"), country_code("Klaten")
    (('ISO:ID',), ('ISO:DE',), ())
    """
    found = _countries().get(folded(name), "")
    return (f"ISO:{found}",) if found else ()


@cache
def _countries() -> dict[str, str]:
    """Names that the country is known by in Indonesian, folded -> two letters."""
    import gettext

    import pycountry

    words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["id"], fallback=True).gettext
    named = {folded(words(getattr(c, "common_name", c.name))): c.alpha_2 for c in pycountry.countries}
    named |= {folded(words(c.name)): c.alpha_2 for c in pycountry.countries}
    usual = {
        "jerman": "DE",
        "belanda": "NL",
        "china": "CN",
        "korea selatan": "KR",
        "korea utara": "KP",
        "rusia": "RU",
        "inggris": "GB",
    }
    usual |= {"turki": "TR", "vietnam": "VN", "iran": "IR", "suriah": "SY", "taiwan": "TW", "palestina": "PS", "laos": "LA"}
    usual |= {"vatikan": "VA", "brunei": "BN", "brunei darussalam": "BN", "timor leste": "TL", "venezuela": "VE", "bolivia": "BO"}
    return named | {name: code for name, code in usual.items() if pycountry.countries.get(alpha_2=code)}


def _sum(sums: Sums, nodes: Iterable[str], kind: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for node in nodes:
        total.update(sums.of(node, kind))
    return total


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""
