"""Sketches of texts: near-equal texts, such as wire copies and republished releases, have near-equal sketches."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_SHINGLE = 3  # words
_SIZE, _ROWS = 128, 4  # values of a sketch, and how many make a band
_SEED = 42
_ALIKE = 0.5  # share of equal values, which estimates the share of common shingles; unrelated articles stay below 0.3
_FEWEST = 30  # words; shorter texts have too little to go by


def sketch(text: str) -> tuple[int, ...]:
    """A MinHash of the text's runs of three words; empty for a text of a few words.

    >>> len(sketch("kata " * 40)), sketch("Hujan lebat.")
    (128, ())
    """
    from rensa import RMinHash

    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST:
        return ()
    made = RMinHash(num_perm=_SIZE, seed=_SEED)
    made.update([" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)])
    return tuple(made.digest())


def bands(values: Sequence[int]) -> tuple[int, ...]:
    """Numbers of which near-equal sketches share at least one: 99 in 100 pairs with 60 % of their shingles in common do."""
    runs = ((start, tuple(values[start : start + _ROWS])) for start in range(0, len(values), _ROWS))
    return tuple(int.from_bytes(hashlib.blake2b(repr(run).encode(), digest_size=7).digest(), "big") for run in runs)


def alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two sketches are of one text, reprinted perhaps with another beginning and a few sentences less."""
    if not one or not other:
        return False
    return sum(a == b for a, b in zip(one, other, strict=True)) >= _ALIKE * len(one)
