"""The one place where an error becomes words on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from kg.cli.output import say
from kg.errors import ArticleError, KgError

USAGE = 2
INTERRUPTED = 130


class Group(TyperGroup):
    """A group of commands that ends as the exit codes promise; what is not a KgError keeps its traceback."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command that the arguments name; usage errors are worded like all others."""
        try:
            code = super().main(*args, standalone_mode=False, **extra)  # type: ignore[misc]
        except typer.TyperException as exc:
            command = getattr(getattr(exc, "ctx", None), "command_path", "kg")
            complain(_sentence(exc.format_message()), hint=f"see {command} --help")
            code = USAGE
        except typer.Abort:
            code = INTERRUPTED
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code

    def invoke(self, ctx: Any) -> Any:
        """Run a command, translating what it raises."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as exc:
            complain(str(exc), hint=exc.hint)
            # An article's error that reaches this place has stopped the command; 3 means that the run went on.
            raise typer.Exit(1 if isinstance(exc, ArticleError) else exc.exit_code) from exc
        except BrokenPipeError as exc:
            _silence()
            raise typer.Exit(0) from exc
        except OSError as exc:
            if exc.errno != errno.ENOSPC:
                raise
            _silence()
            complain("the output cannot be written: no space left", hint="free some space, or write elsewhere")
            raise typer.Exit(1) from exc
        except KeyboardInterrupt as exc:
            say("kg: stopped")
            raise typer.Exit(INTERRUPTED) from exc
        return result


def complain(message: str, *, hint: str = "") -> None:
    """Print an error and what to do about it on stderr."""
    say(f"kg: error: {message}")
    if hint:
        say(f"  hint: {hint}")


def _sentence(text: str) -> str:
    """A message of the argument parser in our form: one lower-case line without a full stop."""
    line = " ".join(text.split()).rstrip(".")
    return line[:1].lower() + line[1:]


def _silence() -> None:
    """The reader of our output has gone: let nothing more be written to it, not even at the interpreter's end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
