"""Whether words stand under a denial: what somebody denies is not what he says.

`X membantah telah menerima uang` reports no words of X but that he denies them; `"Saya tidak menerima uang," bantah X` does
report his words. So a statement in quotation marks is never turned round, a reported one only by the verb right before it.
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.records import Span

# Words that may stand between the verb of denial and what is denied.
_BETWEEN = re.compile(
    r"(?:\s|,|:|keras|tegas|dengan|secara|bahwa|jika|kalau|jikalau|adanya|soal|tentang|mengenai|kabar|isu|tuduhan|tudingan|dugaan|"
    r"anggapan|informasi|pernyataan|klaim|spekulasi|rumor|yang|menyebut|menyebutkan|mengatakan|kalau|apabila|jika|hal|itu|tersebut)*",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:tidak benar|tak benar|tidaklah benar|bukanlah|bukan|belum pernah|tidak pernah|tak pernah|belum|tidak|tak|hoaks|hoax)"
    r"(?:\s+(?:bahwa|jika|kalau|ada|sebagai|merupakan|adalah|informasi|kabar|berita|itu))*\s*$",
    re.IGNORECASE,
)
_REACH = 90


def denied_statement(text: str, sentence: Span, statement: Span) -> Span | None:
    """The words that deny a reported statement (`membantah`), or None where it stands as said.

    >>> text = "Bupati membantah keras telah menerima uang itu."
    >>> denied_statement(text, Span(0, 47), Span(23, 46)).of(text)
    'membantah'
    """
    start = max(sentence.start, statement.start - _REACH)
    before = text[start : statement.start]
    found = None
    for match in _verbs().finditer(before):
        if _BETWEEN.fullmatch(before, match.end()):
            found = match
            break
    if found is None:
        inside = _verbs().match(text, statement.start, statement.end)
        return Span(*inside.span()) if inside else None
    return Span(start + found.start(), start + found.end())


def negated_words(text: str, sentence: Span, words: Span) -> Span | None:
    """The negation right before some words (`bukan ketua`, `belum pernah ditahan`), or None.

    >>> text = "Ia bukan Ketua DPRD."
    >>> negated_words(text, Span(0, 20), Span(9, 14)).of(text)
    'bukan'
    """
    start = max(sentence.start, words.start - _REACH)
    match = _NEGATION.search(text[start : words.start])
    return Span(start + match.start(), start + len(match.group().rstrip()) + match.start()) if match else None


@cache
def _verbs() -> re.Pattern[str]:
    verbs = sorted(map(re.escape, lexicon.words("denial-verbs")), key=len, reverse=True)
    # `tak menampik` is no denial.
    return re.compile(rf"(?<!\btak )(?<!\btidak )(?<!\btanpa )(?<!\bbukan )\b(?:{'|'.join(verbs)})\b", re.IGNORECASE)
