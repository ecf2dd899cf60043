"""Ids and names of inputs: stable, and the same however an address or path is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Article, article_id
from kg.sources import read
from kg.sources.origin import is_web_address, normalise_url, of_path

SAME = [
    ("HTTPS://WWW.Contoh.ID/Berita", "https://www.contoh.id/Berita"),
    ("https://contoh.id/a#komentar", "https://contoh.id/a"),
    ("https://contoh.id/a?utm_source=x&utm_medium=y", "https://contoh.id/a"),
    ("https://contoh.id/a?id=7&fbclid=abc&page=all", "https://contoh.id/a?id=7&page=all"),
    ("https://contoh.id/a?id=%20B+c", "https://contoh.id/a?id=%20B+c"),
    ("https://Nama@Contoh.id:8080/a", "https://Nama@contoh.id:8080/a"),
]


@pytest.mark.parametrize(("url", "expected"), SAME)
def test_urls_are_normalised(url: str, expected: str) -> None:
    """Scheme and host lose their case, fragment and tracking parameters go, all else stays."""
    assert normalise_url(url) == expected


@given(
    st.builds(
        "https://{}.id/{}?{}#{}".format,
        st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}", fullmatch=True),
        st.from_regex(r"[A-Za-z0-9/%._-]{0,12}", fullmatch=True),
        st.from_regex(r"[A-Za-z0-9=&_%+]{0,24}", fullmatch=True),
        st.from_regex(r"[A-Za-z0-9?&=]{0,8}", fullmatch=True),
    )
)
def test_normalising_twice_changes_nothing(url: str) -> None:
    """A normalised URL is its own normal form."""
    assert normalise_url(normalise_url(url)) == normalise_url(url)


@pytest.mark.parametrize(
    "url", ["contoh.id/a", "ftp://contoh.id/a", "javascript:alert(1)", "https://", "https://con toh.id", "http://[", "", "a"]
)
def test_what_is_no_web_address(url: str) -> None:
    """Only http and https addresses with a host count as an article's URL."""
    assert not is_web_address(url)


def test_path_is_relative_beneath_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beneath the working directory has the same id whether named relatively or absolutely; others are absolute."""
    (tmp_path / "satu").mkdir()
    monkeypatch.chdir(tmp_path)
    assert of_path("satu/a.txt").key == of_path(str(tmp_path / "satu" / "a.txt")).key == "satu/a.txt"
    monkeypatch.chdir(tmp_path / "satu")
    assert of_path("../a.txt").key == (tmp_path / "a.txt").as_posix()


def test_ids_of_files_and_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id comes from the URL, else from path and record id, else from path and line."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Banjir surut\nWarga pulang.\n")
    Path("b.jsonl").write_text(
        '{"text": "Satu.", "url": "https://Contoh.id/1?utm_source=z"}\n\n{"text": "Dua.", "id": "r2"}\n{"text": "Tiga."}\n'
    )
    found = [item for item in read(["a.txt", "b.jsonl"]) if isinstance(item, Article)]
    keys = ["a.txt", "https://contoh.id/1", "b.jsonl#r2", "b.jsonl#4"]
    assert [article.id for article in found] == [article_id(key) for key in keys]
    assert [article.origin for article in found] == ["a.txt", "b.jsonl:1", "b.jsonl:3", "b.jsonl:4"]
    assert found[1].url == "https://Contoh.id/1?utm_source=z"


def test_file_names_that_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name of undecodable bytes or control characters is read, and shown in a form that can be printed."""
    monkeypatch.chdir(tmp_path)
    for raw in (b"a\xff.txt", b"b\x1b[1m\n.txt"):
        with open(os.fsdecode(raw), "w") as file:
            file.write("Banjir surut.\n")
    origins = [item.origin for item in read(["."]) if isinstance(item, Article)]
    assert origins == ["a\ufffd.txt", "b\ufffd[1m\ufffd.txt"]
