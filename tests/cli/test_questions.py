"""Ten questions of a reporter, each one command; and what the commands say when they cannot answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import prompt
from kg.cli.app import app
from kg.query import search
from kg.store import open_store

ROOT = Path(__file__).parents[2]
GOLD = str(ROOT / "tests" / "data" / "gold.jsonl")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the example articles, with their annotated facts."""
    path = str(tmp_path_factory.mktemp("reporter") / "news.kg")
    arguments = ["ingest", str(ROOT / "examples" / "articles"), "--store", path, "--engine", "replay", "--model", GOLD]
    done = CliRunner().invoke(app, arguments, prog_name="kg")
    assert done.exit_code == 0, done.stderr
    return path


def _kg(news: str, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--store", news], prog_name="kg", catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def _rows(news: str, *arguments: str) -> list[dict[str, str]]:
    found = json.loads(_kg(news, *arguments, "--format", "json"))["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def test_who_holds_a_post_in_a_place(news: str) -> None:
    """1. The posts in a regency and the bodies in it, each with the sentence."""
    found = _rows(news, "query", "holders", "--place", "Kabupaten Tirtamukti", "--all")
    assert {("Dimas Arga Nugraha", "Bupati"), ("Endah Puspitarini", "Kepala")} <= {(r["person"], r["role"]) for r in found}
    assert all(r["person"].split()[0] in r["sentence"] and r["outlet"] and r["date"] for r in found)


def test_everything_on_one_person(news: str) -> None:
    """2. A dossier with posts, events, quotes, relations and articles."""
    text = _kg(news, "show", "Dimas Arga Nugraha", "--lang", "en")
    for section in ("Posts", "Events", "Quotes", "Relations", "Articles"):
        assert f"\n{section} (" in text
    assert json.loads(_kg(news, "show", "Dimas Arga Nugraha", "--json"))["label"] == "Dimas Arga Nugraha"


def test_who_met_whom(news: str) -> None:
    """3. Meetings with the sentence that says so."""
    (row,) = _rows(news, "query", "who-met-whom", "--name", "Hanung Cahyo Saputro")
    assert (row["one"], row["other"], row["event"]) == ("Hanung Cahyo Saputro", "Dicky Adinurwanto", "Diskusi")
    assert "didampingi" in row["sentence"]


def test_how_two_people_are_connected(news: str) -> None:
    """4. Ways that lead over no country, province or place, each step with its sentence."""
    ways = json.loads(_kg(news, "path", "Suryo Handaru", "Dimas Arga Nugraha", "--json"))
    assert ways and all(hop["said"][0]["sentence"] for way in ways for hop in way)
    passed = {hop["target_label"] for way in ways for hop in way[:-1]}
    assert passed.isdisjoint({"Semarang", "Jawa Tengah", "Indonesia", "Kudus"})


def test_what_is_alleged_and_denied(news: str) -> None:
    """5. Allegations with the word of their standing, and denials as denials."""
    found = _rows(news, "query", "allegations", "--name", "Suryo Handaru")
    assert {r["modality"] for r in found} == {"alleged", "denied"}
    assert "diduga" in _kg(news, "query", "allegations", "--name", "Suryo Handaru")
    assert "membantah" in _kg(news, "query", "quotes", "--name", "Suryo Handaru")


def test_who_said_what_on_a_matter(news: str) -> None:
    """6. Quotes that hold the words, by speaker."""
    found = _rows(news, "query", "quotes", "--text", "harga beras")
    assert [(r["speaker"], r["speech"]) for r in found] == [("Retno Widyastari", "says")]


def test_what_changed_over_time(news: str) -> None:
    """7. The posts of a body by the day of the news."""
    found = _rows(news, "query", "changes", "--name", "PT Lumbung Segara Jateng")
    assert [r["date"] for r in found] == sorted(r["date"] for r in found)
    assert {r["status"] for r in found} >= {"former", "acting"}


def test_which_articles_mention_something(news: str) -> None:
    """8. Articles by what they mention."""
    assert len(_rows(news, "query", "articles", "--name", "Suryo Handaru")) == 3


def test_events_in_a_place_in_a_month(news: str) -> None:
    """9. Events by place and time."""
    found = _rows(news, "query", "events", "--place", "Kecamatan Arumsari", "--since", "2025-01", "--until", "2025-01")
    assert found and all("2025-01" in r["when"] for r in found if r["when"])


def test_all_of_it_into_excel(news: str, tmp_path: Path) -> None:
    """10. One workbook with six sheets; any answer too; a terminal is never sent one."""
    _kg(news, "export", str(tmp_path / "semua.xlsx"))
    with zipfile.ZipFile(tmp_path / "semua.xlsx") as book:
        assert len([n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]) == 6
    _kg(news, "query", "events", "-o", str(tmp_path / "acara.xlsx"))
    assert zipfile.is_zipfile(tmp_path / "acara.xlsx")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "posts-of", "--name", "Suryo Handru"], ["nothing matched 'Suryo Handru'", "near: Suryo Handaru"]),
        (["query", "participants", "--name", "melantik"], ["may mean 2 entities", "--all"]),
        (["query", "events", "--since", "kemarin"], ["'kemarin' is not a date", "2025-03"]),
        (["query", "articles", "--outlet", "Kompos"], ["no article is from an outlet called 'Kompos'", "Kabar Muria"]),
        (["search", "x", "--type", "planet"], ["no entity type planet", "PER"]),
        (["export", "out.docx"], ["names no format", ".xlsx"]),
        (["query", "SELECT ?s WHERE {\n ?s a ?t\n ?s ?p ?o . }"], ["line 3", "a dot (or ;) may be missing at the end of line 2"]),
        (["query", "SELECT ?s WHERE { ?s scema:name ?n }"], ["line 1, column 22", "did you mean schema:?"]),
        (["ask", "siapa Gubernur Bali?"], ["nothing in the graph is called"]),
        (["ask", "apa warna langit?"], ["was not understood"]),
    ],
)
def test_what_fails_says_why(news: str, arguments: list[str], words: list[str]) -> None:
    """A mistake gets its place, the right values or what is near, and exit code 1."""
    done = CliRunner().invoke(app, [*arguments, "--store", news], prog_name="kg", catch_exceptions=False)
    assert done.exit_code == 1
    assert all(word in done.stderr for word in words), done.stderr


def test_a_newer_store_is_not_asked(news: str, tmp_path: Path) -> None:
    """kg query refuses a store of a format it does not know, like every other command."""
    shutil.copytree(news, tmp_path / "baru.kg")
    (tmp_path / "baru.kg" / "VERSION").write_text("kg store format 99\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["query", "places", "--store", str(tmp_path / "baru.kg")], prog_name="kg")
    assert done.exit_code == 1 and "written by a newer kg (format 99" in done.stderr
    assert json.loads(_kg(news, "query", "places", "--json"))["results"]["bindings"]


def test_a_limit_and_an_explanation(news: str) -> None:
    """--limit bounds the rows of any query; --explain shows the SPARQL with its values and what is slow in it."""
    assert len(_rows(news, "query", "quotes", "--limit", "2")) == 2
    assert len(_rows(news, "query", "SELECT ?s { ?s a schema:Person } LIMIT 5", "--limit", "3")) == 3
    done = CliRunner().invoke(app, ["query", "posts-of", "--name", "Suryo", "--explain", "--store", news], prog_name="kg")
    assert "person/suryo-handaru>" in done.stdout and done.stderr == ""
    slow = "SELECT * { ?s a ?t OPTIONAL { ?s ?p ?o } GRAPH ?g { ?s ?q ?v } }"
    assert "GRAPH after an OPTIONAL" in CliRunner().invoke(app, ["query", slow, "--explain", "--store", news]).stderr


def test_a_plain_question_shows_its_sparql(news: str) -> None:
    """kg ask prints the answer with the sentence, and the SPARQL that ran."""
    arguments = ["ask", "siapa Kepala Biro Umum Setda Jawa Tengah?", "--store", news]
    done = CliRunner().invoke(app, arguments, prog_name="kg")
    assert "Hanung Cahyo Saputro" in done.stdout and "Diskusi dibuka" in done.stdout
    assert done.stderr.startswith("SELECT")


def test_a_full_device_is_one_sentence(news: str) -> None:
    """Output that cannot be written is told, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "kg", "query", "people-and-posts", "--store", news, "-f", "csv"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: error: the output cannot be written") and "Traceback" not in done.stderr


def test_the_prompt_completes(news: str) -> None:
    """Keywords, prefixes, terms, named queries, and inside quotation marks the labels of entities."""
    with open_store(news, read_only=True) as kept, search.opened(kept, news) as index:

        def found(before: str) -> list[str]:
            return [text for text, _ in prompt.completions(before, index)[0]]

        assert "SELECT" in found("SEL") and "schema:" in found("SELECT ?s { ?s sch")
        assert "kgo:roleText" in found("?s kgo:role") and "posts-of" in found("posts")
        assert found('posts-of name="Suryo Han')[0] == "Suryo Handaru"
        assert prompt.completions("", index) == ([], 0)
