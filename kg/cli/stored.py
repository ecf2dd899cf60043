"""`kg stats`, `kg export`, `kg validate`: the store as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import output
from kg.cli.options import Json, Store, settings


def stats(ctx: typer.Context, store: Store = None, as_json: Json = False) -> None:
    """Count what the store holds.

    Example: kg stats --json
    """
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        counts = kept.stats()
    if as_json:
        output.put_json(counts)
    else:
        output.put(output.columns([(name, str(count)) for name, count in counts.items()]))


def export(
    ctx: typer.Context,
    out: Annotated[str, typer.Argument(metavar="FILE", help="File to write; for csv a folder or a .zip.")],
    store: Store = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="nquads, trig, turtle, ntriples, jsonld, graphml, gexf or csv.")
    ] = "nquads",
    replace: Annotated[bool, typer.Option("--replace", help="Write over an existing file.")] = False,
) -> None:
    """Write the graph for other programs.

    Example: kg export graf.graphml --format graphml
    """
    from kg.query.export import write
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        write(kept, format, out, replace=replace)
    output.say(f"wrote {out}")


def validate(ctx: typer.Context, store: Store = None) -> None:
    """Check every stored article's graph against the SHACL shapes.

    Example: kg validate
    """
    from kg import pipeline
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        checked = pipeline.check(kept)
    output.say(f"{checked} articles conform to the shapes")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (stats, export, validate):
        app.command()(command)
