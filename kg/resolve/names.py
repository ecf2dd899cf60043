"""Names as one would file them: what is written around a name, and which of its spellings counts, decided per type.

Every function takes a name as written and returns a name; none of them changes the case of what it keeps.
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.lexicon.surfaces import tidy

_SHORT_FORM = re.compile(r"\s*\((?=[^)]*[A-Z])[\w./& -]{2,15}\)$")
_LEVELS = {"kab": "Kabupaten", "kec": "Kecamatan", "kel": "Kelurahan", "kotamadya": "Kota", "prov": "Provinsi"}
_NUMBERING = re.compile(r"\b(?:nomor|no|tahun|thn|th)\b\.?|[/,]")


def person(name: str) -> str:
    """A person's name without the honorifics, ranks and degrees around it; never emptied.

    >>> person("Komjen Pol (Purn) Dr. H. Sumarno Wiratama, S.E., M.M.")
    'Sumarno Wiratama'
    >>> person("H")
    'H'
    """
    head, _, tail = tidy(name).partition(",")
    words = (head if _all_degrees(tail) else tidy(name)).split()
    while len(words) > 1 and _plain(words[0]) in lexicon.words("honorifics"):
        words.pop(0)
    while len(words) > 1 and _is_degree(words[-1]):
        words.pop()
    return tidy(" ".join(words))


def place(name: str) -> str:
    """A country's or region's usual name; the level stays where it tells two places apart (Kabupaten, Kota).

    >>> place("Provinsi Jateng"), place("Kab. Klaten"), place("Kota Solo"), place("RI")
    ('Jawa Tengah', 'Kabupaten Klaten', 'Kota Solo', 'Indonesia')
    """
    words = tidy(name).split()
    if len(words) > 1:
        words[0] = _LEVELS.get(_plain(words[0]), words[0])
        if words[0].casefold() in ("provinsi", "propinsi"):
            words.pop(0)
    kept = " ".join(words)
    return lexicon.table("place-forms").get(kept.casefold(), kept)


def law(name: str) -> str:
    """A law's name in short form, folded: the same law by any usual spelling gives the same text.

    >>> law("Undang-Undang Nomor 1 Tahun 2023") == law("UU No. 1/2023") == "uu 1 2023"
    True
    """
    folded = _SHORT_FORM.sub("", tidy(name)).casefold()
    for written, short in lexicon.table("law-forms").items():
        folded = re.sub(rf"\b{re.escape(written)}\b", short, folded)
    return " ".join(_NUMBERING.sub(" ", folded).split()) or tidy(name)


def product(name: str) -> str:
    """A product's or programme's name: `Program Kartu Tani (KT)` is `Kartu Tani`."""
    kept = other(name)
    head, _, rest = kept.partition(" ")
    return rest if head.casefold() == "program" and len(rest.split()) > 1 and rest[0].isupper() else kept


def other(name: str) -> str:
    """A name of another kind, only tidied."""
    return _or_whole(_SHORT_FORM.sub("", tidy(name)), name)


def _plain(word: str) -> str:
    return word.casefold().rstrip(".").replace(".", "")


def _is_degree(word: str) -> bool:
    """A degree is written with full stops or in capitals, so that a surname such as `Se` is none."""
    marked = "." in word or (word.isupper() and len(word) > 1)
    return marked and _plain(word.strip(",")) in _degrees()


def _all_degrees(tail: str) -> bool:
    words = tail.replace(",", " ").split()
    return bool(words) and all("." in word or _plain(word) in _degrees() for word in words)


@cache
def _degrees() -> frozenset[str]:
    return frozenset(_plain(word) for word in lexicon.words("degrees"))


def _or_whole(kept: str, name: str) -> str:
    """What is kept, unless nothing is."""
    return tidy(kept) or tidy(name)
