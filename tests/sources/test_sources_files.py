"""Files of every kind become articles with their text, their origin and all that the input says about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.records import Article
from kg.sources import READERS, Fields, read
from kg.sources.table import find_reader

BODY = "Pemerintah kota membuka kembali Jembatan Gunting pada Senin pagi.\nWarga menyambutnya dengan syukuran."


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one(name: str, content: str | bytes, **names: str) -> Article:
    """The single article that a file of that content gives."""
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read([name], fields=Fields(**names))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("ending", sorted(READERS))
def test_every_ending_has_its_reader(ending: str) -> None:
    """Each line of the reader table leads to a function, in either case of the ending."""
    assert callable(find_reader(ending)) and find_reader(ending) is find_reader(ending.upper())


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        (f"Jembatan dibuka\n\n{BODY}\n", "Jembatan dibuka", f"Jembatan dibuka\n{BODY}"),
        (f"\n\n  # Jembatan   dibuka ##\r\n\r\n{BODY}\r\n", "Jembatan dibuka", f"Jembatan dibuka\n{BODY}"),
        ("Satu kalimat saja.\n", "", "Satu kalimat saja."),
        (f"{'panjang ' * 30}\n{BODY}", "", f"{'panjang ' * 30}\n{BODY}"),
        (f"---\ntitle: 'Dari depan'\n---\n{BODY}\n", "Dari depan", f"Dari depan\n{BODY}"),
        (f"---\ntitle: Sama\n---\n# Sama\n\n{BODY}\n", "Sama", f"Sama\n{BODY}"),
        (f"---\nBukan pasangan kunci\n---\n{BODY}", "---", f"---\nBukan pasangan kunci\n---\n{BODY}"),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_title_and_text_of_plain_files(ending: str, content: str, title: str, text: str) -> None:
    """The text is title line and body; the title is the front matter's or a short first line with more below it."""
    article = one(f"a{ending}", content)
    assert (article.title, article.text) == (title, text)


def test_front_matter_fields() -> None:
    """Front matter gives URL, outlet, date, language and id; other keys and the raw date stay in extra."""
    head = (
        "---\ntitle: Jembatan dibuka\nurl: https://contoh.id/j1\noutlet: Warta Contoh\n"
        "date: Senin, 9 Desember 2024 10:00 WIB\nlang: id-ID\nid: j1\n# catatan\ntags:\n  - kota\n  - air\nnote: rekaan\n---\n"
    )
    article = one("a.md", head + BODY)
    assert (article.url, article.outlet, article.published) == (
        "https://contoh.id/j1",
        "Warta Contoh",
        "2024-12-09T10:00:00+07:00",
    )
    assert (article.lang, article.source_id) == ("id", "j1")
    assert article.extra == {
        "date": "Senin, 9 Desember 2024 10:00 WIB",
        "lang": "id-ID",
        "tags": "- kota - air",
        "note": "rekaan",
    }


def test_jsonl_keeps_text_and_unknown_fields() -> None:
    """A JSON line's text is exact, unknown fields travel in extra, and results of an earlier run do not."""
    text = "  Judul\r\n\r\nIsi\u200b dengan\ttab \n"
    record = {
        "id": 7,
        "url": "tidak ada",
        "date": "10/05/2024",
        "title": "Judul",
        "topic": "kota",
        "text": text,
        "nested": {"a": [1, None]},
        "outlet": None,
        "entities": [],
        "mentions": [{"x": 1}],
        "quotes": [],
        "engine": "lama",
        "sentences": [[0, 3]],
    }
    article = one("a.jsonl", json.dumps(record) + "\n")
    assert article.text == text
    assert (article.title, article.url, article.published, article.source_id) == ("Judul", "", "", "7")
    assert article.extra == {
        "id": 7,
        "url": "tidak ada",
        "date": "10/05/2024",
        "topic": "kota",
        "nested": {"a": [1, None]},
    }


def test_date_or_published_and_outlet_from_the_url() -> None:
    """The day is found under either usual name, and the host stands for an outlet that is not named."""
    article = one("a.jsonl", '{"text": "Isi.", "date": "", "published": "2024-12-09", "url": "https://www.contoh.id/a"}')
    assert (article.published, article.outlet, dict(article.extra)) == ("2024-12-09", "contoh.id", {})


def test_field_names_are_configurable() -> None:
    """Records that call their parts otherwise are read through the names in Fields."""
    names = {"text": "isi", "title": "judul", "date": "tanggal", "outlet": "media", "id": "no", "url": "tautan"}
    row = {"no": "5", "judul": "Judul", "isi": "Isi.", "tanggal": "9 Desember 2024", "media": "Warta", "tautan": ""}
    article = one("a.ndjson", json.dumps(row), **names)
    assert (article.title, article.text, article.published, article.outlet, article.source_id) == (
        "Judul",
        "Isi.",
        "2024-12-09",
        "Warta",
        "5",
    )
    table = one("a.csv", '\ufeffno;judul;isi;tanggal;media\n5;Judul;"Isi; dengan\r\nbaris";9 Desember 2024;Warta\n', **names)
    assert (table.text, table.published, table.source_id) == ("Judul\nIsi; dengan\nbaris", "2024-12-09", "5")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_with_any_usual_separator(delimiter: str) -> None:
    """The separator is the one under which the header names the text column; long cells are whole."""
    long = "kata " * 60_000
    Path("a.csv").write_text(f'id{delimiter}text\n1{delimiter}"{long}"\n\n2{delimiter}Pendek.\n')
    found = [item for item in read(["a.csv"]) if isinstance(item, Article)]
    assert [(a.source_id, a.text, a.origin) for a in found] == [
        ("1", long.rstrip(), "a.csv:2"),
        ("2", "Pendek.", "a.csv:4"),
    ]


def test_json_documents() -> None:
    """A .json file is one article, a list of articles, or JSON lines under another ending."""
    assert one("a.json", '{\n "text": "Satu."\n}').text == "Satu."
    Path("b.json").write_text('[{"text": "Satu."}, {"text": "Dua."}]')
    Path("c.json").write_text('{"text": "Tiga."}\n{"text": "Empat."}\n')
    found = [item for item in read(["b.json", "c.json"]) if isinstance(item, Article)]
    assert [(a.text, a.origin) for a in found] == [
        ("Satu.", "b.json#1"),
        ("Dua.", "b.json#2"),
        ("Tiga.", "c.json:1"),
        ("Empat.", "c.json:2"),
    ]


ENCODED = "Menteri “Siti” berkata: “Kami siap.” – Café Rumpun, 5 °C.\n" + BODY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_of_text_files(encoding: str) -> None:
    """Marks, UTF-8 and Windows-1252 are told apart, and the text comes out whole."""
    assert one("a.txt", ENCODED.encode(encoding)).text == ENCODED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_records(encoding: str) -> None:
    """JSON lines and tables are read in the same encodings."""
    line = json.dumps({"text": ENCODED}, ensure_ascii=False) + "\n"
    assert one("a.jsonl", line.encode(encoding)).text == ENCODED
    quoted = ENCODED.replace("\n", " ")
    assert one("a.csv", f'id,text\n1,"{quoted}"\n'.encode(encoding)).text == quoted


def test_other_alphabets_and_damaged_utf8() -> None:
    """A Japanese legacy file is recognised; one broken byte does not spoil the rest of a UTF-8 file."""
    japanese = "東京都知事は月曜日に記者会見を開き、新しい橋の計画を発表した。住民は歓迎している。" * 5
    assert one("a.txt", japanese.encode("shift_jis")).text == japanese
    assert one("b.txt", ENCODED.encode()[:-1] + b"\xe2\x80").text.startswith("Menteri “Siti” berkata: “Kami siap.” – Café")


def test_odd_characters_survive() -> None:
    """Zero-width and control characters stay in place; lone surrogates become U+FFFD at the same offsets."""
    assert one("a.jsonl", '{"text": "a\\u200bb\\u0001c\\ud800d\\ude00e \\ud83d\\ude00", "x": ["\\udc00"]}').text == (
        "a\u200bb\u0001c\ufffdd\ufffde \U0001f600"
    )
    assert one("b.txt", "a\u200bb\ufeffc\x0cd\u2028e").text == "a\u200bb\ufeffc\x0cd\u2028e"


def test_large_article_is_read() -> None:
    """A text just under the limit of characters is an article like any other."""
    assert len(one("a.txt", "kata demi kata\n" * 66_000).text) > 980_000


def test_folders_patterns_and_repeats() -> None:
    """Folders are read in sorted order, hidden and foreign files left out; a file named twice is read once."""
    for name in ("b/z.txt", "b/a/1.md", "a.txt", ".tersembunyi/x.txt", "c.TXT", "b/gambar.png", "b[1].txt"):
        Path(name).parent.mkdir(exist_ok=True, parents=True)
        Path(name).write_text(f"Berita {name}.\n")

    def origins(*sources: str) -> list[str]:
        return [item.origin for item in read(sources) if isinstance(item, Article)]

    assert origins(".") == ["a.txt", "b/a/1.md", "b/z.txt", "b[1].txt", "c.TXT"]
    assert origins("b/**/*.md", "b/*.txt") == ["b/a/1.md", "b/z.txt"]
    assert origins("b[1].txt") == ["b[1].txt"]
    assert origins("a.txt", ".", str(Path("a.txt").absolute())) == origins("a.txt", ".") == origins(".")


def test_reading_twice_gives_the_same() -> None:
    """The same input gives equal articles, whatever the run."""
    Path("a.html").write_text(f"<html><body><article><h1>Judul</h1><p>{BODY}</p></article></body></html>")
    Path("a.txt").write_text(BODY)
    assert list(read(["."])) == list(read(["."]))
