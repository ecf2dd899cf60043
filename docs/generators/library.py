"""mkdocs hook: the reference of the library, from the signatures and docstrings of the names that `kg` exports."""

from __future__ import annotations

import dataclasses
import inspect
import re
import textwrap
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import kg

PAGE = "reference/library.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    files.append(File.generated(config, PAGE, content=page()))
    return files


def page() -> str:
    """The page as Markdown: functions first, then classes with their fields, properties and methods."""
    public = [(name, getattr(kg, name)) for name in kg.__all__]
    functions = [(n, v) for n, v in public if not inspect.isclass(v)]
    classes = [(n, v) for n, v in public if inspect.isclass(v)]
    head = (
        "# Library\n\nWhat `from kg import ...` gives. The types are checked (the package is `py.typed`); errors are `KgError`s."
    )
    parts = [head, "## Functions", *(p for n, v in functions for p in _function(n, v, 3))]
    parts += ["## Types", *(p for n, v in classes for p in _class(n, v))]
    return "\n\n".join(parts) + "\n"


def _function(name: str, value: object, level: int) -> Iterator[str]:
    yield f"{'#' * level} {name}"
    yield f"```python\n{_signature(name.rpartition('.')[2], value)}\n```"
    yield prose(inspect.getdoc(value) or "")


def _signature(name: str, value: object) -> str:
    signature = inspect.signature(value)  # type: ignore[arg-type]
    given: list[str] = []
    for param in signature.parameters.values():
        if param.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in given:
            given.append("*")
        kind = "" if param.annotation is inspect.Parameter.empty else f": {param.annotation}"
        default = "" if param.default is inspect.Parameter.empty else f" = {_shown(param.default)}"
        given.append({inspect.Parameter.VAR_KEYWORD: "**"}.get(param.kind, "") + param.name + kind + default)
    back = "" if signature.return_annotation is inspect.Signature.empty else f" -> {signature.return_annotation}"
    line = f"{name}({', '.join(given)}){back}"
    return line if len(line) <= 88 else f"{name}(\n" + "".join(f"    {p},\n" for p in given) + f"){back}"


def _shown(default: object) -> str:
    return "..." if callable(default) else repr(default)


def _class(name: str, value: type) -> Iterator[str]:
    yield f"### {name}"
    yield prose(inspect.getdoc(value) or "")
    if dataclasses.is_dataclass(value):
        rows = [f"| `{f.name}` | `{_plain(f.type)}` | {_given(f)} |" for f in dataclasses.fields(value)]
        yield "\n".join(["| field | type | default |", "|---|---|---|", *rows])
    for member, thing in vars(value).items():
        if member.startswith("_"):
            continue
        if isinstance(thing, property):
            yield f"`{name}.{member}`: {prose(inspect.getdoc(thing) or '')}"
        elif inspect.isfunction(thing):
            yield from _function(f"{name}.{member}", thing, 4)


def _plain(kind: object) -> str:
    return str(kind).replace("|", "\\|")


def _given(field: dataclasses.Field[object]) -> str:
    if field.default is not dataclasses.MISSING:
        return f"`{field.default!r}`"
    return "" if field.default_factory is dataclasses.MISSING else f"`{field.default_factory()!r}`"


def prose(doc: str) -> str:
    """A docstring as Markdown: doctests and indented blocks become code, the rest stays as it is.

    >>> print(prose("One.\\n\\n>>> 1 + 1\\n2"))
    One.
    <BLANKLINE>
    ```pycon
    >>> 1 + 1
    2
    ```
    """
    blocks = []
    for block in re.split(r"\n\s*\n", doc):
        if block.lstrip().startswith(">>>"):
            blocks.append(f"```pycon\n{textwrap.dedent(block)}\n```")
        elif all(line.startswith("    ") for line in block.splitlines()):
            blocks.append(f"```text\n{textwrap.dedent(block)}\n```")
        else:
            blocks.append(block.replace("<", "&lt;"))
    return "\n\n".join(blocks)
