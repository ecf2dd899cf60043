"""The options that several commands share, and the settings they lead to."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import config

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Files, folders, patterns, addresses, feed:ADDRESS, sitemap:ADDRESS, or - for stdin.", show_default=False),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="PATH", help="The store's folder; else KG_STORE, else kg.toml, else ./news.kg.", show_default=False
    ),
]
Engine = Annotated[
    str | None,
    typer.Option("--engine", metavar="NAME", help="The engine that annotates; neural unless set.", show_default=False),
]
Lang = Annotated[str, typer.Option("--lang", help="Words of headers and pages: id or en.")]
Since = Annotated[
    str, typer.Option("--since", metavar="DATE", help="From this day on: 2025, 2025-03 or 2025-03-08.", show_default=False)
]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help="Up to this day.", show_default=False)]
Outlet = Annotated[str, typer.Option("--outlet", metavar="NAME", help="Only articles of this outlet.", show_default=False)]
Every = Annotated[bool, typer.Option("--all", help="Take everything that an ambiguous name may mean.")]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Field = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="FIELD=NAME",
        help="What a .jsonl or .csv input calls a field: --field text=isi. Fields: text, title, url, outlet, date, id, lang.",
        show_default=False,
    ),
]


def settings(ctx: typer.Context, **flags: object) -> config.Config:
    """The settings in force for a command: defaults < kg.toml < environment < its flags."""
    return config.load(flags, file=ctx.obj)
