"""`kg watch` and `kg ingest feed:` as README shows them, against a server on this machine."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from tests.sources.server import Site, serving

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "examples" / "articles").glob("*.txt"))[:3] or sorted((ROOT / "examples" / "articles").iterdir())[:3]


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="kg", catch_exceptions=False)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A feed of example articles, in a folder whose settings allow this machine."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text('[fetch]\nallow_private = ["127.0.0.1/32"]\ndelay = 0\n', encoding="utf-8")
    with serving() as found:
        put(found, 2)
        yield found


def put(site: Site, count: int) -> None:
    """Serve the first articles and a feed of them."""
    items = ""
    for number, path in enumerate(TEXTS[:count]):
        title, *body = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        paragraphs = "".join(f"<p>{line}</p>" for line in body)
        site.versioned(f"/{number}", f"<html lang='id'><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>")
        items += f"<item><link>{site.url}/{number}</link></item>"
    site.versioned("/rss", f"<rss><channel>{items}</channel></rss>", "application/rss+xml")


def readme(command: str, site: Site) -> list[str]:
    """A command line of README, its feed that of the site."""
    (line,) = re.findall(rf"^    \$ kg ({command} .*rss.*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return [part.replace("https://contoh.example", site.url) for part in shlex.split(line)]


def test_ingest_and_watch(site: Site) -> None:
    """A feed is ingested and its pages kept; watching it says the titles of what is new, and only of that."""
    done = kg(*readme("ingest", site))
    assert done.exit_code == 0 and re.search(r"^new +2$", done.stdout, re.MULTILINE), done.output
    assert Path("halaman.warc.gz").stat().st_size > 500
    watched = [*readme("watch", site), "--once"]
    done = kg(*watched)
    assert (done.exit_code, done.stdout) == (0, "") and "0 new, 0 changed" in done.stderr
    put(site, 3)
    done = kg(*watched)
    assert done.stdout.strip() == TEXTS[2].read_text(encoding="utf-8").split("\n")[0].strip("# ")
    assert "1 new, 0 changed" in done.stderr


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('allow_private = ["rumah"]', "bad value for fetch.allow_private in kg.toml: ['rumah']"),
        ("delay = -1", "bad value for fetch.delay in kg.toml: -1"),
        ("retries = true", "bad value for fetch.retries in kg.toml: True"),
        ("cookies = true", "unknown key 'fetch.cookies' in kg.toml"),
    ],
)
def test_bad_settings(site: Site, table: str, words: str) -> None:
    """A setting of fetching that cannot be is an error that names it."""
    Path("kg.toml").write_text(f"[fetch]\n{table}\n", encoding="utf-8")
    done = kg("ingest", f"{site.url}/0")
    assert done.exit_code == 2 and words in done.stderr
