"""N-Triples, written and read: one line a triple, no blank nodes."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.errors import InvalidGraph
from kg.rdf.vocabulary import XSD

Triple = tuple[str, str, str]

_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f"}
_UNNAMED = {v: k for k, v in _NAMED.items()}
_ESCAPE = re.compile(r'\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tbnrf"\\])')
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?")
_IRI = r'<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*>'
_LITERAL = r'"(?:[^"\\\n\r]|\\[tbnrf"\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"'
_LINE = re.compile(rf"({_IRI}) ({_IRI}) ({_IRI}|{_LITERAL}(?:@[a-z]+(?:-[a-z0-9]+)*|\^\^{_IRI})?) \.")


def ref(iri: str) -> str:
    """An IRI as it stands in a line; it must have come from `mint` or passed `is_iri`."""
    return f"<{iri}>"


def text(value: str, lang: str = "") -> str:
    """A text literal, with its language in lower case where that is a language tag; a half surrogate becomes U+FFFD.

    >>> text('kata "baik"', "id-ID")
    '"kata \\\\"baik\\\\""@id-id'
    """
    tag = lang.lower().replace("_", "-")
    return f'"{_SPECIAL.sub(_escaped, value)}"' + (f"@{tag}" if _LANGUAGE.fullmatch(tag) else "")


def typed(value: str, datatype: str) -> str:
    """A literal of an XSD datatype given by its local name.

    >>> typed("2024-12-09", "date")
    '"2024-12-09"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    return f"{text(value)}^^<{XSD}{datatype}>"


def integer(value: int) -> str:
    """An xsd:integer."""
    return typed(str(value), "integer")


def confidence(value: float) -> str:
    """A probability as xsd:decimal with at most four digits after the point.

    >>> confidence(0.9), confidence(1)
    ('"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    return _decimal(value)


def degrees(value: float) -> str:
    """A latitude or longitude as xsd:decimal with at most four digits after the point, which is ten metres.

    >>> degrees(-7.25)
    '"-7.25"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return _decimal(value)


def line(subject: str, predicate: str, obj: str) -> str:
    """A line from two IRIs and an object that is already written (`ref`, `text`, `typed`)."""
    return f"<{subject}> <{predicate}> {obj} ."


def read(written: str) -> Triple:
    """The three terms of a line as they are written; raises InvalidGraph when it is no line of ours.

    >>> read('<a:s> <a:p> "x"@id .')
    ('<a:s>', '<a:p>', '"x"@id')
    """
    found = _LINE.fullmatch(written)
    if found is None:
        raise InvalidGraph(f"not an N-Triples line without blank nodes: {written[:120]!r}")
    return found[1], found[2], found[3]


def lexical(term: str) -> str:
    """The characters of a literal, unescaped."""
    inner = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, inner) if "\\" in inner else inner


def datatype(term: str) -> str:
    """The datatype IRI of a literal."""
    tail = term[term.rindex('"') + 1 :]
    if tail.startswith("^^"):
        return tail[3:-1]
    return "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString" if tail else f"{XSD}string"


def _decimal(value: float) -> str:
    shown = f"{Decimal(value):.4f}".rstrip("0")
    return typed(shown + "0" if shown.endswith(".") else shown, "decimal")


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return "�"
    return _NAMED.get(char) or f"\\u{ord(char):04X}"


def _unescaped(found: re.Match[str]) -> str:
    return _UNNAMED.get(found[0]) or chr(int(found[0][2:], 16))
