"""How a written name is compared with another: its slug, and whether a surface is a name at all."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg import lexicon

_GAP = re.compile(r"[^\w]+|_+")
_LONGEST = 80


def slug(text: str) -> str:
    """A stable id part: case, accents and punctuation folded, words joined by hyphens; letters of any script stay.

    Long texts are cut and closed with eight hexadecimal digits of their hash; a text without a letter or digit becomes
    such digits alone, so that the result is never empty.

    >>> slug("PT. Bank  Négara (Persero)")
    'pt-bank-negara-persero'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    joined = _GAP.sub("-", plain.casefold()).strip("-")
    if joined and len(joined) <= _LONGEST:
        return joined
    digest = hashlib.sha256((joined or text).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{joined[:_LONGEST].rstrip('-')}-{digest}" if joined else digest


def tidy(surface: str) -> str:
    """The surface on one line with single spaces and without quotation marks, commas or dashes around it.

    >>> tidy(' "Bank\\nIndonesia", ')
    'Bank Indonesia'
    """
    return " ".join(surface.split()).strip(" ,;:\"'“”‘’-–")


def is_name(surface: str) -> bool:
    """Whether a surface can stand as a name: not a pronoun, not a description, and not begun in lower case.

    >>> is_name("Kemendag"), is_name("Dia"), is_name("kementerian tersebut"), is_name("Politikus itu")
    (True, False, False, False)
    """
    words = surface.split()
    if not words or not (words[0][0].isupper() or words[0][0].isdigit() or words[0][0] in "@#"):
        return False
    if words[-1].casefold() in lexicon.words("demonstratives"):
        return False
    return len(words) > 1 or words[0].casefold() not in lexicon.words("pronouns")
