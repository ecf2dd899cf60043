"""Dossiers, ways, times and ranks: each fact with its sentence, accusations and denials told as such."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.errors import NotFound, QueryError
from kg.query import about, dossier, files, named, paths, ranking, results, search, sheets, sparql, table, timeline
from kg.query.index import Index
from kg.query.table import Table
from kg.store import Store

BASE = "https://kg.example/"


def _iri(index: Index, name: str) -> str:
    return search.resolve(index, name)[0].iri


def test_a_dossier_holds_everything_with_its_sentence(examples: tuple[Store, Index]) -> None:
    """Posts, accusations, events, quotes, relations and articles of one person, each line with a sentence and a source."""
    kept, index = examples
    found = dossier.dossier(kept, _iri(index, "Suryo Handaru"))
    assert next((line.words, line.status, line.other_label) for line in found.posts) == (
        "Direktur Utama",
        "former",
        "PT Lumbung Segara Jateng",
    )
    assert {line.modality for line in found.accusations} == {"alleged", "denied"}
    assert {line.modality for section in ("posts", "events", "relations") for line in getattr(found, section)} == {"asserted"}
    assert {(line.words, line.other_label) for line in found.relations} >= {
        ("spouse", "Sri Lestari"),
        ("child of", "Kartono Handaru"),
    }
    assert [a[2] for a in found.articles][-1] == "Suryo Handaru Bantah Selewengkan Dana Pengadaan Beras"
    for section in dossier.SECTIONS:
        for line in getattr(found, section):
            assert line.said and all(s.sentence and s.outlet and s.date for s in line.said)
    with pytest.raises(NotFound, match="nothing in the graph has the IRI"):
        dossier.dossier(kept, BASE + "person/tiada")


def test_a_denial_reads_as_one(examples: tuple[Store, Index]) -> None:
    """On paper an accusation carries its word, and what a speaker denies is never something said."""
    kept, index = examples
    found = dossier.dossier(kept, _iri(index, "Suryo Handaru"))
    text = sheets.as_text(found)
    assert "dugaan penyelewengan dana pengadaan beras: terduga [diduga]" in text
    assert "membantah: telah menyelewengkan dana pengadaan beras" in text
    assert "menyatakan: telah menyelewengkan" not in text
    line = dossier.Line("2025", "quote", "menerima suap", "denied", "", 1.0, "", "", True, "", "tegas", ())
    assert (sheets.head(line, "id"), sheets.head(line, "en")) == ("2025  membantah: menerima suap", "2025  denies: menerima suap")
    page = sheets.as_html([found], lang="en")
    assert "<script" not in page and "[alleged]" in page
    assert sheets.as_markdown(found, lang="en").startswith("# Suryo Handaru (person)")


def test_bystanders_are_not_accused(examples: tuple[Store, Index]) -> None:
    """Who saw, suffered or judged what is alleged stands among the events, with the word of its standing."""
    for part, section in (("witness", "events"), ("victim", "events"), ("authority", "events"), ("suspect", "accusations")):
        line = dossier.Line("2025", "argument", part, "alleged", "", 1.0, "e", "pencurian", False, "", "", ())
        assert dossier._section(line) == section
        assert sheets.head(line, "en").endswith("[alleged]")
    text = named.bind(named.load("allegations"), {"name": "Yohanes Damar Wibisono"}, index=examples[1])
    assert named.table(examples[0], text).rows == ()


def test_hostile_words_stay_words(examples: tuple[Store, Index]) -> None:
    """Markup in a name or a sentence is shown, not run."""
    said = about.Said("2025", "a", "<script>alert(1)</script> | *x*", "t", "<b>o</b>", "", 1.0, "asserted")
    line = dossier.Line("2025", "quote", "<img src=x onerror=1>", "asserted", "", 1.0, "", "", True, "", "kata", (said,))
    bad = dossier.Dossier("x", "<script>", "PER", "", "", (), (), (), (), (), (line,), (), ())
    assert "<script>" not in sheets.as_html([bad]) and "<img" not in sheets.as_html([bad])
    assert "<script>" not in sheets.as_markdown(bad)


def test_ways_join_two_people(examples: tuple[Store, Index]) -> None:
    """The shortest way comes first, every step has its sentence, and neither places nor avoided things are passed."""
    kept, index = examples
    one, other = _iri(index, "Suryo Handaru"), _iri(index, "Bagas Prayitno Adi")
    ways = paths.paths(kept, one, other, count=3)
    assert [hop.target_label for hop in ways[0]] == ["PT Lumbung Segara Jateng", "Bagas Prayitno Adi"]
    assert [len(way) for way in ways] == sorted(len(way) for way in ways)
    assert all(hop.said and hop.said[0].sentence for way in ways for hop in way)
    passed = {hop.target for way in ways for hop in way[:-1]}
    assert {k.type for k in about.known(kept, passed).values()}.isdisjoint({"GPE", "LOC"})
    company = ways[0][0].target
    around = paths.paths(kept, one, other, avoid=[company])
    assert all(company not in {hop.target for hop in way} for way in around)
    assert paths.paths(kept, one, other, max_hops=1) == ()
    assert paths.paths(kept, one, one) == ()
    far = _iri(index, "Siti Marfuah"), _iri(index, "Heru Cahyadi")
    assert paths.paths(kept, *far, places=True) != ()
    with pytest.raises(NotFound):
        paths.paths(kept, one, BASE + "person/tiada")


def test_time_is_in_order(examples: tuple[Store, Index]) -> None:
    """Events and posts come by date, within the days asked for, planned ones with the day they are planned for."""
    kept, index = examples
    found = timeline.timeline(kept, _iri(index, "Dimas Arga Nugraha"))
    assert [row.date for row in found] == sorted(row.date for row in found)
    assert {row.kind for row in found} >= {"post", "appointment"}
    market = timeline.timeline(kept, _iri(index, "Pasar Murah Ramadan 2025"))
    assert next((row.label, row.modality, row.place) for row in market)[1:] == ("planned", "Alun-alun Tirtamukti")
    within = timeline.timeline(kept, since="2025-06", until="2025-06")
    assert within and all(row.date.startswith("2025-06") for row in within)
    assert timeline.timeline(kept, since="2031") == ()


@pytest.mark.parametrize("measure", ranking.MEASURES)
def test_the_central_are_ranked(examples: tuple[Store, Index], measure: str) -> None:
    """The best come first, of the types and the days asked for."""
    kept, _ = examples
    found = ranking.rank(kept, measure=measure, limit=5)
    assert "PT Lumbung Segara Jateng" in {each.label for each in found}
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert {each.type for each in ranking.rank(kept, measure=measure, types=("PER",))} == {"PER"}
    assert ranking.rank(kept, measure=measure, since="2031") == ()
    with pytest.raises(QueryError, match="there is no measure fame"):
        ranking.rank(kept, measure="fame")


SELECT = "SELECT ?label ?e { ?e kgo:entityType 'PER' ; rdfs:label ?label } ORDER BY ?label"
CONSTRUCT = "CONSTRUCT { ?p kgo:holdsPostIn ?o . ?p rdfs:label ?l } WHERE { ?p kgo:holdsPostIn ?o ; rdfs:label ?l }"


@pytest.mark.parametrize(
    "ending", ["csv", "tsv", "json", "xml", "md", "txt", "xlsx", "ttl", "nt", "jsonld", "rdf", "graphml", "gexf"]
)
def test_the_ending_is_the_format(store_path: Path, tmp_path: Path, ending: str) -> None:
    """Each ending writes its format, twice the same, and nothing is replaced unless asked."""
    query = CONSTRUCT if ending in ("ttl", "nt", "jsonld", "rdf", "graphml", "gexf") else SELECT
    written = [tmp_path / f"{n}.{ending}" for n in "ab"]
    for out in written:
        with sparql.run(store_path, query) as answer:
            files.write_answer(answer, str(out), lang="id")
    assert written[0].read_bytes() == written[1].read_bytes() != b""
    assert b"Ratna Wulan" in (_sheet(written[0]) if ending == "xlsx" else written[0].read_bytes())
    with sparql.run(store_path, query) as answer, pytest.raises(QueryError, match="exists already"):
        files.write_answer(answer, str(written[0]))


def _sheet(path: Path) -> bytes:
    with zipfile.ZipFile(path) as book:
        return b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))


def test_unknown_endings_are_refused(store_path: Path, tmp_path: Path) -> None:
    """A name whose ending is no format, or one that does not fit the answer, writes nothing."""
    for out, message in (
        ("x.docx", "names no format"),
        ("x.ttl", "does not fit the answer"),
        ("x.gexf", "gexf needs the answer of a CONS"),
    ):
        with sparql.run(store_path, SELECT) as answer, pytest.raises(QueryError, match=message):
            files.write_answer(answer, str(tmp_path / out))
    assert list(tmp_path.iterdir()) == []


def test_spreadsheets_run_nothing(tmp_path: Path) -> None:
    """A cell that begins like a formula is text in .csv and .xlsx, numbers stay numbers, and Excel reads UTF-8."""
    from kg.query import workbook

    hostile = Table(("a", "confidence"), (("=cmd|' /C calc'!A0", "0.5"), ("+62811", "1"), ("@x", "-1"), ("é\x01", "2")))
    out = io.BytesIO()
    files.write_csv(hostile, out)
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert [r[0] for r in rows[1:]] == ["'=cmd|' /C calc'!A0", "+62811", "'@x", "é\x01"]
    book = tmp_path / "x.xlsx"
    with book.open("wb") as file:
        workbook.write({"kg": hostile}, file)
    with zipfile.ZipFile(book) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert [e.tag for e in sheet.iter() if e.tag.endswith("}f") or e.tag.endswith("}hyperlink")] == []


def test_the_whole_store_is_a_workbook(examples: tuple[Store, Index], tmp_path: Path) -> None:
    """Six sheets, each statement with the sentence beside it."""
    from kg.query import workbook

    sheets_ = workbook.of_store(examples[0], lang="en")
    assert list(sheets_) == ["people", "posts", "events", "quotes", "relations", "articles"]
    for name in ("posts", "events", "quotes", "relations"):
        at = sheets_[name].columns.index("sentence")
        assert sheets_[name].rows and all(row[at] for row in sheets_[name].rows), name
    with (tmp_path / "all.xlsx").open("wb") as file:
        workbook.write(sheets_, file)
    assert b"Suryo Handaru" in _sheet(tmp_path / "all.xlsx")


def test_tables_fit_the_terminal(store_path: Path) -> None:
    """No line of a table is wider than the terminal; the sentence stands below its row; Markdown marks are text."""
    wide = Table(("orang", "jabatan", "kalimat"), (("Ratna Wulan", "kepala dinas pasar kota", "Kata demi kata. " * 12),))
    for width in (30, 60, 100):
        text = table.as_text(wide, width=width)
        assert max(map(table.measured, text.splitlines())) <= width
        assert "Kata demi kata." in text
    assert table.in_words(Table(("modality",), (("alleged",),)), "id").rows == (("diduga",),)
    assert set(table.words("id")) == set(table.words("en"))
    with sparql.run(store_path, SELECT) as answer:
        assert results.serialise(answer, "markdown").startswith("| label | e |")
