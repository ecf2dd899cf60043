"""Small made-up articles whose picture lines overlap, and what a store that holds them must dump."""

from __future__ import annotations

from collections.abc import Mapping

from kg.records import Article, ArticleGraph

DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
SIZES = 6

Item = tuple[dict[str, object], Article, ArticleGraph]


def sample(key: int, version: int = 0) -> Item:
    """Article `key`; the bits of `version` choose which of six shared picture lines it supports."""
    article = Article(
        id=f"{key:04x}{'beef' * 3}",
        text=f"Kabar {key}\nIsi berita ke-{version} tentang “kota” 🏙.",
        url=f"https://contoh.id/{key}",
        title=f"Kabar {key}",
        outlet="contoh.id",
        published=f"2024-12-{key + 1:02}",
        source_id=f"berkas-{key}",
        extra={"halaman": key},
    )
    graph = ArticleGraph(article.id, graph_of(key), _evidence(key, version), _picture(key, version))
    return {"id": article.id, "engine": f"uji-{version}", "quotes": [{}] * (version % 3)}, article, graph


def graph_of(key: int) -> str:
    """The name of an article's graph."""
    return f"https://kg.example/article/{key:04x}{'beef' * 3}#graph"


def expected(model: Mapping[int, int]) -> list[str]:
    """The dump of a store that holds article `key` in version `model[key]`, for all keys."""
    quads = {
        f"{line.removesuffix('.')}<{graph_of(key)}> ."
        for key, version in model.items()
        for line in _evidence(key, version)
    }
    # The store's own spelling: whichever article wrote 0.50, it is the triple that another wrote as 0.5.
    picture = {line.replace('.50"', '.5"') for key, version in model.items() for line in _picture(key, version)}
    return sorted(quads | picture)


def _evidence(key: int, version: int) -> tuple[str, ...]:
    base = f"https://kg.example/article/{key:04x}"
    odd = '"\\\\u0022 \\" } ; DROP ALL # \\n \\\\\\\\ “é” 🏙"'
    return (
        f'<{base}#s> <https://kg.example/ns#text> "versi {version}" .',
        f"<{base}#t> <https://kg.example/ns#text> {odd} .",
    )


def _picture(key: int, version: int) -> tuple[str, ...]:
    lines = {f'<https://kg.example/thing/{key}> {LABEL} "Hal {key}" .'}
    zero = "0" if key % 2 else ""
    for bit in range(SIZES):
        if version >> bit & 1:
            lines.add(f'<https://kg.example/thing/{bit}> <https://kg.example/ns#size> "{bit}.5{zero}"^^<{DECIMAL}> .')
    return tuple(sorted(lines))
