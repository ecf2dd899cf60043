"""`kg review`: what a person should look at before anything is published."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli import output
from kg.cli.options import Json, Lang, Outlet, Since, Store, Until, settings
from kg.cli.questions import Modality, prepared, show

review = typer.Typer(help="What a person should look at before anything is published.", no_args_is_help=True)
Csv = Annotated[bool, typer.Option("--csv", help="Print the answer as CSV.")]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="Only of or by this person or body.", show_default=False)]


@review.command()
def accusations(
    ctx: typer.Context,
    store: Store = None,
    name: Name = "",
    since: Since = "",
    until: Until = "",
    outlet: Outlet = "",
    modality: Modality = "",
    lang: Lang = "id",
    as_json: Json = False,
    csv: Csv = False,
) -> None:
    """Who is accused of what, or denies it: person, modality, cue, confidence, outlet, date and sentence of each.

    Example: kg review accusations --since 2025 --csv > tuduhan.csv
    """
    from kg.query import named, results, sparql

    chosen = settings(ctx, store=store)
    options = {"name": name, "since": since, "until": until, "outlet": outlet, "modality": modality}
    bound = prepared(chosen.store, named.load("accusations"), {key: value for key, value in options.items() if value})
    with sparql.run(chosen.store, bound, timeout_s=chosen.timeout) as answer:
        if as_json:
            found = results.table(answer, limit=0)
            output.put_json([dict(zip(found.columns, row, strict=True)) for row in found.rows])
        elif csv:
            sys.stdout.flush()
            results.write(answer, "csv", sys.stdout.buffer)
        else:
            show(answer, chosen.store, "table", lang=lang)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(review, name="review")
