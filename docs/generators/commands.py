"""mkdocs hook: the reference of the command line, from the Typer application itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kg.cli.app import app

PAGE = "reference/commands.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    files.append(File.generated(config, PAGE, content=page()))
    return files


def page() -> str:
    """The page as Markdown: one section a command, with its example, arguments and options."""
    root = typer.main.get_command(app)
    intro = [
        "# Commands",
        "Data goes to stdout, words to stderr. Exit codes: 0 done; 1 stopped by an error; 2 wrong usage or settings; 3 done, but "
        "some articles were skipped. `KG_STORE`, `KG_ENGINE` and the other settings may also stand in the environment or in "
        "`kg.toml`; flags win over the environment, the environment over the file.",
        "Options of `kg` itself, before the command's name:",
        _table([p for p in root.params if "--install-completion" not in p.opts and "--show-completion" not in p.opts]),
    ]
    return "\n\n".join([*intro, *_sections(root, "kg", 2)]) + "\n"


def _sections(group: Any, path: str, level: int) -> Iterator[str]:
    for name, command in group.commands.items():
        yield f"{'#' * level} {path} {name}"
        words, _, example = (command.help or "").partition("\n\nExample: ")
        yield words.replace("\n", " ").replace("<", "&lt;")
        if example:
            yield f"```console\n$ {example.strip()}\n```"
        shown = [p for p in command.params if p.name != "help"]
        if shown:
            yield _table(shown)
        if hasattr(command, "commands"):
            yield from _sections(command, f"{path} {name}", level + 1)


def _table(params: list[Any]) -> str:
    rows = [f"| {_name(p)} | {_cell(p.help or '')} | {_default(p)} |" for p in params]
    return "\n".join(["| argument or option | what it does | default |", "|---|---|---|", *rows])


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{param.metavar or param.name.upper()}`"
    names = [*param.opts, *param.secondary_opts]
    return ", ".join(f"`{n}`" for n in names) + (f" `{param.metavar}`" if param.metavar else "")


def _default(param: Any) -> str:
    if param.required:
        return "required"
    return "" if param.default in (None, False, (), []) else f"`{param.default}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
