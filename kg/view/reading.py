"""Plain page data becomes records, checked: the first thing that is wrong is named with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.errors import KgError
from kg.records import ASSERTED
from kg.view.records import NODE_TYPES, Edge, Meta, Node, Other, Picture, Post, Quote, Source, Statement


def from_json(data: Mapping[str, object]) -> Picture:
    """Read and check page data; raises KgError naming the first thing that is wrong.

    >>> from_json({"nodes": [{"id": "a", "label": "Ani", "type": "PER"}], "edges": []}).nodes[0].label
    'Ani'
    """
    nodes = tuple(_node(item, f"node {i}") for i, item in enumerate(_items(data, "nodes", "the picture")))
    edges = tuple(_edge(item, f"edge {i}") for i, item in enumerate(_items(data, "edges", "the picture")))
    quotes = tuple(_quote(item, f"quote {i}") for i, item in enumerate(_items(data, "quotes", "the picture")))
    sources = _mapping(data, "articles", "the picture").items()
    articles = {_clean(str(key)): _source(item, f"article {key}") for key, item in sources}
    others = tuple(_other(item, f"other {i}") for i, item in enumerate(_items(data, "others", "the picture")))
    picture = Picture(nodes, edges, quotes, articles, _meta(_mapping(data, "meta", "the picture")), others)
    _check(picture)
    return picture


def _check(picture: Picture) -> None:
    known: set[str] = set()
    for node in picture.nodes:
        if node.id in known:
            raise KgError(f"node {node.id!r} is in the picture twice")
        if node.type not in NODE_TYPES:
            raise KgError(f"node {node.id!r} has the unknown type {node.type!r}", hint="one of " + " ".join(NODE_TYPES))
        known.add(node.id)
    for edge in picture.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise KgError(f"edge {edge.id!r} points to {end!r}, which is not in the picture")


def _node(item: object, where: str) -> Node:
    row = _row(item, where)
    lat, lon = _degrees(row, "lat", where, 90), _degrees(row, "lon", where, 180)
    return Node(
        id=_text(row, "id", where),
        label=_text(row, "label", where),
        type=_text(row, "type", where),
        kind=_text(row, "kind", where, ""),
        aliases=_texts(row, "aliases", where),
        links=_texts(row, "links", where),
        articles=_whole(row, "articles", where),
        date=_text(row, "date", where, ""),
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
        hub=row.get("hub") is True,
        posts=tuple(_post(p, f"{where}, post {i}") for i, p in enumerate(_items(row, "posts", where))),
    )


def _edge(item: object, where: str) -> Edge:
    row = _row(item, where)
    return Edge(
        id=_text(row, "id", where),
        source=_text(row, "source", where),
        target=_text(row, "target", where),
        relation=_text(row, "relation", where),
        label=_text(row, "label", where, ""),
        modality=_text(row, "modality", where, ASSERTED) or ASSERTED,
        status=_text(row, "status", where, ""),
        confidence=_share(row, "confidence", where),
        date=_text(row, "date", where, ""),
        statements=_statements(row, where),
    )


def _post(item: object, where: str) -> Post:
    row = _row(item, where)
    return Post(
        role=_text(row, "role", where),
        status=_text(row, "status", where, ""),
        holder=_text(row, "holder", where, ""),
        holder_label=_text(row, "holder_label", where, ""),
        modality=_text(row, "modality", where, ASSERTED) or ASSERTED,
        date=_text(row, "date", where, ""),
        statements=_statements(row, where),
    )


def _statements(row: Mapping[str, object], where: str) -> tuple[Statement, ...]:
    return tuple(_statement(s, f"{where}, statement {i}") for i, s in enumerate(_items(row, "statements", where)))


def _statement(item: object, where: str) -> Statement:
    row = _row(item, where)
    sentence = _text(row, "sentence", where, "")
    marks = []
    for mark in _items(row, "marks", where):
        if not (isinstance(mark, list | tuple) and len(mark) == 2 and all(type(n) is int for n in mark)):
            raise KgError(f"{where}: a mark is two whole numbers, not {mark!r}")
        if not 0 <= mark[0] < mark[1] <= len(sentence):
            raise KgError(f"{where}: the mark {list(mark)} lies outside its sentence of {len(sentence)} characters")
        marks.append((mark[0], mark[1]))
    return Statement(
        article=_text(row, "article", where, ""),
        sentence=sentence,
        marks=tuple(sorted(marks)),
        confidence=_share(row, "confidence", where),
        modality=_text(row, "modality", where, ASSERTED) or ASSERTED,
    )


def _quote(item: object, where: str) -> Quote:
    row = _row(item, where)
    return Quote(
        speaker=_text(row, "speaker", where),
        text=_text(row, "text", where),
        form=_text(row, "form", where, "direct"),
        cue=_text(row, "cue", where, ""),
        article=_text(row, "article", where, ""),
        sentence=_text(row, "sentence", where, ""),
        confidence=_share(row, "confidence", where),
        modality=_text(row, "modality", where, ASSERTED) or ASSERTED,
    )


def _other(item: object, where: str) -> Other:
    row = _row(item, where)
    return Other(_text(row, "label", where), _text(row, "type", where), _texts(row, "aliases", where))


def _source(item: object, where: str) -> Source:
    row = _row(item, where)
    title, outlet = _text(row, "title", where, ""), _text(row, "outlet", where, "")
    return Source(title, outlet, _text(row, "date", where, ""), _text(row, "url", where, ""))


def _meta(row: Mapping[str, object]) -> Meta:
    return Meta(
        title=_text(row, "title", "meta", ""),
        generated_from=_text(row, "generated_from", "meta", ""),
        articles=_whole(row, "articles", "meta"),
        since=_text(row, "since", "meta", ""),
        until=_text(row, "until", "meta", ""),
        place=_text(row, "place", "meta", ""),
        omitted_nodes=_whole(row, "omitted_nodes", "meta"),
        omitted_edges=_whole(row, "omitted_edges", "meta"),
    )


def _row(item: object, where: str) -> Mapping[str, object]:
    if not isinstance(item, Mapping):
        raise KgError(f"{where} is not an object")
    return item


def _mapping(row: Mapping[str, object], key: str, where: str) -> Mapping[str, object]:
    value = row.get(key) or {}
    if not isinstance(value, Mapping):
        raise KgError(f"{where}: {key!r} is not an object")
    return value


def _items(row: Mapping[str, object], key: str, where: str) -> Sequence[object]:
    value = row.get(key) or ()
    if not isinstance(value, list | tuple):
        raise KgError(f"{where}: {key!r} is not a list")
    return value


def _text(row: Mapping[str, object], key: str, where: str, default: str | None = None) -> str:
    value = row.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise KgError(f"{where}: {key!r} is not text")
    return _clean(value)


def _clean(text: str) -> str:
    # A lone surrogate has no UTF-8 form and would make the page impossible to write.
    return text.encode("utf-8", "replace").decode("utf-8")


def _texts(row: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    found = []
    for value in _items(row, key, where):
        if not isinstance(value, str):
            raise KgError(f"{where}: {key!r} holds something that is not text")
        found.append(_clean(value))
    return tuple(found)


def _whole(row: Mapping[str, object], key: str, where: str) -> int:
    value = row.get(key) or 0
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise KgError(f"{where}: {key!r} is not a whole number")
    return value


def _share(row: Mapping[str, object], key: str, where: str) -> float:
    value = row.get(key)
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise KgError(f"{where}: {key!r} is not a number from 0 to 1")
    return float(value)


def _degrees(row: Mapping[str, object], key: str, where: str, limit: int) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= limit:
        raise KgError(f"{where}: {key!r} is not a number from -{limit} to {limit}")
    return float(value)
