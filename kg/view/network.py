"""The pyvis network behind the page: pyvis's lists and bundled vis-network, drawn by our own template."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from kg.errors import KgError
from kg.view.layout import Layout
from kg.view.palette import STYLES
from kg.view.records import Picture

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"


def network(picture: Picture, layout: Layout, template: Path, context: dict[str, Any]) -> Any:
    """A pyvis `Network` whose `generate_html()` gives the finished page.

    Its node and edge lists are filled directly: `add_edge` compares each new edge with all before it. The template is
    autoescaped, and none of pyvis's own page (which fetches scripts from the network) is used.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
    from pyvis.network import Network  # type: ignore[import-untyped]

    class PageNetwork(Network):  # type: ignore[misc]  # pyvis has no type hints
        def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:  # noqa: ARG002
            """The page as one string."""
            page = self.templateEnv.get_template(template.name)
            self.html = page.render(vis_network=_bundled(Path(self.template_dir)), **context)
            return cast(str, self.html)

    net = PageNetwork(height="100%", width="100%", directed=True)
    loaders = ChoiceLoader([FileSystemLoader(template.parent), FileSystemLoader(net.template_dir)])
    net.templateEnv = Environment(loader=loaders, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    net.nodes = [
        {"id": i, "shape": STYLES[node.type][0], "x": point[0], "y": point[1]}
        for i, (node, point) in enumerate(zip(picture.nodes, layout.points, strict=True))
    ]
    net.node_ids = list(range(len(net.nodes)))
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    net.edges = [{"from": number[e.source], "to": number[e.target], "arrows": "to"} for e in picture.edges]
    return net


def _bundled(folder: Path) -> str:
    path = folder / _LIBRARY
    try:
        return path.read_text(encoding="utf-8")
    except OSError as exc:
        raise KgError(f"pyvis has no {_LIBRARY}", hint="pip install pyvis==0.3.2") from exc
