"""The typed parameters of named queries: from what a person wrote to SPARQL terms.

text       the words as they stand; <IRI> in angle brackets is an IRI
entity     names, aliases, ids or IRIs of entities of the types in brackets -> their IRIs, for `VALUES ?x { $name }`
passage    words -> the IRIs of the quotation statements (or articles, by headline) that hold them
article    an article's id, URL, IRI or words of its headline -> its IRI
date       2025, 2025-03 or 2025-03-08
outlet     an outlet's name or a part of it -> its name
modality   asserted, alleged, ... -> its IRI
choice     one of the values in brackets
number     a whole number
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from kg.errors import NotFound, QueryError
from kg.query import search
from kg.query.index import Index
from kg.query.prefixes import KGO
from kg.records import MODALITIES

TYPES = ("text", "entity", "passage", "article", "date", "outlet", "modality", "choice", "number")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value a query asks for; `default` is None when it must be given. `type` is one of `kg.query.parameters.TYPES`,
    `options` are what its brackets list: entity types or allowed values."""

    name: str
    description: str
    default: str | None = None
    type: str = "text"
    options: tuple[str, ...] = ()


def term(parameter: Parameter, value: str, index: Index | None, *, every: bool = False) -> str:
    """A value as the SPARQL terms that stand for the parameter.

    `index` is needed by entity, passage, article and outlet. Raises QueryError for a value of the wrong kind (the hint
    lists the right ones) and NotFound for a name that fits nothing, or several things unless `every`.
    """
    if parameter.type in ("entity", "passage", "article", "outlet"):
        if value.startswith("<") and value.endswith(">"):
            return " ".join(literal(f"<{each}>") for each in re.split(r">\s+<", value[1:-1]))
        if index is None:
            raise QueryError(f"the parameter {parameter.name} can only be filled by its IRI here", hint="write <IRI>")
        return _looked_up(parameter, value, index, every=every)
    if parameter.type == "modality":
        return f"<{KGO}{_chosen(parameter.name, value, MODALITIES)}>"
    if parameter.type == "choice":
        return literal(_chosen(parameter.name, value, parameter.options))
    if parameter.type == "number":
        return _number(parameter.name, value)
    if parameter.type == "date":
        return literal(checked_date(parameter.name, value))
    return literal(value)


def literal(value: str) -> str:
    """A value as SPARQL writes it: an IRI when it stands in angle brackets, else an escaped string.

    >>> literal('x" } SERVICE')
    '"x\\\\" } SERVICE"'
    >>> literal("<https://kg.example/place/jakarta>")
    '<https://kg.example/place/jakarta>'
    """
    import pyoxigraph

    try:
        if value.startswith("<") and value.endswith(">"):
            return str(pyoxigraph.NamedNode(value[1:-1]))
        return str(pyoxigraph.Literal(value))
    except (ValueError, UnicodeEncodeError) as exc:
        raise QueryError(f"the value {value!r} cannot be used in a query", hint="give plain text or <IRI>") from exc


def checked_date(name: str, value: str) -> str:
    """A year, month or day in ISO 8601. Raises QueryError for anything else, a day that no calendar has among it.

    >>> checked_date("since", "2025-03")
    '2025-03'
    """
    try:
        if _DATE.fullmatch(value):
            date.fromisoformat(value + "0000-01-01"[len(value) :])
            return value
    except ValueError:
        pass
    raise QueryError(f"bad value for {name}: {value!r} is not a date", hint="write 2025, 2025-03 or 2025-03-08")


def _looked_up(parameter: Parameter, value: str, index: Index, *, every: bool) -> str:
    if parameter.type == "outlet":
        return literal(search.outlet(index, value))
    if parameter.type == "passage":
        kind = parameter.options[0] if parameter.options else "quote"
        found: tuple[str, ...] = search.passages(index, value, kind=kind)
        if not found:
            raise NotFound(f"no {kind} holds the words {value!r}", hint="try fewer words, or the beginning of a word")
    elif parameter.type == "article":
        found = _articles(index, value)
    else:
        found = tuple(hit.iri for hit in search.resolve(index, value, types=parameter.options, every=every))
    return " ".join(literal(f"<{iri}>") for iri in found)


def _articles(index: Index, value: str) -> tuple[str, ...]:
    room = f"{search.base_of(index)}article/"
    iri = value if value.startswith(room) else f"{room}{value.removeprefix('article/')}"
    if index.rows("SELECT 1 FROM article WHERE iri = ?", (iri,)):
        return (iri,)
    found = search.passages(index, value, kind="headline", limit=50)
    if not found:
        raise NotFound(f"no article has the id or the headline {value!r}", hint="kg query articles lists them")
    return found


def _chosen(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value.strip().lower() in allowed:
        return value.strip().lower()
    near = get_close_matches(value.lower(), allowed, 1)
    raise QueryError(
        f"bad value for {name}: {value!r}" + (f"; did you mean {near[0]}?" if near else ""), hint=f"one of: {', '.join(allowed)}"
    )


def _number(name: str, value: str) -> str:
    if value.isascii() and value.isdigit() and len(value) < 10:
        return value
    raise QueryError(f"bad value for {name}: {value!r} is not a whole number", hint="write it as 20")
