"""What an engine is: something that turns documents into annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from kg.extract.trace import Explained
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


@runtime_checkable
class Explaining(Protocol):
    """An engine that can say how each fact came to be."""

    def explain(self, document: Document) -> Explained:
        """The document's annotation with an account of each fact. Raises ExtractError naming an article that failed."""
        ...
