"""Read annotations from JSON lines, naming the file and line of whatever cannot be used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from kg.errors import ReadError

Record: TypeAlias = Mapping[str, Any]

_FACTS: Mapping[str, tuple[str, ...]] = {
    "positions": ("person", "role"),
    "relations": ("subject", "predicate", "object"),
    "arguments": ("subject", "predicate", "object"),
    "quotes": ("speaker", "start", "end"),
}


def read(path: str | Path) -> dict[str, Record]:
    """All annotated articles of a JSON-lines file, by article id, in file order. Blank lines are passed over.

    Raises ReadError, with `file:line`, for a file that cannot be opened, a line that is not one annotated article, or
    an article id that stands twice.
    """
    found: dict[str, Record] = {}
    first_line: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        record = _record(line, where)
        key = record["id"]
        if key in found:
            raise ReadError(
                f"{where}: article {key!r} already stands on line {first_line[key]}",
                source=where,
                hint="keep one line an article",
            )
        found[key], first_line[key] = record, number
    return found


def _lines(path: str | Path) -> list[str]:
    try:
        raw = Path(path).read_bytes()
    except OSError as exc:
        reason = (exc.strerror or str(exc)).lower()
        raise ReadError(f"cannot read {path}: {reason}", source=str(path)) from exc
    lines = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as exc:
            where = f"{path}:{number}"
            raise ReadError(f"{where}: not UTF-8 text", source=where, hint="annotations are JSON lines in UTF-8") from exc
    return lines


def _record(line: str, where: str) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as exc:
        what = exc.msg if isinstance(exc, json.JSONDecodeError) else str(exc)
        raise ReadError(f"{where}: broken JSON line ({what.lower()})", source=where) from exc
    fault = _fault(record)
    if fault:
        raise ReadError(
            f"{where}: not an annotated article: {fault}",
            source=where,
            hint="each line needs id, entities and mentions; `kg annotate SOURCE --jsonl` writes such lines",
        )
    return record  # type: ignore[no-any-return]


def _fault(record: object) -> str:
    """What is wrong with the shape of one record, or an empty string."""
    if not isinstance(record, dict):
        return "the line is not an object"
    if not isinstance(record.get("id"), str):
        return "`id` is missing or not a text"
    for name, fields in {"entities": ("id", "type"), "mentions": ("entity", "start", "end"), **_FACTS}.items():
        if name not in record and name in _FACTS:
            continue
        fault = _list_fault(record, name, fields)
        if fault:
            return fault
    if not isinstance(record.get("event_modality") or {}, dict):
        return "`event_modality` is not an object"
    ids = {e["id"] for e in record["entities"]}
    unknown = sorted(str(m["entity"]) for m in record["mentions"] if m["entity"] not in ids)
    return f"a mention names the entity {unknown[0]!r}, which is not listed" if unknown else ""


def _list_fault(record: Record, name: str, fields: tuple[str, ...]) -> str:
    rows = record.get(name)
    if not isinstance(rows, list):
        return f"`{name}` is missing or not a list"
    for row in rows:
        if not isinstance(row, dict):
            return f"`{name}` holds something that is not an object"
        for field in fields:
            number = field in ("start", "end")
            value = row.get(field)
            if not isinstance(value, int if number else str) or isinstance(value, bool):
                return f"an item of `{name}` has no {'whole number' if number else 'text'} in `{field}`"
    return ""
