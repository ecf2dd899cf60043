"""Named queries: the `.rq` files beside this module, a user's own file, or SPARQL text, with parameters filled in.

A query file starts with comment lines that describe it:

    # title-id: Jabatan seseorang
    # title-en: The posts of a person
    # param name entity(PER): the person
    # param since date: only from this day on ()

Parameters are written `$name` in the query. A parameter has a type (`kg.query.parameters` lists them; text where none is
written), and a default in the last brackets; one without a default must be given. A line that ends in `# if NAME` is left
out where that parameter is empty, one that ends in `# unless NAME` where it is not. Values are put in as terms, token by
token: never as text that could become part of the query.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFound, QueryError
from kg.query import parameters
from kg.query.index import Index
from kg.query.parameters import Parameter
from kg.query.reading import Readable, rows
from kg.query.scan import tokens
from kg.query.table import Table

SHIPPED = Path(__file__).with_name("named")
_HEADER = re.compile(r"^#\s*(title-id|title-en|param\s+(\w+)(?:\s+(\w+)(?:\(([^()]*)\))?)?)\s*:\s*(.*?)\s*$", re.MULTILINE)
_ONLY = re.compile(r"#\s*(if|unless)\s+(\w+)\s*$")
_DEFAULT = re.compile(r"\s*\(([^()]*)\)$")
_NAME = re.compile(r"[\w.-]+")


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
    (Parameter(name='who', description='a name', default='Hanung', type='text', options=()),)
    """
    titles, found = {}, []
    for key, parameter, kind, options, value in _HEADER.findall(text):
        if not parameter:
            titles[key] = value
            continue
        default = _DEFAULT.search(value)
        words = value[: default.start()] if default else value
        known = default[1] if default else None
        found.append(Parameter(parameter, words, known, kind or "text", tuple(options.split())))
    return Query(text, name, titles.get("title-id", ""), titles.get("title-en", ""), tuple(found))


def bind(query: Query, values: Mapping[str, str], *, index: Index | None = None, every: bool = False) -> str:
    """The SPARQL text with every `$parameter` replaced by its value or default; line numbers stay.

    `index` finds what entity, outlet and passage parameters name; with `every` a name stands for all it may mean.
    Raises QueryError for a missing, unknown or unusable value, NotFound for a name that fits nothing or several things.
    """
    used = {t.text[1:] for t in tokens(query.text) if t.kind == "variable" and t.text.startswith("$")}
    given = _given(query, values, used)
    terms = {}
    for parameter in query.parameters:
        value = given.pop(parameter.name)
        terms[parameter.name] = parameters.term(parameter, value, index, every=every) if value or parameter.type == "text" else ""
    terms |= {name: parameters.literal(value) for name, value in given.items()}
    empty = {p.name for p in query.parameters if not dict(values).get(p.name, p.default)}
    return _filled(_without(query.text, empty, {p.name for p in query.parameters}), terms)


def _given(query: Query, values: Mapping[str, str], used: Collection[str]) -> dict[str, str]:
    """A value for each parameter, the query's own variables that were given one among them."""
    known = {p.name: p for p in query.parameters}
    for name in values:
        if name not in known and name not in used:
            listed = ", ".join(sorted({*known, *used})) or "none"
            raise QueryError(f"the query has no parameter {name}", hint=f"its parameters: {listed}")
    given = {p.name: p.default for p in query.parameters if p.default is not None} | dict(values)
    for parameter in query.parameters:
        if parameter.name not in given:
            raise QueryError(
                f"the query {query.name or 'text'} needs a value for {parameter.name} ({parameter.description})",
                hint=f"give it as --param {parameter.name}=VALUE",
            )
    return given


def _without(text: str, empty: Collection[str], known: Collection[str]) -> str:
    """The text without the lines that stand only for parameters which are not so; they stay as empty lines."""
    kept = []
    for line in text.split("\n"):
        only = _ONLY.search(line)
        dropped = only and only[2] in known and (only[2] in empty) == (only[1] == "if")
        kept.append("" if dropped else line)
    return "\n".join(kept)


def _filled(text: str, terms: Mapping[str, str]) -> str:
    parts, end = [], 0
    for token in tokens(text):
        if token.kind == "variable" and token.text[0] == "$" and token.text[1:] in terms:
            parts += [text[end : token.start], terms[token.text[1:]]]
            end = token.start + len(token.text)
    return "".join([*parts, text[end:]])


def table(store: Readable, sparql: str) -> Table:
    """The answer to a SELECT of ours over an open store, as plain cells."""
    found = tuple(rows(store, sparql))
    names = re.findall(r"AS \?(\w+)\)", re.split(r"\bWHERE\b", sparql, maxsplit=1)[0])
    return Table(tuple(names), found)


def _read(path: Path) -> Query:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as exc:
        raise NotFound(f"there is no query file {path}", hint="give a .rq file, a named query or SPARQL text") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise QueryError(f"the query file {path} cannot be read", hint="it must be a text file in UTF-8") from exc
    return parse(text, name=path.stem)
