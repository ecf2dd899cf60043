"""What is printed where: data on stdout, words and progress on stderr."""

from __future__ import annotations

import json
import logging
import pydoc
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from kg.errors import ConfigError, KgError

# Text from articles and file names must not be able to steer the terminal.
_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def say(text: str) -> None:
    """Words for the person at the terminal."""
    print(text.translate(_CONTROL), file=sys.stderr)


class _Said(logging.Handler):
    """Log records as words for the person at the terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        say(self.format(record))


def follow_log() -> None:
    """Say from now on what the library logs, down to the level INFO."""
    log = logging.getLogger("kg")
    log.setLevel(logging.INFO)
    if not any(isinstance(handler, _Said) for handler in log.handlers):
        handler = _Said()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s", "%H:%M:%S"))
        log.addHandler(handler)


def put(text: str) -> None:
    """Data: a line (or lines) on stdout."""
    print(text.translate(_CONTROL) if sys.stdout.isatty() else text)


def put_json(value: object, *, indent: int | None = 1) -> None:
    """Data as JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))


def columns(rows: list[tuple[str, ...]]) -> str:
    """Rows as aligned columns, two spaces apart.

    >>> print(columns([("articles", "12"), ("facts", "240")]))
    articles  12
    facts     240
    """
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def page(text: str) -> None:
    """Data on stdout, through a pager where it is a terminal that the text does not fit."""
    if sys.stdout.isatty() and sys.stdin.isatty() and text.count("\n") + 1 >= shutil.get_terminal_size().lines:
        pydoc.pager(text.translate(_CONTROL))
    else:
        put(text)


def width() -> int:
    """How many columns the terminal has; 0 where stdout is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


@contextmanager
def binary_out(path: str) -> Iterator[IO[bytes]]:
    """A place to write data to: stdout for `-`, else the file. Raises KgError when it cannot be written."""
    if path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        file = open(path, "wb")  # noqa: SIM115 - closed by the with below
    except OSError as exc:
        raise unwritable(path, exc) from exc
    with file:
        yield file


def unwritable(path: str, error: OSError) -> KgError:
    """The error for a file that cannot be written."""
    return KgError(
        f"cannot write {path}: {(error.strerror or str(error)).lower()}", hint="name a file in a folder you may write to"
    )


def stdin() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer


def pairs(option: str, values: list[str]) -> dict[str, str]:
    """`NAME=VALUE` arguments as a dictionary. Raises ConfigError for one without a name or an equals sign.

    >>> pairs("--param", ["nama=Hanung", "tahun=2024"])
    {'nama': 'Hanung', 'tahun': '2024'}
    """
    found: dict[str, str] = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not name or not equals:
            raise ConfigError(f"bad value for {option}: {value!r} is not NAME=VALUE")
        found[name] = rest
    return found


@contextmanager
def progress(words: str) -> Iterator[Callable[[str], None]]:
    """A function to call after each item; draws a bar on stderr when that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _item: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    look = (
        SpinnerColumn(),
        TextColumn(f"{words} {{task.completed:.0f}}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[item]}"),
    )
    with Progress(*look, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None, item="")
        yield lambda item: bar.update(task, advance=1, item=escape(item.translate(_CONTROL)[:60]))
