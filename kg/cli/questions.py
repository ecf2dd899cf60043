"""`kg query` and `kg queries`: SPARQL in, tables, graphs or files out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import output
from kg.cli.options import Every, Json, Lang, Outlet, Since, Store, Until, settings

if TYPE_CHECKING:
    from kg.config import Config
    from kg.query.named import Query
    from kg.query.sparql import QueryResult

_SHOWN = 10_000
Question = Annotated[
    str | None,
    typer.Argument(metavar="SPARQL|FILE|NAME", help="The query; without one, a prompt on a terminal.", show_default=False),
]
_FORMATS = "table, markdown, csv, tsv, json, xml, turtle, ntriples, jsonld or rdfxml."
Format = Annotated[str | None, typer.Option("--format", "-f", help=_FORMATS, show_default=False)]
_OUT = "Write to FILE; its ending is the format (.xlsx, .csv, .graphml ...)."
Out = Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help=_OUT, show_default=False)]
Replace = Annotated[bool, typer.Option("--replace", help="Write over an existing file.")]
Param = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the query.", show_default=False)
]
Limit = Annotated[int, typer.Option("--limit", min=0, help="At most so many rows; 0 is all.")]
Explain = Annotated[bool, typer.Option("--explain", help="Show the SPARQL that would run, and what is slow in it.")]
Timeout = Annotated[float | None, typer.Option("--timeout", help="Seconds until it is stopped.", show_default=False)]
AllowService = Annotated[
    list[str] | None, typer.Option("--allow-service", metavar="HOST", help="A host SERVICE may call.", show_default=False)
]
Text = Annotated[str, typer.Option("--text", metavar="WORDS", help="A named query's text.", show_default=False)]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="Whom or what a named query is about.", show_default=False)]
Place = Annotated[str, typer.Option("--place", metavar="NAME", help="A named query's place or body.", show_default=False)]
Modality = Annotated[
    str, typer.Option("--modality", help="Only what is told so: asserted, alleged, denied ...", show_default=False)
]


def query(
    ctx: typer.Context,
    question: Question = None,
    store: Store = None,
    format: Format = None,
    out: Out = None,
    replace: Replace = False,
    param: Param = None,
    name: Name = "",
    place: Place = "",
    text: Text = "",
    since: Since = "",
    until: Until = "",
    outlet: Outlet = "",
    modality: Modality = "",
    every: Every = False,
    limit: Limit = 0,
    lang: Lang = "id",
    explain: Explain = False,
    timeout: Timeout = None,
    allow_service: AllowService = None,
    as_json: Json = False,
) -> None:
    """Ask the graph: SELECT, ASK, CONSTRUCT or DESCRIBE, from text, a .rq file or a named query.

    Example: kg query events --place Semarang --since 2025-03 --out acara.xlsx
    """
    from kg.query import named, sparql

    chosen = settings(ctx, store=store, timeout=timeout)
    if question is None:
        _without_question(chosen, lang)
        return
    checked_format(chosen.store)
    asked = named.load(question)
    options = {"name": name, "place": place, "text": text, "since": since, "until": until, "outlet": outlet, "modality": modality}
    values = {key: value for key, value in options.items() if value} | output.pairs("--param", param or [])
    bound = prepared(chosen.store, asked, values, every=every)
    _warn(bound)
    if explain:
        _explain(bound)
        return
    with sparql.run(chosen.store, bound, timeout_s=chosen.timeout, allow_service=allow_service or (), limit=limit) as answer:
        if out:
            _write_file(answer, out, format, replace=replace, lang=lang)
        else:
            show(answer, chosen.store, format or ("json" if as_json else "table"), lang=lang if asked.name else "")


def _without_question(chosen: Config, lang: str) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from kg.cli.prompt import converse

        converse(chosen, lang=lang)
    else:
        queries(lang)


def queries(
    lang: Lang = "id",
    as_json: Json = False,
) -> None:
    """List the queries that ship, with what they answer and take.

    Example: kg queries --lang en
    """
    from kg.query import named

    shipped = named.shipped()
    if as_json:
        output.put_json(
            [
                {"name": q.name, "id": q.title_id, "en": q.title_en, "parameters": {p.name: p.description for p in q.parameters}}
                for q in shipped
            ]
        )
        return
    takes = (" ".join(p.name if p.default is None else f"[{p.name}]" for p in q.parameters) for q in shipped)
    rows: list[tuple[str, ...]] = [
        (q.name, q.title_en if lang == "en" else q.title_id, take) for q, take in zip(shipped, takes, strict=True)
    ]
    output.put(output.columns(rows))


def checked_format(store: str) -> None:
    """Raise StoreError for a store that a newer kg wrote, as every other command does."""
    from pathlib import Path

    from kg.store import folder

    if (Path(store) / "VERSION").is_file():
        folder.exists(Path(store))


def prepared(store: str, asked: Query, values: dict[str, str], *, every: bool = False) -> str:
    """The SPARQL of a query with its values: the store is opened only where names have to be looked up."""
    from kg.query import named, search
    from kg.store import open_store

    if not any(p.type in ("entity", "passage", "article", "outlet") and values.get(p.name) for p in asked.parameters):
        return named.bind(asked, values)
    with open_store(store, read_only=True) as kept, search.opened(kept, store) as index:
        return named.bind(asked, values, index=index, every=every)


def show(answer: QueryResult, store: str, format: str, *, lang: str = "") -> None:
    """Print an answer: tables fitted to the terminal, formats for programs as the engine writes them."""
    from kg.query import results
    from kg.query import table as tables

    results.check_format(answer.kind, format)
    if format not in ("table", "markdown"):
        sys.stdout.flush()
        results.write(answer, format, sys.stdout.buffer)
        return
    found = results.table(answer, labels=results.labels_of(store, answer), limit=_SHOWN)
    rows = len(found.rows) + found.more
    found = tables.in_words(tables.without_empty(found), lang) if lang else found
    if format == "markdown":
        output.put(tables.as_markdown(found))
        return
    output.page(tables.as_text(found, width=output.width()))
    if not rows:
        output.say("nothing found")
    elif output.width() and answer.kind != "boolean":
        output.say(f"{rows} row{'' if rows == 1 else 's'}")


def _warn(sparql: str) -> None:
    from kg.query import mistakes, prefixes

    for said in mistakes.misspelt(sparql, prefixes.PREFIXES):
        output.say(f"kg: warning: {said}")


def _explain(sparql: str) -> None:
    from kg.query import mistakes

    output.put("\n".join(line for line in sparql.splitlines() if line.strip()))
    for said in mistakes.slow_shapes(sparql):
        output.say(f"kg: slow: {said}")


def _write_file(answer: QueryResult, out: str, format: str | None, *, replace: bool, lang: str) -> None:
    from kg.query import files

    files.write_answer(answer, out, format=format, replace=replace, lang=lang)
    output.say(f"wrote {out}")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (query, queries):
        app.command()(command)
