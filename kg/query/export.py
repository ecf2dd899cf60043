"""The store written for other programs: RDF files, graph files for Gephi and networkx, and CSV for Neo4j and Gephi.

    nquads, trig, jsonld   everything, with one named graph per article
    turtle, ntriples       the picture alone (the default graph)
    graphml, gexf          entities and facts as a network, each edge with a sentence and its article
    csv                    a folder, or a .zip, with nodes.csv and edges.csv
    xlsx                   a workbook: people, posts, events, quotes, relations and articles, the sentence beside every row

One CSV pair serves both programs: `neo4j-admin database import` reads `id:ID`, `:LABEL`, `:START_ID`, `:END_ID` and
`:TYPE`, and takes the rest as properties; Gephi reads `Id`, `Label`, `Source`, `Target` and `Type`, so these columns
stand beside them. RDF streams from the store's own dump, so that memory stays flat. Files appear whole or not at all; nothing
that exists is replaced unless asked.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.query import files, jsonld, workbook
from kg.query.network import to_networkx, write_graph
from kg.query.prefixes import BASE, with_base
from kg.query.reading import Readable, base_of

if TYPE_CHECKING:
    import networkx
    import pyoxigraph

FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "gexf", "csv", "xlsx")
ENDINGS = {
    ".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".graphml": "graphml",
    ".gexf": "gexf", ".zip": "csv", ".xlsx": "xlsx",
}  # fmt: skip
BINARY = ("xlsx", "csv")  # what no terminal should be shown
_BATCH = 20_000


def write(
    store: Readable, format: str, out: str | Path, *, replace: bool = False, prefixes: Mapping[str, str] | None = None
) -> None:
    """Write the store to `out`: a file, or for csv a folder (or a .zip file).

    Raises QueryError for an unknown format, for an existing target (unless `replace`; a folder is never replaced),
    and for a place that cannot be written. `prefixes` are the known ones, with `kg:` for the store's base, unless given.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no export format {format}", hint=f"formats: {', '.join(FORMATS)}")
    prefixes = prefixes or with_base(base_of(store) or BASE)
    target = Path(out)
    files.check_target(target, replace=replace)
    try:
        if format == "csv" and target.suffix.lower() != ".zip":
            _write_folder(target, to_networkx(store, sentences=True))
        else:
            with files.replacing(target, replace=replace) as file:
                _write_to(store, format, file, prefixes)
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise QueryError(f"{target} cannot be written: {reason}", hint="check the folder and its permissions") from exc


def _write_folder(target: Path, graph: networkx.MultiDiGraph[str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, text in _csv_files(graph).items():
            (folder / name).write_bytes(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(folder, 0o777 & ~mask)  # what an ordinary folder would have
        folder.rename(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write_to(store: Readable, format: str, file: IO[bytes], prefixes: Mapping[str, str]) -> None:
    if format in ("graphml", "gexf"):
        write_graph(to_networkx(store, sentences=True), format, file)
    elif format == "csv":
        _write_zip(_csv_files(to_networkx(store, sentences=True)), file)
    elif format == "xlsx":
        workbook.write(workbook.of_store(store), file)
    elif format == "jsonld":
        jsonld.write_dataset(_default(store), ((g, _triples(store, g)) for g in _graphs(store)), file, prefixes)
    elif format == "nquads":
        file.writelines(f"{line}\n".encode() for line in _lines(store))
    else:
        _write_rdf(store, format, file, prefixes)


def _write_rdf(store: Readable, format: str, file: IO[bytes], prefixes: Mapping[str, str]) -> None:
    import pyoxigraph

    known = {
        "trig": pyoxigraph.RdfFormat.TRIG,
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    }
    content = _quads(store) if format == "trig" else _default(store)
    pyoxigraph.serialize(content, file, known[format], prefixes=dict(prefixes))


def _lines(store: Readable) -> Iterator[str]:
    """All quads as sorted N-Quads lines: the store's own dump, or a bare graph's quads."""
    dump = getattr(store, "dump", None)
    if hasattr(store, "oxigraph") and dump is not None:
        return iter(dump())
    found: Any = store.query("SELECT ?s ?p ?o ?g WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
    return iter(sorted(" ".join(str(term) for term in row if term is not None) + " ." for row in found))


def _default(store: Readable) -> Iterator[pyoxigraph.Triple]:
    """The default graph's triples in the order of their lines, some thousand at a time."""
    import pyoxigraph

    lines = _lines(store)
    while batch := list(itertools.islice(lines, _BATCH)):
        for quad in pyoxigraph.parse("\n".join(batch), format=pyoxigraph.RdfFormat.N_QUADS):
            if quad.graph_name == pyoxigraph.DefaultGraph():
                yield quad.triple


def _graphs(store: Readable) -> list[str]:
    query = "SELECT DISTINCT ?g WHERE { ?a a <https://schema.org/NewsArticle> LATERAL { GRAPH ?g { ?a a ?type } } }"
    found = {s[0].value for s in store.query(query)}
    return sorted(found or {s[0].value for s in store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")})


def _triples(store: Readable, graph: str) -> list[pyoxigraph.Triple]:
    return sorted(store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"), key=str)


def _quads(store: Readable) -> Iterator[pyoxigraph.Quad]:
    """The default graph, then one graph after another: one article's graph at most sits in memory."""
    import pyoxigraph

    for triple in _default(store):
        yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object)
    for graph in _graphs(store):
        name = pyoxigraph.NamedNode(graph)
        for triple in _triples(store, graph):
            yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, name)


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
         "articles:int", "confidence:double", "sentence", "source"],
        *(
            [a, b, d["relation"].upper(), a, b, "Directed", d["label"], d["relation"], d["status"], d["modality"],
             d["articles"], d["confidence"], d["sentence"], d["source"]]
            for a, b, d in graph.edges(data=True)
        ),
    ]  # fmt: skip
    return {"nodes.csv": _csv(nodes), "edges.csv": _csv(edges)}


def _csv(lines: Iterable[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([files.guarded(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return out.getvalue().encode()


def _write_zip(files: Mapping[str, bytes], file: IO[bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
