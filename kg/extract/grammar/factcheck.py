"""The part of a fact check that repeats the hoax: nothing of it is asserted by the article that refutes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.records import Article, Span

_OUTLETS = re.compile(r"turnbackhoax|cekfakta|cek[- ]fakta|periksa[- ]?fakta|mafindo", re.IGNORECASE)
_RULING = re.compile(r"^\s*\[?\(?(?:SALAH|HOAKS?|DISINFORMASI|MISINFORMASI|KLARIFIKASI|CEK FAKTA)\b\]?", re.IGNORECASE)
_SECTION = re.compile(
    r"^\s*(?:KATEGORI|SUMBER|NARASI|PENJELASAN|PEMERIKSAAN FAKTA|HASIL PERIKSA FAKTA|KESIMPULAN|RUJUKAN|REFERENSI)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CHECK = re.compile(r"^\s*(?:PENJELASAN|PEMERIKSAAN FAKTA|HASIL PEMERIKSAAN|FAKTA)\b\s*:?", re.IGNORECASE | re.MULTILINE)
_RETOLD = re.compile(
    r"\b(?:narasi|narasinya|klaim|mengeklaim|mengklaim|diklaim|beredar|mengunggah|unggahan|memposting|postingan|"
    r"membagikan)\b",
    re.IGNORECASE,
)


# Words by which checkers refute: whoever says them repeats nothing.
_REFUTES = re.compile(
    r"\b(?:hoaks|hoax|tidak benar|menyesatkan|palsu|keliru|bohong|imbau|diimbau|membantah|tidak pernah)\b", re.IGNORECASE
)


def refutes(text: str, sentence: Span) -> bool:
    """Whether a sentence speaks against the claim that goes round.

    >>> refutes("KBRI menegaskan informasi itu hoaks.", Span(0, 36))
    True
    """
    return _REFUTES.search(text, sentence.start, sentence.end) is not None


def is_fact_check(article: Article) -> bool:
    """Whether the article examines a claim that goes round: by its outlet, its heading or its sections.

    >>> is_fact_check(Article("1", "[SALAH] Wali kota membagi sepeda\\nNARASI: ..."))
    True
    """
    if _OUTLETS.search(article.outlet) or _OUTLETS.search(article.url) or _RULING.match(article.text):
        return True
    names = {match.group().split()[0].casefold() for match in _SECTION.finditer(article.text) if match.group().strip()}
    return len(names - {"sumber"}) >= 2


def narrative(article: Article, sentences: Sequence[Span]) -> frozenset[int]:
    """The indexes of the sentences that retell the claim: the heading, all before the examination, and whatever says that
    it goes round; empty for an article that is no fact check."""
    if not is_fact_check(article):
        return frozenset()
    check = _CHECK.search(article.text)
    begins = check.start() if check else article.text.find("\n")
    retold = (n for n, s in enumerate(sentences) if _RETOLD.search(article.text, s.start, s.end))
    return frozenset([*retold, *(n for n, s in enumerate(sentences) if n == 0 or s.start < begins)])
