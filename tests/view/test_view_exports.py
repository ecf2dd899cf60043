"""What the page saves, other programs read back whole."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from made_up import page_data
from small import small_picture
from watched import Opener

from kg.view import from_json, render


def saved(page: Any, what: str) -> tuple[str, bytes]:
    """Use the save menu; the file's name and bytes."""
    page.locator("#save").click()
    with page.expect_download() as download:
        page.locator(f"[data-save={what}]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture(params=["whole", "filtered"])
def page(opened: Opener, request: pytest.FixtureRequest) -> Any:
    """A page of 150 entities, with everything shown or with a filter on."""
    shown = opened(page_data(150))
    if request.param == "filtered":
        shown.evaluate("KG.set({off: {...KG.state.off, type: new Set(['ORG']), modality: new Set(['planned'])}})")
    return shown


def counts(page: Any) -> tuple[int, int]:
    """Entities and facts that are shown."""
    found = page.evaluate("[KG.shown.nodes.length, KG.shown.edges.length]")
    return found[0], found[1]


def test_graphml(page: Any) -> None:
    """networkx reads the GraphML with as many nodes and edges as are shown, names included."""
    _, content = saved(page, "graphml")
    graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counts(page)
    assert {d["label"] for _, d in graph.nodes(data=True)} == set(page.evaluate("KG.shown.nodes.map(n => n.label)"))
    assert all(d["modality"] != "" and d["sentence"] for _, _, d in graph.edges(data=True))


def test_gexf(page: Any) -> None:
    """networkx reads the GEXF with as many nodes and edges as are shown; Gephi's positions and colours are in it."""
    _, content = saved(page, "gexf")
    graph = nx.read_gexf(io.BytesIO(content))
    edges = ElementTree.fromstring(content).findall(".//{http://www.gexf.net/1.2draft}edge")
    assert (graph.number_of_nodes(), len(edges)) == counts(page)
    assert all("position" in d["viz"] and "color" in d["viz"] for _, d in graph.nodes(data=True))


def test_csv(page: Any) -> None:
    """Both CSV files have a row for each entity and each fact, and their ids meet."""
    nodes = list(csv.DictReader(io.StringIO(saved(page, "csv-nodes")[1].decode("utf-8-sig"))))
    edges = list(csv.DictReader(io.StringIO(saved(page, "csv-edges")[1].decode("utf-8-sig"))))
    assert (len(nodes), len(edges)) == counts(page)
    graph = nx.MultiDiGraph((edge["source"], edge["target"]) for edge in edges)
    assert set(graph.nodes) <= {node["id"] for node in nodes}


def test_json_is_page_data_again(page: Any) -> None:
    """The saved JSON is page data: it can be rendered again, and networkx sees equal counts."""
    data = json.loads(saved(page, "json")[1])
    picture = from_json(data)
    graph = nx.MultiDiGraph((edge.source, edge.target) for edge in picture.edges)
    graph.add_nodes_from(node.id for node in picture.nodes)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counts(page)
    assert "</html>" in render(data)


def test_json_loses_nothing(opened: Opener) -> None:
    """With everything shown, saving and reading gives the data that the page was made from."""
    data = from_json(small_picture())
    again = from_json(json.loads(saved(opened(small_picture()), "json")[1]))
    assert again.nodes == data.nodes
    assert again.edges == data.edges
    assert again.articles == data.articles
    assert [q for q in data.quotes if q.speaker in {n.id for n in data.nodes}] == list(again.quotes)


def test_svg(page: Any) -> None:
    """The SVG is well-formed and has a shape for each entity and a line for each fact of the canvas; what is not plainly
    asserted has a dash, its word, and a place in the legend."""
    root = ElementTree.fromstring(saved(page, "svg")[1])
    space = "{http://www.w3.org/2000/svg}"
    drawn = page.evaluate("[KG.shown.canvas.nodes.length, KG.shown.canvas.edges.length]")
    lines = root.findall(f"{space}g[@class='facts']/{space}line")
    assert [len(root.findall(f".//{space}path")), len(lines)] == drawn
    doubtful = page.evaluate("KG.shown.canvas.edges.filter(e => e.modality !== 'asserted').map(e => e.modality)")
    assert len([line for line in lines if line.get("stroke-dasharray")]) == len(doubtful) > 0
    words = [text.text for text in root.iter(f"{space}text")]
    if "alleged" in doubtful:
        assert words.count("diduga") > 1


def test_png(page: Any) -> None:
    """The PNG is an image at least as large as the canvas, named after the page."""
    name, content = saved(page, "png")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", content[16:24])
    assert name == "warta-nusalembah.png"
    assert wide >= page.evaluate("KG.$('canvas').clientWidth")
    assert high > page.evaluate("KG.$('canvas').clientHeight")


def test_formulas_do_not_reach_a_spreadsheet(opened: Opener) -> None:
    """A cell that a spreadsheet would run gets an apostrophe in front."""
    data = small_picture()
    data["nodes"][0]["label"] = "=HYPERLINK(1)"
    text = saved(opened(data), "csv-nodes")[1].decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
