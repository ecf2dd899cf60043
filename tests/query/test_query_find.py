"""From a typed name to an entity."""

from __future__ import annotations

import pyoxigraph
import pytest

from kg.errors import NotFound
from kg.query import find


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Ratna Wulan", "person/ratna-wulan"),
        ("ratna  WULAN", "person/ratna-wulan"),
        ("bu ratna", "person/ratna-wulan"),
        ("Ratna", "person/ratna-wulan"),
        ("wulan", "person/ratna-wulan"),
        ("person/ratna-wulan", "person/ratna-wulan"),
        ("kg:person/ratna-wulan", "person/ratna-wulan"),
        ("<https://kg.example/place/semarapura>", "place/semarapura"),
        ("Semarapura", "place/semarapura"),
        ("Dinas Pasar Kota", "organization/dinas-pasar"),
    ],
)
def test_names_that_fit(store: pyoxigraph.Store, name: str, iri: str) -> None:
    """Exact names, other case, aliases, beginnings, words and ids all find the entity."""
    assert find.entity(store, name).iri == "https://kg.example/" + iri


def test_exact_names_win_over_beginnings(store: pyoxigraph.Store) -> None:
    """A name that is also the beginning of another means itself."""
    longer = pyoxigraph.NamedNode("https://kg.example/organization/biro-niaga-luar")
    for predicate, value in (
        ("https://kg.example/ns#entityType", "ORG"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "Biro Niaga Luar"),
    ):
        store.add(pyoxigraph.Quad(longer, pyoxigraph.NamedNode(predicate), pyoxigraph.Literal(value)))
    assert find.entity(store, "biro niaga").label == "Biro Niaga"
    with pytest.raises(NotFound, match=r"'biro' may mean 2 entities: Biro Niaga \(ORG, organization/biro-niaga\), Biro Niaga L"):
        find.entity(store, "biro")


def test_unknown_names_get_suggestions(store: pyoxigraph.Store) -> None:
    """A misspelt name is NotFound with the close ones; nonsense points to the search."""
    with pytest.raises(NotFound, match="nothing is called 'Ratna Wullan'") as caught:
        find.entity(store, "Ratna Wullan")
    assert caught.value.hint == "close to it: Ratna Wulan"
    for name in ("qqqq", "", "  "):
        with pytest.raises(NotFound) as caught:
            find.entity(store, name)
        assert "kg search" in caught.value.hint


def test_search_ranks_beginnings_first(store: pyoxigraph.Store) -> None:
    """Search looks into all names and keeps to a type."""
    assert [f.label for f in find.search(store, "wul")] == ["Ratna Wulan"]
    assert [f.label for f in find.search(store, "semara")] == ["Semarapura", "Dinas Pasar"]
    assert find.search(store, "semara", type="ORG")[0].label == "Dinas Pasar"
    assert find.search(store, "a", limit=2).__len__() == 2
