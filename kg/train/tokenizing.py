"""What training must know of an encoder's tokenizer: its file, its special pieces, how long a window may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from kg.errors import ConfigError
from kg.extract.neural.windows import SpecialPieces

# Room for a title and one long sentence.
_SHORTEST = 200


def tokenizer_file(base: str | Path, out: Path) -> Path:
    """The base's tokenizer as one file; a hub id, or a folder without that file, is asked through transformers.

    Raises ConfigError when there is no encoder with a fast tokenizer.
    """
    local = Path(base) / "tokenizer.json"
    if local.is_file():
        return local
    from transformers import AutoTokenizer

    try:
        AutoTokenizer.from_pretrained(str(base)).backend_tokenizer.save(str(out / "tokenizer.json"))
    except (OSError, ValueError, AttributeError) as exc:
        raise ConfigError(f"no encoder with a fast tokenizer at {base}", hint="give a folder or a hub id with --base") from exc
    return out / "tokenizer.json"


def special_pieces(tokenizer: Tokenizer) -> SpecialPieces:
    """The special pieces of a fast tokenizer: what it puts around an empty text, and those named for padding and masking.

    Raises ConfigError for a tokenizer without them.
    """
    around = tokenizer.encode("").ids
    named = {token.content.strip("<>[]").casefold(): number for number, token in tokenizer.get_added_tokens_decoder().items()}
    missing = [name for name in ("pad", "mask") if name not in named]
    if len(around) != 2 or missing:
        what = ", ".join([*missing, *(["a start and an end"] if len(around) != 2 else [])])
        raise ConfigError(f"the tokenizer has no special pieces for {what}", hint="give a BERT, RoBERTa or XLM-R encoder")
    return SpecialPieces(start=around[0], end=around[1], pad=named["pad"], mask=named["mask"])


def longest_window(config: Any, wanted: int) -> int:
    """How many pieces, beside the two marks, a window may have: as many as wanted, if the encoder has so many positions.

    Raises ConfigError for an encoder with too few.
    """
    # RoBERTa's first positions, up to the padding piece's number, stand for no place.
    unused = config.pad_token_id + 1 if "roberta" in config.model_type else 0
    room = int(config.max_position_embeddings) - unused - 2
    if room < _SHORTEST:
        raise ConfigError(f"the encoder reads {room} pieces at once, fewer than {_SHORTEST}", hint="give another --base")
    return min(wanted, room)
