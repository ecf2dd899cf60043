"""Where the ontology's files are: inside the installed package, or at the top of the repository."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import OntologyError


@cache
def ontology_file(name: str) -> str:
    """The text of a file of the ontology, such as `shapes.ttl`.

    Raises OntologyError when there is no such file.
    """
    places: tuple[Traversable, ...] = (files("kg") / "ontologies", Path(__file__).parents[2] / "ontologies")
    for place in places:
        if (place / name).is_file():
            return (place / name).read_text(encoding="utf-8")
    raise OntologyError(f"the ontology has no file {name!r}", hint="reinstall wartagraf: files are missing")


def rows(name: str) -> list[list[str]]:
    """The rows of a table of the ontology, without its notes."""
    return [row.split("\t") for row in ontology_file(name).splitlines() if row and not row.startswith("#")]
