"""Bad inputs through the `kg` command: the exact message, the exit code, and nothing that was stored is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.store import open_store

ROOT = Path(__file__).parents[2]
REPLAY = ("--engine", "replay", "--model", "gold.jsonl")

FILES: dict[str, str | bytes] = {
    "kosong.txt": "",
    "gambar.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "biner.txt": bytes(range(256)) * 8,
    "rusak.html": "<html><body><div><p",
    "rusak.jsonl": '{"id": "a", "text": \n',
    "daftar.jsonl": "[1, 2]\n",
    "tanpa.jsonl": '{"id": "a", "title": "x"}\n',
    "kolom.csv": "judul,isi\nA,B\n",
    "tanggal.jsonl": '{"id": "t1", "text": "Pasar dibuka.", "date": "2024-02-31"}\n',
    "besar.txt": "Pasar dibuka lagi. " * 50_000,
    "lain.txt": "Pasar Arumsari dibuka lagi.",
    "kunci.toml": 'stor = "x"\n',
    "jenis.toml": 'workers = "dua"\n',
    "rusak.toml": "store = \n",
    "medan.toml": '[fields]\nisi = "x"\n',
    "emas.jsonl": "{\n",
    "emas2.jsonl": '{"id": 1}\n',
    "rumit.rq": "\xff\xfe".encode("latin-1"),
}

# arguments, exit code, first line on stderr
SKIPPED = [
    (("tidak-ada.txt",), "tidak-ada.txt: no such file or folder"),
    (("kosong.txt",), "kosong.txt: empty"),
    (("gambar.png",), "gambar.png: no reader for .png"),
    (("biner.txt",), "biner.txt: not a text file"),
    (("rusak.html",), "rusak.html: no article text in the page"),
    (("rusak.jsonl",), "rusak.jsonl:1: not valid JSON at column 21"),
    (("daftar.jsonl",), "daftar.jsonl:1: not a JSON object"),
    (("tanpa.jsonl",), "tanpa.jsonl:1: no field 'text'"),
    (("kolom.csv",), "kolom.csv: no column 'text'"),
    (("tanggal.jsonl",), "tanggal.jsonl:1: impossible date '2024-02-31'"),
    (("besar.txt",), "no stored annotation for besar.txt"),
    (("http://127.0.0.1:1/a",), "http://127.0.0.1:1/a: 127.0.0.1 is not a public address"),
    (("hampa",), "hampa: no article in the folder"),
    (("*.xyz",), "*.xyz: no file matches the pattern"),
    (("-",), "-: empty"),
]
_PYTHON_NEEDS = "Input should be a valid number, unable to parse string as a number"
STOPPED = [
    (("ingest", "lain.txt", "--strict", *REPLAY), 1, "no stored annotation for lain.txt"),
    (("ingest", "lain.txt", "--store", "lain.txt", *REPLAY), 1, "lain.txt is a file, not a store"),
    (("ingest", "lain.txt", "--store", "bukan", *REPLAY), 1, "bukan is a folder with other content, not a store"),
    (("ingest", "lain.txt", "--store", "lain.txt/news.kg", *REPLAY), 1, "lain.txt is a file, not a store"),
    (("ingest", "lain.txt", "--store", "http://x/", *REPLAY), 1, "http://x/ is a URL, not a folder"),
    (
        ("ingest", "lain.txt", "--store", "baru.kg", *REPLAY),
        1,
        "the store baru.kg was written by a newer kg (format 99, this kg reads up to 2)",
    ),
    (("ingest", "lain.txt", "--engine", "neurl"), 2, "unknown engine 'neurl': there is neural, replay"),
    (("ingest", "lain.txt", "--engine", "replay"), 2, "the replay engine needs a file of annotations"),
    (("ingest", "lain.txt", "--workers", "0", *REPLAY), 2, "bad value for workers in the command line: 0 is not between 1 and 512"),
    (
        ("ingest", "lain.txt", "--min-confidence", "2", *REPLAY),
        2,
        "bad value for min_confidence in the command line: 2.0 is not between 0 and 1",
    ),
    (("ingest", "lain.txt", "--min-confidence", "x", *REPLAY), 2, f"invalid value for '--min-confidence': {_PYTHON_NEEDS}"),
    (("ingest", "lain.txt", "--field", "isi=x", *REPLAY), 2, "unknown key 'fields.isi' in the command line"),
    (("ingest", "lain.txt", "--field", "x", *REPLAY), 2, "bad value for --field: 'x' is not NAME=VALUE"),
    (("ingest", "gold.jsonl", "--rejects", "tiada/x", *REPLAY), 1, "cannot write tiada/x: no such file or directory"),
    (("ingest",), 2, "missing argument 'SOURCE...'"),
    (("--config", "kunci.toml", "stats"), 2, "unknown key 'stor' in kunci.toml"),
    (("--config", "jenis.toml", "stats"), 2, "bad value for workers in jenis.toml: 'dua' is not a whole number"),
    (("--config", "rusak.toml", "stats"), 2, "configuration file is not TOML: rusak.toml: invalid value (at line 1, column 9)"),
    (("--config", "medan.toml", "stats"), 2, "unknown key 'fields.isi' in medan.toml"),
    (("--config", "nihil.toml", "stats"), 2, "configuration file not found: nihil.toml"),
    (("query", "SELECT * {"), 1, "the query has a syntax error in line 1, column 10: SELECT * {"),
    (("query", "SELECT * { SERVICE <http://127.0.0.1:1/s> { ?s ?p ?o } }"), 1, "the query calls another server in line 1: http://127.0.0.1:1/s"),
    (("query", "LOAD <http://x/>"), 1, "the query is an update (LOAD), and queries only read"),
    (("query", "tidak-ada"), 1, "there is no query named tidak-ada"),
    (("query", "tidak.rq"), 1, "there is no query file tidak.rq"),
    (("query", "rumit.rq"), 1, "the query file rumit.rq cannot be read"),
    (("query", "people-and-posts", "--format", "pdf"), 1, "pdf does not fit the answer of a SELECT query"),
    (("query", "people-and-posts", "--param", "x"), 2, "bad value for --param: 'x' is not NAME=VALUE"),
    (("query", "people-and-posts", "--param", "x=y"), 1, "the query has no parameter x"),
    (("query", "posts-of"), 1, "the query posts-of needs a value for name (the person)"),
    (("query", "ASK {}", "--store", "nihil.kg"), 1, "there is no store at nihil.kg"),
    (("query", "ASK {}", "--timeout", "0"), 2, "bad value for timeout in the command line: 0.0 is not more than 0 seconds"),
    (("forget", "tidak-ada"), 1, "no article 'tidak-ada' in the store"),
    (("forget", "x", "--store", "nihil.kg"), 1, "there is no store at nihil.kg"),
    (("view", "Tidak Ada"), 1, "nothing is called 'Tidak Ada'"),
    (("view", "--out", "tiada/x.html"), 1, "cannot write tiada/x.html: no such file or directory"),
    (("view", "--type", "ORANG"), 1, "there is no entity type ORANG"),
    (("view", "--lang", "xx"), 2, "the page has no language 'xx'"),
    (("export", "x.docx"), 1, "the ending of x.docx names no format"),
    (("export", "x.pdf", "--format", "pdf"), 1, "there is no export format pdf"),
    (("export", "tiada/x.nq"), 1, "the folder tiada does not exist"),
    (("export", "gold.jsonl", "--format", "nquads"), 1, "gold.jsonl exists already"),
    (("export", "hampa", "--format", "csv"), 1, "hampa is an existing folder"),
    (("stats", "--store", "nihil.kg"), 1, "there is no store at nihil.kg"),
    (("stats", "--foo"), 2, "no such option: --foo"),
    (("validate", "--store", "nihil.kg"), 1, "there is no store at nihil.kg"),
    (("evaluate", "tiada.jsonl"), 1, "cannot read tiada.jsonl: no such file or directory"),
    (("evaluate", "emas.jsonl"), 1, "emas.jsonl:1: broken JSON line (expecting property name enclosed in double quotes)"),
    (("evaluate", "emas2.jsonl"), 1, "emas2.jsonl:1: not an annotated article: expected `str`, got `int` in `id`"),
    (("nonsense",), 2, "no such command 'nonsense'"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds our annotated articles, and every bad input."""
    folder = tmp_path_factory.mktemp("bad")
    shutil.copy(ROOT / "tests" / "data" / "gold.jsonl", folder)
    for name, content in FILES.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "hampa").mkdir()
    (folder / "bukan").mkdir()
    (folder / "bukan" / "surat.txt").write_text("milik orang lain")
    done = CliRunner().invoke(app, ["ingest", str(folder / "gold.jsonl"), "--store", str(folder / "news.kg"), "--engine", "replay", "--model", str(folder / "gold.jsonl")])
    assert done.exit_code == 0, done.stderr
    shutil.copytree(folder / "news.kg", folder / "baru.kg")
    (folder / "baru.kg" / "VERSION").write_text("kg store format 99\n")
    return folder


@pytest.fixture(scope="module")
def before(made: Path) -> list[str]:
    """What the store holds."""
    return _dump(made / "news.kg")


def _dump(path: Path) -> list[str]:
    with open_store(path, read_only=True) as store:
        return list(store.dump())


def _run(folder: Path, *arguments: str) -> tuple[int, list[str], str]:
    here = os.getcwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(app, list(arguments), prog_name="kg", catch_exceptions=False)
    finally:
        os.chdir(here)
    return done.exit_code, done.stderr.splitlines(), done.stdout


@pytest.mark.parametrize(("sources", "message"), SKIPPED, ids=lambda v: v[0] if isinstance(v, tuple) else "")
def test_an_unusable_article_is_skipped_with_its_reason(made: Path, before: list[str], sources: tuple[str, ...], message: str) -> None:
    """The run goes on, says what it skipped and why, ends with 3, and the store is as it was."""
    code, words, out = _run(made, "ingest", *sources, *REPLAY)
    assert (code, words[0]) == (3, f"kg: skipped: {message}")
    assert all(line.startswith("  hint: ") for line in words[1:])
    assert "skipped              1" in out.splitlines()
    assert _dump(made / "news.kg") == before


@pytest.mark.parametrize(("arguments", "code", "message"), STOPPED, ids=lambda v: " ".join(v)[:60] if isinstance(v, tuple) else "")
def test_a_command_that_cannot_go_on_says_why(made: Path, before: list[str], arguments: tuple[str, ...], code: int, message: str) -> None:
    """One sentence that names the input, at most a hint, nothing on stdout, and the store is as it was."""
    found, words, out = _run(made, *arguments)
    assert (found, words[0], out) == (code, f"kg: error: {message}", "")
    assert len(words) <= 2
    assert all(line.startswith("  hint: ") for line in words[1:])
    assert _dump(made / "news.kg") == before


def test_good_articles_beside_bad_ones_are_stored(made: Path, tmp_path: Path) -> None:
    """One bad article does not cost the others."""
    code, words, _ = _run(made, "ingest", "rusak.jsonl", "gold.jsonl", "kosong.txt", "--store", str(tmp_path / "s.kg"), *REPLAY)
    assert code == 3
    assert sum(line.startswith("kg: skipped: ") for line in words) == 2
    with open_store(tmp_path / "s.kg", read_only=True) as store:
        assert len(list(store.articles())) == 17


def test_a_store_in_use_is_not_written_to(made: Path, before: list[str]) -> None:
    """A second writer is turned away at once and told what to do; reading works meanwhile."""
    with open_store(made / "news.kg"):
        code, words, _ = _run(made, "ingest", "gold.jsonl", "--force", *REPLAY)
        assert code == 1
        assert words[0] == f"kg: error: the store ./news.kg is already open for writing in this process ({os.getpid()})".replace("./", "")
        assert _run(made, "stats")[0] == 0
    assert _dump(made / "news.kg") == before


def test_a_place_that_cannot_hold_a_store_is_named(made: Path) -> None:
    """A store that cannot be made is one error, not a traceback."""
    code, words, _ = _run(made, "ingest", "gold.jsonl", "--store", "/proc/nihil/news.kg", *REPLAY)
    assert (code, words[0]) == (1, "kg: error: the store /proc/nihil/news.kg cannot be made: No such file or directory")


def test_a_reader_that_goes_away_is_no_error(made: Path) -> None:
    """`kg query ... | head -1` ends quietly."""
    program = f"{sys.executable} -m kg query 'SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} }}' --format csv | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", program], cwd=made, capture_output=True, text=True, timeout=120, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.stdout.split() == ["g,s,p,o", "0"]
    assert done.stderr == ""
