"""The default engine: an int8 encoder under onnxruntime, span heads in numpy; offline, no torch, same input same output."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ExtractError
from kg.extract.annotate import annotation, stated
from kg.extract.draft import Draft
from kg.extract.neural.prediction import Prediction, joined, predict_window
from kg.extract.neural.session import Session
from kg.extract.neural.windows import WINDOW, PieceTokenizer, Window, windows
from kg.extract.passes import Watch, check_names, drafted
from kg.extract.rules import rules
from kg.extract.trace import Account, Explained, Trace
from kg.records import Annotation, Document

MODELS = Path(__file__).resolve().parents[2] / "models"
Encoded = tuple[Window, NDArray[np.float32], NDArray[np.float32]]


class NeuralEngine:
    """Annotates documents with the model in `folder`, `threads` at once; the model is loaded at the first document.

    `without` names passes to leave out. Raises ConfigError for a name that no pass has.
    """

    name = "neural"

    def __init__(self, folder: Path, *, threads: int = 2, without: Collection[str] = ()) -> None:
        self.folder, self.threads, self.without = folder, threads, check_names(without)
        self.session = Session(folder)
        self.settings = self.session.settings()

    @cached_property
    def version(self) -> str:
        """The model's own version and eight digits of the hash of all that its annotations depend on: weights, settings, rules,
        word lists, and which passes are left out."""
        parts = "\n".join((self.session.digest, rules(), *sorted(self.without)))
        return f"{self.settings['version']}-{hashlib.sha256(parts.encode()).hexdigest()[:8]}"

    @property
    def tokenizer(self) -> PieceTokenizer:
        """What cuts sentences into the network's pieces."""
        return self.session.tokenizer

    def windows(self, document: Document) -> list[Window]:
        """The document cut into the network's windows."""
        size = int(self.settings.get("window", WINDOW))
        return windows(document, self.tokenizer, size=size, special=self.session.special)

    def encoded(self, document: Document) -> list[Encoded]:
        """The document's windows with the network's states (pieces, width) and tag logits (pieces, tags)."""
        return [(window, *self.session.run(window)) for window in self.windows(document)]

    def prediction(self, document: Document, encoded: Sequence[Encoded]) -> Prediction:
        """What the network says of a document whose windows were `encoded`."""
        session, text = self.session, document.article.text
        found = [predict_window(states, tags, w, text, session.heads, session.allowed) for w, states, tags in encoded]
        if not found:
            none = np.zeros(0, dtype=np.int64)
            return Prediction((), none, none, np.zeros((0, session.allowed.shape[2]), dtype=np.float32))
        return joined(found)

    def predict(self, document: Document) -> Prediction:
        """What the network says of a document, before any pass."""
        return self.prediction(document, self.encoded(document))

    def draft(self, document: Document, prediction: Prediction, *, watch: Watch | None = None) -> Draft:
        """The document's draft after all passes, of each of which `watch` is told."""
        return drafted(document, prediction, self.session.allowed, self.settings, without=self.without, watch=watch)

    def explain(self, document: Document) -> Explained:
        """The document's annotation with what the network and each pass had to do with every fact."""
        trace = Trace()
        draft = self.draft(document, self.predict(document), watch=trace.watch)
        accounts = tuple(Account(fact, trace.of(*claims)) for fact, claims in stated(draft))
        return Explained(annotation(draft, engine=f"{self.name}-{self.version}"), accounts)

    def annotate(self, documents: Sequence[Document]) -> Iterator[Annotation]:
        """One annotation per document, in order. Raises ExtractError naming the article the network failed on."""
        label = f"{self.name}-{self.version}"
        session = self.session
        session.encoder, session.tokenizer, session.weights, session.heads  # noqa: B018 - loaded here once, not by each thread
        pool = ThreadPoolExecutor(self.threads)
        try:
            for document, prediction in [(d, pool.submit(self.predict, d)) for d in documents]:
                yield self._annotated(document, prediction, label)
        finally:
            pool.shutdown(cancel_futures=True)

    def _annotated(self, document: Document, prediction: Future[Prediction], label: str) -> Annotation:
        try:
            return annotation(self.draft(document, prediction.result()), engine=label)
        except (RuntimeError, MemoryError) as exc:
            name = document.article.origin or document.article.url or document.article.id
            raise ExtractError(f"the engine failed on {name}: {exc}", source=name) from exc


def load(*, model: str | Path | None = None, threads: int = 2, without: Collection[str] = ()) -> NeuralEngine:
    """The neural engine of a model folder (default: the shipped one), without the passes named.

    Raises EngineUnavailable when files are missing, ConfigError for a pass that does not exist.
    """
    return NeuralEngine(Path(model) if model else MODELS, threads=threads, without=without)
