"""An engine that serves stored annotations: yesterday's run, another engine's output, or a person's gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import ConfigError, ExtractError
from kg.exchange import read
from kg.records import Annotation, Document


class ReplayEngine:
    """Finds an article's annotation by its exact text."""

    name = "replay"
    version = "1"

    def __init__(self, path: Path) -> None:
        self.by_text: dict[str, Annotation] = {stored.article.text: stored for stored in read(path)}

    def annotate(self, documents: Sequence[Document]) -> Iterator[Annotation]:
        """The stored annotations, over the given articles. Raises ExtractError for a text that was never annotated."""
        for document in documents:
            article = document.article
            stored = self.by_text.get(article.text)
            if stored is None:
                name = article.origin or article.url or article.id
                raise ExtractError(
                    f"no stored annotation for {name}", source=name, hint="annotate it first, or use --engine neural"
                )
            yield replace(
                stored, article=article, sentences=stored.sentences or document.sentences, engine=f"replay-{self.version}"
            )


def load(*, path: str | Path | None = None) -> ReplayEngine:
    """The replay engine over a .jsonl file of annotations. Raises ConfigError without a path."""
    if not path:
        raise ConfigError(
            "the replay engine needs a file of annotations", hint="kg ingest SOURCE --engine replay --model FILE.jsonl"
        )
    return ReplayEngine(Path(path))
