"""`kg view`: the graph as one offline page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import output
from kg.cli.options import Store, settings


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
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many entities; 0 is all.")] = 500,
    query: Annotated[
        str | None, typer.Option("--query", metavar="FILE", help="Draw a CONSTRUCT query.", show_default=False)
    ] = None,
    title: Annotated[str, typer.Option("--title", help="The page's title.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="The interface's language: id or en.")] = "id",
) -> None:
    """Write the graph as one HTML file that opens anywhere, offline, with the sentence behind every line.

    Example: kg view "Hanung Cahyo Saputro" --depth 2 --out hanung.html
    """
    from kg.query import find, named, picture, results, sparql
    from kg.store import open_store
    from kg.view import render

    chosen = settings(ctx, store=store)
    choice = picture.Choice(tuple(names or ()), depth, tuple(type or ()), since, until, outlet, limit)
    constructed = None
    if query:
        with sparql.run(chosen.store, named.bind(named.load(query), {}), timeout_s=chosen.timeout) as answer:
            constructed = tuple(results.plain_triples(answer))
    with open_store(chosen.store, read_only=True) as kept:
        focus = tuple(find.entity(kept, name).iri for name in choice.names)
        data = picture.picture(kept, choice, constructed=constructed, title=title, generated_from=Path(chosen.store).name)
    page = render(data, title=title, lang=lang, focus=focus)
    try:
        Path(out).write_text(page, encoding="utf-8")
    except OSError as exc:
        raise output.unwritable(out, exc) from exc
    left = data["meta"]["omitted_nodes"]
    more = f"; {left} entities left out (--limit 0 shows all)" if left else ""
    output.say(f"wrote {out}: {len(data['nodes'])} entities, {len(data['edges'])} relations{more}")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(view)
