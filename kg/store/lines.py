"""Lines of N-Triples in the one spelling that the triple store itself would give them, and changes made of such lines.

The triple store rewrites what it reads (`"0.90"^^xsd:decimal` becomes `"0.9"`, `@id-ID` becomes `@id-id`), so two
spellings of one triple must become one line before anybody counts who supports it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from kg.errors import InvalidGraph

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Share:
    """What one article adds: `evidence` to its named graph, `picture` to the default graph (canonical lines). What
    is said of a node by itself has no evidence, and so no graph."""

    graph: str
    evidence: tuple[str, ...]
    picture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One atomic step: named graphs to drop, default graph lines to delete, then shares to add."""

    drops: tuple[str, ...] = ()
    deletes: tuple[str, ...] = ()
    adds: tuple[Share, ...] = ()


def canonical(lines: Iterable[str], *, article: str) -> tuple[str, ...]:
    """The lines as the triple store would write them, sorted and unique; `article` is named in errors.

    Raises InvalidGraph for a line that is not N-Triples, and for blank nodes and quoted triples: no stable name.

    >>> canonical(['<a:s> <a:p> "00.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .'], article="x")
    ('<a:s> <a:p> "0.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .',)
    """
    import pyoxigraph as ox

    memory = ox.Store()
    try:
        quads = list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES))
        memory.extend(quads)
    except (SyntaxError, UnicodeEncodeError) as exc:
        raise InvalidGraph(f"the graph of article {article} is not N-Triples: {_first_line(exc)}") from exc
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
            raise InvalidGraph(f"the graph of article {article} has a node without a name: {quad.subject} {quad.object}")
    return tuple(sorted(_dumped(memory)))


def check_graph(graph: str, *, article: str) -> str:
    """`graph` itself when it is an absolute IRI, else InvalidGraph."""
    import pyoxigraph as ox

    try:
        return ox.NamedNode(graph).value
    except ValueError as exc:
        raise InvalidGraph(f"the graph name of article {article} is not an IRI: {graph}") from exc


def apply(store: pyoxigraph.Store, change: Change) -> None:
    """Make the change, whole or not at all. Raises OSError when the triple store cannot write."""
    if change.drops or change.deletes:
        store.update(update_text(change))
    elif change.adds:
        store.extend(list(quads_of(change.adds)))


def update_text(change: Change) -> str:
    """The change as one SPARQL update; canonical lines hold only escapes that N-Triples and SPARQL read alike."""
    steps = [f"DROP SILENT GRAPH <{graph}>" for graph in change.drops]
    if change.deletes:
        steps.append("DELETE DATA {\n" + "\n".join(change.deletes) + "\n}")
    for share in change.adds:
        evidence = f"GRAPH <{share.graph}> {{\n" + "\n".join(share.evidence) + "\n}\n" if share.evidence else ""
        steps.append("INSERT DATA {\n" + evidence + "\n".join(share.picture) + "\n}")
    return " ;\n".join(steps)


def quads_of(shares: Iterable[Share]) -> Iterator[pyoxigraph.Quad]:
    """Every quad of the shares, picture lines in the default graph."""
    import pyoxigraph as ox

    for share in shares:
        name = ox.NamedNode(share.graph) if share.evidence else ox.DefaultGraph()
        for quad in ox.parse("\n".join(share.evidence).encode(), format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
        yield from ox.parse("\n".join(share.picture).encode(), format=ox.RdfFormat.N_TRIPLES)


def digest(line: str) -> bytes:
    """A 16-byte name for a line."""
    return blake2b(line.encode(), digest_size=16).digest()


def pack(lines: Iterable[str]) -> bytes:
    """Lines in a few bytes; `unpack` gives them back."""
    return zlib.compress("\n".join(lines).encode(), 6)


def unpack(packed: bytes) -> tuple[str, ...]:
    """The lines that `pack` was given.

    >>> unpack(pack(["a", "b"])), unpack(pack([]))
    (('a', 'b'), ())
    """
    text = zlib.decompress(packed).decode()
    return tuple(text.split("\n")) if text else ()


def _dumped(memory: pyoxigraph.Store) -> list[str]:
    import pyoxigraph as ox

    dumped: bytes | None = memory.dump(format=ox.RdfFormat.N_QUADS)
    return (dumped or b"").decode().split("\n")[:-1]


def _first_line(exc: Exception) -> str:
    return (str(exc).splitlines() or [""])[0]
