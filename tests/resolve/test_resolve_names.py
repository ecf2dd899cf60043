"""Names in normal form: what is stripped, what is written out, what stays."""

import pytest

from kg import lexicon
from kg.lexicon.surfaces import is_name, slug
from kg.resolve import names
from kg.resolve.bodies import organisation
from kg.resolve.forms import NORMAL_FORMS


@pytest.mark.parametrize(
    ("written", "filed"),
    [
        ("Dr. H. Raka Wijanarko, S.E., M.M.", "Raka Wijanarko"),
        ("Kombes Pol Tantri Maheswari SH MH", "Tantri Maheswari"),
        ("AKBP (Purn) Seno Prabawa", "Seno Prabawa"),
        ("M. Fauzan Hidayat", "M. Fauzan Hidayat"),
        ("Sinta Sh", "Sinta Sh"),
        ("Bu", "Bu"),
        ("Gus Wahid", "Gus Wahid"),
    ],
)
def test_person_loses_titles_only(written: str, filed: str) -> None:
    """Honorifics, ranks and degrees leave a person's name; initials and surnames that look like degrees stay."""
    assert names.person(written) == filed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kemendag", "Kementerian Perdagangan RI"),
        ("Pemprov Jateng", "Pemerintah Provinsi Jawa Tengah"),
        ("PT Ombak Biru (Persero) Tbk", "Ombak Biru"),
        ("Badan Pusat Statistik (BPS)", "BPS"),
        ("Komisi III DPR RI", "Komisi III DPR"),
        ("Fraksi PAN", "Fraksi Partai Amanat Nasional"),
        ("Polda Jatim", "Kepolisian Daerah Jawa Timur"),
        ("Golkar", "Partai Golkar"),
    ],
)
def test_organisations_by_two_spellings(one: str, other: str) -> None:
    """Two usual spellings of one body come to the same id."""
    assert slug(organisation(one)) == slug(organisation(other))


def test_every_known_body_is_found_by_both_names() -> None:
    """Each short name in the table and its full name have one normal form."""
    table = lexicon.table("organisation-names")
    assert [k for k, full in table.items() if organisation(k) != organisation(full)] == []


@pytest.mark.parametrize("kind", sorted(NORMAL_FORMS))
def test_normal_form_is_a_fixed_point(kind: str) -> None:
    """Normalising twice gives what normalising once gives."""
    form = NORMAL_FORMS[kind]
    for written in ("Kab. Banyuwana", "UU No. 3/2019", "Golkar", "Dr. Seno", "Kantor Kemenkes (Pusat)", "x"):
        assert form(form(written)) == form(written)


@pytest.mark.parametrize(
    ("written", "filed"),
    [
        ("Provinsi Jawa Tengah", "Jawa Tengah"),
        ("Jateng", "Jawa Tengah"),
        ("Kab Klaten", "Kabupaten Klaten"),
        ("Kota Pekalongan", "Kota Pekalongan"),
        ("Kabupaten Pekalongan", "Kabupaten Pekalongan"),
        ("Pekalongan", "Pekalongan"),
        ("Tanah Air", "Indonesia"),
    ],
)
def test_places_keep_their_level(written: str, filed: str) -> None:
    """A province loses its level word, a regency and a city of one name stay apart, a bare name stays bare."""
    assert names.place(written) == filed


def test_laws_by_two_spellings() -> None:
    """A law is the same in full and in short."""
    written = ["Undang-Undang Nomor 7 Tahun 2021", "UU No 7 Tahun 2021", "UU 7/2021"]
    assert {slug(names.law(name)) for name in written} == {"uu-7-2021"}


@pytest.mark.parametrize("surface", ["dia", "Ia", "Pihaknya", "politikus itu", "Kementerian tersebut", "", " ", "kampus"])
def test_pronouns_and_descriptions_are_no_names(surface: str) -> None:
    """A surface that only points at a thing never names it."""
    assert not is_name(surface)
