"""`kg query`: SPARQL in, tables or graphs out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli import output
from kg.cli.options import Store, settings


def query(
    ctx: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="SPARQL|FILE|NAME", help="The query; none: list those that ship.", show_default=False)
    ] = None,
    store: Store = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="table, csv, tsv, json, xml, turtle, ntriples, jsonld or rdfxml.")
    ] = "table",
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the query.", show_default=False)
    ] = None,
    timeout: Annotated[float | None, typer.Option("--timeout", help="Seconds until it is stopped.", show_default=False)] = None,
    allow_service: Annotated[
        list[str] | None, typer.Option("--allow-service", metavar="HOST", help="A host SERVICE may call.", show_default=False)
    ] = None,
) -> None:
    """Ask the graph: SELECT, ASK, CONSTRUCT or DESCRIBE, from text, a .rq file or a named query.

    Example: kg query posts-of --param name="Hanung Cahyo Saputro"
    """
    from kg.query import named, results, sparql

    if question is None:
        rows: list[tuple[str, ...]] = [(q.name, q.title_id, " ".join(f"--param {p.name}=..." for p in q.parameters)) for q in named.shipped()]
        output.put(output.columns(rows))
        return
    chosen = settings(ctx, store=store, timeout=timeout)
    text = named.bind(named.load(question), output.pairs("--param", param or []))
    answer = sparql.run(chosen.store, text, timeout_s=chosen.timeout, allow_service=allow_service or ())
    with answer:
        results.check_format(answer.kind, format)
        labels = results.labels_of(chosen.store, answer) if format == "table" else None
        sys.stdout.flush()
        results.write(answer, format, sys.stdout.buffer, labels=labels)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(query)
