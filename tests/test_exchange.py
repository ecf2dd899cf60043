"""One reader of annotation files: what cannot be used is refused with its file and line, the rest is read by everybody alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import exchange
from kg.errors import ReadError
from kg.extract import load_engine
from kg.records import (
    Annotation,
    Argument,
    Article,
    Document,
    LocalEntity,
    Mention,
    Position,
    Quote,
    Relation,
    Span,
    article_id,
)

FINE = '{"id": "a", "entities": [], "mentions": []}'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "broken JSON line (expecting property name enclosed in double quotes)"),
        ("[1]", "not an annotated article: expected `object`, got `array`"),
        ('{"entities": [], "mentions": []}', "not an annotated article: object missing required field `id`"),
        ('{"id": "b", "mentions": []}', "not an annotated article: object missing required field `entities`"),
        (
            '{"id": "b", "entities": [3], "mentions": []}',
            "not an annotated article: expected `object`, got `int` in `entities[0]`",
        ),
        (
            '{"id": "b", "entities": [], "mentions": [{"entity": "P1", "start": 0, "end": 2}]}',
            "not an annotated article: a mention names the entity 'P1', which is not listed",
        ),
        (
            '{"id": "b", "entities": [], "mentions": [], "quotes": [{"speaker": "P1", "start": "0", "end": 2}]}',
            "not an annotated article: expected `int`, got `str` in `quotes[0].start`",
        ),
        (FINE, "article 'a' already stands on line 1"),
    ],
)  # fmt: skip
def test_bad_lines_are_named(line: str, message: str, tmp_path: Path) -> None:
    """The error names file and line and says what is wrong with it."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{FINE}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        exchange.records(path)
    assert str(caught.value) == f"{path}:3: {message}"
    assert caught.value.source == f"{path}:3"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a ReadError that names it."""
    path = tmp_path / "none.jsonl"
    with pytest.raises(ReadError) as caught:
        exchange.records(path)
    assert str(caught.value) == f"cannot read {path}: no such file or directory"


def test_a_line_that_is_not_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are a ReadError with their line."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(FINE.encode() + b"\n\xff\xfe\n")
    with pytest.raises(ReadError) as caught:
        exchange.records(path)
    assert str(caught.value) == f"{path}:2: not UTF-8 text"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_newlines_end_a_line(mark: str, tmp_path: Path) -> None:
    """Other separators of Unicode may stand inside a text, for the referee, for training and for the replay engine."""
    path, text = tmp_path / "gold.jsonl", f"satu{mark}dua"
    record = {"id": "a", "text": text, "entities": [], "mentions": []}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    assert exchange.records(path)["a"]["text"] == text
    assert [a.article.text for a in exchange.read(path)] == [text]
    (replayed,) = load_engine("replay", path=path).annotate([Document(Article("b", text), ())])
    assert replayed.article.text == text


def test_a_text_is_asked_for_where_it_is_needed(tmp_path: Path) -> None:
    """The referee judges predictions without their text; an annotation needs it."""
    path = tmp_path / "pred.jsonl"
    path.write_text(FINE, encoding="utf-8")
    assert list(exchange.records(path)) == ["a"]
    with pytest.raises(ReadError, match=r"pred\.jsonl:1: not an annotated article: object missing required field `text`"):
        list(exchange.read(path))


def test_what_a_person_leaves_out_is_filled_in() -> None:
    """Facts without modality, cue, confidence and author are asserted, surely, by nobody named."""
    entities = [{"id": "P1", "type": "PER", "name": "Budi"}, {"id": "O1", "type": "ORG", "name": "PSSI"}]
    facts = {
        "positions": [{"person": "P1", "role": "Ketua", "start": 0, "end": 5, "holder": "O1"}],
        "relations": [{"subject": "P1", "predicate": "member_of", "object": "O1", "modality": None, "cue": None}],
        "quotes": [{"speaker": "P1", "start": 0, "end": 5}],
    }
    read = exchange.from_json({"id": "a", "text": "Ketua PSSI Budi", "entities": entities, "mentions": [], **facts})
    assert read.positions == (Position("P1", "Ketua", Span(0, 5), "O1", None),)
    assert read.relations == (Relation("P1", "member_of", "O1"),)
    assert read.quotes == (Quote("P1", "indirect", Span(0, 5)),)


def test_every_field_comes_back() -> None:
    """Whatever a fact carries is written and read again, and so are fields that the format does not know."""
    entities = (LocalEntity("P1", "PER", "Budi", confidence=0.9), LocalEntity("E1", "EVT", "sidang", "trial", None, 0.8))
    how = {"modality": "charged", "sentences": (0,), "confidence": 0.7, "by": ("network", "accused")}
    annotation = Annotation(
        Article(article_id("x"), "Budi disidang.", source_id="x", lang="jv", extra={"penulis": ["Ani"]}),
        (Span(0, 14),),
        entities,
        (Mention("P1", Span(0, 4), "PER", True, 0.9),),
        (Position("P1", "terdakwa", Span(5, 13), None, None, cue="disidang", **how),),
        (Relation("P1", "opposes", "P1", cue="disidang", **how),),
        (Argument("E1", "suspect", "P1", cue="disidang", **how),),
        {"E1": "planned"},
        (Quote("P1", "direct", Span(0, 4), "kata", **how),),
        "neural-1",
        "min-confidence=0.5",
    )
    assert exchange.from_json(json.loads(json.dumps(exchange.to_json(annotation)))) == annotation


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """A file that starts with a byte order mark reads like one without."""
    path = tmp_path / "gold.jsonl"
    path.write_text("\ufeff" + FINE, encoding="utf-8")
    assert list(exchange.records(path)) == ["a"]
