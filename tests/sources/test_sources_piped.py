"""Standard input: the kind of content is told from how it begins."""

from __future__ import annotations

import io
import json
import os

import pytest

from kg.errors import ReadError
from kg.records import Article, article_id
from kg.sources import read

PARAGRAPH = "Pemerintah Kota Rantau membuka kembali Jembatan Gunting pada Senin pagi setelah ditutup tiga bulan lamanya."


def piped(data: bytes) -> list[str]:
    """Text of each article, message of each error."""
    items = read(["-"], stdin=io.BytesIO(data))
    return [item.text if isinstance(item, Article) else str(item) for item in items]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'\n{"text": "Satu."}\n{"text": "Dua."}\n', ["Satu.", "Dua."]),
        (b'\xef\xbb\xbf{"text": "Satu."}\n{"text": \n', ["Satu.", "-:2: not valid JSON at column 10"]),
        ('{"text": "Satu."}\n{"text": "Dua."}\n'.encode("utf-16"), ["Satu.", "Dua."]),
        (b'{"text": "Satu."\n{"text": "Dua."}\n', ["-:1: not valid JSON at column 17", "Dua."]),
        (b'{\n "text": "Satu."\n}\n', ["Satu."]),
        (b'[{"text": "Satu."},\n {"isi": "Dua."}]', ["Satu.", "-#2: no field 'text'"]),
        (b"[Foto] Banjir\r\nSudah surut.\n", ["[Foto] Banjir\nSudah surut."]),
        (b"---\ntitle: Banjir\n---\nSudah surut.\n", ["Banjir\nSudah surut."]),
        (f"<!-- x -->\n<!DOCTYPE html><html><body><p>{PARAGRAPH}</p></body></html>".encode(), [PARAGRAPH]),
        (b"< 5 orang hadir.\n", ["< 5 orang hadir."]),
        (b"", ["-: empty"]),
        (b" \n\n", ["-: empty"]),
        (b"\x89PNG\0\0", ["-: not a text file"]),
        (b"<html></html>", ["-: no article text in the page"]),
        (b"kata " * 4_000_001, ["-: too large: more than 20 MB"]),
    ],
    ids=range(15),
)
def test_kinds_of_content(data: bytes, found: list[str]) -> None:
    """JSON lines, JSON documents, pages and plain text are told apart, and bad input is one error each."""
    assert piped(data) == found


def test_ids_of_piped_articles() -> None:
    """Without URL and id, the text makes the id, so that two streams do not overwrite each other."""
    lines = [{"text": "Satu.", "url": "https://contoh.id/1"}, {"text": "Dua.", "id": "r2"}, {"text": "Tiga."}]
    data = "\n".join(map(json.dumps, lines)).encode()
    first, second, third = (item for item in read(["-"], stdin=io.BytesIO(data)) if isinstance(item, Article))
    assert (first.id, second.id) == (article_id("https://contoh.id/1"), article_id("-#r2"))
    assert third.id == article_id(f"-#{third.content_hash[:16]}")
    texts = [next(read(["-"], stdin=io.BytesIO(text))) for text in (b"Satu.", b"Dua.", b"Dua.")]
    ids = [item.id for item in texts if isinstance(item, Article)]
    assert ids[0] != ids[1] == ids[2]


def test_a_real_pipe_is_read_as_it_comes() -> None:
    """The first article comes out before the writer has finished, and naming `-` twice reads it once."""
    reader, writer = os.pipe()
    with open(reader, "rb") as stream, open(writer, "wb") as end:
        end.write(b'{"text": "Satu."}\n')
        end.flush()
        items = read(["-", "-"], stdin=stream)
        first = next(items)
        assert isinstance(first, Article) and first.text == "Satu."
        end.write(b'{"text": "Dua."}\n')
        end.close()
        assert [item.text for item in items if not isinstance(item, ReadError | Exception)] == ["Dua."]
