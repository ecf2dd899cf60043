"""Annotation files that cannot be used are refused with their file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import evaluate
from kg.errors import ReadError

FINE = '{"id": "a", "entities": [], "mentions": []}'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "broken JSON line (expecting property name enclosed in double quotes)"),
        ("[1]", "not an annotated article: the line is not an object"),
        ('{"entities": [], "mentions": []}', "not an annotated article: `id` is missing or not a text"),
        ('{"id": "b", "mentions": []}', "not an annotated article: `entities` is missing or not a list"),
        (
            '{"id": "b", "entities": [3], "mentions": []}',
            "not an annotated article: `entities` holds something that is not an object",
        ),
        (
            '{"id": "b", "entities": [], "mentions": [{"entity": "P1", "start": 0, "end": 2}]}',
            "not an annotated article: a mention names the entity 'P1', which is not listed",
        ),
        (
            '{"id": "b", "entities": [], "mentions": [], "quotes": [{"speaker": "P1", "start": "0", "end": 2}]}',
            "not an annotated article: an item of `quotes` has no whole number in `start`",
        ),
        (FINE, "article 'a' already stands on line 1"),
    ],
)  # fmt: skip
def test_bad_lines_are_named(line: str, message: str, tmp_path: Path) -> None:
    """The error names file and line and says what is wrong with it."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{FINE}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        evaluate.read(path)
    assert str(caught.value) == f"{path}:3: {message}"
    assert caught.value.source == f"{path}:3"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a ReadError that names it."""
    path = tmp_path / "none.jsonl"
    with pytest.raises(ReadError) as caught:
        evaluate.read(path)
    assert str(caught.value) == f"cannot read {path}: no such file or directory"


def test_a_line_that_is_not_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are a ReadError with their line."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(FINE.encode() + b"\n\xff\xfe\n")
    with pytest.raises(ReadError) as caught:
        evaluate.read(path)
    assert str(caught.value) == f"{path}:2: not UTF-8 text"


def test_line_separators_inside_a_text_do_not_cut_a_line(tmp_path: Path) -> None:
    """Only newlines end a record: other separators of Unicode may stand inside its strings."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "satu\u2028dua\x85tiga", "entities": [], "mentions": []}\n', encoding="utf-8")
    assert evaluate.read(path)["a"]["text"] == "satu\u2028dua\x85tiga"


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """A file that starts with a byte order mark reads like one without."""
    path = tmp_path / "gold.jsonl"
    path.write_text("\ufeff" + FINE, encoding="utf-8")
    assert list(evaluate.read(path)) == ["a"]
