"""Whatever cannot be read is one error with an exact message and a hint, and everything else is still read."""

from __future__ import annotations

import io
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.records import Article
from kg.sources import Fields, read

GOOD = "Warga Rantau bergotong royong.\n"
ENDINGS = ".csv .docx .eml .htm .html .json .jsonl .markdown .mbox .md .ndjson .pdf .tsv .txt .warc .warc.gz .wet .wet.gz .xhtml"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD)


def errors(*sources: str, fields: Fields | None = None) -> list[tuple[str, str]]:
    """Message and hint of all errors of a run that also reads a good file, which must come through."""
    items = list(read([*sources, "good.txt"], fields=fields or Fields()))
    assert isinstance(items[-1], Article) and items[-1].text == GOOD.strip()
    found = [item for item in items if isinstance(item, ReadError)]
    assert all(error.source and str(error).startswith(error.source) for error in found)
    assert all(error.hint for error in found)
    return [(str(error), error.hint) for error in found]


NO_WORD = "an article needs at least one word"
NO_TEXT_FILE = "kg reads text; turn the document into .txt or .html first"
EMPTY = "there is nothing to read; remove the file or fill it"
ONE_OBJECT = "each line must be one complete JSON object"

FILES: list[tuple[str, bytes, str, str]] = [
    ("a.txt", b"", "a.txt: empty", EMPTY),
    ("a.jsonl", b"", "a.jsonl: empty", EMPTY),
    ("a.json", b"", "a.json: empty", EMPTY),
    ("a.csv", b"", "a.csv: empty", EMPTY),
    ("a.html", b"", "a.html: empty", EMPTY),
    ("a.txt", b" \n\t\n", "a.txt: no text", NO_WORD),
    ("a.md", b"---\ntitle: Judul\n---\n", "a.md: no text", NO_WORD),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt: not a text file", NO_TEXT_FILE),
    ("a.txt", bytes(range(1, 32)) * 4, "a.txt: not a text file", NO_TEXT_FILE),
    ("a.txt", "Teks".encode("utf-16-le"), "a.txt: not a text file", NO_TEXT_FILE),
    ("a.csv", b"text\nisi\0\n", "a.csv: not a text file", NO_TEXT_FILE),
    ("a.jsonl", b"\x1f\x8b\x08\0\0\0", "a.jsonl:1: not a text file", NO_TEXT_FILE),
    ("a.md", b"---\ndate: 31 Februari 2025\n---\nIsi.", "a.md: impossible date '31 Februari 2025'",
     "correct the date or leave it out"),
    ("a.jsonl", b'{"text": "Isi.", "date": "2024-13-01"}', "a.jsonl:1: impossible date '2024-13-01'",
     "correct the date or leave it out"),
    ("a.csv", b"text,date\nIsi.,30/02/2025\n", "a.csv:2: impossible date '30/02/2025'", "correct the date or leave it out"),
    ("a.jsonl", b'{"text": "Isi."', "a.jsonl:1: not valid JSON at column 16", ONE_OBJECT),
    ("a.jsonl", b"\n[1]\n", "a.jsonl:2: not a JSON object",
     'an article is an object such as {"title": "...", "text": "..."}'),
    ("a.jsonl", b'{"isi": "Isi.", "judul": 1}', "a.jsonl:1: no field 'text'",
     "name the field that holds the text; the fields here are isi, judul"),
    ("a.jsonl", b"{}", "a.jsonl:1: no field 'text'", "name the field that holds the text; the fields here are none"),
    ("a.jsonl", b'{"text": null}', "a.jsonl:1: field 'text' is not text", "an article's text is a JSON string"),
    ("a.jsonl", b'{"text": " \\n"}', "a.jsonl:1: no text", NO_WORD),
    ("a.jsonl", b"[" * 100_000, "a.jsonl:1: JSON beyond what can be read", "numbers and nesting must be of a sane size"),
    ("a.jsonl", b'{"n": ' + b"9" * 10_000 + b"}", "a.jsonl:1: JSON beyond what can be read",
     "numbers and nesting must be of a sane size"),
    ("a.json", b"{\n'text': 1}", "a.json: not valid JSON at line 2, column 1", ONE_OBJECT),
    ("a.json", b"[]", "a.json: empty", "the list holds no article"),
    ("a.json", b'[{"text": ""}]', "a.json#1: no text", NO_WORD),
    ("a.csv", b"judul,isi\nA,B\n", "a.csv: no column 'text'",
     "name the column that holds the text; the columns here are judul, isi"),
    ("a.csv", b"id,text\n1,satu, dua\n", "a.csv:2: 3 cells under 2 columns",
     "a text that holds separators must stand in quotation marks"),
    ("a.csv", b"id,text\n1\n", "a.csv:2: no text in column 'text'", NO_WORD),
    ("a.odt", b"PK", "a.odt: no reader for .odt", f"kg reads {ENDINGS}"),
    ("BERITA", b"Isi.", "BERITA: no reader for a name without ending", f"kg reads {ENDINGS}"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message", "hint"), FILES)
def test_bad_files(name: str, content: bytes, message: str, hint: str) -> None:
    """Each bad file is one error that names it, the line where there is one, and what to do."""
    Path(name).write_bytes(content)
    assert errors(name) == [(message, hint)]


NAMES: list[tuple[str, str, str]] = [
    ("hilang.txt", "hilang.txt: no such file or folder",
     "check the name; relative names count from the working directory"),
    ("*.hilang", "*.hilang: no file matches the pattern", "check the pattern; ** goes through folders"),
    ("ftp://contoh.id/a", "ftp://contoh.id/a: not an address that is read", "kg reads https:, http:, feed: and sitemap:"),
    ("a\0b.txt", "a\ufffdb.txt: cannot be opened: embedded null byte", "check the name and where its links lead"),
    ("x" * 5000, "x" * 5000 + ": cannot be opened: file name too long", "check the name and where its links lead"),
    ("good.txt/a.txt", "good.txt/a.txt: cannot be opened: not a directory", "check the name and where its links lead"),
    ("/dev/null", "/dev/null: not a regular file", "pipe its content in and name - instead"),
    ("/dev/zero", "/dev/zero: not a regular file", "pipe its content in and name - instead"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "message", "hint"), NAMES, ids=range(len(NAMES)))
def test_bad_names(source: str, message: str, hint: str) -> None:
    """A name that leads to no article is one error; devices are not even opened."""
    assert errors(source) == [(message, hint)]


def test_nameless_source() -> None:
    """An empty name is an error and not the working directory."""
    (item,) = read([""])
    assert str(item) == ": a source without a name"


def test_good_records_around_bad_ones() -> None:
    """Broken lines and rows are passed over one by one; those around them come through."""
    Path("a.jsonl").write_bytes(b'{"text": "Satu."}\n{"text": \n\n{"text": "Tiga."}\nnull\n{"text": "Lima."}')
    items = list(read(["a.jsonl"]))
    assert [str(item) if isinstance(item, ReadError) else getattr(item, "text", "") for item in items] == [
        "Satu.",
        "a.jsonl:2: not valid JSON at column 10",
        "Tiga.",
        "a.jsonl:5: not a JSON object",
        "Lima.",
    ]


def test_same_article_twice() -> None:
    """A second record with the URL or id of an earlier one is an error that names the first."""
    Path("a.jsonl").write_text(
        '{"text": "Satu.", "url": "https://contoh.id/1"}\n{"text": "Dua.", "id": "x"}\n'
        '{"text": "Tiga.", "url": "https://CONTOH.id/1#atas"}\n{"text": "Empat.", "id": "x"}\n'
    )
    hint = "two records have the same URL or id; keep one of them"
    assert errors("a.jsonl") == [
        ("a.jsonl:3: same article as a.jsonl:1", hint),
        ("a.jsonl:4: same article as a.jsonl:2", hint),
    ]


def test_too_large_inputs() -> None:
    """A file above 20 MB or a record above a million characters is refused, and the next record goes on."""
    Path("a.txt").write_bytes(b"kata " * 4_000_001)
    assert errors("a.txt") == [("a.txt: too large: more than 20 MB", "split it, or write many articles as .jsonl")]
    long = b'{"text": "' + b"kata " * 4_000_001 + b'"}\n'
    longer = b'{"text": "' + b"kata " * 16_000_001 + b'"}\n'
    Path("a.jsonl").write_bytes(long + longer + b'{"text": "Pendek."}\n')
    found = list(read(["a.jsonl"]))
    assert [str(item) for item in found[:2]] == [
        "a.jsonl:1: too long: more than 1,000,000 characters",
        "a.jsonl:2: too large: more than 80 MB",
    ]
    assert isinstance(found[2], Article) and (found[2].text, found[2].origin) == ("Pendek.", "a.jsonl:3")


def test_a_cell_without_end() -> None:
    """A quotation mark that is never closed in a huge table is an error, not a crash."""
    Path("a.csv").write_bytes(b'text\n"' + b"kata " * 4_000_001)
    assert errors("a.csv") == [
        ("a.csv:2: not a table row: field larger than field limit (20000000)",
         "look for a quotation mark that is not closed")
    ]  # fmt: skip


def test_links_that_loop_or_break() -> None:
    """Link loops end, each folder is read once, and a broken link is an error that names it."""
    Path("folder/dalam").mkdir(parents=True)
    Path("folder/a.txt").write_text("Isi.")
    Path("folder/dalam/putar").symlink_to("..")
    Path("folder/diri.txt").symlink_to("diri.txt")
    Path("folder/putus.txt").symlink_to("hilang.txt")
    hint = "check the name and where its links lead"
    assert errors("folder") == [
        ("folder/diri.txt: cannot be opened: too many levels of symbolic links", hint),
        ("folder/putus.txt: cannot be opened: no such file or directory", hint),
    ]


def test_pipes_and_sockets_do_not_hang() -> None:
    """A named pipe or socket is refused without being opened, named or met in a folder."""
    Path("folder").mkdir()
    os.mkfifo("folder/a.txt")
    hint = "pipe its content in and name - instead"
    assert errors("folder/a.txt") == errors("folder") == [("folder/a.txt: not a regular file", hint)]
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.txt")
        assert errors("s.txt") == [("s.txt: not a regular file", hint)]


def test_folder_without_articles() -> None:
    """A folder with nothing to read says so."""
    Path("folder/.tersembunyi").mkdir(parents=True)
    Path("folder/gambar.png").write_bytes(b"\x89PNG")
    assert errors("folder") == [("folder: no article in the folder", f"kg reads {ENDINGS}")]


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder in which a file and a folder may not be read, by a user whom permissions bind."""
    was = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        (root / "a.txt").write_text("Isi.")
        (root / "a.txt").chmod(0)
        (root / "b").mkdir(0)
        (root / "c.txt").write_text("Terbaca.")
        if was == 0:
            os.seteuid(65534)
        yield root
        os.seteuid(was)


def test_forbidden_files_and_folders(unprivileged: Path) -> None:
    """What may not be read is an error for each file and folder, and the rest of the folder is read."""
    os.chdir("/")
    root = unprivileged
    items = list(read([str(root)]))
    key = str(root).removeprefix("/")
    assert [str(item) if isinstance(item, ReadError) else getattr(item, "text", "") for item in items] == [
        f"{key}/a.txt: cannot be opened: permission denied",
        f"{key}/b: cannot be opened: permission denied",
        "Terbaca.",
    ]


class _Broken(io.RawIOBase):
    """A stream whose other end has gone."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise OSError(5, "Input/output error")


def test_stream_that_breaks_off() -> None:
    """A failing pipe is an error, not a crash."""
    (item,) = read(["-"], stdin=io.BufferedReader(_Broken()))
    assert str(item) == "-: input/output error"
