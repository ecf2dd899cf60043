"""Canonical entities of one article."""

from __future__ import annotations

from collections.abc import Sequence

from kg.records import Annotation, Article, LocalEntity, Mention, Span
from kg.resolve import resolve


def annotation(text: str, entities: list[tuple[str, str, str]], mentions: Sequence[tuple[str, str]] = ()) -> Annotation:
    """An annotation of `text` whose mentions are the first places where their words stand."""
    types = {local: kind for local, kind, _ in entities}
    return Annotation(
        article=Article("ab12cd34ef56ab78", text),
        entities=tuple(LocalEntity(*entity) for entity in entities),
        mentions=tuple(
            Mention(local, Span(found := text.index(words), found + len(words)), types[local]) for local, words in mentions
        ),
    )


def ids(*entities: tuple[str, str]) -> list[str]:
    """The canonical ids of (type, name) pairs that stand in one article."""
    named = [(f"X{i}", kind, name) for i, (kind, name) in enumerate(entities)]
    return [entity.id for entity in resolve(annotation("", named)).values()]


def test_each_type_has_its_room() -> None:
    """Ids are a room and a slug; only events carry their article."""
    found = ids(
        ("PER", "Laras Widyastuti"),
        ("ORG", "Dinas Kesehatan Kota Tegalsari"),
        ("GPE", "Jateng"),
        ("LOC", "Gunung Wayang"),
        ("EVT", "kunjungan kerja"),
        ("LAW", "UU Nomor 7 Tahun 2021"),
        ("PROD", "Kartu Tani"),
    )
    assert found == [
        "person/laras-widyastuti",
        "organization/dinas-kesehatan-kota-tegalsari",
        "place/jawa-tengah",
        "place/gunung-wayang",
        "event/kunjungan-kerja-ab12cd34",
        "law/uu-7-2021",
        "product/kartu-tani",
    ]


def test_dates_and_empty_names_have_no_entity() -> None:
    """A date is a value and an empty name is nothing: neither gets an id."""
    assert resolve(annotation("", [("D1", "DATE", "hari ini"), ("P1", "PER", " \n ")])) == {}


def test_names_that_say_too_little_stay_in_their_article() -> None:
    """A one-word person, a body or place without a name, a street, a bare article of law join nothing elsewhere."""
    found = ids(
        ("PER", "Laras"),
        ("PER", "Dr. Seno"),
        ("ORG", "polisi"),
        ("ORG", "Pemkab"),
        ("ORG", "kementerian tersebut"),
        ("ORG", "Biro Humas"),
        ("ORG", "Dinas Pekerjaan Umum"),
        ("ORG", "Komisi III"),
        ("LOC", "Jalan Melati"),
        ("LOC", "gedung"),
        ("GPE", "Desa Sukamaju"),
        ("GPE", "Kecamatan Ngadirojo"),
        ("LOC", "musala"),
        ("GPE", "Utara"),
        ("PROD", "hipertensi"),
        ("PROD", "pemecah"),
        ("LAW", "Pasal 12"),
        ("LAW", "undang-undang"),
    )
    assert [i for i in found if not i.endswith("-ab12cd34")] == []


def test_names_that_say_enough_do_not() -> None:
    """Brands in lower case, bodies named by more than their kind, and numbered laws are shared by all articles."""
    found = ids(
        ("ORG", "kabarpesisir.id"),
        ("ORG", "Pengadilan Negeri Tegalsari"),
        ("ORG", "DPR"),
        ("ORG", "Dewan Perwakilan Rakyat"),
        ("ORG", "Biro Humas Kementerian Perdagangan"),
        ("LOC", "gedung DPRD"),
        ("LAW", "Pasal 12 KUHP"),
        ("GPE", "Kecamatan Baturetno"),
        ("ORG", "Direktorat Jenderal Pajak"),
    )
    assert [i for i in found if i.endswith("-ab12cd34")] == []


def test_equal_names_are_one_entity() -> None:
    """Fragments of one thing inside an article share one entity with all its names."""
    text = "Pemprov Jateng menerima Kemendag. Kementerian Perdagangan dan Pemerintah Provinsi Jawa Tengah sepakat."
    made = resolve(
        annotation(
            text,
            [("O1", "ORG", "Kemendag"), ("O2", "ORG", "Kementerian Perdagangan"), ("O3", "ORG", "Pemprov Jateng")],
            [("O1", "Kemendag"), ("O2", "Kementerian Perdagangan"), ("O3", "Pemprov Jateng")],
        )
    )
    assert made["O1"] is made["O2"]
    assert (made["O1"].label, made["O1"].aliases) == ("Kementerian Perdagangan", ("Kemendag",))
    assert (made["O3"].id, made["O3"].label) == ("organization/pemerintah-provinsi-jawa-tengah", "Pemprov Jateng")


def test_two_events_of_one_name_are_two() -> None:
    """Events that share their words stay apart, numbered in the order of the article."""
    assert ids(("EVT", "ditangkap"), ("EVT", "ditangkap")) == ["event/ditangkap-ab12cd34", "event/ditangkap-ab12cd34-2"]


def test_label_is_the_longest_proper_name() -> None:
    """Pronouns and descriptions are neither label nor alias; a spelling in capitals loses against the usual one."""
    text = "JAKARTA - Laras Widyastuti kembali ke Jakarta. Laras mengaku lelah. Dia tidur, kata politikus itu."
    made = resolve(
        annotation(
            text,
            [("P1", "PER", "Laras Widyastuti"), ("G1", "GPE", "JAKARTA")],
            [
                ("P1", "Laras Widyastuti"),
                ("P1", "Laras"),
                ("P1", "Dia"),
                ("P1", "politikus itu"),
                ("G1", "JAKARTA"),
                ("G1", "Jakarta"),
            ],
        )
    )
    assert (made["P1"].label, made["P1"].aliases) == ("Laras Widyastuti", ("Laras",))
    assert (made["G1"].label, made["G1"].aliases) == ("Jakarta", ("JAKARTA",))


def test_same_input_same_entities() -> None:
    """Resolution is a pure function: twice the same annotation, twice the same answer."""
    one = annotation("", [("P1", "PER", "Laras Widyastuti"), ("E1", "EVT", "rapat")])
    assert resolve(one) == resolve(one)
