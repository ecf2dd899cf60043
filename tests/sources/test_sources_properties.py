"""Promises over any input: texts stay exact where they must, and no bytes whatsoever make the reader fail."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.records import Article
from kg.sources import READERS, read
from kg.sources.plain import split_front_matter
from kg.sources.record import compose

FOLDER_PER_TEST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(texts=st.lists(TEXTS, min_size=1, max_size=5), escaped=st.booleans())
@example(texts=["a\r\nb\rc\u2028d\x85e\x00f\ufeffg"], escaped=False)
@FOLDER_PER_TEST
def test_jsonl_texts_are_exact(tmp_path: Path, texts: list[str], escaped: bool) -> None:
    """Any texts written as JSON lines come back character by character, so that offsets into them hold."""
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": str(i), "text": text}, ensure_ascii=escaped) + "\n" for i, text in enumerate(texts)]
    path.write_bytes("".join(lines).encode())
    items = list(read([str(path)]))
    assert [item.text for item in items if isinstance(item, Article)] == texts
    assert [item.source_id for item in items if isinstance(item, Article)] == [str(i) for i in range(len(texts))]
    streamed = list(read(["-"], stdin=io.BytesIO(path.read_bytes())))
    assert [item.text for item in streamed if isinstance(item, Article)] == texts


@given(text=st.text(st.characters(categories=["Cs", "L", "P", "Zs"]), min_size=1).filter(str.strip))
@FOLDER_PER_TEST
def test_lone_surrogates_keep_offsets(tmp_path: Path, text: str) -> None:
    """Texts with broken surrogates become writable, and every other character keeps its offset."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text}))
    (article,) = read([str(path)])
    assert isinstance(article, Article)
    # JSON itself joins a high and a low escape that follow each other.
    joined = json.loads(json.dumps(text))
    assert article.text == "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in joined)
    assert article.text.encode().decode() == article.text


@pytest.mark.parametrize("ending", sorted(READERS))
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@FOLDER_PER_TEST
def test_no_bytes_break_a_reader(tmp_path: Path, ending: str, data: bytes) -> None:
    """Any bytes under any ending give articles or errors that name the file, and every text can be written out."""
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    items = list(read([str(path)]))
    for item in items:
        assert isinstance(item, Article | ReadError)
        assert item.text.strip() and item.text.encode() if isinstance(item, Article) else item.source.startswith(str(path))
    assert list(map(repr, items)) == list(map(repr, read([str(path)])))


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode) | st.sampled_from([b"{", b"[", b"<p", b"---\n"]))
@settings(deadline=None, max_examples=100)
def test_no_bytes_break_standard_input(data: bytes) -> None:
    """Any bytes on standard input give articles or errors."""
    assert all(isinstance(item, Article | ReadError) for item in read(["-"], stdin=io.BytesIO(data)))


LINE = st.from_regex(r"[A-Za-z][A-Za-z0-9 ,.:()-]{0,60}[a-z.]", fullmatch=True)


@given(title=LINE, body=st.lists(LINE, min_size=1, max_size=6).map("\n".join))
@example(title="Banjir", body="Banjir\nBanjir surut.")
@FOLDER_PER_TEST
def test_text_file_round_trip(tmp_path: Path, title: str, body: str) -> None:
    """Title line and body written to a text file come back as the same text."""
    path = tmp_path / "a.txt"
    text = compose(" ".join(title.split()), body)
    path.write_text(text)
    (article,) = read([str(path)])
    assert isinstance(article, Article) and article.text == text


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), LINE.map(str.strip)), st.text(max_size=100))
def test_front_matter_round_trip(record: dict[str, str], body: str) -> None:
    """Pairs written as front matter come back, and the body below is untouched."""
    head = "".join(f"{key}: {value}\n" for key, value in record.items())
    assert split_front_matter(f"---\n{head}---\n{body}") == (record, body)
