"""The default engine: an int8 encoder under onnxruntime, span heads in numpy; offline, no torch, same input same output."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from kg.errors import EngineUnavailable, ExtractError
from kg.extract.assemble import assemble
from kg.extract.heads import SpanHeads
from kg.extract.reading import Reading, joined, read_window
from kg.extract.tidy import tidied
from kg.extract.windows import PieceTokenizer, Window, windows
from kg.records import Annotation, Document

MODELS = Path(__file__).resolve().parent.parent / "models"
Encoded = tuple[Window, NDArray[np.float32], NDArray[np.float32]]
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "engine.json")


class NeuralEngine:
    """Annotates documents with the model in `folder`, `threads` at once; the model is loaded at the first document."""

    name = "neural"

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        self.folder, self.threads = folder, threads
        missing = [f for f in _FILES if not (folder / f).is_file()]
        if missing:
            raise EngineUnavailable(
                f"no model in {folder}: {', '.join(missing)} missing", hint="train one with `kg train`, or reinstall wartagraf"
            )
        self.settings: dict[str, Any] = json.loads((folder / "engine.json").read_text(encoding="utf-8"))

    @cached_property
    def version(self) -> str:
        """The model's own version and eight digits of its weights' and thresholds' hash."""
        digest = hashlib.sha256()
        for name in _FILES:
            digest.update((self.folder / name).read_bytes())
        return f"{self.settings['version']}-{digest.hexdigest()[:8]}"

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Two articles at once take less time than one article on two threads.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        if (inputs := [i.name for i in session.get_inputs()]) != ["ids"]:
            raise EngineUnavailable(
                f"the model in {self.folder} was exported by another version: it asks for {', '.join(inputs)}",
                hint="train it anew with this version's `kg train`",
            )
        return session

    @cached_property
    def tokenizer(self) -> PieceTokenizer:
        """What cuts sentences into the network's pieces."""
        from tokenizers import Tokenizer

        return cast(PieceTokenizer, Tokenizer.from_file(str(self.folder / "tokenizer.json")))

    @cached_property
    def _weights(self) -> dict[str, Any]:
        with np.load(self.folder / "heads.npz") as stored:
            return {k: stored[k] if k == "allowed" else stored[k].astype(np.float32) for k in stored.files}

    def encoded(self, document: Document) -> list[Encoded]:
        """The document's windows with the network's states (pieces, width) and tag logits (pieces, tags)."""
        found = []
        for window in windows(document, self.tokenizer):
            # One window at a time: int8 activations are scaled per batch, so a batch would change its members' values.
            states, tags = self._session.run(None, {"ids": window.ids[None, :]})
            found.append((window, states[0], tags[0]))
        return found

    def reading(self, document: Document, encoded: Sequence[Encoded]) -> Reading:
        """The raw reading of a document whose windows were `encoded`, before thresholds."""
        allowed = self._weights["allowed"]
        heads, text = SpanHeads(self._weights), document.article.text
        readings = [read_window(states, tags, window, text, heads, allowed) for window, states, tags in encoded]
        if not readings:
            none = np.zeros(0, dtype=np.int64)
            return Reading((), none, none, np.zeros((0, allowed.shape[2]), dtype=np.float32))
        return tidied(joined(readings), document, allowed)

    def read(self, document: Document) -> Reading:
        """The network's raw reading of a document, before thresholds."""
        return self.reading(document, self.encoded(document))

    def annotate(self, documents: Sequence[Document]) -> Iterator[Annotation]:
        """One annotation per document, in order. Raises ExtractError naming the article the network failed on."""
        label = f"{self.name}-{self.version}"
        self._session, self.tokenizer, self._weights  # noqa: B018 - loaded here once, not by each thread
        pool = ThreadPoolExecutor(self.threads)
        try:
            for document, reading in [(d, pool.submit(self.read, d)) for d in documents]:
                yield self._assembled(document, reading, label)
        finally:
            pool.shutdown(cancel_futures=True)

    def _assembled(self, document: Document, reading: Future[Reading], label: str) -> Annotation:
        try:
            return assemble(document, reading.result(), self.settings, engine=label)
        except (RuntimeError, MemoryError) as exc:
            name = document.article.origin or document.article.url or document.article.id
            raise ExtractError(f"the engine failed on {name}: {exc}", source=name) from exc


def load(*, model: str | Path | None = None, threads: int = 2) -> NeuralEngine:
    """The neural engine of a model folder (default: the shipped one). Raises EngineUnavailable when files are missing."""
    return NeuralEngine(Path(model) if model else MODELS, threads=threads)
