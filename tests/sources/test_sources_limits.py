"""Nothing that is read can hang a run or pass for less than it is: each hostile input is one error with its reason."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.records import Article
from kg.sources import bounded, parser, read
from kg.sources.origin import MAX_CHARACTERS
from kg.sources.page import is_boilerplate
from kg.sources.pattern import matching

P = "<p>Pemerintah Kota Rantau membuka kembali Jembatan Gunting pada Senin pagi setelah ditutup selama tiga bulan lamanya.</p>"
PAGE = f"<html><head><title>Jembatan dibuka</title></head><body><article>{P}</article></body></html>"


def said(tmp_path: Path, page: str) -> str:
    """The text or the error's words of a page of that source, after which an ordinary page is read as ever."""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    first, second = read([str(tmp_path / "a.html"), str(tmp_path / "b.html")])
    assert isinstance(second, Article) and "Jembatan Gunting" in second.text
    return first.text if isinstance(first, Article) else str(first).removeprefix(f"{tmp_path}/a.html: ")


def test_pipes_and_sockets_in_a_folder_are_skipped_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only regular files are read: a named pipe, a socket and a device are one error each, whatever they are called."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Banjir surut.", encoding="utf-8")
    os.mkfifo("b.txt")
    os.mkfifo("pipa")
    os.symlink("/dev/zero", "nol.jsonl")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.html")
        found = list(read(["."]))
    assert [item.text for item in found if isinstance(item, Article)] == ["Banjir surut."]
    names = ["b.txt", "nol.jsonl", "pipa", "s.html"]
    assert [str(item) for item in found if isinstance(item, ReadError)] == [f"{name}: not a regular file" for name in names]


@pytest.mark.parametrize("count", [28, 20_000])
def test_comments_before_a_page_cost_no_more_than_their_length(count: int) -> None:
    """A run of comments on standard input is text when no page follows, and is passed over when one does."""
    comments = "<!-- -->" * count
    (text,) = read(["-"], stdin=io.BytesIO(f"{comments}akhir".encode()))
    assert isinstance(text, Article) and text.text.endswith("akhir")
    (page,) = read(["-"], stdin=io.BytesIO(f"{comments} {PAGE}".encode()))
    assert isinstance(page, Article) and page.title == "Jembatan dibuka" and "<" not in page.text


@pytest.mark.parametrize("depth", [260, 600])
def test_deep_pages_keep_their_text(tmp_path: Path, depth: int) -> None:
    """An article nested over 256 elements deep is read whole."""
    assert "Jembatan Gunting" in said(tmp_path, PAGE.replace("<article>", "<div>" * depth).replace("</article>", "</div>" * depth))


def test_bottomless_pages_are_skipped(tmp_path: Path) -> None:
    """A page nested deeper than can be parsed is an error, not an article of its title."""
    assert said(tmp_path, PAGE.replace("<article>", "<div>" * 5_000)) == "elements nested too deeply"


def test_a_page_that_takes_too_long_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that keeps the parser busy is ended with a reason, and the next one is read."""
    monkeypatch.setattr(bounded, "CPU_SECONDS", 1)
    attributes = " ".join(f"a{i}=1" for i in range(200_000))
    assert said(tmp_path, f"<html><body><p {attributes}>x</p>{P}</body></html>") == "takes too long to read"


def test_a_page_without_end_is_refused(tmp_path: Path) -> None:
    """A page of more characters than the limit is not parsed at all."""
    assert said(tmp_path, PAGE + " " * 5 * MAX_CHARACTERS).startswith("too large: a page of more than 5,000,000 characters")


def test_a_book_is_no_article() -> None:
    """A text over the limit of characters is skipped with the limit in the reason."""
    (error,) = read(["-"], stdin=io.BytesIO(b"kata " * (MAX_CHARACTERS // 5 + 1)))
    assert str(error) == "-: too long: more than 1,000,000 characters"


def test_links_to_parents_do_not_multiply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`**` enters each folder once, also where two links lead back up."""
    monkeypatch.chdir(tmp_path)
    inner = tmp_path / "arsip" / "2024"
    inner.mkdir(parents=True)
    for name in ("satu", "dua"):
        os.symlink("..", inner / name)
    (inner / "a.txt").write_text("Isi.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Isi.", encoding="utf-8")
    assert matching("**/*.txt") == ["arsip/2024/a.txt", "b.txt"]
    assert matching("**/**/a.txt") == ["arsip/2024/a.txt"]
    assert matching(f"{tmp_path}/*/2024/*.txt") == [f"{inner}/a.txt"]


def test_messages_between_the_processes_are_whole_or_none() -> None:
    """A message comes back as it was sent; one that was cut off is the end."""
    stream = io.BytesIO()
    parser.send(stream, {"a": "é\ud800"})
    data = stream.getvalue()
    assert parser.receive(io.BytesIO(data)) == {"a": "é\ud800"}
    for cut in (0, 5, len(data) - 1):
        with pytest.raises(EOFError):
            parser.receive(io.BytesIO(data[:cut]))


@pytest.mark.parametrize("line", ["Baca juga: Warga Rantau Pulang", "ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "Editor: Wulan S.", "(Foto: Dok. Warta Rantau)", "Bagikan"])
def test_boilerplate(line: str) -> None:
    """Lines that outlets put between paragraphs are known as such."""
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ["Iklan itu dilarang pemerintah.", "Bagikan beras kepada warga, kata dia.", "Editor senior itu menolak.", "", "Baca juga " + "kata " * 60])
def test_sentences_are_no_boilerplate(line: str) -> None:
    """Sentences that only begin with such a word stay."""
    assert not is_boilerplate(line)


def test_boilerplate_and_byline_are_marked(tmp_path: Path) -> None:
    """What is not the article's own is left out of its text and kept beside it, as is the reporter."""
    head = '<meta name="author" content="Wulan Saraswita"><meta property="article:section" content="Kota">'
    page = PAGE.replace("<title>", f"{head}<title>").replace("</article>", f"<p>Baca juga: Warga Kota Rantau Pulang ke Rumah</p>{P}</article>")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (article,) = read([str(tmp_path / "a.html")])
    assert isinstance(article, Article) and "Baca juga" not in article.text
    assert article.extra == {"byline": "Wulan Saraswita", "section": "Kota", "boilerplate": ["Baca juga: Warga Kota Rantau Pulang ke Rumah"]}
