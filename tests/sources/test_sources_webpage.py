"""Saved pages: the article's text without its surroundings, and the metadata the page states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.records import Article, article_id
from kg.sources import read

PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "Pemerintah Kota Rantau membuka kembali Jembatan Gunting pada Senin pagi setelah ditutup selama tiga bulan.",
        "“Warga boleh melintas mulai hari ini,” kata Wali Kota Rantau, Lestari Wening, di lokasi peresmian jembatan.",
        "Perbaikan itu menelan biaya empat miliar rupiah yang diambil dari anggaran perubahan tahun berjalan.",
    )
)
MENU = "<nav><ul><li><a href='/'>Beranda</a></li><li><a href='/kota'>Kota</a></li></ul></nav>"


def page(head: str = "", *, html: str = "<html lang='id-ID'>", title: str = "Jembatan Gunting Dibuka") -> str:
    """A page with the given head around the same article."""
    article = f"<article><h1>{title}</h1>{PARAGRAPHS}</article>"
    return f"<!DOCTYPE html>{html}<head>{head}</head><body>{MENU}{article}<footer>Hak cipta</footer></body></html>"


def one(tmp_path: Path, source: str | bytes) -> Article | ReadError:
    """What reading a page of that source gives."""
    path = tmp_path / "a.html"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    (found,) = read([str(path)])
    assert isinstance(found, Article | ReadError)
    return found


def test_meta_tags(tmp_path: Path) -> None:
    """Title, canonical URL, site name, time and language come from the page's head; the text has no menu."""
    head = """<title>Jembatan Gunting Dibuka - Warta Rantau</title>
    <meta property="og:title" content="Jembatan Gunting Dibuka - Warta Rantau">
    <meta property="og:site_name" content="Warta Rantau"><link rel="canonical" href="https://warta.example/kota/1">
    <meta property="article:published_time" content="2024-12-09T08:15:00+07:00">"""
    article = one(tmp_path, page(head))
    assert isinstance(article, Article)
    assert article.title == "Jembatan Gunting Dibuka"
    assert article.text.startswith("Jembatan Gunting Dibuka\nPemerintah Kota Rantau membuka")
    assert "Beranda" not in article.text and "Hak cipta" not in article.text
    assert article.text.count("Jembatan Gunting Dibuka") == 1
    assert (article.url, article.outlet) == ("https://warta.example/kota/1", "Warta Rantau")
    assert (article.published, article.lang) == ("2024-12-09T08:15:00+07:00", "id")
    assert article.id == article_id("https://warta.example/kota/1")


def test_linked_data(tmp_path: Path) -> None:
    """JSON-LD gives what the meta tags do not."""
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Lain"},
            {
                "@type": ["NewsArticle"],
                "headline": "Judul dari data",
                "datePublished": "Senin, 9 Desember 2024 08:15 WIB",
                "publisher": {"name": "Warta Rantau"},
                "mainEntityOfPage": {"@id": "https://warta.example/kota/2"},
                "inLanguage": "en",
            },
        ]
    }
    article = one(tmp_path, page(f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.lang) == ("Judul dari data", "Warta Rantau", "en")
    assert (article.url, article.published) == ("https://warta.example/kota/2", "2024-12-09T08:15:00+07:00")


def test_page_without_metadata(tmp_path: Path) -> None:
    """Without metadata the heading is the title, and nothing is made up."""
    article = one(tmp_path, page(html="<html>"))
    assert isinstance(article, Article)
    assert (article.title, article.url, article.outlet, article.published) == ("Jembatan Gunting Dibuka", "", "", "")
    assert article.lang == "id"


def test_front_page_is_no_canonical_address(tmp_path: Path) -> None:
    """A canonical link to the site's front page or to no web address is passed over for a better one."""
    head = """<link rel="canonical" href="https://warta.example/"><meta property="og:url" content="/kota/3">
    <script type="application/ld+json">{"@type": "Article", "url": "https://warta.example/kota/3"}</script>
    <script type="application/ld+json">{broken</script>"""
    article = one(tmp_path, page(head))
    assert isinstance(article, Article)
    assert article.url == "https://warta.example/kota/3"


def test_declared_encoding(tmp_path: Path) -> None:
    """The encoding a page declares is used when it is not UTF-8."""
    source = page('<meta charset="windows-1252">', title="Café “Gunting” Dibuka")
    article = one(tmp_path, source.encode("cp1252"))
    assert isinstance(article, Article)
    assert article.title == "Café “Gunting” Dibuka"


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        "<html><body><script>var isi = 'berita';</script></body></html>",
        "<<<>>>",
        "<!DOCTYPE html>",
        "<div" * 50,
        "<html><head><title>Judul</title>",
        "&#0;&#xD800;",
        "<!-- -->",
    ],
)
def test_pages_without_text(tmp_path: Path, source: str) -> None:
    """A broken or empty page is one error that says so."""
    error = one(tmp_path, source)
    assert isinstance(error, ReadError)
    assert str(error) == f"{tmp_path}/a.html: no article text in the page"
    assert error.hint == "is it a list of articles, or filled in by a script?"


def test_hostile_pages_are_safe(tmp_path: Path) -> None:
    """Deep nesting, entity bombs and unclosed tags give an article or an error, never a crash."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + page().removeprefix("<!DOCTYPE html>")
    for source in ("<div>" * 20_000 + "Isi", "<p>" * 5_000, bomb, page()[:-400], page().replace("</p>", "")):
        assert isinstance(one(tmp_path, source), Article | ReadError)


def test_impossible_date_in_a_page(tmp_path: Path) -> None:
    """A page whose only date cannot be is an error that names the date."""
    error = one(tmp_path, page('<meta property="article:published_time" content="2024-02-31">'))
    assert isinstance(error, ReadError)
    assert str(error) == f"{tmp_path}/a.html: impossible date '2024-02-31'"
