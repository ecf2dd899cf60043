"""Entities that join everything to everything: countries, provinces, publishers, platforms, the corpus's own region.

A way between two people that leads over `Indonesia` or over the outlet that wrote about both says nothing. Paths go
around hubs unless asked, and the page counts them less. One rule for both: paths and the page's data take it from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.lexicon import table, words
from kg.query.facts import Node, Source

PLATFORMS = frozenset(
    "facebook fb instagram ig tiktok twitter x youtube whatsapp wa telegram google threads linkedin line".split()
)
_EVERYWHERE, _ENOUGH = 0.3, 20  # a region that so large a share of at least so many articles names is what all are about
_COUNTRY_FORMS = ("negara ", "republik ")
_PROVINCE_FORMS = ("provinsi ", "prov. ", "prov ")


def hubs(nodes: Mapping[str, Node], sources: Iterable[Source] = ()) -> frozenset[str]:
    """IRIs of the nodes that are hubs; `sources` tell which names are outlets of this store.

    >>> sorted(hubs({"a": Node("a", "GPE", "Jawa Timur"), "b": Node("b", "GPE", "Kudus"), "c": Node("c", "ORG", "YouTube")}))
    ['a', 'c']
    """
    articles = list(sources)
    outlets = {name for source in articles for name in _outlet_names(source.outlet)} | PLATFORMS
    own = _own_regions(nodes, articles)
    return frozenset(iri for iri, node in nodes.items() if iri in own or _is_hub(node, outlets))


def _own_regions(nodes: Mapping[str, Node], articles: Sequence[Source]) -> set[str]:
    if len(articles) < _ENOUGH:
        return set()
    named = Counter(iri for article in articles for iri in article.mentions)
    return {
        iri for iri, n in named.items() if n > _EVERYWHERE * len(articles) and iri in nodes and nodes[iri].type in ("GPE", "LOC")
    }


def is_wide_region(node: Node) -> bool:
    """Whether a node is a country or a province.

    >>> is_wide_region(Node("a", "GPE", "Provinsi Bali")), is_wide_region(Node("b", "GPE", "Kabupaten Kudus"))
    (True, False)
    """
    return node.type in ("GPE", "LOC") and _bare(node.label.casefold()) in _wide_names()


@cache
def _wide_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in (*words("countries"), *table("provinces").values()))


def _is_hub(node: Node, outlets: Iterable[str]) -> bool:
    name = node.label.casefold()
    if node.type in ("GPE", "LOC"):
        return is_wide_region(node)
    return node.type in ("ORG", "PROD") and (name in outlets or name.removesuffix(".com") in outlets)


def _bare(name: str) -> str:
    for form in (*_COUNTRY_FORMS, *_PROVINCE_FORMS):
        name = name.removeprefix(form)
    return name


def _outlet_names(outlet: str) -> set[str]:
    """An outlet's name as written, and of an address its parts that may be a name: `surabaya.tribunnews.com`."""
    name = outlet.casefold().removeprefix("www.")
    if not name or " " in name or "." not in name:
        return {name} - {""}
    host = name.rsplit(".", 2 if name.endswith((".co.id", ".or.id", ".go.id")) else 1)[0]
    return {name, host, host.rpartition(".")[2]}
