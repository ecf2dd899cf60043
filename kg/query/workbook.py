"""Excel workbooks: one sheet a table, headers frozen and filtered; texts stay texts, never formulas or links."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import IO

from kg.errors import QueryError
from kg.query.reading import Readable
from kg.query.table import Table, in_words

_CELL = 32_767  # characters; Excel refuses longer ones
_ROWS = 1_048_575
_WIDE = 60
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_NUMERIC = frozenset(
    "confidence keyakinan articles artikel statements pernyataan entities entitas events score skor depth".split()
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SHEETS = {
    "people": "people-and-posts", "posts": "", "events": "events", "quotes": "quotes", "relations": "", "articles": "articles",
}  # fmt: skip


def write(sheets: Mapping[str, Table], file: IO[bytes]) -> None:
    """Write tables as the sheets of one workbook, the same bytes for the same tables.

    Raises QueryError for a table with more rows than a sheet holds.
    """
    from datetime import UTC, datetime

    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, table in sheets.items():
        if len(table.rows) > _ROWS:
            raise QueryError(
                f"{len(table.rows)} rows do not fit a sheet", hint=f"a sheet holds {_ROWS}; narrow it, or write .csv"
            )
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for n, header in enumerate(table.columns):
            sheet.write_string(0, n, header, bold)
            longest = max([len(header), *(len(row[n]) for row in table.rows[:200])])
            sheet.set_column(n, n, min(longest + 2, _WIDE), wrapped)
        for r, row in enumerate(table.rows, 1):
            for n, cell in enumerate(row):
                if table.columns[n] in _NUMERIC and _NUMBER.fullmatch(cell):
                    sheet.write_number(r, n, float(cell))
                else:
                    sheet.write_string(r, n, _NOT_XML.sub("\ufffd", cell)[:_CELL])
        if table.columns:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    file.write(buffer.getvalue())


def of_store(store: Readable, *, lang: str = "id") -> dict[str, Table]:
    """The whole store as sheets: people, posts, events, quotes, relations and articles, the sentence beside every row."""
    from kg.query import about, facts, named

    sheets = {}
    for sheet, query in SHEETS.items():
        if query:
            sheets[sheet] = named.table(store, named.bind(named.load(query), {}))
    nodes = facts.nodes(store)
    statements = [s for s in facts.statements(store) if s.form in ("position", "relation")]
    said = about.said(store, statements)
    for sheet, form in (("posts", "position"), ("relations", "relation")):
        rows = [
            (
                nodes[s.source].label if s.source in nodes else "",
                s.label if form == "position" else s.relation,
                nodes[s.target].label if s.target in nodes else "",
                s.status,
                s.date,
                s.modality,
                f"{s.confidence:g}",
                said[s.iri].date,
                said[s.iri].outlet,
                said[s.iri].sentence,
                said[s.iri].title,
            )
            for s in statements
            if s.form == form
        ]
        first = ("person", "role", "holder") if form == "position" else ("subject", "relation", "object")
        columns = (*first, "status", "period", "modality", "confidence", "date", "outlet", "sentence", "headline")
        sheets[sheet] = Table(columns, tuple(sorted(rows)))
    return {sheet: in_words(sheets[sheet], lang) for sheet in SHEETS}
