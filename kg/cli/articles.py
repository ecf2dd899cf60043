"""`kg ingest`, `kg annotate`, `kg forget`: articles in and out."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import output
from kg.cli.options import Engine, Field, Json, Sources, Store, settings
from kg.errors import ArticleError, ConfigError

if TYPE_CHECKING:
    from kg.extract import Explained
    from kg.records import Annotation

SKIPPED = 3
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="PATH", help="A model folder (neural) or annotations (replay).", show_default=False),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="PASS", help="Leave out a pass of the engine; may be repeated.", show_default=False),
]
Rejects = Annotated[
    str | None, typer.Option("--rejects", metavar="FILE", help="Write what was found but not stored.", show_default=False)
]
Since = Annotated[
    str, typer.Option("--since", metavar="DAY", help="Leave out what a feed or sitemap dates before it.", show_default=False)
]
SavePages = Annotated[
    str, typer.Option("--save-pages", metavar="FILE", help="Keep fetched pages in FILE.warc.gz.", show_default=False)
]
Strict = Annotated[bool | None, typer.Option("--strict/--no-strict", help="Stop at the first article that fails.")]


def ingest(
    ctx: typer.Context,
    sources: Sources,
    store: Store = None,
    engine: Engine = None,
    model: Model = None,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", help="Leave out facts below this probability.", show_default=False)
    ] = None,
    workers: Annotated[int | None, typer.Option("--workers", help="Processes that annotate.", show_default=False)] = None,
    strict: Strict = None,
    force: Annotated[bool, typer.Option("--force", help="Annotate unchanged articles again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done, and about how long it takes.")] = False,
    rejects: Rejects = None,
    field: Field = None,
    since: Since = "",
    save_pages: SavePages = "",
    as_json: Json = False,
) -> None:
    """Read articles, find their facts and keep them in the store; unchanged articles are left alone.

    Example: kg ingest berita/ 'arsip/*.jsonl' https://contoh.example/a feed:https://contoh.example/rss
    """
    from kg import pipeline
    from kg.store import open_store

    chosen = settings(ctx, store=store, engine=engine, min_confidence=min_confidence, workers=workers, strict=strict)
    how = _how(chosen, model, field) | {"force": force, "retry_failed": retry_failed}
    how["fetch"] = replace(chosen.fetch, state=state_of(chosen.store), since=since, save_pages=save_pages)
    if dry_run:
        _plan(sources, chosen.store, how, as_json=as_json)
        return
    if rejects:
        _write_rejects(rejects, ())  # a place that cannot be written is better known before the work than after it
    with open_store(chosen.store) as kept, output.progress("articles") as tick:
        report = pipeline.ingest(sources, store=kept, strict=chosen.strict, progress=tick, **how)
    if rejects:
        _write_rejects(rejects, report.rejects)
    _tell(report, as_json=as_json)
    if report.skipped:
        raise typer.Exit(SKIPPED)


def annotate(
    ctx: typer.Context,
    sources: Sources,
    jsonl: Annotated[bool, typer.Option("--jsonl/--words", help="One JSON object a line, or facts in words.")] = True,
    explain: Annotated[
        bool, typer.Option("--explain", help="Facts in words, with what made each, how sure that is and its sentences.")
    ] = False,
    engine: Engine = None,
    model: Model = None,
    without: Without = None,
    strict: Strict = None,
    field: Field = None,
) -> None:
    """Print what the engine finds, without storing anything.

    Example: kg annotate artikel.txt --jsonl > temuan.jsonl
    """
    from kg import pipeline
    from kg.extract import load_engine

    chosen = settings(ctx, engine=engine, strict=strict)
    skipped = []
    made = load_engine(chosen.engine, **options_of(chosen.engine, model, without))
    run = pipeline.explain if explain else pipeline.annotate
    for item in run(sources, made, fields=_fields(chosen.fields, field), stdin=output.stdin(), fetch=chosen.fetch):
        if not isinstance(item, ArticleError):
            _put(item, jsonl=jsonl)
        elif chosen.strict:
            raise item
        else:
            skipped.append(item)
    _list_skipped(skipped)
    if skipped:
        raise typer.Exit(SKIPPED)


def forget(
    ctx: typer.Context,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, URLs or the input's own ids.")],
    store: Store = None,
) -> None:
    """Take an article's facts out again; what other articles support stays.

    Example: kg forget https://contoh.example/berita/1
    """
    from kg import pipeline
    from kg.store import open_store

    chosen = settings(ctx, store=store)
    with open_store(chosen.store, create=False) as kept:
        for article in articles:
            pipeline.forget(article, store=kept, base=chosen.base)
            output.say(f"forgot {article}")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (ingest, annotate, forget):
        app.command()(command)


def options_of(engine: str, model: str | None, without: list[str] | None = None) -> dict[str, Any]:
    """What `--model` and `--without` mean to an engine. Raises ConfigError for passes of an engine that has none."""
    if without and engine != "neural":
        raise ConfigError(f"the {engine} engine has no passes to leave out", hint="--without goes with --engine neural")
    options: dict[str, Any] = {"path" if engine == "replay" else "model": model} if model else {}
    return options | ({"without": without} if without else {})


def _put(found: Annotation | Explained, *, jsonl: bool) -> None:
    from kg import wording
    from kg.exchange import to_json
    from kg.extract import Explained, trace

    if isinstance(found, Explained):
        output.put(trace.in_words(found))
    elif jsonl:
        output.put_json(to_json(found), indent=None)
    else:
        output.put(wording.in_words(found))


def state_of(store: str) -> str:
    """The file in which a store's folder remembers what was fetched."""
    return str(Path(store) / "visited.sqlite")


def _fields(configured: Any, flags: list[str] | None) -> Any:
    from kg.config import checked_fields
    from kg.sources import Fields

    return Fields(**{**configured, **checked_fields(output.pairs("--field", flags or []), "the command line")})


def _how(chosen: Any, model: str | None, field: list[str] | None) -> dict[str, Any]:
    """How articles are read and annotated, as the library takes it."""
    return {
        "engine": chosen.engine,
        "options": options_of(chosen.engine, model),
        "base": chosen.base,
        "fields": _fields(chosen.fields, field),
        "stdin": output.stdin(),
        "min_confidence": chosen.min_confidence,
        "workers": chosen.workers,
    }


def _plan(sources: Any, store: str, how: dict[str, Any], *, as_json: bool) -> None:
    """What an ingest would do; a store that is not there yet is not made."""
    from tempfile import TemporaryDirectory

    from kg import pipeline
    from kg.store import open_store
    from kg.store.folder import exists

    with TemporaryDirectory() as empty:
        there = "://" in store or exists(Path(store))
        with open_store(store if there else Path(empty) / "none.kg", read_only=there) as kept:
            plan = pipeline.plan(sources, store=kept, **how)
    if as_json:
        output.put_json(asdict(plan))
    else:
        output.put(output.columns([(name.replace("_", " "), str(value)) for name, value in asdict(plan).items()]))


def _write_rejects(path: str, found: Any) -> None:
    lines = "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in found)
    try:
        Path(path).write_text(lines, encoding="utf-8")
    except OSError as exc:
        raise output.unwritable(path, exc) from exc


def _list_skipped(skipped: Any) -> None:
    for error in skipped:
        output.say(f"kg: skipped: {error}")
        if error.hint:
            output.say(f"  hint: {error.hint}")


def _tell(report: Any, *, as_json: bool) -> None:
    _list_skipped(report.skipped)
    counts = {
        "new": report.new,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
        **report.facts,
        "rejects": len(report.rejects),
        "seconds": round(report.seconds, 2),
        "articles_per_second": round(report.articles_per_second, 2),
    }
    if as_json:
        output.put_json({**counts, "skipped_articles": [str(e) for e in report.skipped]})
    else:
        output.put(output.columns([(k.replace("_", " "), str(v)) for k, v in counts.items()]))


