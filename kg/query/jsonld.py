"""JSON-LD with prefixes, one node at a time, so that a large graph never sits in memory."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from kg.query.prefixes import shorten

if TYPE_CHECKING:
    import pyoxigraph


def write(triples: Iterable[pyoxigraph.Triple], out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write triples (best sorted by subject: each run of one subject becomes one node) as one JSON-LD document."""
    out.write(_opening(prefixes))
    _write_nodes(triples, out, prefixes, first=True)
    out.write(b"\n]}\n")


def write_dataset(
    default: Iterable[pyoxigraph.Triple],
    named: Iterable[tuple[str, Iterable[pyoxigraph.Triple]]],
    out: IO[bytes],
    prefixes: Mapping[str, str],
) -> None:
    """Write a default graph and named graphs (IRI, triples) as one JSON-LD document."""
    out.write(_opening(prefixes))
    first = _write_nodes(default, out, prefixes, first=True)
    for iri, triples in named:
        head = f'{{"@id": {_quoted(shorten(iri, prefixes))}, "@graph": [\n'
        out.write(("" if first else ",\n").encode() + head.encode())
        _write_nodes(triples, out, prefixes, first=True)
        out.write(b"\n]}")
        first = False
    out.write(b"\n]}\n")


def _opening(prefixes: Mapping[str, str]) -> bytes:
    return f'{{"@context": {json.dumps(dict(sorted(prefixes.items())))},\n"@graph": [\n'.encode()


def _write_nodes(triples: Iterable[pyoxigraph.Triple], out: IO[bytes], prefixes: Mapping[str, str], *, first: bool) -> bool:
    """Write the nodes; whether the next node would still be the first."""
    import pyoxigraph

    for _, group in itertools.groupby(triples, key=lambda t: t.subject):
        raw = pyoxigraph.serialize(dict.fromkeys(group), format=pyoxigraph.RdfFormat.JSON_LD)
        for node in json.loads(raw or b"[]"):
            out.write(b"" if first else b",\n")
            out.write(json.dumps(_compact(node, prefixes), ensure_ascii=False).encode())
            first = False
    return first


def _compact(value: object, prefixes: Mapping[str, str]) -> object:
    """Expanded JSON-LD with IRIs shortened and lists of one unwrapped; values stay exactly as they are."""
    if isinstance(value, list):
        items = [_compact(item, prefixes) for item in value]
        return items[0] if len(items) == 1 else items
    if not isinstance(value, dict):
        return value
    if set(value) == {"@value"} and isinstance(value["@value"], str):
        return value["@value"]
    return {_short(key, prefixes): _field(key, item, prefixes) for key, item in value.items()}


def _field(key: str, item: object, prefixes: Mapping[str, str]) -> object:
    if key == "@type" and isinstance(item, list):
        return [_short(str(i), prefixes) for i in item]
    if key in ("@id", "@type"):
        return _short(str(item), prefixes)
    if key.startswith("@") and key not in ("@graph", "@list", "@set"):
        return item
    return _compact(item, prefixes)


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    """A compact IRI where it expands to the same one (`kg://x` would be read as an absolute IRI)."""
    if iri.startswith("@"):
        return iri
    short = shorten(iri, prefixes)
    return iri if "://" in short else short


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
