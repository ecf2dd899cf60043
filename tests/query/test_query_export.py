"""The graph in other programs' formats, read back."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import rdflib

from kg.errors import QueryError
from kg.query import export
from kg.query.network import to_networkx

LABEL = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def _quads(store: pyoxigraph.Store) -> set[str]:
    return {str(q) for q in store}


def test_network_holds_entities_and_facts(store: pyoxigraph.Store) -> None:
    """Nodes are canonical entities; edges carry relation, words, articles, confidence and modality."""
    graph = to_networkx(store)
    ratna, dinas = "https://kg.example/person/ratna-wulan", "https://kg.example/organization/dinas-pasar"
    assert graph.nodes[ratna] == {
        "label": "Ratna Wulan", "type": "PER", "kind": "", "date": "", "articles": 2, "aliases": "Bu Ratna",
    }  # fmt: skip
    assert graph.get_edge_data(ratna, dinas)[0] == {
        "relation": "position", "label": "kepala", "status": "current", "modality": "asserted", "articles": 2,
        "confidence": 0.8,
    }  # fmt: skip
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (7, 6)
    assert {d["modality"] for _, _, d in graph.edges(data=True)} == {"asserted", "alleged"}


@pytest.mark.parametrize("format", ["nquads", "trig", "jsonld"])
def test_whole_store_reads_back(store: pyoxigraph.Store, tmp_path: Path, format: str) -> None:
    """Each format that holds everything gives the same quads again."""
    out = tmp_path / f"graph.{format}"
    export.write(store, format, out)
    formats = {
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    again = pyoxigraph.Store()
    again.load(path=str(out), format=formats[format])
    assert _quads(again) == _quads(store)


@pytest.mark.parametrize(("format", "parser"), [("turtle", "turtle"), ("ntriples", "nt")])
def test_picture_reads_back(store: pyoxigraph.Store, tmp_path: Path, format: str, parser: str) -> None:
    """Turtle and N-Triples hold the default graph alone."""
    export.write(store, format, tmp_path / "out")
    read = rdflib.Graph().parse(tmp_path / "out", format=parser)
    assert len(read) == len(list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())))


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_graph_files_keep_their_counts(store: pyoxigraph.Store, tmp_path: Path, format: str) -> None:
    """GraphML and GEXF read back with the same nodes, edges and labels, control characters or not."""
    bad = pyoxigraph.NamedNode("https://kg.example/person/joko-lestari")
    store.remove(pyoxigraph.Quad(bad, LABEL, pyoxigraph.Literal("Joko Lestari")))
    store.add(pyoxigraph.Quad(bad, LABEL, pyoxigraph.Literal("Joko\x00\x1b\ufffe <b>&amp;\u2028 \U0001f600")))
    out = tmp_path / f"graph.{format}"
    export.write(store, format, out)
    read = networkx.read_graphml(out, force_multigraph=True) if format == "graphml" else networkx.read_gexf(out)
    own = to_networkx(store)
    assert (read.number_of_nodes(), read.number_of_edges()) == (own.number_of_nodes(), own.number_of_edges())
    assert read.nodes[bad.value]["label"] == "Joko\ufffd\ufffd\ufffd <b>&amp;\u2028 \U0001f600"
    assert sorted(d["relation"] for _, _, d in read.edges(data=True)) == sorted(d["relation"] for _, _, d in own.edges(data=True))


@pytest.mark.parametrize("zipped", [False, True])
def test_csv_for_neo4j_and_gephi(store: pyoxigraph.Store, tmp_path: Path, zipped: bool) -> None:
    """One pair of files carries the headers of both programs, as a folder or a zip."""
    out = tmp_path / ("graph.zip" if zipped else "graph")
    export.write(store, "csv", out)

    def read(name: str) -> list[dict[str, str]]:
        data = zipfile.ZipFile(out).read(name) if zipped else (out / name).read_bytes()
        return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))

    nodes, edges = read("nodes.csv"), read("edges.csv")
    assert {"id:ID", ":LABEL", "Id", "Label"} <= set(nodes[0])
    assert {":START_ID", ":END_ID", ":TYPE", "Source", "Target"} <= set(edges[0])
    assert (len(nodes), len(edges)) == (7, 6)
    ids = {n["id:ID"] for n in nodes}
    assert all(e["Source"] in ids and e["Target"] in ids for e in edges)
    assert {"POSITION", "AGENT", "LOCATED_IN"} <= {e[":TYPE"] for e in edges}


@pytest.mark.parametrize("format", export.FORMATS)
def test_same_store_gives_the_same_bytes(store: pyoxigraph.Store, tmp_path: Path, format: str) -> None:
    """Two exports of equal stores are equal, byte for byte, whatever order the facts came in."""
    again = pyoxigraph.Store()
    again.extend(reversed(list(store)))
    names = [tmp_path / f"{n}.zip" for n in "ab"] if format == "csv" else [tmp_path / n for n in "ab"]
    for source, name in zip((store, again), names, strict=True):
        export.write(source, format, name)
    assert names[0].read_bytes() == names[1].read_bytes()


def test_nothing_is_overwritten_or_left_behind(store: pyoxigraph.Store, tmp_path: Path) -> None:
    """An existing file stays unless replacing was allowed; a folder always stays; no temporary file remains."""
    out = tmp_path / "graph.ttl"
    out.write_text("lama")
    with pytest.raises(QueryError, match=r"graph\.ttl exists already"):
        export.write(store, "turtle", out)
    assert out.read_text() == "lama"
    export.write(store, "turtle", out, replace=True)
    assert "@prefix" in out.read_text()
    for format in ("csv", "turtle"):
        with pytest.raises(QueryError, match="is an existing folder"):
            export.write(store, format, tmp_path, replace=True)
    with pytest.raises(QueryError, match="does not exist"):
        export.write(store, "csv", tmp_path / "tiada" / "graph")
    with pytest.raises(QueryError, match="there is no export format doc") as caught:
        export.write(store, "doc", tmp_path / "x")
    assert caught.value.hint.startswith("formats: nquads, trig")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_failing_export_leaves_nothing(tmp_path: Path) -> None:
    """When reading the store fails half-way, neither the file nor a part of it is there."""

    class Broken:
        def query(self, query: str, /) -> object:
            raise RuntimeError(query)

    for format in ("nquads", "gexf", "csv"):
        with pytest.raises(RuntimeError):
            export.write(Broken(), format, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
