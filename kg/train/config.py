"""Everything a training run can be told, with its defaults: written once, read from TOML, changed by `key=value`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigError


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training run. Rates are peak learning rates of a one-cycle schedule; shares are between 0 and 1.

    What a field means stands beside it. A run that goes on from an exported model starts from `FINE_TUNING` instead.
    """

    # How long, and with what.
    epochs: float = 9.0  # passes over the annotated articles, as they stand, altered or labelled by a teacher
    minutes: float | None = None  # ends the run by the clock, the rates falling with it
    batch_windows: int = 8  # windows a step
    window: int = 510  # pieces in a window, and at work the most a window has
    seed: int = 7  # same seed, same batches in the same order
    precision: str = "quicker"  # float32, bfloat16, or whichever the machine multiplies faster in
    workers: int = 0  # processes that collate batches and decode tags; 0 does both between the steps
    version: str = "0.5"  # the model's own version, written to engine.json

    # Rates and regularisation.
    encoder_rate: float = 4e-4
    head_rate: float = 1e-3
    warmup: float = 0.1  # share of the run in which rates rise
    head_ramp: float = 0.12  # share of the run in which the weight of the span heads rises, or they drown the tagger
    weight_decay: float = 0.01
    gradient_norm: float = 1.0  # gradients are scaled down to it
    dropout: float = 0.15  # on the encoder's last states
    masked: float = 0.06  # share of pieces replaced by the mask piece
    frozen_layers: int = 0  # lowest encoder layers that keep their weights, and with them the embeddings
    ema_decay: float = 0.995  # exponential moving average of the weights

    # What is learned from, and how much each part of the loss weighs.
    altered_copies: bool = True  # two altered copies of each article, one of them in short windows
    short_window: int = 250  # pieces in those
    scheduled_sampling: int = 1  # every so many batches the tagger's own spans are decoded for the pair classifier; 0 never
    span_weight: float = 0.15  # event kinds, modalities, statuses
    pair_weight: float = 0.25  # facts
    same_weight: float = 0.10  # same-entity pairs
    argument_weight: float = 1.0  # event arguments among the facts
    sure: float = 0.6  # facts of a labelled article from this confidence on are true
    label_least: int = 2  # how often a label must stand between two types to be asked about there

    # Widths of the pair classifier; a run that goes on from a model keeps that model's.
    pair_width: int = 256
    product_width: int = 128

    # Export, and what is written on the way.
    outlier_channels: int = 4  # inputs of each second feed-forward layer that stay floats
    report_every: int = 20  # steps between lines of metrics.jsonl
    save_every: int = 100  # steps between checkpoints from which a run resumes
    evaluate_every: int = 0  # steps between exported checkpoints, scored on dev where there is one; 0 only at the end
    keep_checkpoints: int = 3  # exported checkpoints kept, best dev score first


# A model that knows something already keeps its lowest layers and takes smaller steps.
FINE_TUNING: Mapping[str, Any] = {
    "frozen_layers": 3,
    "encoder_rate": 2.2e-4,
    "head_rate": 7e-4,
    "masked": 0.1,
    "ema_decay": 0.998,
    "argument_weight": 1.5,
}


def configured(path: str | Path | None = None, settings: Iterable[str] = (), *, fine_tuning: bool = False) -> TrainConfig:
    """The defaults (of fine-tuning, where asked), then what the TOML file says, then each `key=value` of `settings`.

    >>> configured(settings=["epochs=2", "minutes=30"]).minutes
    30.0

    Raises ConfigError naming a key that does not exist or a value of the wrong kind.
    """
    config = replace(TrainConfig(), **FINE_TUNING) if fine_tuning else TrainConfig()
    for key, value in [*_from_file(path).items(), *map(_from_text, settings)]:
        config = replace(config, **{_known(key): _value(key, value)})
    return config


def to_toml(config: TrainConfig) -> str:
    """The configuration as a TOML file that gives the same run; what is not set stays out."""
    words = {k: v for k, v in asdict(config).items() if v is not None}
    return "".join(f"{k} = {_toml(v)}\n" for k, v in words.items())


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else repr(value)


def _from_file(path: str | Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as exc:
        raise ConfigError(f"cannot read {path}: {(exc.strerror or str(exc)).lower()}") from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(f"{path} is not TOML: {exc}", hint="lines like `epochs = 3`") from exc


def _from_text(setting: str) -> tuple[str, Any]:
    key, equals, text = setting.partition("=")
    if not equals:
        raise ConfigError(f"no value in {setting!r}", hint="settings are written key=value")
    try:
        return key.strip(), tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return key.strip(), text.strip()


def _known(key: str) -> str:
    names = [f.name for f in fields(TrainConfig)]
    if key not in names:
        raise ConfigError(f"training has no setting {key!r}", hint="settings: " + ", ".join(names))
    return key


def _value(key: str, value: Any) -> Any:
    wanted = str(next(f.type for f in fields(TrainConfig) if f.name == key)).partition(" | ")[0]
    kind: type = {"float": float, "int": int, "bool": bool, "str": str}[wanted]
    if kind is str or (kind is float and type(value) is int):
        return kind(value)
    if type(value) is not kind:
        raise ConfigError(f"{key} is to be {_KINDS[kind]}, not {value!r}")
    return value


_KINDS = {float: "a number", int: "a whole number", bool: "true or false", str: "a text"}
