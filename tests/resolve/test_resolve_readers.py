"""What readers of real articles met first: names that are one thing, and names that are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from who_samples import article

from kg.records import Annotation, Entity
from kg.resolve import resolve, resolve_corpus


def ids_of(kind: str, *names: str) -> list[str]:
    """The ids of names of one type that stand in one article each, all in one corpus."""
    found = resolve_corpus([article(n, ("X1", kind, [name])) for n, name in enumerate(names)])
    return [entity.id for entity in found.values()]


def entity_of(*articles: Annotation, local: str = "X1") -> list[Entity]:
    """What `local` of each article comes to."""
    found = resolve_corpus(articles)
    return [found[a.article.id, local] for a in articles]


@pytest.mark.parametrize(
    ("short", "full"),
    [("Prabowo", "Prabowo Subianto"), ("Jokowi", "Joko Widodo"), ("Gibran", "Gibran Rakabuming Raka")],
)
def test_public_figures_by_one_word_are_the_full_name(short: str, full: str) -> None:
    """What the whole press calls somebody leads to the full name, with or without a title before it."""
    one, other, third = ids_of("PER", short, full, f"Presiden {short}")
    assert one == other == third


def test_a_word_that_belongs_to_somebody_else_in_the_article_is_not_the_public_figure() -> None:
    """`Prabowo` beside the one full name that begins so is that person."""
    found = resolve(article(1, ("P1", "PER", ["Prabowo Wirasena"]), ("P2", "PER", ["Prabowo"])))
    assert found["P2"].id == "person/prabowo-wirasena"


@pytest.mark.parametrize("name", ["Imam", "Budi", "Putri", "M", "S", "AS"])
def test_a_given_name_alone_joins_nothing(name: str) -> None:
    """However many articles call one person so, a common given name without a post stays in its article."""
    full = [article(n, ("X1", "PER", [f"{name} Wirasena", name])) for n in range(2, 12)]
    alone = entity_of(article(1, ("X1", "PER", [name])), *full)[0]
    assert alone.id == f"person/{name.lower()}-00000001"


def test_a_given_name_joins_by_name_and_post() -> None:
    """One word and the same post as a full name are one person; the same word with another post is not."""
    full = article(1, ("X1", "PER", ["Budi Wirasena"]), ("O1", "GPE", ["Kabupaten Klaten"]), posts=[("X1", "Bupati", "O1")])
    same = article(2, ("X1", "PER", ["Budi"]), ("O1", "GPE", ["Kabupaten Klaten"]), posts=[("X1", "Bupati", "O1")])
    other = article(3, ("X1", "PER", ["Budi"]), ("O1", "GPE", ["Kabupaten Demak"]), posts=[("X1", "Bupati", "O1")])
    one, two, three = entity_of(full, same, other)
    assert one.id == two.id == "person/budi-wirasena"
    assert three.id != one.id


def test_a_title_is_no_person() -> None:
    """`Menkopolhukam` as a person is nobody; with a name among its forms it is that name."""
    assert resolve(article(1, ("P1", "PER", ["Menkopolhukam"]))) == {}
    assert resolve(article(1, ("P1", "PER", ["Menkopolhukam", "Laras Widyastuti"])))["P1"].id == "person/laras-widyastuti"


def test_alias_in_the_text_is_one_person() -> None:
    """`X alias Y` joins both names, and the alias is a name of the person."""
    text = "Polisi menangkap Raka Wijanarko alias Ucil di Klaten."
    found = resolve(article(1, ("P1", "PER", ["Raka Wijanarko"]), ("P2", "PER", ["Ucil"]), text=text))
    assert found["P1"] == found["P2"]
    assert resolve(article(1, ("P1", "PER", ["Raka Wijanarko alias Ucil"])))["P1"].id == "person/raka-wijanarko"


def test_slips_of_a_letter_with_one_post_are_one_person() -> None:
    """`Praesetyo` and `Prasetyo` with the same post are one; without a post in common they are not."""
    post = [("X1", "Ketua", "O1")]
    right = [article(n, ("X1", "PER", ["Seno Prasetyo"]), ("O1", "ORG", ["KONI Klaten"]), posts=post) for n in (1, 2)]
    slip = article(3, ("X1", "PER", ["Seno Praesetyo"]), ("O1", "ORG", ["KONI Klaten"]), posts=post)
    other = article(4, ("X1", "PER", ["Seno Prasetya"]))
    *_, joined, apart = entity_of(*right, slip, other)
    assert (joined.id, joined.label, apart.id) == ("person/seno-prasetyo", "Seno Prasetyo", "person/seno-prasetya")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DPRD DKI Jakarta", "Dewan Perwakilan Rakyat Daerah (DPRD) DKI Jakarta"),
        ("DPRD Provinsi Jawa Barat", "DPRD Propinsi Jawa Barat"),
        ("DPRD Jabar", "DPRD Provinsi Jawa Barat"),
        ("DPRD Gresik", "DPRD Kabupaten Gresik"),
        ("Korlantas Polri", "Korlantas"),
        ("Kementerian Komdigi", "Kementerian Komunikasi dan Digital"),
        ("Kepolisian Daerah (Polda) Riau", "Polda Riau"),
        ("TNI AD", "TNI Angkatan Darat"),
        ("Persebaya", "Bajul Ijo"),
        ("Kemenkeu", "Kementerian Keuangan RI"),
        ("Pemprov DKI", "Pemerintah Provinsi DKI Jakarta"),
    ],
)
def test_bodies_by_two_names(one: str, other: str) -> None:
    """Two usual names of one body come to one node, and nothing in its id is said twice."""
    first, second = ids_of("ORG", one, other)
    assert first == second
    words = first.partition("/")[2].split("-")
    assert not any(a == b for a, b in pairwise(words))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DPD Golkar Jawa Timur", "DPD RI"),
        ("Kedutaan Besar RI di Kairo", "Kedutaan Besar Jepang di Kairo"),
        ("Bank Mega", "Bank Mega Syariah"),
        ("Komisi I DPR", "Komisi III DPR"),
        ("SMAN 1 Klaten", "SMAN 11 Klaten"),
        ("Kanwil Kemenag Jawa Tengah", "Kementerian Agama"),
        ("Biro Humas Kementerian Perdagangan", "Kementerian Perdagangan"),
    ],
)
def test_bodies_that_differ(one: str, other: str) -> None:
    """A unit is not its parent, a regional office not its head office, a party's board not the senate."""
    assert len(set(ids_of("ORG", one, other))) == 2


def test_an_embassy_keeps_its_country() -> None:
    """`Kedutaan Besar RI` says whose embassy it is."""
    one, other = ids_of("ORG", "Kedutaan Besar RI", "Kedutaan Besar Republik Indonesia")
    assert one == other == "organization/kedutaan-besar-indonesia"


@pytest.mark.parametrize(
    ("one", "other"), [("Surabaya", "Kota Surabaya"), ("Gresik", "Kabupaten Gresik"), ("Jakarta", "DKI Jakarta")]
)
def test_a_bare_place_is_the_only_one_of_its_name(one: str, other: str) -> None:
    """The bare name of the one city or regency that bears it is that place."""
    assert len(set(ids_of("GPE", one, other))) == 1


def test_a_bare_place_is_settled_by_its_context() -> None:
    """`Bandung` is the city beside its city government and the regency under its regent; else it stays open."""
    city = article(1, ("X1", "GPE", ["Bandung"]), ("O1", "ORG", ["Pemkot Bandung"]))
    regency = article(2, ("X1", "GPE", ["Bandung"]), ("P1", "PER", ["Laras Widyastuti"]), posts=[("P1", "Bupati", "X1")])
    unsettled = article(3, ("X1", "GPE", ["Bandung"]))
    one, two, three = entity_of(city, regency, unsettled)
    assert (one.id, two.id) == ("place/kota-bandung", "place/kabupaten-bandung")
    assert three.readings == ("place/kabupaten-bandung", "place/kota-bandung")
    assert not three.same_as and not three.codes


def test_places_that_differ() -> None:
    """A part of the capital is not the capital, a government not its place."""
    assert len(set(ids_of("GPE", "Jakarta", "Jakarta Selatan"))) == 2
    assert resolve(article(1, ("X1", "ORG", ["Pemkot Surabaya"])))["X1"].id != ids_of("GPE", "Surabaya")[0]


@pytest.mark.parametrize(
    ("kind", "name"), [("LOC", "musala"), ("LOC", "utara"), ("PROD", "pemecah"), ("GPE", "Utara"), ("LOC", "Gedung")]
)
def test_common_nouns_stay_in_their_article(kind: str, name: str) -> None:
    """A common noun names nothing that two articles could share."""
    one, other = (resolve(article(n, ("X1", kind, [name])))["X1"].id for n in (1, 2))
    assert one != other


def test_a_wrong_name_of_one_article_never_reaches_the_shared_node() -> None:
    """`Korea Selatan` does not show "Korea Utara", nor `USA` "Tanah Air", however often an article confuses them."""
    korea = entity_of(*(article(n, ("X1", "GPE", ["Korea Selatan", "Korea Utara", "Korsel"])) for n in range(4)))[0]
    states = entity_of(*(article(n, ("X1", "GPE", ["USA", "Tanah Air", "AS"])) for n in range(4)))[0]
    assert korea.aliases == ("Korsel",)
    assert states.label == "Amerika Serikat" and "Tanah Air" not in states.aliases


def test_an_unvouched_name_needs_several_articles() -> None:
    """A nickname stands beside a person's name once two articles use it; part of the name needs no vouching."""
    one = article(1, ("X1", "PER", ["Laras Widyastuti", "Laras", "Srikandi"]))
    two = article(2, ("X1", "PER", ["Laras Widyastuti", "Srikandi"]))
    assert entity_of(one)[0].aliases == ("Laras",)
    assert entity_of(one, two)[0].aliases == ("Laras", "Srikandi")


@pytest.mark.parametrize(
    ("name", "media"),
    [("Kompas.com", "outlet"), ("Liputan6", "outlet"), ("Instagram", "platform"), ("WhatsApp", "platform"), ("Bank Mega", "")],
)
def test_outlets_and_platforms_are_marked(name: str, media: str) -> None:
    """What carries the news is marked as such, so that rankings and paths can leave it out."""
    assert resolve(article(1, ("X1", "ORG", [name])))["X1"].media == media


def test_an_outlet_with_and_without_its_domain_is_one() -> None:
    """Liputan6 and Liputan6.com are one outlet."""
    assert len(set(ids_of("ORG", "Liputan6", "Liputan6.com"))) == 1


def test_abbreviations_are_learned_from_the_texts() -> None:
    """A short form in brackets leads to the long name in other articles, unless two bodies share it."""
    long = article(1, ("X1", "ORG", ["Badan Urusan Cuaca Klaten (BUCK)"]))
    short = article(2, ("X1", "ORG", ["BUCK"]))
    rival = article(3, ("X1", "ORG", ["Barisan Ujung Cinta Klaten (BUCK)"]))
    one, other = entity_of(long, short)
    assert one.id == other.id and "BUCK" in one.aliases
    assert len({entity.id for entity in entity_of(long, short, rival)}) == 3


def test_equal_posts_in_other_words_are_one() -> None:
    """A short first name with `Menteri ESDM` joins the full name with the post written out."""
    full = article(1, ("X1", "PER", ["Wirasena Prabawa"]), posts=[("X1", "Menteri Energi dan Sumber Daya Mineral", None)])
    short = article(2, ("X1", "PER", ["Wirasena"]), posts=[("X1", "Menteri ESDM", None)])
    assert len({entity.id for entity in entity_of(full, short)}) == 1


def test_listed_companies_and_countries_have_their_codes() -> None:
    """A listed company bears its ticker, a country its ISO code, a regency its Kemendagri code; others none."""
    assert resolve(article(1, ("X1", "ORG", ["PT Bank Central Asia Tbk"])))["X1"].codes == ("IDX:BBCA",)
    assert resolve(article(1, ("X1", "GPE", ["Jepang"])))["X1"].codes == ("ISO:JP",)
    assert resolve(article(1, ("X1", "GPE", ["Kabupaten Klaten"])))["X1"].codes == ("Kemendagri:33.10",)
    assert resolve(article(1, ("X1", "ORG", ["Klub Baca Merapi"])))["X1"].codes == ()
