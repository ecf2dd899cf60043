"""How alike two written names are: folded words, a skeleton that spelling variants share, short forms of long names."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.surfaces import slug

_OLD_SPELLING = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("kh", "k"),
)
_SAME_LETTERS = str.maketrans({"y": "i", "v": "f", "z": "s", "q": "k", "x": "ks"})
_PROPHET = frozenset("m muh moh mohd muhammad muhamad mohammad mohamad mochammad mochamad muchamad muchammad mukhammad".split())
_DOUBLED = re.compile(r"(.)\1+")
_ROMAN = frozenset("ivxlcdm")
_SMALL_WORDS = frozenset("dan di of the untuk bidang".split())


@cache
def folded(name: str) -> str:
    """Words in lower case without accents and punctuation, a space between.

    >>> folded("K.H. Ma'ruf Amin")
    'k h ma ruf amin'
    """
    return slug(name).replace("-", " ")


@cache
def skeleton(name: str) -> str:
    """What is left of a name when spelling variants are folded together: old spelling, doubled letters, y and i.

    >>> skeleton("Eddy Soeparno") == skeleton("Edy Suparno"), skeleton("Muhammad Afifuddin") == skeleton("M Afifudin")
    (True, True)
    """
    return " ".join(_word_skeleton(word) for word in folded(name).split())


def _word_skeleton(word: str) -> str:
    if word in _PROPHET:
        return "muhamad"
    if not word.isalpha() or _ROMAN.issuperset(word):  # `Komisi III` is not `Komisi I`, nor SMAN 11 SMAN 1
        return word
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word.translate(_SAME_LETTERS))


def edits(one: str, other: str, *, most: int = 2) -> int:
    """Letters added, left out or exchanged between two folded names, `most` + 1 where there are more."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other, score_cutoff=most))


def is_short_for(short: str, name: str) -> bool:
    """Whether a one-word short form is made of the beginnings of a name's words, in order, the first and the last among them.

    >>> is_short_for("BPJT", "Badan Pengatur Jalan Tol"), is_short_for("Bulog", "Badan Urusan Logistik")
    (True, True)
    >>> is_short_for("KPK", "Komisi Pemilihan Umum")
    False
    """
    letters, words = folded(short).replace(" ", ""), [w for w in folded(name).split() if w not in _SMALL_WORDS]
    if len(letters) < 2 or len(words) < 2 or letters[0] != words[0][0] or letters in words:
        return False
    return _begins(letters, tuple(words), 0)


def _begins(letters: str, words: tuple[str, ...], at: int) -> bool:
    """Whether the letters can be cut into beginnings of the words from `at` on; a word before the last may be passed over."""
    if not letters or at == len(words):
        return not letters and at == len(words)
    word = words[at]
    for size in range(min(len(letters), len(word), 5), 0, -1):
        if letters.startswith(word[:size]) and _begins(letters[size:], words, at + 1):
            return True
    return 0 < at < len(words) - 1 and _begins(letters, words, at + 1)


def covers(longer: str, shorter: str) -> bool:
    """Whether every word of the shorter name stands in the longer one, in the same order.

    >>> covers("Gibran Rakabuming Raka", "Gibran Raka"), covers("Joko Widodo", "Widodo Joko")
    (True, False)
    """
    words = iter(folded(longer).split())
    return all(word in words for word in folded(shorter).split())
