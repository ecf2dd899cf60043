"""What is known of places, and what is kept back because the name could mean two."""

from __future__ import annotations

import pytest

from kg import lexicon
from kg.records import Annotation, Article, Entity, LocalEntity
from kg.resolve import resolve


def place(name: str, kind: str = "GPE") -> Entity:
    """The canonical entity of a place that an article names."""
    (entity,) = resolve(Annotation(Article("ab12cd34ef56ab78", ""), entities=(LocalEntity("G1", kind, name),))).values()
    return entity


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("Kota Bandung", (-6.95, 107.5667)),
        ("Kab. Klaten", (-7.6489, 110.6358)),
        ("KOTA SURABAYA", (-7.2333, 112.7333)),
        ("Surabaya", (-7.2333, 112.7333)),
        ("Jakpus", (-6.1864, 106.8294)),
        ("DKI Jakarta", (-6.1864, 106.8294)),
        ("Kota Jakarta Selatan", (-6.2686, 106.8061)),
        ("Makassar", (-5.1333, 119.4311)),
        ("Semarang", (-7.0, 110.4)),
        ("Bandung", (-7.0, 107.6)),
    ],
)
def test_known_places_have_coordinates(written: str, point: tuple[float, float]) -> None:
    """A regency or city lies where it lies, however its level is written; the name alone must be the
    only such, or a regency's and its city's, which lie together."""
    assert place(written).coordinates == point


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Banjar", "a regency and a city far apart"),
        ("Padang", "a city and a district of another regency"),
        ("Jambi", "a province and a city"),
        ("Puncak", "a regency in Papua and a pass near Bogor"),
        ("Bakongan", "a district"),
        ("Jawa Tengah", "a province"),
        ("Kecamatan Klaten Utara", "a district"),
        ("Desa Klaten", "a village"),
        ("Tegalsari", "unknown"),
    ],
)
def test_doubtful_places_have_none(written: str, why: str) -> None:
    """Where a name could mean two places, or something larger than a point, nothing is said."""
    assert place(written).coordinates is None, why


def test_a_regency_and_a_city_of_one_name_may_lie_far_apart() -> None:
    """The city of Banjar is in West Java and its point known, the regency of Banjar in South Kalimantan: the bare name has neither's."""
    assert place("Kota Banjar").coordinates == (-7.3667, 108.5333)
    assert (place("Kota Banjar").codes, place("Kabupaten Banjar").codes) == (("Kemendagri:32.79",), ("Kemendagri:63.03",))
    assert place("Banjar").coordinates is None and place("Banjar").codes == ()


def test_a_bare_name_counts_only_for_a_place_with_a_government() -> None:
    """`Alor` as a body politic is the regency; as a mere location it is the island."""
    assert place("Alor", "GPE").coordinates is not None
    assert place("Alor", "LOC").coordinates is None


def test_links_need_one_place() -> None:
    """Wikidata's item and Kemendagri's code are given where the name is one place's: a province, a name with its level, a bare
    name that no other regency or city has."""
    assert place("Jateng").same_as == ("http://www.wikidata.org/entity/Q3557",)
    assert place("Kota Surabaya").same_as == place("Surabaya").same_as == ("http://www.wikidata.org/entity/Q11462",)
    assert place("Surabaya").codes == ("Kemendagri:35.78",)
    assert place("Bandung").same_as == place("Jambi").same_as == place("Jambi").codes == ()


def test_an_open_name_tells_what_it_may_mean() -> None:
    """A regency and a city of one name are both noted where nothing settles which is meant."""
    assert place("Bandung").readings == ("place/kabupaten-bandung", "place/kota-bandung")


def test_only_places_are_looked_up() -> None:
    """A body called like a city gets neither link nor coordinates."""
    assert place("Surabaya", "ORG").coordinates is None
    assert place("Kota Surabaya", "PROD").same_as == ()


def test_no_two_places_share_a_point() -> None:
    """Places of different names lie apart: a point copied from a neighbour is wrong for one of them."""
    places, names = lexicon.table("place-coordinates"), lexicon.table("regencies")
    bare: dict[str, set[str]] = {}
    for code, point in places.items():
        bare.setdefault(point, set()).add(names[code].partition(" ")[2])
    assert [found for found in bare.values() if len(found) > 1] == []


def test_every_point_is_in_indonesia() -> None:
    """Latitudes and longitudes are in that order and within the country."""
    pairs = [tuple(map(float, point.split())) for point in lexicon.table("place-coordinates").values()]
    assert all(-11.1 < lat < 6.1 and 95 < lon < 141.1 for lat, lon in pairs)
