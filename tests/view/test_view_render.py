"""The page as text: same bytes, one file, nothing but what was given."""

from __future__ import annotations

import json
import re

import pytest
from made_up import page_data
from small import small_picture

from kg.errors import ConfigError, KgError
from kg.view import from_json, render
from kg.view.layout import arrange


def test_same_picture_same_bytes() -> None:
    """Rendering is a pure function: twice the same data is twice the same page."""
    assert render(page_data(120)) == render(page_data(120))


def test_plain_data_and_records_give_one_page() -> None:
    """Page data may be handed over as plain data or as records."""
    assert render(small_picture()) == render(from_json(small_picture()))


def test_other_data_other_nonce() -> None:
    """The nonce comes from the content, so two pages do not share one."""
    nonces = {re.search(r"'nonce-([^']+)'", render(small_picture(), title=t))[1] for t in ("satu", "dua")}  # type: ignore[index]
    assert len(nonces) == 2


def test_nothing_points_outside() -> None:
    """No script, style sheet or image is fetched, and the policy forbids it."""
    page = render(small_picture())
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=", page)
    assert "default-src 'none'" in page


def test_language_of_the_page() -> None:
    """`lang` sets the document's language and the words that stand in it before any script runs."""
    assert '<html lang="en"' in render(small_picture(), lang="en")
    assert "Find" not in re.sub(r"<script.*?</script>", "", render(small_picture(), lang="id"), flags=re.S)


def test_both_languages_have_the_same_words() -> None:
    """No interface text exists in one language only."""
    tables = json.loads(re.search(r'id="kg-words">(.*?)</script>', render(small_picture()))[1])  # type: ignore[index]
    assert tables["id"].keys() == tables["en"].keys()
    assert all(tables[lang][key].strip() for lang in tables for key in tables[lang])


@pytest.mark.parametrize(
    ("options", "message"),
    [({"lang": "xx"}, "the page has no language 'xx'"), ({"colour": "red"}, "the page has no colour 'red'")],
)
def test_unknown_options_name_themselves(options: dict[str, str], message: str) -> None:
    """A wrong option is a configuration error that names it."""
    with pytest.raises(ConfigError, match=message):
        render(small_picture(), **options)


BROKEN = [
    ({"nodes": 3, "edges": []}, "the picture: 'nodes' is not a list"),
    ({"nodes": ["x"], "edges": []}, "node 0 is not an object"),
    ({"nodes": [{"id": "a", "type": "PER"}], "edges": []}, "node 0: 'label' is not text"),
    ({"nodes": [{"id": "a", "label": "A", "type": "CAT"}], "edges": []}, "node 'a' has the unknown type 'CAT'"),
    ({"nodes": [{"id": "a", "label": "A", "type": "PER"}] * 2, "edges": []}, "node 'a' is in the picture twice"),
    (
        {"nodes": [], "edges": [{"id": "e", "source": "a", "target": "b", "relation": "r"}]},
        "edge 'e' points to 'a', which is not in the picture",
    ),
    ({"nodes": [{"id": "a", "label": "A", "type": "GPE", "lat": 95, "lon": 1}]}, "node 0: 'lat' is not a number"),
    ({"nodes": [{"id": "a", "label": "A", "type": "PER", "articles": -1}]}, "node 0: 'articles' is not a whole number"),
]


@pytest.mark.parametrize(("data", "message"), BROKEN, ids=[message[:30] for _, message in BROKEN])
def test_broken_data_names_the_place(data: dict[str, object], message: str) -> None:
    """Page data that does not hold together is refused, naming the first thing wrong."""
    with pytest.raises(KgError, match=re.escape(message)):
        from_json(data)


def test_a_mark_outside_its_sentence_is_refused() -> None:
    """Highlighted words must be inside the sentence."""
    data = small_picture()
    data["edges"][0]["statements"][0]["marks"] = [[0, 900]]
    with pytest.raises(KgError, match="lies outside its sentence"):
        from_json(data)


def test_empty_picture() -> None:
    """A picture of nothing is still a page."""
    assert "</html>" in render({"nodes": [], "edges": []})


def test_layout_keeps_nodes_apart() -> None:
    """No two drawn nodes share a spot, also in a star; loose nodes are no marks."""
    layout = arrange(80, [(0, i) for i in range(1, 60)], [1.0] * 80)
    assert len({point for point, turn in zip(layout.points, layout.turns, strict=True) if turn >= 0}) == 60
    assert layout.turns[60:] == (-1,) * 20
    assert layout.ranks[0] == 0


def test_the_first_picture_is_connected() -> None:
    """Whatever its number, the first entities of a picture hang together."""
    pairs = [(i, i + 1) for i in range(40)] + [(50, 51), (51, 52), (60, 61)]
    layout = arrange(70, pairs, [1.0] * 70, drawn=9)
    first = {i for i, turn in enumerate(layout.turns) if 0 <= turn < 9}
    assert max(first) - min(first) == 8
    assert [layout.turns[i] for i in (60, 61, 65)] == [-1, -1, -1]


def test_focus_ranks_first() -> None:
    """The nodes a page is about come first when it keeps only the most important."""
    layout = arrange(30, [(i, i + 1) for i in range(29)], [1.0] * 30, focus=[17])
    assert layout.ranks[17] == 0
