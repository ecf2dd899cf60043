"""The word lists: each names its source, has no doubled or ragged entry, and is loaded by name."""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path

import pytest

from kg import lexicon
from kg.errors import ConfigError


@pytest.mark.parametrize("filename", lexicon.names())
def test_list_is_clean(filename: str) -> None:
    """A list names its source first; its entries are trimmed, single, and in a table all of two columns."""
    lines = (files("kg.lexicon") / filename).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert lines[0].startswith("# Source: ")
    assert "Licence: " in " ".join(line for line in lines if line.startswith("#"))
    assert all(line == line.strip() for line in entries)
    if filename.endswith(".tsv"):
        assert all(len(line.split("\t")) == 2 for line in entries)
    keys = [line.split("\t")[0] for line in entries]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_provinces_are_complete() -> None:
    """There are 38 provinces and 514 regencies and cities, each under its province's code."""
    provinces, regencies = lexicon.table("provinces"), lexicon.table("regencies")
    assert (len(provinces), len(regencies)) == (38, 514)
    assert {code[:2] for code in regencies} == set(provinces)
    assert set(lexicon.table("place-wikidata")) <= set(provinces) | set(regencies)


def test_modalities_are_known() -> None:
    """Cue words point only to modalities that the records have."""
    assert set(lexicon.table("modality").values()) == {"planned", "alleged", "denied", "cancelled"}


def test_abbreviations_have_a_meaning() -> None:
    """Short names of ministries and parties lead to the full name."""
    assert lexicon.table("organisation-names")["kemenko pmk"].startswith("Kementerian Koordinator")
    assert lexicon.table("organisation-names")["psi"] == "Partai Solidaritas Indonesia"


def test_every_list_is_read() -> None:
    """No list lies about unused: each is named, as a text, in the code that reads it."""
    code = [ast.parse(path.read_text(encoding="utf-8")) for path in (Path(lexicon.__file__).parents[1]).rglob("*.py")]
    named = {n.value for tree in code for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert {name.rpartition(".")[0] for name in lexicon.names()} - named == set()


def test_words_of_a_table_are_its_keys() -> None:
    """A table serves as a list too, and folding makes look-ups blind to case."""
    assert "Maret" in lexicon.words("months")
    assert "maret" in lexicon.folded("months")


def test_unknown_list() -> None:
    """A list that does not exist is a configuration error that names those that do."""
    with pytest.raises(ConfigError, match="'tidak-ada'") as caught:
        lexicon.words("tidak-ada")
    assert "months" in caught.value.hint
