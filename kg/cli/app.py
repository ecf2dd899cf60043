"""The command line as a whole. Nothing heavy is imported until a command needs it, so that `kg --help` answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import articles, curate, findings, judge, look, output, questions, review, stored, training, watch
from kg.cli.group import Group

app = typer.Typer(
    cls=Group,
    name="kg",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def kg(
    ctx: typer.Context,
    config: Annotated[
        str | None,
        typer.Option(
            "--config", metavar="FILE", help="Read settings from FILE; else KG_CONFIG, else ./kg.toml.", show_default=False
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say on stderr what is being done.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """News articles become an RDF knowledge graph with the sentence behind every fact.

    Example: kg ingest berita/ && kg query people-and-posts && kg view
    """
    ctx.obj = config
    if verbose:
        output.follow_log()
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


for _room in (articles, curate, questions, findings, look, review, stored, judge, training, watch):
    _room.add_to(app)
