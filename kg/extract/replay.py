"""An engine that serves stored annotations: yesterday's run, another engine's output, or a person's gold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import ConfigError, ExtractError
from kg.exchange import read
from kg.records import Annotation, Document

GOLD = ("gold",)


class ReplayEngine:
    """Finds an article's annotation by its exact text; its version is the hash of the file it reads from."""

    name = "replay"

    def __init__(self, path: Path) -> None:
        self.by_text: dict[str, Annotation] = {stored.article.text: stored for stored in read(path)}
        self.version = f"1-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"

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
            signed = stored if stored.engine else by_hand(stored)
            sentences = stored.sentences or document.sentences
            yield replace(signed, article=article, sentences=sentences, engine=f"{self.name}-{self.version}")


def by_hand(annotation: Annotation) -> Annotation:
    """The annotation with `gold` as the author of every fact that names none: no engine made it, so a person did."""
    return replace(
        annotation,
        positions=tuple(replace(f, by=f.by or GOLD) for f in annotation.positions),
        relations=tuple(replace(f, by=f.by or GOLD) for f in annotation.relations),
        arguments=tuple(replace(f, by=f.by or GOLD) for f in annotation.arguments),
        quotes=tuple(replace(f, by=f.by or GOLD) for f in annotation.quotes),
    )


def load(*, path: str | Path | None = None) -> ReplayEngine:
    """The replay engine over a .jsonl file of annotations. Raises ConfigError without a path."""
    if not path:
        raise ConfigError(
            "the replay engine needs a file of annotations", hint="kg ingest SOURCE --engine replay --model FILE.jsonl"
        )
    return ReplayEngine(Path(path))
