"""What an engine is: something that turns documents into annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from kg.records import Annotation, Document


class Engine(Protocol):
    """`name` and `version` say who found a fact; equal versions give equal annotations for equal text."""

    @property
    def name(self) -> str:
        """Short name, such as `neural`."""
        ...

    @property
    def version(self) -> str:
        """Version of code and weights together."""
        ...

    def annotate(self, documents: Sequence[Document]) -> Iterator[Annotation]:
        """One annotation per document, in order. Raises ExtractError naming the article that failed."""
        ...
