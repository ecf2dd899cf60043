"""Tables (.csv, .tsv): a header line, then one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.records import Article
from kg.sources.decode import encoding_of, no_surrogates, reason
from kg.sources.fields import Fields
from kg.sources.origin import MAX_BYTES, Origin
from kg.sources.record import compose, to_article

_DELIMITERS = ",;\t|"


def read_csv(origin: Origin, stream: BinaryIO, fields: Fields) -> Iterator[Article | ReadError]:
    """The articles of a table, their text the title line and the text column; each bad row is one error."""
    try:
        encoding = encoding_of(origin, stream)
        lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        yield from _rows(origin, lines, fields)
    except (OSError, UnicodeError) as exc:
        yield origin.error(reason(exc), "check the file and its disk")
    except ReadError as error:
        yield error


def _rows(origin: Origin, lines: io.TextIOWrapper, fields: Fields) -> Iterator[Article | ReadError]:
    # The default limit of 131,072 characters a field is below the length of long reports; it is one for all readers.
    csv.field_size_limit(MAX_BYTES)
    header_line = lines.readline(MAX_BYTES)
    lines.seek(0)
    rows = csv.reader(lines, delimiter=_delimiter(header_line, fields))
    header = _header(origin, rows, fields)
    while True:
        place = origin.at(rows.line_num + 1)
        try:
            row = next(rows)
            if any(cell.strip() for cell in row):
                yield _article(place, header, row, fields)
        except StopIteration:
            return
        except csv.Error as exc:
            yield place.error(f"not a table row: {exc}", "look for a quotation mark that is not closed")
        except ReadError as error:
            yield error


def _header(origin: Origin, rows: Iterator[list[str]], fields: Fields) -> list[str]:
    try:
        header = [name.strip() for name in next(rows, [])]
    except csv.Error as exc:
        raise origin.at(1).error(f"not a table row: {exc}", "the first row must name the columns") from exc
    if fields.text not in header:
        raise origin.error(
            f"no column {fields.text!r}",
            f"name the column that holds the text; the columns here are {', '.join(header[:20])}",
        )
    return header


def _article(origin: Origin, header: list[str], row: list[str], fields: Fields) -> Article:
    if len(row) > len(header):
        raise origin.error(
            f"{len(row)} cells under {len(header)} columns",
            "a text that holds separators must stand in quotation marks",
        )
    cells = [no_surrogates(cell.replace("\r\n", "\n").replace("\r", "\n")) for cell in row]
    record = dict(zip(header, cells, strict=False))
    body = record.get(fields.text, "")
    if not body.strip():
        raise origin.error(f"no text in column {fields.text!r}", "an article needs at least one word")
    return to_article(origin, record, fields, compose(record.get(fields.title, ""), body))


def _delimiter(header: str, fields: Fields) -> str:
    """The separator under which the header names the text column; a comma if none does."""
    for delimiter in _DELIMITERS:
        names = next(csv.reader([header], delimiter=delimiter), [])
        if fields.text in [name.strip() for name in names]:
            return delimiter
    return ","
