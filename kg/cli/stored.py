"""`kg stats`, `kg export`, `kg validate`: the store as a whole."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from kg.cli import output
from kg.cli.options import Json, Store, settings
from kg.errors import InvalidGraph, KgError


def stats(
    ctx: typer.Context,
    store: Store = None,
    articles: Annotated[bool, typer.Option("--articles", help="List the articles instead.")] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="List what became of every source: done, skipped, replaced, forgotten.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Count what the store holds, or list its articles.

    Example: kg stats --articles
    """
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        if articles:
            _list(list(kept.articles()), as_json=as_json)
            return
        if sources:
            _list_sources(list(kept.names.sources()), as_json=as_json)
            return
        counts = kept.stats()
    if as_json:
        output.put_json(counts)
    else:
        output.put(output.columns([(name, str(count)) for name, count in counts.items()]))


def export(
    ctx: typer.Context,
    out: Annotated[str, typer.Argument(metavar="FILE", help="File to write, or - for stdout; its ending is the format.")],
    store: Store = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="nquads, trig, turtle, ntriples, jsonld, graphml, gexf, csv (a folder) or xlsx.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over an existing file.")] = False,
) -> None:
    """Write the graph for other programs.

    Example: kg export graf.graphml
    """
    from kg.query import export as exports
    from kg.query import files
    from kg.store import open_store

    chosen = "nquads" if out == "-" and not format else files.format_of(out, format, endings=exports.ENDINGS)
    if out == "-" and chosen in exports.BINARY and sys.stdout.isatty():
        raise KgError(f"{chosen} is not for a terminal", hint="name a file")
    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        if out == "-":
            _pour(kept, chosen)
            return
        exports.write(kept, chosen, out, replace=replace)
    output.say(f"wrote {out}")


def validate(
    ctx: typer.Context,
    store: Store = None,
    full: Annotated[bool, typer.Option("--full", help="Let pySHACL judge as well: some seconds an article.")] = False,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only list what articles contradict one another in.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check the stored lines against the SHACL shapes and the stored texts; list what is wrong.

    Example: kg validate --full
    """
    from kg import pipeline
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept, output.progress("articles") as tick:
        if conflicts:
            _list_conflicts(pipeline.conflicts(kept), as_json=as_json)
            return
        articles = sum(1 for _ in kept.articles())
        found = list(pipeline.check(kept, full=full, progress=tick))
    if as_json:
        output.put_json({"articles": articles, "faults": found})
    else:
        output.put("\n".join(found)) if found else None
    if found:
        raise InvalidGraph(
            f"the store has {len(found)} fault{'s' if len(found) > 1 else ''}",
            hint="ingest the articles named again with --force; if the graph itself is damaged, remove the folder oxigraph in the store: it is made again",
        )
    output.say(f"{articles} articles conform to the shapes")


def _pour(kept: Any, format: str) -> None:
    """An export on stdout: a file that exists whole before any of it is printed."""
    from kg.query.export import write

    with TemporaryDirectory() as folder:
        target = Path(folder) / ("export.zip" if format == "csv" else "export")
        write(kept, format, target)
        with target.open("rb") as file, output.binary_out("-") as out:
            shutil.copyfileobj(file, out)


def _list_conflicts(found: list[Any], *, as_json: bool) -> None:
    if as_json:
        output.put_json([asdict(one) for one in found])
        return
    for one in found:
        output.put(f"{one.kind}: {one.about}")
        for said, articles in one.sides:
            output.put(f"  {said}  {' '.join(articles)}")


def _list_sources(rows: list[Any], *, as_json: bool) -> None:
    if as_json:
        output.put_json([asdict(row) for row in rows])
    elif rows:
        output.put(output.columns([(r.state, r.at, r.id, r.title or r.origin, r.reason) for r in rows]))


def _list(rows: list[Any], *, as_json: bool) -> None:
    if as_json:
        output.put_json([asdict(row) for row in rows])
    elif rows:
        output.put(output.columns([(r.id, r.published, str(r.facts), r.outlet, r.title) for r in rows]))


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (stats, export, validate):
        app.command()(command)
