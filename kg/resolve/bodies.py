"""Names of organisations as one would file them: brackets, legal form and country tail left out, short words written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg import lexicon
from kg.lexicon.surfaces import tidy
from kg.resolve import gazetteer

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LEGAL = re.compile(r"^(?:PT|CV|UD)\.?\s+|,?\s+Tbk\.?$|,?\s+\(?Persero\)?$", re.IGNORECASE)
_COUNTRY_TAIL = re.compile(r"\s+(?:RI|Republik Indonesia)$")
# Bodies whose name means little without the country: an embassy of Indonesia is not any embassy.
_KEEP_COUNTRY = frozenset({"kedutaan", "konsulat", "kejaksaan", "kepolisian", "pemerintah"})
# Bodies of a province, regency or city: `DPRD Gresik` is the regency's.
_REGIONAL = frozenset(
    "dewan dinas badan komisi sekretariat satuan inspektorat bagian biro pemerintah bupati bawaslu baznas".split()
)
_LONGEST_PHRASE = 5
_SHORTEST_WORD = 3


@lru_cache(65_536)
def organisation(name: str) -> str:
    """An organisation's name in the form it is filed under; never emptied, and a fixed point.

    >>> organisation("Kemendag RI"), organisation("PT Timah (Persero) Tbk"), organisation("Biro Umum Setda Jateng")
    ('Kementerian Perdagangan', 'Timah', 'Biro Umum Sekretariat Daerah Jawa Tengah')
    >>> organisation("DPRD DKI Jakarta"), organisation("DPD Golkar Jatim")
    ('Dewan Perwakilan Rakyat Daerah DKI Jakarta', 'Dewan Pimpinan Daerah Partai Golkar Jawa Timur')
    """
    known = full_name(name)
    if known:
        return known
    kept = _or_whole(_BRACKETS.sub("", tidy(name)), name)
    for _ in range(3):
        kept = _or_whole(_LEGAL.sub("", kept), kept)
    if is_full_name(kept):
        return kept
    if kept.split()[0].casefold() not in _KEEP_COUNTRY:
        kept = _or_whole(_COUNTRY_TAIL.sub("", kept), kept)
    kept = _without_domain(kept)
    known = full_name(kept)
    return known or _levelled(" ".join(_joined(_written_out(kept.split()))))


def full_name(name: str) -> str:
    """The full name of a well-known body given by its short name; empty when it is none.

    >>> full_name("KPK"), full_name("Klub Baca Merapi")
    ('Komisi Pemberantasan Korupsi', '')
    """
    table, plain = lexicon.table("organisation-names"), tidy(name).casefold()
    return table.get(plain) or table.get(_COUNTRY_TAIL.sub("", tidy(name)).casefold(), "")


def is_full_name(name: str) -> bool:
    """Whether a name is the full name of a well-known body.

    >>> is_full_name("Dewan Perwakilan Rakyat"), is_full_name("Biro Humas")
    (True, False)
    """
    return name.casefold() in _full_names()


def _without_domain(name: str) -> str:
    """`Liputan6.com` is Liputan6; of other names a domain's ending is a part."""
    head, _, tail = name.partition(".")
    known = (
        tail and head.casefold() in lexicon.table("media") and set(tail.casefold().split(".")) <= lexicon.words("domain-endings")
    )
    return head if known else name


def _written_out(words: list[str]) -> Iterator[list[str]]:
    """Each word or run of words, written out where it is known; a body's short name inside its own full name is not."""
    at = 0
    while at < len(words):
        size, full = _phrase(words, at)
        yield full.split() if full else words[at : at + size]
        at += size


def _phrase(words: list[str], at: int) -> tuple[int, str]:
    """How many words from `at` on stand for something, and for what (empty: for themselves)."""
    for size in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
        run = " ".join(words[at : at + size]).casefold().rstrip(".")
        if run in _full_names() or run in _full_places():
            return size, ""
        full = lexicon.table("organisation-names").get(run) or lexicon.table("place-forms").get(run)
        if full and run != "di yogyakarta":
            return size, full
    return 1, _word(words[at], first=at == 0, alone=len(words) == 1)


def _word(word: str, *, first: bool, alone: bool) -> str:
    """One word written out; `AS` stays, and so does a party's short name inside its own full name."""
    folded = word.casefold().rstrip(".")
    if folded in ("as", "us", "amerika", "arab"):
        return ""
    if folded == "dpd" and first and not alone:
        return "Dewan Pimpinan Daerah"
    form = lexicon.table("organisation-forms").get(folded)
    if form:
        return form
    full = (
        lexicon.table("organisation-names").get(folded, "")
        if len(folded) >= _SHORTEST_WORD or folded in ("ui", "mk", "bi")
        else ""
    )
    if full and folded not in full.casefold().split():
        return full
    if full and full.casefold().startswith("partai "):
        return full
    return lexicon.table("place-forms").get(folded, "")


def _joined(parts: Iterator[list[str]]) -> list[str]:
    """The words in a row, without saying again what was just said (`Partai` + `Partai Golkar`)."""
    out: list[str] = []
    written_out = False
    for part in parts:
        said = [w.casefold() for w in out]
        told = [w.casefold() for w in part]
        sizes = range(min(len(said), len(told)), 0, -1)
        again = next((size for size in sizes if said[-size:] == told[:size]), 0)
        if again and (len(told) > 1 or written_out):
            part = part[again:]
        written_out = len(told) > 1
        out += part
    return out


def _levelled(name: str) -> str:
    """`Provinsi` left out before a province, and a regional body's bare place given its level where that is known."""
    words = name.split()
    for i, word in enumerate(words[:-1]):
        if word.casefold() in ("provinsi", "propinsi") and gazetteer.is_province(" ".join(words[i + 1 :])):
            before = words[i - 1].casefold() if i else ""
            words = words[:i] + (["Provinsi"] if before == "pemerintah" else []) + words[i + 1 :]
            break
    if words[-2:] == ["Provinsi", "Jakarta"]:
        words[-1:] = ["DKI", "Jakarta"]
    if words[0].casefold() not in _REGIONAL:
        return " ".join(words)
    for size in range(min(4, len(words) - 1), 0, -1):
        if words[-size - 1].casefold() in ("kota", "kabupaten", "kecamatan", "desa", "kelurahan", "administrasi"):
            break
        level = gazetteer.only_level(" ".join(words[-size:]))
        if level:
            return " ".join([*words[:-size], level, *words[-size:]])
    if words[-1] == "Jakarta" and words[-2] not in ("DKI", "Provinsi") and words[0].casefold() in ("dinas", "badan", "dewan"):
        words[-1:] = ["DKI", "Jakarta"]
    return " ".join(words)


@cache
def _full_names() -> frozenset[str]:
    return frozenset(full.casefold() for full in lexicon.table("organisation-names").values())


@cache
def _full_places() -> frozenset[str]:
    return frozenset(full.casefold() for full in lexicon.table("place-forms").values())


def _or_whole(kept: str, name: str) -> str:
    """What is kept, unless nothing is."""
    return tidy(kept) or tidy(name)
