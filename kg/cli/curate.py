"""`kg curate`: a person's word on who is who and on facts, kept for good and undone exactly."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli import output
from kg.cli.group import Group
from kg.cli.options import Json, Store, settings
from kg.errors import ConfigError

app = typer.Typer(cls=Group, help="Decide who is who, and which facts are wrong; everything can be undone.", no_args_is_help=True)

By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; your login name unless set.", show_default=False)
]
Reason = Annotated[str, typer.Option("--reason", "-m", metavar="TEXT", help="Why, in a few words.", show_default=False)]
Type = Annotated[str, typer.Argument(metavar="TYPE", help="PER, ORG, GPE, LOC, LAW or PROD.")]
Name = Annotated[str, typer.Argument(metavar="ENTITY", help="A name, or an id such as person/laras-widyastuti.")]


@app.command()
def merge(ctx: typer.Context, left: Name, right: Name, store: Store = None, by: By = None, reason: Reason = "") -> None:
    """Say that two entities are one; the first keeps its name and id.

    Example: kg curate merge 'Laras Widyastuti' person/laras-ab12cd34 -m 'same post in both'
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, reason) as curator:
        _tell(curating.merge(curator, _id(curator, left), _id(curator, right)))


@app.command()
def split(
    ctx: typer.Context,
    entity: Name,
    other: Annotated[str, typer.Argument(metavar="[OTHER]", help="The name that is not this entity.", show_default=False)] = "",
    articles: Annotated[
        list[str] | None, typer.Option("--article", metavar="ARTICLE", help="An article in which the name means somebody else.")
    ] = None,
    store: Store = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    """Part two names that were joined, or two people of one name by their articles.

    Example: kg curate split 'Agus Setiawan' --article https://contoh.example/berita/7
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, reason) as curator:
        for made in curating.split(curator, _id(curator, entity), _path(curator, other), articles=articles or ()):
            _tell(made)


@app.command()
def reject(
    ctx: typer.Context,
    fact: Annotated[str, typer.Argument(metavar="FACT", help="The IRI of a statement, post, participation, relation or quote.")],
    store: Store = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    """Take a wrong fact out; it stays out when an article says it again.

    Example: kg curate reject membership/0123456789abcdef -m 'another person of that name'
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, reason) as curator:
        _tell(curating.reject(curator, fact))


@app.command()
def rename(
    ctx: typer.Context,
    entity: Name,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    store: Store = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    """Call an entity by another name.

    Example: kg curate rename person/laras 'Laras Widyastuti'
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, reason) as curator:
        _tell(curating.rename(curator, _id(curator, entity), name))


@app.command("type")
def retype(ctx: typer.Context, entity: Name, kind: Type, store: Store = None, by: By = None, reason: Reason = "") -> None:
    """Say of which type an entity is.

    Example: kg curate type organization/klaten GPE
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, reason) as curator:
        _tell(curating.retype(curator, _id(curator, entity), kind.upper()))


@app.command()
def undo(
    ctx: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="[ID]", help="The id that kg curate log shows; else the last.")] = "",
    store: Store = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    """Take back a decision: everything is as it was before it.

    Example: kg curate undo
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, reason) as curator:
        _tell(curating.undo(curator, decision))


@app.command()
def log(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="The rules' decisions too.")] = False,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """List the decisions, the newest last.

    Example: kg curate log --all
    """
    from kg.resolve import decision_id
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        made = [d for d in kept.names.decisions() if every or not d.by.startswith("rule:")]
    if as_json:
        output.put_json([{"id": decision_id(d), **asdict(d)} for d in made])
    elif made:
        output.put(output.columns([(decision_id(d), d.at, d.by, d.verdict, d.left, d.right, "; ".join(d.reasons)) for d in made]))


@app.command()
def queue(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many pairs.")] = 20,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Show the pairs that may be one, the likeliest first, with a sentence of each.

    Example: kg curate queue --limit 5
    """
    from kg.pipeline import curating
    from kg.store import open_store

    with open_store(settings(ctx, store=store).store, read_only=True) as kept:
        doubts = curating.queue(kept, limit=limit)
    if as_json:
        output.put_json([asdict(d) for d in doubts])
        return
    for doubt in doubts:
        output.put(f"{doubt.score:4.2f}  {doubt.node}  ?  {doubt.target}  ({'; '.join(doubt.reasons)})")
        output.put(f"        {doubt.node_says}\n        {doubt.target_says}")


@app.command("export")
def export_(
    ctx: typer.Context,
    out: Annotated[str, typer.Argument(metavar="FILE", help="File to write, or - for stdout.")] = "-",
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl, or prov for PROV in Turtle.")] = "jsonl",
    every: Annotated[bool, typer.Option("--all", help="The rules' decisions too.")] = False,
    store: Store = None,
) -> None:
    """Write the decisions for another store, or as provenance.

    Example: kg curate export keputusan.jsonl
    """
    from kg.pipeline.bases import settled
    from kg.rdf.decisions import turtle
    from kg.resolve import decision_id
    from kg.store import open_store

    if format not in ("jsonl", "prov"):
        raise ConfigError(f"the format {format!r} is unknown", hint="formats: jsonl, prov")
    chosen = settings(ctx, store=store)
    with open_store(chosen.store, read_only=True) as kept:
        made = [d for d in kept.names.decisions() if every or not d.by.startswith("rule:")]
        base = settled(kept, chosen.base)
    named = [(decision_id(d), d) for d in made]
    lines = (
        [json.dumps({"id": i, **asdict(d)}, ensure_ascii=False) for i, d in named]
        if format == "jsonl"
        else turtle(named, base=base)
    )
    with output.binary_out(out) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines that kg curate export wrote.")],
    store: Store = None,
    by: By = None,
) -> None:
    """Take over decisions made in another store, each once.

    Example: kg curate import keputusan.jsonl
    """
    from kg.pipeline import curating

    with _curator(ctx, store, by, "") as curator:
        output.say(f"{curating.take_over(curator, _decisions(file))} new decisions")


def add_to(main: typer.Typer) -> None:
    """Register the commands."""
    main.add_typer(app, name="curate")


class _curator:  # noqa: N801 - reads as the verb it is used as
    """An open store and who decides in it, for the length of a `with` block."""

    def __init__(self, ctx: typer.Context, store: str | None, by: str | None, reason: str) -> None:
        self._chosen, self._by, self._reason = settings(ctx, store=store), by, reason

    def __enter__(self) -> Any:
        from kg.pipeline.bases import settled
        from kg.pipeline.curating import Curator
        from kg.store import open_store

        self._store = open_store(self._chosen.store, create=False)
        base = settled(self._store, self._chosen.base)
        return Curator(self._store, self._by or getpass.getuser(), base, self._reason)

    def __exit__(self, *_error: object) -> None:
        self._store.close()


def _id(curator: Any, name: str) -> str:
    """The path of an entity by its name; a path or an IRI is taken as it is."""
    from kg.query.find import entity

    path = _path(curator, name)
    return (
        path if "/" in path and " " not in path else entity(curator.store, name, base=curator.base).iri.removeprefix(curator.base)
    )


def _path(curator: Any, name: str) -> str:
    return name.strip().strip("<>").removeprefix(curator.base)


def _decisions(file: str) -> list[Any]:
    from kg.store.names import decision_from

    try:
        lines = [line for line in Path(file).read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigError(f"{file} cannot be read: {exc}", hint="name a file that kg curate export wrote") from exc
    made = []
    for number, line in enumerate(lines, 1):
        try:
            made.append(decision_from(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise ConfigError(f"{file}, line {number}, is no decision", hint="each line is what kg curate export wrote") from exc
    return made


def _tell(decision: Any) -> None:
    from kg.resolve import decision_id

    output.say(f"{decision_id(decision)}  {decision.verdict}: {decision.left} {decision.right}".rstrip())
