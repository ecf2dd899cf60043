"""Named queries: the `.rq` files beside this module, a user's own file, or SPARQL text, with parameters filled in.

A query file starts with comment lines that describe it:

    # title-id: Jabatan seseorang
    # title-en: The posts of a person
    # param name: the person's name or a part of it
    # param since: only from this day on (0000)

Parameters are written `$name` in the query; a default stands in the last brackets, and one without is required. A
value is put in as an escaped literal (or as an IRI, when written `<...>`), token by token: never as text that could
become part of the query.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFound, QueryError
from kg.query.scan import tokens

SHIPPED = Path(__file__).with_name("named")
_HEADER = re.compile(r"^#\s*(title-id|title-en|param\s+(\w+))\s*:\s*(.*?)\s*$", re.MULTILINE)
_DEFAULT = re.compile(r"\s*\(([^()]*)\)$")
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value a query asks for; `default` is None when it must be given."""

    name: str
    description: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its titles and parameters; `name` is empty for plain SPARQL text."""

    text: str
    name: str = ""
    title_id: str = ""
    title_en: str = ""
    parameters: tuple[Parameter, ...] = ()


def load(argument: str, *, folder: Path = SHIPPED) -> Query:
    """The query that an argument means: a file ending in .rq or .sparql, a shipped name, or SPARQL text itself.

    Raises NotFound for a file or name that does not exist (the message lists close names), QueryError for a file that
    is not text.
    """
    if argument.endswith((".rq", ".sparql")) and "\n" not in argument and "{" not in argument:
        return _read(Path(argument))
    if not _NAME.fullmatch(argument):
        return parse(argument)
    names = [q.name for q in shipped(folder=folder)]
    if argument in names:
        return _read(folder / f"{argument}.rq")
    near = difflib.get_close_matches(argument, names, 3, 0.5)
    raise NotFound(
        f"there is no query named {argument}" + (f"; close to it: {', '.join(near)}" if near else ""),
        hint=f"named queries: {', '.join(names)}; or give a .rq file or SPARQL text",
    )


def shipped(*, folder: Path = SHIPPED) -> tuple[Query, ...]:
    """All named queries, by name."""
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def parse(text: str, *, name: str = "") -> Query:
    """A query from its text, with the titles and parameters of its header.

    >>> parse("# param who: a name (Hanung)\\nASK { ?s rdfs:label $who }").parameters
    (Parameter(name='who', description='a name', default='Hanung'),)
    """
    titles, parameters = {}, []
    for key, parameter, value in _HEADER.findall(text):
        if not parameter:
            titles[key] = value
            continue
        default = _DEFAULT.search(value)
        words = value[: default.start()] if default else value
        parameters.append(Parameter(parameter, words, default[1] if default else None))
    return Query(text, name, titles.get("title-id", ""), titles.get("title-en", ""), tuple(parameters))


def bind(query: Query, values: Mapping[str, str]) -> str:
    """The SPARQL text with every `$parameter` replaced by its value or default; line numbers stay.

    Raises QueryError for a missing, unknown or unusable value.
    """
    known = {p.name: p for p in query.parameters}
    used = {t.text[1:] for t in tokens(query.text) if t.kind == "variable" and t.text.startswith("$")}
    for name in values:
        if name not in known and name not in used:
            listed = ", ".join(sorted(set(known) | used)) or "none"
            raise QueryError(f"the query has no parameter {name}", hint=f"its parameters: {listed}")
    terms = {p.name: p.default for p in query.parameters if p.default is not None} | dict(values)
    for parameter in query.parameters:
        if parameter.name not in terms:
            raise QueryError(
                f"the query {query.name or 'text'} needs a value for {parameter.name} ({parameter.description})",
                hint=f"give it as --param {parameter.name}=VALUE",
            )
    parts, end = [], 0
    for token in tokens(query.text):
        if token.kind == "variable" and token.text[0] == "$" and token.text[1:] in terms:
            parts += [query.text[end : token.start], term(terms[token.text[1:]])]
            end = token.start + len(token.text)
    return "".join([*parts, query.text[end:]])


def term(value: str) -> str:
    """A parameter's value as SPARQL writes it: an IRI when it stands in angle brackets, else an escaped string.

    >>> term('x" } SERVICE')
    '"x\\\\" } SERVICE"'
    >>> term("<https://kg.example/place/jakarta>")
    '<https://kg.example/place/jakarta>'
    """
    import pyoxigraph

    try:
        if value.startswith("<") and value.endswith(">"):
            return str(pyoxigraph.NamedNode(value[1:-1]))
        return str(pyoxigraph.Literal(value))
    except (ValueError, UnicodeEncodeError) as exc:
        raise QueryError(f"the value {value!r} cannot be used in a query", hint="give plain text or <IRI>") from exc


def _read(path: Path) -> Query:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as exc:
        raise NotFound(f"there is no query file {path}", hint="give a .rq file, a named query or SPARQL text") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise QueryError(f"the query file {path} cannot be read", hint="it must be a text file in UTF-8") from exc
    return parse(text, name=path.stem)
