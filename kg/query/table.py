"""Tables for people: headers and known values in two languages, fitted to a width, or as Markdown.

The words stand in `table.tsv`: a column's name or a value such as `alleged`, then Indonesian, then English.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

LANGUAGES = ("id", "en")
_TRANSLATED = frozenset(
    "modality speech status form type kind relation part measure".split()
)  # the columns whose cells are machine names
_BELOW = ("sentence", "kalimat")
_NARROWEST = 6


@dataclass(frozen=True, slots=True)
class Table:
    """An answer for reading: cells are labels, prefixed names or plain values; `more` rows were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


@cache
def words(lang: str) -> Mapping[str, str]:
    """Column names and values in a language, by their machine names."""
    column = 1 + LANGUAGES.index(lang)
    lines = Path(__file__).with_name("table.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[column] for row in rows}


def in_words(table: Table, lang: str) -> Table:
    """The table with its headers, and the cells that hold machine names, in a language.

    >>> in_words(Table(("speaker", "speech"), (("Suryo Handaru", "denies"),)), "id")
    Table(columns=('penutur', 'ujaran'), rows=(('Suryo Handaru', 'membantah'),), more=0)
    """
    known = words(lang)
    told = [name in _TRANSLATED for name in table.columns]
    rows = tuple(
        tuple(_worded(cell, known) if machine else cell for cell, machine in zip(row, told, strict=True)) for row in table.rows
    )
    return replace(table, columns=tuple(known.get(f"column.{name}", name) for name in table.columns), rows=rows)


def _worded(cell: str, known: Mapping[str, str]) -> str:
    return ", ".join(known.get(each, each) for each in cell.split(", "))


def without_empty(table: Table) -> Table:
    """The table without the columns in which no row says anything."""
    kept = [i for i in range(len(table.columns)) if not table.rows or any(row[i] for row in table.rows)]
    rows = tuple(tuple(row[i] for i in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[i] for i in kept), rows=rows)


def as_text(table: Table, *, width: int = 0) -> str:
    """The table in plain text: a header, a rule, then the rows; `width` 0 is as wide as it needs.

    Where it is wider, a column of sentences goes below its row, and cells of the widest columns are wrapped.

    >>> print(as_text(Table(("nama", "n"), (("Hanung", "2"),))))
    nama    n
    ------  -
    Hanung  2
    """
    below = _sentence_column(table) if width and sum(_natural(table)) + 2 * len(table.columns) > width else -1
    plain = _dropped(table, below)
    widths = _fitted(_natural(plain), width)
    lines = [*_row(plain.columns, widths), *_row(["-" * w for w in widths], widths)]
    for row, whole in zip(plain.rows, table.rows, strict=True):
        lines += _row(row, widths)
        if below >= 0 and whole[below]:
            lines += textwrap.wrap(
                whole[below], width, initial_indent="    | ", subsequent_indent="    | ", break_on_hyphens=False
            )
    return "\n".join(lines + ([f"... and {table.more} more"] if table.more else []))


def as_markdown(table: Table) -> str:
    """The table in Markdown, nothing in a cell read as markup.

    >>> print(as_markdown(Table(("nama",), (("A|B",),))))
    | nama |
    | --- |
    | A\\|B |
    """
    lines = [table.columns, ("---",) * len(table.columns), *(tuple(map(_escaped, row)) for row in table.rows)]
    more = [f"\n... and {table.more} more"] if table.more else []
    return "\n".join(["| " + " | ".join(line) + " |" for line in lines] + more)


def _escaped(cell: str) -> str:
    for mark in "\\`*_[]<>|#":
        cell = cell.replace(mark, "\\" + mark)
    return cell


def _sentence_column(table: Table) -> int:
    return next((i for i, name in enumerate(table.columns) if name in _BELOW), -1)


def _dropped(table: Table, column: int) -> Table:
    if column < 0:
        return table
    rows = tuple(row[:column] + row[column + 1 :] for row in table.rows)
    return replace(table, columns=table.columns[:column] + table.columns[column + 1 :], rows=rows)


def _natural(table: Table) -> list[int]:
    return [max(measured(line[i]) for line in (table.columns, *table.rows)) for i in range(len(table.columns))]


def _fitted(widths: list[int], width: int) -> list[int]:
    """Column widths that fit: the widest give way first."""
    fitted = list(widths)
    while width and fitted and sum(fitted) + 2 * (len(fitted) - 1) > width and max(fitted) > _NARROWEST:
        widest = fitted.index(max(fitted))
        others = sorted(set(fitted), reverse=True)
        over = sum(fitted) + 2 * (len(fitted) - 1) - width
        fitted[widest] -= max(1, min(over, fitted[widest] - max(others[1] if len(others) > 1 else 0, _NARROWEST)))
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of one row: cells wrapped to their columns."""
    columns = [_wrapped(cell, w) for cell, w in zip(cells, widths, strict=True)]
    lines = []
    for n in range(max(map(len, columns), default=0)):
        parts = [column[n] if n < len(column) else "" for column in columns]
        lines.append("  ".join(p + " " * (w - measured(p)) for p, w in zip(parts, widths, strict=True)).rstrip())
    return lines


def _wrapped(cell: str, width: int) -> list[str]:
    return [cell] if measured(cell) <= width else textwrap.wrap(cell, max(width, 1), break_on_hyphens=False) or [""]


def measured(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
