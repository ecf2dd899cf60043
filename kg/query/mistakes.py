"""What went wrong in a query: the line and column, and what is likely meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import QueryError
from kg.query.prefixes import KGO
from kg.query.scan import KEYWORDS, Token, declared, line_of, tokens

_CLOSES = {"{": "}", "(": ")", "[": "]"}
_TERMS = ("variable", "iri", "name", "string", "blank")


def explain(text: str, message: str, prefixes: Mapping[str, str]) -> QueryError:
    """The error to show for a query that did not parse: the line, and what is likely meant.

    `message` is the parser's own; its position is used only where the text itself shows no likelier cause.
    """
    offset, reason = _likely_cause(text, prefixes)
    if offset < 0:
        place = re.search(r"(\d+):(\d+)", message)
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        reason = _missing_dot(text) or _expectation(message)
    else:
        line, column = line_of(text, offset)
    lines = text.split("\n")
    line = min(line, len(lines))
    shown = " ".join(lines[line - 1].split())[:120] or "(end of the query)"
    return QueryError(f"the query has a syntax error in line {line}, column {column}: {shown}", hint=reason)


def _expectation(message: str) -> str:
    expected = re.findall(r'"([^"\s]{1,12})"', message)
    if expected:
        return "expected here: " + ", ".join(dict.fromkeys(expected))
    first = " ".join(message.split())
    return first if 0 < len(first) < 120 else "compare with a named query, or see https://www.w3.org/TR/sparql11-query/"


def _likely_cause(text: str, prefixes: Mapping[str, str]) -> tuple[int, str]:
    known = {**prefixes, **declared(text)}
    items = list(tokens(text))
    if not items:
        return 0, "the query is empty: write SELECT ?s WHERE { ?s a schema:Person } or name a query"
    for before, token in zip([Token("", "", 0), *items], items, strict=False):
        if token.kind == "word" and token.text.upper() not in KEYWORDS:
            near = difflib.get_close_matches(token.text.upper(), sorted(KEYWORDS), 1, 0.6)
            return token.start, f"{token.text} is no SPARQL word" + (f"; did you mean {near[0]}?" if near else "")
        if token.kind == "name" and before.text.upper() != "PREFIX" and token.text.split(":")[0] not in known:
            name = token.text.split(":")[0]
            near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
            meant = f"did you mean {near[0]}:? else " if near else ""
            return token.start, f"{meant}declare PREFIX {name}: <...>; known without it: {', '.join(sorted(prefixes))}"
    return _unbalanced(items)


def _unbalanced(items: list[Token]) -> tuple[int, str]:
    opened: list[Token] = []
    for token in items:
        if token.kind != "mark":
            continue
        if token.text in "\"'":
            return token.start, f"this text is not closed with another {token.text}"
        if token.text in _CLOSES:
            opened.append(token)
        elif token.text in _CLOSES.values():
            if not opened or _CLOSES[opened[-1].text] != token.text:
                return token.start, f"this {token.text} closes nothing"
            opened.pop()
    if opened:
        return opened[-1].start, f"this {opened[-1].text} is never closed"
    return -1, ""


def _missing_dot(text: str) -> str:
    """Where a line ends in a whole triple and the next one starts with a term, a dot is missing between them."""
    terms, last_line = 0, 0
    for token in tokens(text):
        line = line_of(text, token.start)[0]
        term = token.kind in _TERMS or token.text == "a"
        if term and terms >= 3 and line > last_line:
            return f"a dot (or ;) may be missing at the end of line {last_line}"
        terms = terms + 1 if term else 1 if token.text == ";" else 2 if token.text == "," else 0
        last_line = line
    return ""


@cache
def vocabulary() -> frozenset[str]:
    """The classes and properties of our own vocabulary, as `kgo:` names."""
    places = (files("kg") / "ontologies" / "vocabulary.ttl", Path(__file__).parents[2] / "ontologies" / "vocabulary.ttl")
    text = next((place.read_text(encoding="utf-8") for place in places if place.is_file()), "")
    return frozenset(re.findall(r"^(kgo:[\w-]+)\s", text, re.MULTILINE))


def misspelt(text: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """What to say about names in our vocabulary's namespace that it does not have, with the nearest one.

    >>> misspelt("ASK { ?m kgo:roletext ?r }", {"kgo": KGO})
    ('kgo:roletext in line 1, column 10 is no term of the vocabulary; did you mean kgo:roleText?',)
    """
    own = {name for name, space in {**prefixes, **declared(text)}.items() if space == KGO}
    said = []
    for token in tokens(text):
        prefix, _, local = token.text.partition(":")
        if vocabulary() and token.kind == "name" and prefix in own and local and f"kgo:{local}" not in vocabulary():
            by_case = {term.lower(): term for term in vocabulary()}
            near = difflib.get_close_matches(f"kgo:{local}".lower(), sorted(by_case), 1, 0.6)
            line, column = line_of(text, token.start)
            meant = f"; did you mean {by_case[near[0]].replace('kgo', prefix, 1)}?" if near else ""
            said.append(f"{token.text} in line {line}, column {column} is no term of the vocabulary{meant}")
    return tuple(dict.fromkeys(said))


def slow_shapes(text: str) -> tuple[str, ...]:
    """Shapes whose cost grows with the store and not with the answer, with their line: an OPTIONAL inside GRAPH or
    before a GRAPH of the same group makes the engine join all evidence; an OPTIONAL of several patterns is joined whole.

    >>> slow_shapes("SELECT * { ?s a ?t OPTIONAL { ?s ?p ?o } GRAPH ?g { ?s ?q ?v } }")
    ('line 1: GRAPH after an OPTIONAL; put it into LATERAL { ... } or before the OPTIONAL',)
    """
    said: list[str] = []
    stack: list[tuple[str, list[str]]] = [("", [])]  # what opened each group, and what stood in it so far
    word = ""
    for token in tokens(text):
        line = line_of(text, token.start)[0]
        if token.text == "{":
            stack.append((word, []))
            word = ""
        elif token.text == "}" and len(stack) > 1:
            opened, inside = stack.pop()
            if opened == "OPTIONAL" and (set(".;/") & set(inside) or inside.count("GRAPH") > 1):
                said.append(f"line {line}: an OPTIONAL of several patterns; join them with LATERAL {{ ... }}")
        elif token.kind == "word" and token.text.upper() in ("OPTIONAL", "GRAPH", "LATERAL", "UNION", "EXISTS", "MINUS", "WHERE"):
            word = token.text.upper()
            opened, inside = stack[-1]
            if word == "GRAPH" and "OPTIONAL" in inside and opened not in ("OPTIONAL", "LATERAL"):
                said.append(f"line {line}: GRAPH after an OPTIONAL; put it into LATERAL {{ ... }} or before the OPTIONAL")
            if word == "OPTIONAL" and opened == "GRAPH":
                said.append(f"line {line}: OPTIONAL inside GRAPH; put it behind, as LATERAL {{ OPTIONAL {{ GRAPH ... }} }}")
            inside.append(word)
        elif token.text in (".", ";", "/"):
            stack[-1][1].append(token.text)
    return tuple(said)
