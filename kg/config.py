"""Settings: defaults < `kg.toml` < environment (`KG_STORE`, `KG_ENGINE`, ...) < flags.

`kg.toml` lies in the working directory, or where `--config` or KG_CONFIG point. Its keys are the fields of `Config`; the
table `[fields]` names the fields of .jsonl and .csv inputs (`text = "isi"`). An unknown key is an error that names the key
and the file; an unknown KG_ variable is left alone, since it may be another program's.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

FILE = "kg.toml"
FIELD_NAMES = ("date", "id", "lang", "outlet", "published", "text", "title", "url")
_TRUTH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its default. `timeout` is in seconds, `min_confidence` a probability in 0..1."""

    store: str = "./news.kg"
    engine: str = "neural"
    base: str = "https://kg.example/"
    min_confidence: float = 0.0
    workers: int = 1
    strict: bool = False
    timeout: float = 60.0
    fields: Mapping[str, str] = field(default_factory=dict)


def keep_offline() -> None:
    """Forbid libraries to call home; to be called before they are imported.

    onnxruntime 1.32 looks up its vendor's host and keeps a device id in the user's cache unless this variable says no.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def load(
    flags: Mapping[str, object] | None = None,
    *,
    file: str | Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Config:
    """The settings in force. A flag that is None was not given; `environment` defaults to the process's own.

    Raises ConfigError for an unknown key, a value of the wrong kind, or a file that is named but cannot be read.

    >>> load({"workers": 2}, environment={"KG_STORE": "berita.kg"}).store
    'berita.kg'
    """
    found = os.environ if environment is None else environment
    path = str(file or found.get("KG_CONFIG", ""))
    layers = (
        (_from_file(path or FILE, required=bool(path)), path or FILE),
        (_from_environment(found), "the environment"),
        ({key: value for key, value in (flags or {}).items() if value is not None}, "the command line"),
    )
    config = Config()
    for layer, place in layers:
        config = replace(config, **{key: _checked(key, value, place) for key, value in layer.items()})
    return config


def _from_file(path: str, *, required: bool) -> dict[str, object]:
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        if not required:
            return {}
        raise ConfigError(f"configuration file not found: {path}", hint="check --config and KG_CONFIG") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigError(f"configuration file cannot be read: {path}: {exc}") from exc
    except tomllib.TOMLDecodeError as exc:
        reason = str(exc)
        raise ConfigError(f"configuration file is not TOML: {path}: {reason[:1].lower()}{reason[1:]}") from exc


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    keys = {f"KG_{f.name.upper()}": f.name for f in fields(Config) if f.name != "fields"}
    return {keys[name]: _parsed(keys[name], value, name) for name, value in environment.items() if name in keys}


def _parsed(key: str, value: str, variable: str) -> object:
    """An environment variable's text as the kind of value its setting holds."""
    kind = type(getattr(Config(), key))
    try:
        return _TRUTH[value.strip().lower()] if kind is bool else kind(value)
    except (KeyError, ValueError) as exc:
        raise ConfigError(f"bad value for {variable} in the environment: {value!r} is not {_words(kind)}") from exc


def _checked(key: str, value: object, place: str) -> Any:
    known = [f.name for f in fields(Config)]
    if key not in known:
        close = get_close_matches(key, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(sorted(known))}"
        raise ConfigError(f"unknown key {key!r} in {place}", hint=hint)
    if key == "fields":
        return checked_fields(value, place)
    kind = type(getattr(Config(), key))
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind:
        raise ConfigError(f"bad value for {key} in {place}: {value!r} is not {_words(kind)}")
    _in_range(key, value, place)
    return value


def _in_range(key: str, value: object, place: str) -> None:
    wrong = ""
    if key == "min_confidence" and not 0.0 <= float(str(value)) <= 1.0:
        wrong = "between 0 and 1"
    elif key == "workers" and not 1 <= int(str(value)) <= 512:
        wrong = "between 1 and 512"
    elif key == "timeout" and not (float(str(value)) > 0 and math.isfinite(float(str(value)))):
        wrong = "more than 0 seconds"
    elif key in {"store", "engine", "base"} and not str(value).strip():
        wrong = "a name"
    if wrong:
        raise ConfigError(f"bad value for {key} in {place}: {value!r} is not {wrong}")


def checked_fields(value: object, place: str) -> Mapping[str, str]:
    """Field names as given, when every key is one of FIELD_NAMES and every name a text; else ConfigError."""
    if not isinstance(value, Mapping):
        raise ConfigError(f"bad value for fields in {place}: {value!r} is not a table")
    for key, name in value.items():
        if key not in FIELD_NAMES:
            raise ConfigError(f"unknown key 'fields.{key}' in {place}", hint=f"the fields are {', '.join(FIELD_NAMES)}")
        if not isinstance(name, str) or not name:
            raise ConfigError(f"bad value for fields.{key} in {place}: {name!r} is not text")
    return dict(value)


def _words(kind: type) -> str:
    return {str: "text", int: "a whole number", float: "a number", bool: "true or false"}[kind]
