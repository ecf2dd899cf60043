"""`kg evaluate` and `kg train`: how good an engine is, and how to make one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import output
from kg.cli.articles import Model, Without, options_of
from kg.cli.options import Engine, Json, settings
from kg.errors import ArticleError

if TYPE_CHECKING:
    from kg.evaluate import Score
    from kg.records import Article


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


def train(
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Annotated articles to learn from.")],
    out: Annotated[str, typer.Argument(metavar="FOLDER", help="Where the model and its checkpoints go.")],
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="PATH",
            help="What to start from: a pretrained encoder (folder or hub id) or a model folder; else the shipped model.",
            show_default=False,
        ),
    ] = None,
    dev: Annotated[
        str | None, typer.Option("--dev", metavar="DEV.jsonl", help="Annotated articles that set the confidences.", show_default=False)
    ] = None,
    unlabelled: Annotated[
        str | None,
        typer.Option(
            "--unlabelled",
            metavar="SOURCE",
            help="Articles nobody annotated; the base labels them, and what it is sure of is learned too.",
            show_default=False,
        ),
    ] = None,
    epochs: Annotated[float, typer.Option("--epochs", min=0.01, help="Passes over the articles.")] = 9.0,
    minutes: Annotated[float | None, typer.Option("--minutes", min=0.01, help="End by the clock.", show_default=False)] = None,
    batch: Annotated[int, typer.Option("--batch", min=1, help="Windows a step.")] = 8,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same run on the same machine.")] = 7,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the folder's checkpoint.")] = False,
) -> None:
    """Train the neural engine on annotated articles; needs the extra [train].

    Example: kg train train.jsonl model/ --dev dev.jsonl --minutes 60
    """
    from kg.extract.neural.engine import MODELS
    from kg.train import fit

    fit(
        gold,
        Path(out),
        base=base or MODELS,
        dev=dev,
        epochs=epochs,
        minutes=minutes,
        batch=batch,
        seed=seed,
        resume=resume,
        unlabelled=_articles(unlabelled),
        report=output.say,
    )


def _articles(source: str | None) -> list[Article]:
    """The articles of a source that can be read; the others are named on stderr."""
    from kg.records import Article
    from kg.sources import read

    items = list(read([source])) if source else []
    for error in (item for item in items if not isinstance(item, Article)):
        output.say(f"left out: {error}")
    return [item for item in items if isinstance(item, Article)]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (evaluate, train):
        app.command()(command)
