"""`kg watch`: ask feeds again and again, and keep what is new."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Annotated

import typer

from kg.cli import output
from kg.cli.articles import Model, options_of, state_of
from kg.cli.options import Engine, Store, settings


def watch(
    ctx: typer.Context,
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds.", show_default=False)],
    store: Store = None,
    engine: Engine = None,
    model: Model = None,
    every: Annotated[float, typer.Option("--every", metavar="SECONDS", min=1.0, help="Time between two looks.")] = 900.0,
    once: Annotated[bool, typer.Option("--once", help="Look once and stop, for cron.")] = False,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="FILE", help="Where to remember what was seen; else in the store.", show_default=False),
    ] = None,
) -> None:
    """Look into feeds at intervals, keep the facts of what is new, and say the title of each new article.

    Example: kg watch https://contoh.example/rss --every 600
    """
    from kg import pipeline
    from kg.extract import load_engine
    from kg.store import open_store

    chosen = settings(ctx, store=store, engine=engine)
    made = load_engine(chosen.engine, **options_of(chosen.engine, model))
    fetch = replace(chosen.fetch, only_new=True, state=state or state_of(chosen.store))
    sources = [feed if feed.startswith(("feed:", "sitemap:")) else f"feed:{feed}" for feed in feeds]
    while True:
        with open_store(chosen.store) as kept:
            report = pipeline.ingest(sources, store=kept, engine=made, base=chosen.base, fetch=fetch, progress=output.put)
        for error in report.skipped:
            output.say(f"kg: skipped: {error}")
        output.say(f"{report.new} new, {report.replaced} changed")
        if once:
            return
        time.sleep(every)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(watch)
