"""Settings: defaults < `kg.toml` < environment (`KG_STORE`, `KG_ENGINE`, ...) < flags.

`kg.toml` lies in the working directory, or where `--config` or KG_CONFIG point. Its keys are the fields of `Config`; the
table `[fields]` names the fields of .jsonl and .csv inputs (`text = "isi"`). An unknown key is an error that names the key
and the file; an unknown KG_ variable is left alone, since it may be another program's.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from kg.errors import ConfigError
from kg.namespaces import BASE

FILE = "kg.toml"
FIELD_NAMES = ("date", "id", "lang", "outlet", "published", "text", "title", "url")
_TRUTH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Fetch:
    """How addresses are fetched. `delay`: seconds between two requests to a host; `timeout`: seconds a request may take.

    `allow_private` names the networks beside the public ones that may be reached (`10.1.0.0/16`). A run adds: `state`, the
    file that remembers what was fetched ("": none); `since`, a day before which listed pages are left out; `only_new`, to
    leave alone what a feed lists as it did before; `save_pages`, a WARC file for pages as they came.
    """

    allow_private: tuple[str, ...] = ()
    delay: float = 1.0
    timeout: float = 30.0
    retries: int = 3
    state: str = ""
    since: str = ""
    only_new: bool = False
    save_pages: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its default. `timeout` is in seconds, `min_confidence` a probability in 0..1."""

    store: str = "./news.kg"
    engine: str = "neural"
    base: str = BASE
    min_confidence: float = 0.0
    workers: int = 1
    strict: bool = False
    timeout: float = 60.0
    fields: Mapping[str, str] = field(default_factory=dict)
    fetch: Fetch = field(default_factory=Fetch)


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
    keys = {f"KG_{f.name.upper()}": f.name for f in fields(Config) if f.name not in {"fields", "fetch"}}
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
    if key == "fetch":
        return _checked_fetch(value, place)
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


def _checked_fetch(value: object, place: str) -> Fetch:
    """The table `[fetch]` with its keys allow_private, delay, timeout and retries; else ConfigError."""
    if not isinstance(value, Mapping):
        raise ConfigError(f"bad value for fetch in {place}: {value!r} is not a table")
    for key, one in value.items():
        if key not in _FETCH_KEYS:
            raise ConfigError(f"unknown key 'fetch.{key}' in {place}", hint=f"the keys are {', '.join(_FETCH_KEYS)}")
        if not _FETCH_KEYS[key](one):
            raise ConfigError(f"bad value for fetch.{key} in {place}: {one!r}")
    given: dict[str, Any] = {key: tuple(one) if key == "allow_private" else one for key, one in value.items()}
    return replace(Fetch(), **given)


def _is_seconds(value: object) -> bool:
    return type(value) in {int, float} and 0 <= float(str(value)) <= 3600


def _are_networks(value: object) -> bool:
    try:
        return isinstance(value, list) and all(isinstance(one, str) and ip_network(one) for one in value)
    except ValueError:
        return False


_FETCH_KEYS: dict[str, Callable[[object], bool]] = {
    "allow_private": _are_networks,
    "delay": _is_seconds,
    "timeout": lambda value: _is_seconds(value) and value != 0,
    "retries": lambda value: type(value) is int and 0 <= int(str(value)) <= 20,
}


def _words(kind: type) -> str:
    return {str: "text", int: "a whole number", float: "a number", bool: "true or false"}[kind]
