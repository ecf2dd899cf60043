"""A model folder as something to ask: the encoder under onnxruntime, the heads' weights, the tokenizer, the settings."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from kg.config import keep_offline
from kg.errors import EngineUnavailable
from kg.extract.neural.heads import SpanHeads, read_heads
from kg.extract.neural.windows import XLM_ROBERTA, PieceTokenizer, SpecialPieces, Window

_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "engine.json")


class Session:
    """The model in `folder`; files are checked at once, each part is loaded when it is first asked for.

    Raises EngineUnavailable naming the files that are missing, or for an encoder that another version exported.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        missing = [f for f in _FILES if not (folder / f).is_file()]
        if missing:
            raise EngineUnavailable(
                f"no model in {folder}: {', '.join(missing)} missing",
                hint="train one with `kg train fit`, or reinstall wartagraf",
            )

    def settings(self) -> dict[str, Any]:
        """What `engine.json` holds: version, calibration, cuts."""
        found: dict[str, Any] = json.loads((self.folder / "engine.json").read_text(encoding="utf-8"))
        return found

    @cached_property
    def digest(self) -> str:
        """The hash of the model's files, in hexadecimal."""
        digest = hashlib.sha256()
        for name in _FILES:
            digest.update((self.folder / name).read_bytes())
        return digest.hexdigest()

    @cached_property
    def encoder(self) -> Any:
        """The encoder with its tag head."""
        keep_offline()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Two articles at once take less time than one article on two threads.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        if (inputs := [i.name for i in session.get_inputs()]) != ["ids"]:
            raise EngineUnavailable(
                f"the model in {self.folder} was exported by another version: it asks for {', '.join(inputs)}",
                hint="train it anew with this version's `kg train fit`",
            )
        return session

    @cached_property
    def tokenizer(self) -> PieceTokenizer:
        """What cuts sentences into the network's pieces."""
        from tokenizers import Tokenizer

        return cast(PieceTokenizer, Tokenizer.from_file(str(self.folder / "tokenizer.json")))

    @cached_property
    def special(self) -> SpecialPieces:
        """The pieces that stand for no text; models up to 0.4 do not name them."""
        named = self.settings().get("special_pieces")
        return SpecialPieces(**named) if named else XLM_ROBERTA

    @cached_property
    def weights(self) -> dict[str, Any]:
        """The weights of the span heads in 32 bits."""
        return read_heads(self.folder / "heads.npz")

    @property
    def allowed(self) -> NDArray[np.bool_]:
        """Which labels a pair of span types may have: types x types x labels, as the network was trained."""
        found: NDArray[np.bool_] = self.weights["allowed"]
        return found

    @cached_property
    def heads(self) -> SpanHeads:
        """The span heads."""
        return SpanHeads(self.weights)

    def run(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """A window's states (pieces, width) and tag logits (pieces, tags).

        One window at a time: int8 activations are scaled per batch, so a batch would change its members' values.
        """
        states, tags = self.encoder.run(None, {"ids": window.ids[None, :]})
        return states[0], tags[0]
