"""Answers and the whole graph as files: the ending of the name is the format, and nothing that exists is replaced unasked.

.csv            for spreadsheets: byte order mark, headers in words, cells that would be formulas guarded
.xlsx           a workbook
.md .txt        a table in Markdown, in plain text
.tsv .json .xml the standard formats of a SELECT or ASK, byte for byte the engine's
.ttl .nt .jsonld .rdf .graphml .gexf    of a CONSTRUCT or DESCRIBE
.parquet        typed columns (needs pyarrow)
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import EngineUnavailable, QueryError
from kg.query import results, workbook
from kg.query import table as tables
from kg.query.sparql import QueryResult
from kg.query.table import Table

ENDINGS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".xml": "xml", ".md": "markdown", ".txt": "table", ".xlsx": "xlsx",
    ".parquet": "parquet", ".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".rdf": "rdfxml",
    ".graphml": "graphml", ".gexf": "gexf",
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_of(name: str | Path, format: str | None = None, *, endings: dict[str, str] | None = None) -> str:
    """The format that a file's name asks for, unless one is given. Raises QueryError for an unknown ending.

    >>> format_of("acara.xlsx")
    'xlsx'
    """
    if format:
        return format
    known = endings or ENDINGS
    ending = Path(name).suffix.lower()
    if ending not in known:
        raise QueryError(f"the ending of {name} names no format", hint=f"known endings: {', '.join(known)}; or give --format")
    return known[ending]


def write_answer(result: QueryResult, out: str, *, format: str | None = None, replace: bool = False, lang: str = "") -> None:
    """Write an answer to a file; `lang` puts headers and machine names of tables into words.

    Raises QueryError for an unknown ending, a format that does not fit the answer, an existing file and a place that
    cannot be written.
    """
    chosen = format_of(out, format)
    if chosen in ("csv", "xlsx", "parquet", "graphml", "gexf"):
        _check_kind(result, chosen)
    else:
        results.check_format(result.kind, chosen)
    with replacing(out, replace=replace) as file:
        _fill(result, chosen, file, lang)


def _check_kind(result: QueryResult, format: str) -> None:
    network = format in ("graphml", "gexf")
    if network != (result.kind == "graph"):
        needs = "CONSTRUCT or DESCRIBE" if network else "SELECT"
        raise QueryError(f"{format} needs the answer of a {needs} query", hint="choose another ending, or write the query so")


def _fill(result: QueryResult, format: str, file: IO[bytes], lang: str) -> None:
    if format in ("graphml", "gexf"):
        from kg.query.network import write_triples

        write_triples(results.plain_triples(result), format, file)
        return
    if format not in ("csv", "xlsx", "parquet", "markdown", "table"):
        results.write(result, format, file)
        return
    found = results.table(result)
    told = tables.in_words(found, lang) if lang else found
    writers: dict[str, Callable[[Table, IO[bytes]], None]] = {
        "csv": write_csv, "markdown": _write_markdown, "table": _write_text, "parquet": write_parquet,
    }  # fmt: skip
    if format == "xlsx":
        workbook.write({"kg": told}, file)
    else:
        writers[format](told, file)


def write_csv(table: Table, file: IO[bytes]) -> None:
    """A table for a spreadsheet: a byte order mark, so that Excel reads UTF-8, and no cell that it would run."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([table.columns, *(tuple(map(guarded, row)) for row in table.rows)])
    file.write(b"\xef\xbb\xbf" + text.getvalue().encode())


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before a sign that would start one.

    >>> guarded('=HYPERLINK("http://x")'), guarded("-7.5"), guarded("Hanung")
    ('\\'=HYPERLINK("http://x")', '-7.5', 'Hanung')
    """
    if not cell.startswith(_FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def write_parquet(table: Table, file: IO[bytes]) -> None:
    """A table as Parquet, all columns text. Raises EngineUnavailable where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as exc:
        raise EngineUnavailable(".parquet needs pyarrow", hint="pip install 'wartagraf[parquet]'") from exc
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    data = {name: pyarrow.array(list(cells), pyarrow.string()) for name, cells in zip(table.columns, columns, strict=True)}
    pyarrow.parquet.write_table(pyarrow.table(data), file)


def _write_markdown(table: Table, file: IO[bytes]) -> None:
    file.write((tables.as_markdown(table) + "\n").encode())


def _write_text(table: Table, file: IO[bytes]) -> None:
    file.write((tables.as_text(table) + "\n").encode())


@contextmanager
def replacing(out: str | Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """A file that appears whole or not at all. Raises QueryError for an existing one (unless `replace`), a folder and a
    place that cannot be written."""
    target = Path(out)
    check_target(target, replace=replace)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, 0o666 & ~mask)  # what an ordinary file would have
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise QueryError(f"{target} cannot be written: {reason}", hint="check the folder and its permissions") from exc


def check_target(target: Path, *, replace: bool) -> None:
    """Raise QueryError for a target that may not be written: a folder, an existing file, a place in no folder."""
    if target.is_dir():
        raise QueryError(f"{target} is an existing folder", hint="name a file or folder that does not exist yet")
    if target.exists() and not replace:
        raise QueryError(f"{target} exists already", hint="name another file, or allow it to be replaced with --replace")
    if not target.parent.is_dir():
        raise QueryError(f"the folder {target.parent} does not exist", hint="make it first")
