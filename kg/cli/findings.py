"""`kg ask`, `kg search`, `kg show`, `kg path`, `kg timeline`, `kg rank`: what the graph knows, without SPARQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import output
from kg.cli.options import Every, Json, Lang, Since, Store, Until, settings

if TYPE_CHECKING:
    from kg.query.search import Hit, Index

Types = Annotated[
    list[str] | None,
    typer.Option("--type", help="Only PER, ORG, GPE, LOC, EVT, LAW or PROD (or person, body, event).", show_default=False),
]
Count = Annotated[int, typer.Option("--limit", min=0, help="At most so many; 0 is all.")]


def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A name, a part of one, or one spelt nearly so.")],
    store: Store = None,
    type: Types = None,
    limit: Count = 20,
    lang: Lang = "id",
    as_json: Json = False,
) -> None:
    """Find entities by name; spelling errors are forgiven.

    Example: kg search "hanung cahyo" --type person
    """
    from kg.query import search as finding
    from kg.query.table import Table

    with _opened(ctx, store) as (_, index):
        hits = finding.find(index, text, types=_kinds(type), limit=limit or 10_000)
    if as_json:
        output.put_json([asdict(hit) for hit in hits])
        return
    rows = tuple((h.label, h.type, str(h.articles), f"{h.score:g}", "" if h.name == h.label else h.name, h.id) for h in hits)
    _table(Table(("label", "type", "articles", "score", "name", "id"), rows), lang, f"nothing is called anything like {text!r}")


def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias, an id or an IRI.")],
    store: Store = None,
    type: Types = None,
    every: Every = False,
    lang: Lang = "id",
    md: Annotated[bool, typer.Option("--md", help="As Markdown.")] = False,
    html: Annotated[bool, typer.Option("--html", help="As a page.")] = False,
    as_json: Json = False,
) -> None:
    """Everything on one entity: posts, accusations, events, quotes, relations, articles, each with its sentence.

    Example: kg show "Suryo Handaru"
    """
    from kg.query import dossier, sheets

    with _opened(ctx, store) as (kept, index):
        found = [dossier.dossier(kept, hit.iri) for hit in _named(index, name, type, every=every)]
    if as_json:
        output.put_json([asdict(each) for each in found] if every else asdict(found[0]))
        return
    if html:
        output.put(sheets.as_html(found, lang=lang))
        return
    written = sheets.as_markdown if md else sheets.as_text
    output.page("\n\n".join(written(each, lang=lang) for each in found))


def path(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="A", help="A name, an alias, an id or an IRI.")],
    end: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    store: Store = None,
    count: Annotated[int, typer.Option("--count", "-k", min=1, max=50, help="How many ways.")] = 3,
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, max=12, help="Longest way.")] = 6,
    avoid: Annotated[
        list[str] | None, typer.Option("--avoid", metavar="NAME", help="Not through this.", show_default=False)
    ] = None,
    through: Annotated[
        list[str] | None,
        typer.Option("--through", metavar="NAME", help="This country or place may be passed.", show_default=False),
    ] = None,
    places: Annotated[bool, typer.Option("--places", help="All places may be passed.")] = False,
    lang: Lang = "id",
    as_json: Json = False,
) -> None:
    """How two entities are connected: the shortest ways, with the sentences of each step.

    Example: kg path "Suryo Handaru" "Dimas Arga Nugraha" --avoid "PT Lumbung Segara Jateng"
    """
    from kg.query import paths, sheets

    with _opened(ctx, store) as (kept, index):
        one, other = (_named(index, each, None)[0] for each in (start, end))
        avoided, passed = ([h.iri for n in names or () for h in _named(index, n, None, every=True)] for names in (avoid, through))
        ways = paths.paths(kept, one.iri, other.iri, count=count, max_hops=max_hops, avoid=avoided, through=passed, places=places)
    if as_json:
        output.put_json([[asdict(hop) for hop in way] for way in ways])
    elif ways:
        output.page("\n\n".join(sheets.way_as_text(n, way, lang=lang) for n, way in enumerate(ways, 1)))
    else:
        output.say(f"no way of at most {max_hops} steps joins {one.label} and {other.label} (--places allows ways over places)")


def timeline(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Whose; without a name, all dated events.", show_default=False)
    ] = "",
    store: Store = None,
    since: Since = "",
    until: Until = "",
    limit: Count = 200,
    every: Every = False,
    lang: Lang = "id",
    as_json: Json = False,
) -> None:
    """Events and posts in order of time, with their sentences.

    Example: kg timeline "Dimas Arga Nugraha" --since 2025-02
    """
    from kg.query import parameters
    from kg.query import timeline as times
    from kg.query.table import Table

    since, until = (parameters.checked_date(n, v) if v else "" for n, v in (("since", since), ("until", until)))
    with _opened(ctx, store) as (kept, index):
        iris = [hit.iri for hit in _named(index, name, None, every=every)] if name else [""]
        rows = sorted({row for iri in iris for row in times.timeline(kept, iri, since=since, until=until, limit=limit)})
    if as_json:
        output.put_json([asdict(row) for row in rows])
        return
    cells = tuple(
        (r.date, r.kind, r.label, r.place, ", ".join(r.actors), r.modality, r.said[0].outlet, r.said[0].date,
         " ".join(dict.fromkeys(s.sentence for s in r.said)))
        for r in rows
    )  # fmt: skip
    columns = ("when", "kind", "event", "place", "actors", "modality", "outlet", "date", "sentence")
    _table(Table(columns, cells), lang, "nothing with a date was found")


def rank(
    ctx: typer.Context,
    store: Store = None,
    by: Annotated[str, typer.Option("--by", metavar="MEASURE", help="pagerank or betweenness.")] = "pagerank",
    type: Types = None,
    since: Since = "",
    until: Until = "",
    limit: Count = 20,
    lang: Lang = "id",
    as_json: Json = False,
) -> None:
    """Who is central in the network of a period's articles.

    Example: kg rank --by betweenness --since 2025 --type person
    """
    from kg.query import parameters, ranking
    from kg.query.table import Table

    since, until = (parameters.checked_date(n, v) if v else "" for n, v in (("since", since), ("until", until)))
    with _opened(ctx, store) as (kept, _):
        types = _kinds(type) or ("PER", "ORG")
        found = ranking.rank(kept, measure=by.lower(), since=since, until=until, types=types, limit=limit)
    if as_json:
        output.put_json([asdict(each) for each in found])
        return
    rows = tuple((str(n), r.label, r.type, f"{r.score:.6f}", str(r.neighbours)) for n, r in enumerate(found, 1))
    _table(Table(("rank", "label", "type", "score", "neighbours"), rows), lang, "no article of that time joins anything")


def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In Indonesian or English.", show_default=False)] = "",
    store: Store = None,
    forms: Annotated[bool, typer.Option("--forms", help="List what can be asked.")] = False,
    lang: Lang = "id",
    as_json: Json = False,
) -> None:
    """Ask in plain words; the answer shows the SPARQL that ran and the sentences behind it.

    Example: kg ask "siapa Kepala Biro Umum Setda Jawa Tengah?"
    """
    from kg.query import ask as asking

    if forms or not question:
        output.put(output.columns([(form, pattern) for form, patterns in asking.examples() for pattern in patterns]))
        return
    with _opened(ctx, store) as (kept, index):
        found = asking.answer(kept, index, question)
    if as_json:
        output.put_json(asdict(found))
        return
    if found.sparql:
        output.say(found.sparql + "\n")
    if found.found:
        _table(found.table, lang, "")
    else:
        output.say(found.note)
        raise typer.Exit(1)


@contextmanager
def _opened(ctx: typer.Context, store: str | None) -> Iterator[tuple[Any, Index]]:
    """The store and its search index, open for reading."""
    from kg.query import search as finding
    from kg.store import open_store

    chosen = settings(ctx, store=store)
    with open_store(chosen.store, read_only=True) as kept, finding.opened(kept, chosen.store) as index:
        yield kept, index


def _kinds(types: list[str] | None) -> tuple[str, ...]:
    from kg.query import search as finding

    return tuple(sorted(finding.checked_types([t for each in types or () for t in each.split(",") if t.strip()])))


def _named(index: Index, name: str, types: list[str] | None, *, every: bool = False) -> tuple[Hit, ...]:
    from kg.query import search as finding

    return finding.resolve(index, name, types=_kinds(types), every=every)


def _table(found: Any, lang: str, nothing: str) -> None:
    from kg.query import table as tables

    if not found.rows:
        output.say(nothing)
        return
    told = tables.in_words(tables.without_empty(found), lang)
    output.page(tables.as_text(told, width=output.width()))
    if output.width():
        output.say(f"{len(found.rows)} row{'' if len(found.rows) == 1 else 's'}")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (ask, search, show, path, timeline, rank):
        app.command()(command)
