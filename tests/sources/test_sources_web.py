"""Articles from the web: pages, feeds and sitemaps, fetched politely, safely and never twice for nothing."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.config import Fetch
from kg.errors import FetchError
from kg.records import Article
from kg.sources import read
from kg.sources.fetching import Fetcher
from kg.sources.guard import GuardedBackend, RefusedAddress, is_allowed
from kg.sources.listing import entries
from tests.sources.server import LOCAL, Site, serving

QUICK = Fetch(allow_private=LOCAL, delay=0.0, timeout=5.0, retries=0)
SENTENCES = (
    "Pemerintah Kota Rantau membuka kembali Jembatan Gunting pada Senin pagi setelah ditutup selama tiga bulan.",
    "Warga boleh melintas mulai hari ini, kata Wali Kota Rantau, Lestari Wening, di lokasi peresmian jembatan itu.",
    "Perbaikan itu menelan biaya empat miliar rupiah yang diambil dari anggaran perubahan tahun berjalan kota itu.",
)


def page(title: str = "Jembatan dibuka", *, body: str = "", head: str = "", after: str = "") -> str:
    """A page of an article."""
    body = body or "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"<html lang='id'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article>{after}</body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def got(site: Site, source: str, **settings: Any) -> list[str]:
    """Title of each article, words of each error (without its address), that a source of the site gives."""
    fetch = Fetch(**{**{"allow_private": LOCAL, "delay": 0.0, "timeout": 5.0, "retries": 0}, **settings})
    items = read([source.replace("BASE", site.url)], fetch=fetch)
    return [item.title if isinstance(item, Article) else str(item).partition(": ")[2].replace(site.url, "BASE") for item in items]


def rss(*links: str, extra: str = "") -> bytes:
    items = "".join(f"<item><title>{link}</title><link>BASE{link}</link>{extra}</item>" for link in links)
    return f"<?xml version='1.0'?><rss><channel><title>Warta</title>{items}</channel></rss>".encode()


def test_one_page(site: Site) -> None:
    """An address becomes an article with its text, its address and the time it was fetched; robots.txt is asked first."""
    site.page("/kota/1", page())
    (article,) = read([f"{site.url}/kota/1"], fetch=QUICK)
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Jembatan dibuka", f"{site.url}/kota/1")
    assert article.text.endswith(SENTENCES[-1]) and article.fetched.startswith("20")
    assert site.asked == ["/robots.txt", "/kota/1"]


def test_a_page_fetched_twice_costs_one_request_without_a_body(site: Site, tmp_path: Path) -> None:
    """What has not changed is not sent again, and is the same article; what has changed is read anew."""
    settings = {"state": str(tmp_path / "visited.sqlite")}
    site.versioned("/a", page())
    assert got(site, "BASE/a", **settings) == ["Jembatan dibuka"]
    site.asked.clear()
    site.sent.clear()
    assert got(site, "BASE/a", **settings) == ["Jembatan dibuka"]
    assert (site.asked, site.sent) == (["/robots.txt", "/a"], [0, 0])
    site.versioned("/a", page("Jembatan ditutup"))
    assert got(site, "BASE/a", **settings) == ["Jembatan ditutup"]


def test_feeds_and_what_is_new(site: Site, tmp_path: Path) -> None:
    """A feed gives each of its articles once; looked at again it costs one request, and only what is new is fetched."""
    settings = {"state": str(tmp_path / "visited.sqlite"), "only_new": True}
    for number in (1, 2, 3):
        site.versioned(f"/{number}", page(f"Berita {number}"))
    site.versioned("/rss", rss("/1", "/2", "/1").decode().replace("BASE", site.url), "application/rss+xml")
    assert got(site, "feed:BASE/rss", **settings) == ["Berita 1", "Berita 2"]
    site.asked.clear()
    assert got(site, "feed:BASE/rss", **settings) == []
    assert site.asked == ["/robots.txt", "/rss"]
    site.versioned("/rss", rss("/3", "/1", "/2").decode().replace("BASE", site.url), "application/rss+xml")
    assert got(site, "feed:BASE/rss", **settings) == ["Berita 3"]


def test_a_failed_entry_is_tried_again_though_the_feed_is_the_same(site: Site, tmp_path: Path) -> None:
    """An article that could not be fetched is not forgotten."""
    settings = {"state": str(tmp_path / "visited.sqlite"), "only_new": True}
    site.versioned("/rss", rss("/1").decode().replace("BASE", site.url), "text/xml")
    assert got(site, "feed:BASE/rss", **settings) == ["not there"]
    site.page("/1", page("Berita 1"))
    assert got(site, "feed:BASE/rss", **settings) == ["Berita 1"]


FEEDS = [
    rss("/1"),
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title><link rel='self' href='/no'/><link href='/1'/><updated>2025-06-10T00:00:00Z</updated></entry></feed>",
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item><link>BASE/1</link></item></rdf:RDF>",
    b"<rss><channel><item><guid>BASE/1</guid></item></channel></rss>",
    b"<rss><channel><item><title>A & B &nbsp; </title><link> BASE/1 </link></item><item><link>",
    b"<rss><channel><item><link><![CDATA[BASE/1]]></link></item><item><title>tanpa tautan</title></item>",
    b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>" + rss("/1", "javascript:x").partition(b"?>")[2],
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>BASE/1</loc></url></urlset>",
    gzip.compress(b"<urlset><url><loc>BASE/1</loc></url></urlset>".replace(b"BASE/1", b"/1")),
    b"<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><rss><item><title>&b;</title><link>BASE/1</link></item></rss>",
]


@pytest.mark.parametrize("data", FEEDS, ids=range(len(FEEDS)))
def test_shapes_of_feeds(site: Site, data: bytes) -> None:
    """RSS, Atom, RDF and sitemaps, broken or packed, lead to their articles."""
    site.page("/1", page("Berita 1"))
    site.answers["/rss"] = (200, {"Content-Type": "application/xml"}, data)
    assert got(site, "feed:BASE/rss")[:1] == ["Berita 1"]


def test_sitemaps_since_a_day(site: Site) -> None:
    """A sitemap leads through its parts to pages; what is certainly older than `since` is left alone."""
    site.answers["/peta.xml"] = (200, {"Content-Type": "text/xml"}, b"<sitemapindex><sitemap><loc>BASE/b.xml</loc></sitemap><sitemap><loc>BASE/tua.xml</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>")
    site.answers["/b.xml"] = (200, {"Content-Type": "text/xml"}, b"<urlset><url><loc>BASE/1</loc><lastmod>2025-06-10T08:00:00+07:00</lastmod></url><url><loc>BASE/2</loc><lastmod>2024-01-01</lastmod></url><url><loc>BASE/3</loc></url></urlset>")
    for number in (1, 2, 3):
        site.page(f"/{number}", page(f"Berita {number}"))
    assert got(site, "sitemap:BASE/peta.xml", since="2025-01-01") == ["Berita 1", "Berita 3"]
    assert "/tua.xml" not in site.asked and "/2" not in site.asked


def test_articles_of_several_pages(site: Site) -> None:
    """Further pages are read on, or the one that holds them all; other articles that are linked are not."""
    parts = [page("Panjang", body=f"<p>{sentence}</p><p>{sentence.replace('itu', 'tersebut')} Bagian {i}.</p>", after="<a href='/p/9'>9</a><a href='?page=2'>2</a><a href='?page=3'>3</a><a href='/lain?page=2'>x</a>") for i, sentence in enumerate(SENTENCES)]
    site.page("/p", parts[0])
    site.page("/p?page=2", parts[1])
    site.page("/p?page=3", parts[2])
    (article,) = read([f"{site.url}/p"], fetch=QUICK)
    assert isinstance(article, Article)
    assert [sentence in article.text for sentence in SENTENCES] == [True] * 3
    assert article.extra["pages"] == 3 and "/lain?page=2" not in site.asked
    site.page("/q", parts[0].replace("?page=2", "?page=all"))
    site.page("/q?page=all", page("Panjang"))
    (article,) = read([f"{site.url}/q"], fetch=QUICK)
    assert isinstance(article, Article) and SENTENCES[2] in article.text and article.url == f"{site.url}/q"


def test_print_and_mobile_pages_are_the_canonical_one(site: Site) -> None:
    """Two addresses of one article give it once, under its canonical address; another outlet's address is not taken."""
    head = f'<link rel="canonical" href="{site.url}/kota/1">'
    for path in ("/kota/1", "/amp/kota/1"):
        site.page(path, page(head=head))
    items = list(read([f"{site.url}/amp/kota/1", f"{site.url}/kota/1"], fetch=QUICK))
    assert [item.url for item in items if isinstance(item, Article)] == [f"{site.url}/kota/1"] and len(items) == 1
    site.page("/palsu", page(head='<link rel="canonical" href="https://warta.example/kota/1">'))
    (article,) = read([f"{site.url}/palsu"], fetch=QUICK)
    assert isinstance(article, Article) and article.url == f"{site.url}/palsu"


def test_pages_are_kept_and_read_again(site: Site, tmp_path: Path) -> None:
    """`save_pages` keeps the bytes as a WARC file, which is itself a source of the same article."""
    site.page("/kota/1", page())
    kept = tmp_path / "halaman.warc.gz"
    (article,) = read([f"{site.url}/kota/1"], fetch=Fetch(allow_private=LOCAL, delay=0.0, save_pages=str(kept)))
    (again,) = read([str(kept)])
    assert isinstance(article, Article) and isinstance(again, Article)
    assert (again.id, again.text, again.url, again.fetched[:19]) == (article.id, article.text, article.url, article.fetched[:19])


SHAPES = {
    "windows-1252 said by the server": ("text/html; charset=windows-1252", page("Café “Gunting”").encode("cp1252")),
    "UTF-8 that the server calls latin": ("text/html; charset=iso-8859-1", page("Café “Gunting”").encode()),
    "windows-1252 said by the page": ("text/html", page("Café “Gunting”", head="<meta charset=windows-1252>").encode("cp1252")),
    "an unknown charset": ("text/html; charset=x-kacau", page("Café “Gunting”").encode()),
    "UTF-16 with a mark": ("text/html", page("Café “Gunting”").encode("utf-16")),
    "UTF-8 with a mark": ("text/html", b"\xef\xbb\xbf" + page("Café “Gunting”").encode()),
    "XHTML": ("application/xhtml+xml", b"<?xml version='1.0' encoding='utf-8'?>" + page("Café “Gunting”").encode()),
    "no content type": ("", page("Café “Gunting”").encode()),
    "tags never closed": ("text/html", page("Café “Gunting”").replace("</p>", "").replace("</article>", "").encode()),
    "upper case": ("TEXT/HTML", page("Café “Gunting”").replace("<article>", "<ARTICLE>").replace("</article>", "</ARTICLE>").encode()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_pages(site: Site, shape: str) -> None:
    """Whatever encoding and form a page comes in, its title and text are those that a browser shows."""
    kind, data = SHAPES[shape]
    site.answers["/a"] = (200, {"Content-Type": kind} if kind else {}, data)
    (article,) = read([f"{site.url}/a"], fetch=QUICK)
    assert isinstance(article, Article), article
    assert article.title == "Café “Gunting”" and all(sentence in article.text for sentence in SENTENCES)


def test_robots(site: Site) -> None:
    """What robots.txt forbids is not asked for; a robots.txt that fails stops everything, one that is not there nothing."""
    site.page("/a", page())
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /a\nAllow: /b*\n")
    assert got(site, "BASE/a") == ["robots.txt of the outlet forbids it"]
    site.answers["/robots.txt"] = (503, {}, b"")
    assert got(site, "BASE/a") == ["robots.txt of 127.0.0.1 cannot be read: answers that it cannot serve now"]
    site.answers["/robots.txt"] = (302, {"Location": "/r2"}, b"")
    site.answers["/r2"] = (200, {}, b"User-agent: wartagraf\nDisallow: /")
    assert got(site, "BASE/a") == ["robots.txt of the outlet forbids it"]
    assert "/a" not in site.asked


def test_what_passes_is_asked_again_after_the_wait_that_is_asked_for(site: Site) -> None:
    """429 and 503 are asked again after Retry-After or a growing pause; hosts are given their delay."""
    answers = iter([(429, {"Retry-After": "7"}, b""), (503, {}, b""), (200, {"Content-Type": "text/html"}, page().encode())])
    site.answers["/a"] = lambda _headers: next(answers)
    waits: list[float] = []
    fetcher = Fetcher(Fetch(allow_private=LOCAL, delay=0.0, retries=3), sleep=waits.append)
    assert b"Jembatan" in fetcher.get(f"{site.url}/a", accept="html").data
    assert waits == [7.0, 1.0]
    site.answers["/b"] = (429, {"Retry-After": "9999"}, b"")
    with pytest.raises(FetchError, match="asks to wait 9999 seconds"):
        fetcher.get(f"{site.url}/b", accept="html")
    slow = Fetcher(Fetch(allow_private=LOCAL, delay=50.0), sleep=waits.append)
    site.page("/c", page())
    slow.get(f"{site.url}/c", accept="html")
    assert 49 < waits[-1] <= 50


def _drip(handler: Any, stop: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not stop.wait(0.05):
        try:
            handler.wfile.write(b"X-A: b\r\n")
        except OSError:
            return


def _endless(handler: Any, stop: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not stop.is_set():
        try:
            handler.wfile.write(b"<p>kata</p>" * 10_000)
        except OSError:
            return


def _silent(_handler: Any, stop: Any) -> None:
    stop.wait()


def _says(data: bytes) -> Callable[[Any, Any], None]:
    return lambda handler, _stop: handler.wfile.write(data)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = zlib.compress(b"0" * 25_000_000)
RAW = {
    "drip": (_drip, "took too long"),
    "endless": (_endless, "too large: more than 20,000 kB"),
    "silent": (_silent, "took too long"),
    "not http": (_says(b"SSH-2.0-x\r\n\r\n"), "answered with what is no HTTP, or broke off"),
    "nothing": (_says(b""), "answered with what is no HTTP, or broke off"),
    "cut": (_says(OK + b"Content-Length: 900\r\n\r\n<p>"), "answered with what is no HTTP, or broke off"),
    "bad chunks": (_says(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "answered with what is no HTTP, or broke off"),
    "bomb": (_says(OK + b"Content-Encoding: deflate\r\n\r\n" + BOMB), "too large: more than 20,000 kB"),
    "no gzip": (_says(OK + b"Content-Encoding: gzip\r\n\r\nxyz"), "damaged on its way"),
    "cut gzip": (_says(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 500)[:20]), "broke off in the middle"),
    "brotli": (_says(OK + b"Content-Encoding: br\r\n\r\nxyz"), "packed as br, which was not asked for"),
    "binary": (_says(OK + b"\r\n\x89PNG\0\0"), "not a text file"),
    "empty": (_says(OK + b"\r\n"), "no article text in the page"),
}


@pytest.mark.parametrize("fault", RAW)
def test_faults_on_the_wire(site: Site, fault: str) -> None:
    """Slow, endless, broken, packed and wrong answers are one error each with its reason."""
    serve, words = RAW[fault]
    site.raw["/a"] = serve
    assert got(site, "BASE/a", timeout=20.0 if "large" in words else 1.0) == [words]


STATUSES = [
    (401, {}, "needs a login"),
    (403, {}, "may not be read"),
    (404, {}, "not there"),
    (410, {}, "gone"),
    (418, {}, "answered with status 418"),
    (500, {}, "answers that it cannot serve now"),
    (304, {}, "answered with status 304"),
    (301, {}, "answered with status 301"),
    (302, {"Location": "/a"}, "redirected more than 5 times"),
    (302, {"Location": "ftp://contoh.example/"}, "leads to no web address"),
    (302, {"Location": "file:///etc/passwd"}, "leads to no web address"),
    (302, {"Location": "http://[::1]:1/"}, "::1 is not a public address"),
    (307, {"Location": "http://10.0.0.1/"}, "10.0.0.1 is not a public address"),
    (302, {"Location": "http://169.254.169.254/latest"}, "169.254.169.254 is not a public address"),
    (200, {"Content-Type": "image/png"}, "of type image/png"),
    (200, {"Content-Type": "application/pdf"}, "of type application/pdf"),
]


@pytest.mark.parametrize(("status", "headers", "words"), STATUSES)
def test_answers_that_are_no_page(site: Site, status: int, headers: dict[str, str], words: str) -> None:
    """Refusals, loops, wrong types and ways into the inner network are one error each."""
    site.answers["/a"] = (status, headers, b"")
    assert got(site, "BASE/a") == [words]


def test_inner_addresses_are_refused_unless_named(site: Site) -> None:
    """Without the setting nothing on this machine is asked, by whatever name."""
    port = site.url.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::ffff:127.0.0.1]"):
        (error,) = got(site, f"http://{host}:{port}/a", allow_private=())
        assert "is not a public address" in error or "cannot be reached" in error
    assert site.asked == []


ADDRESSES = "10.0.0.1 172.16.0.1 192.168.1.1 127.0.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 fe80::1 fc00::1 ::ffff:127.0.0.1 2002:7f00:1::1 64:ff9b::7f00:1".split()


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, link-local, shared, multicast and disguised addresses are refused."""
    assert not is_allowed(address)
    assert is_allowed("93.184.215.14") and is_allowed("2606:2800:220:1::1")


def test_a_name_with_one_inner_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """All addresses of a name must be public, and the one that was checked is connected to, however the name changes."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        found = ["93.184.215.14", "127.0.0.1"] if len(asked) == 1 else ["127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(RefusedAddress):
        GuardedBackend(()).connect_tcp("contoh.example", 80)
    assert asked == ["contoh.example"]


def test_nothing_is_fetched_and_no_network_library_loaded_without_an_address(tmp_path: Path) -> None:
    """Reading files imports neither httpx nor any other library for the network."""
    (tmp_path / "a.txt").write_text("Banjir surut.", encoding="utf-8")
    program = f"import sys, kg, kg.sources\nlist(kg.sources.read([{str(tmp_path)!r}]))\nprint(sorted({{'httpx', 'httpcore', 'protego', 'warcio'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_other_addresses_and_lists_without_entries(site: Site) -> None:
    """An address of another kind and a feed that is none are one error each."""
    site.page("/rss", page())
    assert got(site, "feed:BASE/rss") == ["no entries in the feed"]
    assert [str(item) for item in read(["ftp://contoh.example/a"])] == ["ftp://contoh.example/a: not an address that is read"]
    assert list(entries(b"")) == [] and list(entries(b"\0\1\2")) == []


def test_memory_stays_flat_over_a_long_feed(site: Site) -> None:
    """Ten thousand entries need no more memory for articles than a thousand: nothing of an article is kept."""
    import tracemalloc

    from kg.sources import web

    links = [f"/{number}" for number in range(10_000)]
    site.answers["/rss"] = (200, {"Content-Type": "text/xml"}, rss(*links))
    source = web.Web(QUICK)
    source._page = lambda entry: iter([Article(id=entry.url, text="kata " * 500)])  # type: ignore[method-assign,assignment]
    sizes = []
    tracemalloc.start()
    for count, _ in enumerate(source.read(f"feed:{site.url}/rss"), 1):
        if count in {1_000, 10_000}:
            sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    source.close()
    assert count == 10_000 and sizes[1] - sizes[0] < 1_000_000
