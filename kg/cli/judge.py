"""`kg evaluate`: how good an engine is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import output
from kg.cli.articles import Model, Without, options_of
from kg.cli.options import Engine, Json, settings
from kg.errors import ArticleError

if TYPE_CHECKING:
    from kg.evaluate import Score


def evaluate(
    ctx: typer.Context,
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Annotated articles.")],
    predicted: Annotated[
        str | None, typer.Argument(metavar="PRED.jsonl", help="Predictions; without them the engine annotates.", show_default=False)
    ] = None,
    engine: Engine = None,
    model: Model = None,
    without: Without = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="Worst errors to show of each kind.")] = 3,
    accusations: Annotated[
        bool, typer.Option("--accusations", help="Count who is rightly and wrongly accused, in texts that say so.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Score annotations against gold: precision, recall, F1, calibration and the worst errors.

    With --without, the F1 of every measure with all passes, without those named, and the difference.

    Example: kg evaluate gold.jsonl temuan.jsonl
    """
    from kg import evaluate as referee

    golds, name = referee.read(gold), settings(ctx, engine=engine).engine
    left_out = _predictions(gold, name, options_of(name, model, without)) if without else {}
    preds = referee.read(predicted) if predicted else _predictions(gold, name, options_of(name, model))
    if without:
        _put_ablation(referee.score(golds, preds), referee.score(golds, left_out), as_json=as_json)
        return
    if accusations:
        results = referee.accusations(golds, preds)
        if as_json:
            output.put_json({group: asdict(counts) for group, counts in results.items()})
        else:
            output.put(referee.accusations_table(results))
        return
    verdict = referee.judge(golds, preds, errors=errors)
    output.put(referee.to_json(verdict) if as_json else referee.to_text(verdict))


def _predictions(gold: str, engine: str, options: dict[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The engine's annotations of the gold articles, by id. Raises the ArticleError of an article that fails."""
    from kg import pipeline
    from kg.exchange import to_json
    from kg.extract import load_engine

    found: dict[str, Mapping[str, Any]] = {}
    for item in pipeline.annotate([gold], load_engine(engine, **options)):
        if isinstance(item, ArticleError):
            raise item
        found[item.article.source_id] = to_json(item)
    return found


def _put_ablation(whole: Mapping[str, Score], less: Mapping[str, Score], *, as_json: bool) -> None:
    rows = {name: (score.f1, less[name].f1, less[name].f1 - score.f1) for name, score in whole.items()}
    if as_json:
        output.put_json({name: dict(zip(("all", "without", "difference"), row, strict=True)) for name, row in rows.items()})
        return
    table = [(name, f"{a:.3f}", f"{b:.3f}", f"{d:+.3f}") for name, (a, b, d) in rows.items()]
    output.put(output.columns([("measure", "all", "without", "difference"), *table]))


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(evaluate)
