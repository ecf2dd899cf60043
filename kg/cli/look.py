"""`kg view`: the graph as one offline page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import output
from kg.cli.options import Store, settings

if TYPE_CHECKING:
    from kg.config import Config
    from kg.query.picture import Choice

HELD = 10_000  # entities that one page holds, drawn or not


def view(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help="Entities to start from.", show_default=False)
    ] = None,
    store: Store = None,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="The page to write.")] = "graph.html",
    depth: Annotated[int, typer.Option("--depth", min=1, max=5, help="Steps from the named entities.")] = 1,
    type: Annotated[
        list[str] | None, typer.Option("--type", help="Only PER, ORG, GPE, LOC, EVT, LAW or PROD.", show_default=False)
    ] = None,
    since: Annotated[str, typer.Option("--since", help="Articles from this day (ISO 8601).")] = "",
    until: Annotated[str, typer.Option("--until", help="Articles up to this day (ISO 8601).")] = "",
    outlet: Annotated[str, typer.Option("--outlet", help="Articles of this outlet.")] = "",
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="Entities drawn at first; 0 draws all. All can be searched.")
    ] = 100,
    query: Annotated[
        str | None, typer.Option("--query", metavar="FILE", help="Draw a CONSTRUCT query.", show_default=False)
    ] = None,
    title: Annotated[str, typer.Option("--title", help="The page's title.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="The interface's language: id or en.")] = "id",
    theme: Annotated[str, typer.Option("--theme", help="light, dark, or auto (the reader's system).")] = "auto",
    logo: Annotated[
        Path | None, typer.Option("--logo", metavar="FILE", help="A picture beside the title.", show_default=False)
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Write the graph as one HTML file that opens anywhere, offline, with the sentence behind every line.

    Example: kg view "Hanung Cahyo Saputro" --depth 2 --out hanung.html
    """
    from kg.query.picture import Choice
    from kg.view import logo_address, render

    chosen = settings(ctx, store=store)
    choice = Choice(tuple(names or ()), depth, tuple(type or ()), since, until, outlet, HELD)
    mark = logo_address(logo) if logo else ""
    data, focus = _read(chosen, choice, query=query, title=title)
    page = render(data, title=title, lang=lang, focus=focus, drawn=limit, theme=theme, logo=mark)
    _write(Path(out), page, open_it=show)
    left = data["meta"]["omitted_nodes"]
    more = f"; {left} more are in the store (kg view NAME makes a page about them)" if left else ""
    output.say(f"wrote {out}: {len(data['nodes'])} entities, {len(data['edges'])} relations{more}")


def _read(chosen: Config, choice: Choice, *, query: str | None, title: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The page's data, and the entities that were named."""
    from kg.query import find, named, picture, results, sparql
    from kg.store import open_store

    constructed = None
    if query:
        with sparql.run(chosen.store, named.bind(named.load(query), {}), timeout_s=chosen.timeout) as answer:
            constructed = tuple(results.plain_triples(answer))
    with open_store(chosen.store, read_only=True) as kept:
        focus = tuple(find.entity(kept, name).iri for name in choice.names)
        source = Path(chosen.store).name
        return picture.picture(kept, choice, constructed=constructed, title=title, generated_from=source), focus


def _write(path: Path, page: str, *, open_it: bool) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as exc:
        raise output.unwritable(str(path), exc) from exc
    if open_it:
        typer.launch(str(path.resolve()))


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(view)
