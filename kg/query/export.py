"""The store written for other programs: RDF files, graph files for Gephi and networkx, and CSV for Neo4j and Gephi.

    nquads, trig, jsonld   everything, with one named graph per article
    turtle, ntriples       the picture alone (the default graph)
    graphml, gexf          entities and facts as a network
    csv                    a folder, or a .zip, with nodes.csv and edges.csv

One CSV pair serves both programs: `neo4j-admin database import` reads `id:ID`, `:LABEL`, `:START_ID`, `:END_ID` and
`:TYPE`, and takes the rest as properties; Gephi reads `Id`, `Label`, `Source`, `Target` and `Type`, so these columns
stand beside them. Files appear whole or not at all; nothing that exists is replaced unless asked.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.query import jsonld
from kg.query.network import to_networkx
from kg.query.prefixes import PREFIXES
from kg.query.reading import Readable

if TYPE_CHECKING:
    import networkx
    import pyoxigraph

FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "gexf", "csv")
# What XML 1.0 cannot hold at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(
    store: Readable, format: str, out: str | Path, *, replace: bool = False, prefixes: Mapping[str, str] = PREFIXES
) -> None:
    """Write the store to `out`: a file, or for csv a folder (or a .zip file).

    Raises QueryError for an unknown format, for an existing target (unless `replace`; a folder is never replaced),
    and for a place that cannot be written.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no export format {format}", hint=f"formats: {', '.join(FORMATS)}")
    target = Path(out)
    _check_target(target, replace=replace)
    try:
        if format == "csv" and target.suffix.lower() != ".zip":
            _write_folder(target, to_networkx(store))
        else:
            _write_file(target, lambda file: _write_to(store, format, file, prefixes))
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise QueryError(f"{target} cannot be written: {reason}", hint="check the folder and its permissions") from exc


def _check_target(target: Path, *, replace: bool) -> None:
    if target.is_dir():
        raise QueryError(f"{target} is an existing folder", hint="name a file or folder that does not exist yet")
    if target.exists() and not replace:
        raise QueryError(f"{target} exists already", hint="name another file, or allow it to be replaced")
    if not target.parent.is_dir():
        raise QueryError(f"the folder {target.parent} does not exist", hint="make it first")


def _write_file(target: Path, fill: Callable[[IO[bytes]], None]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        _open_up(name, 0o666)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_folder(target: Path, graph: networkx.MultiDiGraph[str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, text in _csv_files(graph).items():
            (folder / name).write_bytes(text)
        _open_up(str(folder), 0o777)
        folder.rename(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _open_up(path: str, mode: int) -> None:
    """Give a temporary file or folder the permissions an ordinary one would have."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(path, mode & ~mask)


def _write_to(store: Readable, format: str, file: IO[bytes], prefixes: Mapping[str, str]) -> None:
    if format in ("graphml", "gexf"):
        _write_network(to_networkx(store), format, file)
    elif format == "csv":
        _write_zip(_csv_files(to_networkx(store)), file)
    elif format == "jsonld":
        jsonld.write_dataset(_triples(store), ((g, _triples(store, g)) for g in _graphs(store)), file, prefixes)
    else:
        _write_rdf(store, format, file, prefixes)


def _write_rdf(store: Readable, format: str, file: IO[bytes], prefixes: Mapping[str, str]) -> None:
    import pyoxigraph

    known = {
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    }
    content = _quads(store) if format in ("nquads", "trig") else _triples(store)
    pyoxigraph.serialize(content, file, known[format], prefixes=dict(prefixes))


def _graphs(store: Readable) -> list[str]:
    return sorted(s[0].value for s in store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))


def _triples(store: Readable, graph: str = "") -> list[pyoxigraph.Triple]:
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    return sorted(store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"), key=str)


def _quads(store: Readable) -> Iterator[pyoxigraph.Quad]:
    """The default graph, then one graph after another: one graph at most sits in memory."""
    import pyoxigraph

    for triple in _triples(store):
        yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object)
    for graph in _graphs(store):
        name = pyoxigraph.NamedNode(graph)
        for triple in _triples(store, graph):
            yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, name)


def _write_network(graph: networkx.MultiDiGraph[str], format: str, file: IO[bytes]) -> None:
    import networkx

    _make_xml_safe(graph)
    if format == "graphml":
        networkx.write_graphml(graph, file, named_key_ids=True)
        return
    text = "\n".join(networkx.generate_gexf(graph))
    # networkx writes today's date; the same store must give the same file.
    file.write(re.sub(r' lastmodifieddate="[^"]*"', "", text).encode())


def _make_xml_safe(graph: networkx.MultiDiGraph[str]) -> None:
    for attributes in (*(d for _, d in graph.nodes(data=True)), *(d for _, _, d in graph.edges(data=True))):
        for key, value in attributes.items():
            if isinstance(value, str):
                attributes[key] = _NOT_XML.sub("\ufffd", value)


def _csv_files(graph: networkx.MultiDiGraph[str]) -> dict[str, bytes]:
    nodes = [
        ["id:ID", "Id", "Label", ":LABEL", "entity_type", "kind", "date", "articles:int", "aliases"],
        *(
            [iri, iri, d["label"], d["type"], d["type"], d["kind"], d["date"], d["articles"], d["aliases"]]
            for iri, d in graph.nodes(data=True)
        ),
    ]
    edges = [
        [":START_ID", ":END_ID", ":TYPE", "Source", "Target", "Type", "Label", "relation", "status", "modality",
         "articles:int", "confidence:double"],
        *(
            [a, b, d["relation"].upper(), a, b, "Directed", d["label"], d["relation"], d["status"], d["modality"],
             d["articles"], d["confidence"]]
            for a, b, d in graph.edges(data=True)
        ),
    ]  # fmt: skip
    return {"nodes.csv": _csv(nodes), "edges.csv": _csv(edges)}


def _csv(lines: Iterable[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


def _write_zip(files: Mapping[str, bytes], file: IO[bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
