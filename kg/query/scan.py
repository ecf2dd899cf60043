"""Reading SPARQL text token by token: what a query is and what it must not do.

The scanner knows comments, strings, IRIs and names, so that `"SERVICE"` in a literal is no service call and neither
case, spacing nor glued words (`trueSERVICE<...>`) hide one. Where `<` may open an IRI or be "less than", both
readings are followed. In doubt a query is refused, with the way to write it plainly.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*>)
  | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"
             | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
             | "(?:[^"\\\n\r]|\\.)*"
             | '(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
  | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)
           (?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.))?)?)
  | (?P<word>[^\W\d_]\w*)
  | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_KINDS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_WORDS = """
    A ABS ADJUST AND AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT
    DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT
    HASLANG HASLANGDIR HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR
    LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER
    PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1
    SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS
    STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID VALUES VERSION WHERE YEAR
"""
KEYWORDS = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query: its kind (`word`, `iri`, `string`, ...), its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments.

    >>> [t.text for t in tokens("ASK { ?s a 'SERVICE' } # end")]
    ['ASK', '{', '?s', 'a', "'SERVICE'", '}']
    """
    for found in _TOKEN.finditer(text):
        if found.lastgroup not in ("space", "comment"):
            yield Token(found.lastgroup or "", found.group(), found.start())


def line_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1) of a character.

    >>> line_of("SELECT *\\nWHRE", 9)
    (2, 1)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def kind_of(text: str) -> str:
    """What a query is: `SELECT`, `ASK`, `CONSTRUCT`, `DESCRIBE`, the name of an update such as `LOAD`, or empty."""
    words = (t.text.upper() for t in tokens(text) if t.kind == "word")
    return next((w for w in words if w in _KINDS or w in _UPDATES), "")


def declared(text: str) -> dict[str, str]:
    """The prefixes a query declares itself, with their namespaces."""
    items = list(tokens(text))
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(items, items[1:], items[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and name.text.endswith(":") and iri.kind == "iri"
    }


def check_allowed(text: str, *, allow_service: Collection[str] = ()) -> None:
    """Refuse updates, LOAD, and SERVICE calls to hosts that were not allowed.

    `allow_service` holds host names, or `host:port`. Raises QueryError before anything has run.
    """
    kind = kind_of(text)
    if kind in _UPDATES:
        raise QueryError(
            f"the query is an update ({kind}), and queries only read",
            hint="facts enter through ingest and leave through forget; ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    if "service" not in text.casefold():
        return
    for token in _service_tokens(text):
        _check_service(text, token, allow_service)


def _service_tokens(text: str) -> list[Token]:
    """Every token that may start a service call, in any reading of the text, in text order.

    A reading is a place and whether it may lie inside brackets; how deep is not told apart, so that there are at most two
    readings of each place and the scan stays linear.
    """
    found: dict[int, Token] = {}
    seen: set[tuple[int, bool]] = set()
    pending = [(0, False)]
    while pending:
        position, inside = state = pending.pop()
        if state in seen or position >= len(text):
            continue
        seen.add(state)
        token = _token_at(text, position)
        if token.kind == "iri" and inside and re.search("['#]", token.text):
            pending.append((position + 1, inside))  # inside brackets `<` may be "less than", and what follows code
        if _may_call(token):
            found[token.start] = token
        after = position + len(token.text)
        pending.append((after, inside or token.text == "("))
        if token.text == ")":
            pending.append((after, False))
    return [found[start] for start in sorted(found)]


def _token_at(text: str, position: int) -> Token:
    match = _TOKEN.match(text, position)
    assert match is not None  # the last alternative takes any character
    return Token(match.lastgroup or "", match.group(), position)


def _may_call(token: Token) -> bool:
    if token.kind == "word":
        return "service" in token.text.casefold()
    return token.kind == "name" and "service" in token.text.split(":")[0].casefold()


def _check_service(text: str, token: Token, allowed: Collection[str]) -> None:
    line, _ = line_of(text, token.start)
    if token.text.upper() != "SERVICE":
        raise QueryError(
            f"the query may hide a service call in line {line}: {token.text[:60]}",
            hint="write SERVICE as a word of its own and give prefixes names without it",
        )
    rest = [t for t, _ in zip(tokens(text[token.start + len(token.text) :]), range(2), strict=False)]
    if rest and rest[0].text.upper() == "SILENT":
        rest = rest[1:]
    if not rest or rest[0].kind != "iri":
        raise QueryError(
            f"the query calls a service in line {line} whose address is not written out",
            hint="name the service by its full IRI, SERVICE <https://host/sparql>",
        )
    address = rest[0].text[1:-1]
    if not _is_allowed(address, allowed):
        raise QueryError(
            f"the query calls another server in line {line}: {address[:120]}",
            hint="queries stay on this machine unless the host is allowed with --allow-service HOST",
        )


def _is_allowed(address: str, allowed: Collection[str]) -> bool:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or "\\" in address or "@" in parts.netloc:
        return False
    hosts = {a.casefold() for a in allowed}
    return host in hosts or (port is not None and f"{host}:{port}" in hosts)


def limited(text: str, limit: int) -> str:
    """The query with at most `limit` rows asked for; its own LIMIT stays where it is the smaller. 0 leaves it alone.

    >>> limited("SELECT ?s WHERE { ?s ?p ?o } LIMIT 50", 10)
    'SELECT ?s WHERE { ?s ?p ?o } LIMIT 10'
    >>> limited("SELECT ?s WHERE { ?s ?p ?o }", 10)
    'SELECT ?s WHERE { ?s ?p ?o }\\nLIMIT 10'
    """
    if not limit or kind_of(text) == "ASK":
        return text
    depth, own, values = 0, None, len(text)
    items = list(tokens(text))
    for token, following in zip(items, [*items[1:], Token("", "", len(text))], strict=True):
        depth += (token.text == "{") - (token.text == "}")
        if token.kind == "word" and depth == 0 and token.text.upper() == "LIMIT" and following.kind == "number":
            own = following
        if token.kind == "word" and depth == 0 and token.text.upper() == "VALUES":
            values = token.start
    if own is not None:
        end = own.start + len(own.text)
        return text[: own.start] + str(min(limit, int(float(own.text)))) + text[end:]
    return text[:values].rstrip() + f"\nLIMIT {limit}" + (f"\n{text[values:]}" if values < len(text) else "")
