"""The example queries have titles, run on any store of the examples, and answer what the articles say."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_graphs import QUERIES, ask, example

from kg.query import named, results, sparql

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))


def test_six_queries() -> None:
    """Six of them, titled in both languages, every parameter described and with a default."""
    assert len(NAMES) == 6
    for query in map(example, NAMES):
        assert query.title_id
        assert query.title_en
        assert query.parameters
        assert all(p.description and p.default is not None for p in query.parameters)


@pytest.mark.parametrize("name", NAMES)
def test_every_query_runs_and_answers(name: str, any_store: Path) -> None:
    """Each query answers something from the gold annotations and from the model's, as a table too."""
    with sparql.run(any_store, named.bind(example(name), {})) as answer:
        shown = results.serialise(answer, "csv" if answer.kind == "rows" else "ntriples")
        assert len(shown.splitlines()) > 1
        assert results.serialise(answer, "table")


def test_officials_with_their_sentences(gold_store: Path) -> None:
    """The secretariat's units are found below it, each post with the sentence that says so."""
    rows = ask(gold_store, example("pejabat-dan-buktinya"))
    found = {(row["orang"], row["jabatan"], row["lembaga"]): row["kalimat"] for row in rows}
    assert found == {
        ("Hanung Cahyo Saputro", "Kepala", "Biro Umum Setda Provinsi Jawa Tengah"): (
            "Diskusi dibuka Kepala Biro Umum Setda Provinsi Jawa Tengah, Hanung Cahyo Saputro."
        ),
        ("Dicky Adinurwanto", "Kabag Humas dan Protokol", "Bagian Humas dan Protokol"): (
            "Ia didampingi Kabag Humas dan Protokol, Dicky Adinurwanto. "
            "Kini urusan itu dijalankan Bagian Humas dan Protokol, salah satu bagian di Biro Umum."
        ),
    }


def test_meetings_leave_out_what_is_only_planned(gold_store: Path) -> None:
    """Visits, meetings and forums that took place are listed with who was there; planned ones are not."""
    rows = ask(gold_store, example("pertemuan"))
    assert [(row["tanggal"], row["acara"]) for row in rows] == [
        ("", "Diskusi"),
        ("2023", "pertemuan tingkat ASEAN"),
        ("2024-12-09", "Kunjungan"),
    ]
    assert set(rows[2]["hadir"].split("; ")) == {
        "Asfiranti (PER)",
        "Biro Humas Kementerian Perdagangan (ORG)",
        "Humas Pemprov Jateng (ORG)",
    }


def test_quotes_come_with_the_speakers_post(gold_store: Path) -> None:
    """Quotes stand beside the posts that their speakers hold, former ones left out."""
    rows = ask(gold_store, example("ucapan-pejabat"), bentuk="indirect")
    posts = {row["penutur"]: row["jabatan"] for row in rows}
    assert posts["Asfiranti"] == "Koordinator Rombongan, Biro Humas Kementerian Perdagangan"
    assert "Suryo Handaru" not in posts


@pytest.mark.parametrize(
    ("manner", "event"),
    [
        ("alleged", "dugaan penyelewengan dana pengadaan beras"),
        ("denied", "menyelewengkan dana pengadaan beras"),
        ("planned", "Pasar Murah Ramadan 2025"),
        ("cancelled", "Festival Kali Jernih 2025"),
    ],
)
def test_what_is_not_settled_stays_apart(manner: str, event: str, gold_store: Path) -> None:
    """Each manner of doubt is found by its name, with a sentence, and is nowhere a plain fact."""
    rows = ask(gold_store, example("belum-tentu"), sifat=manner)
    assert event in {row["peristiwa"] for row in rows}
    assert {row["sifat"] for row in rows} == {manner}
    assert all(row["kalimat"] for row in rows)
    plain = named.parse("# param e: event\nSELECT ?who WHERE { ?event rdfs:label ?l ; sem:hasActor ?who FILTER(STR(?l) = $e) }")
    assert ask(gold_store, plain, e=event) == []


def test_families_of_officials(gold_store: Path) -> None:
    """A marriage told in two articles joins two holders of posts, in both directions."""
    rows = ask(gold_store, example("keluarga-pejabat"), status="current")
    pairs = {(row["orang"], row["hubungan"], row["keluarga"]) for row in rows}
    assert pairs >= {
        ("Dimas Arga Nugraha", "pasangan", "Wulan Sekarsari"),
        ("Wulan Sekarsari", "pasangan", "Dimas Arga Nugraha"),
        ("Wulan Sekarsari", "saudara", "Panji Pamungkas"),
    }


def test_make_up_of_bodies_as_a_graph(gold_store: Path) -> None:
    """The CONSTRUCT query gives units under their parents and holders of posts, as Turtle."""
    with sparql.run(gold_store, named.bind(example("susunan-lembaga"), {})) as answer:
        lines = results.serialise(answer, "ntriples").splitlines()
    assert any("#subOrganizationOf>" in line and "biro-umum" in line.split()[0] for line in lines)
    assert any("ns#holdsPostIn>" in line and "hanung-cahyo-saputro" in line for line in lines)
