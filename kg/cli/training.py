"""`kg train`: make an engine, or a better one. Each stage is a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import output
from kg.cli.group import Group

if TYPE_CHECKING:
    from kg.records import Article

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Make an engine from annotated articles; needs the extra [train].\n\nExample: kg train fit train.jsonl model/ --dev dev.jsonl",
)

Dev = Annotated[
    list[str] | None,
    typer.Option("--dev", metavar="DEV.jsonl", help="Annotated articles that set the confidences (repeatable).", show_default=False),
]
Setting = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="One setting of the run, over the file's (repeatable).", show_default=False),
]


@app.command()
def fit(
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
    dev: Dev = None,
    config: Annotated[
        str | None, typer.Option("--settings", metavar="RUN.toml", help="Settings of the run; see train.toml of any run.", show_default=False)
    ] = None,
    changes: Setting = None,
    unlabelled: Annotated[
        str | None,
        typer.Option(
            "--unlabelled",
            metavar="SOURCE",
            help="Articles nobody annotated; the base labels them, and what it is sure of is learned too.",
            show_default=False,
        ),
    ] = None,
    epochs: Annotated[float | None, typer.Option("--epochs", min=0.01, help="Passes over the articles.", show_default=False)] = None,
    minutes: Annotated[float | None, typer.Option("--minutes", min=0.01, help="End by the clock.", show_default=False)] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the folder's checkpoint.")] = False,
) -> None:
    """Train the neural engine on annotated articles.

    Example: kg train fit train.jsonl model/ --dev dev.jsonl --minutes 60
    """
    from kg.extract.neural.engine import MODELS
    from kg.train import configured
    from kg.train import fit as run

    start = base or MODELS
    shorter = {"epochs": epochs, "minutes": minutes}
    settings = [*(changes or []), *(f"{k}={v}" for k, v in shorter.items() if v is not None)]
    chosen = configured(config, settings, fine_tuning=(Path(start) / "encoder.onnx").is_file())
    articles = _articles(unlabelled)
    run(gold, Path(out), base=start, dev=dev or (), config=chosen, resume=resume, unlabelled=articles, report=output.say)


@app.command()
def average(
    models: Annotated[list[str], typer.Argument(metavar="MODEL...", help="Model folders, as `kg train fit` writes them.")],
    out: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where the averaged model goes.")],
    weights: Annotated[
        str, typer.Option("--weights", metavar="N,N,...", help="How much each model counts; else all the same.", show_default=False)
    ] = "",
    dev: Dev = None,
) -> None:
    """Write the model whose weights are the mean of several models' weights.

    Example: kg train average run/step-400 run/step-800 --out model/ --dev dev.jsonl
    """
    from kg.errors import ConfigError
    from kg.train import average as run

    try:
        shares = [float(w) for w in weights.split(",") if w]
    except ValueError as exc:
        raise ConfigError(f"--weights {weights} holds something that is no number", hint="--weights 1,3") from exc
    run([Path(m) for m in models], Path(out), weights=shares, dev=dev or ())


def _articles(source: str | None) -> list[Article]:
    """The articles of a source that can be read; the others are named on stderr."""
    from kg.records import Article
    from kg.sources import read

    items = list(read([source])) if source else []
    for error in (item for item in items if not isinstance(item, Article)):
        output.say(f"left out: {error}")
    return [item for item in items if isinstance(item, Article)]


def add_to(main: typer.Typer) -> None:
    """Register the group."""
    main.add_typer(app, name="train")
