"""How a written name is compared with another: its slug, and whether a surface is a name at all."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from kg import lexicon

_GAP = re.compile(r"[\W_]+")
_LONGEST = 80
# Titles that people also bear as names.
_ALSO_NAMES = frozenset({"imam", "hakim", "raja"})


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


def names_a_person(surfaces: Sequence[str]) -> bool:
    """Whether any of a person's surfaces is a name, and not a title, a rank or a common noun.

    >>> names_a_person(["Presiden", "beliau"]), names_a_person(["Pak Presiden", "Joko"])
    (False, True)
    """
    return any(_is_personal(s) for s in surfaces)


def names_a_place_or_body(surfaces: Sequence[str]) -> bool:
    """Whether any surface is more than a bare common noun or pronoun.

    >>> names_a_place_or_body(["Kabupaten", "Kami"]), names_a_place_or_body(["RSUD Aeramo", "RSUD"])
    (False, True)
    """
    bare = {w for name in ("generic-organisations", "generic-places", "place-levels", "pronouns") for w in lexicon.words(name)}
    return any(len(s.split()) > 1 or (s.casefold() not in bare and not s[:1].islower()) for s in surfaces)


def _is_personal(surface: str) -> bool:
    words = [w.strip(".,").casefold() for w in surface.split()]
    if not words or not is_name(surface):
        return False
    if words[0] in _ALSO_NAMES:
        return True
    return words[0] not in _title_openers() and any(w not in lexicon.folded("honorifics") for w in words) and not _is_title(words)


def _is_title(words: Sequence[str]) -> bool:
    """`Pak Presiden`: an honorific before a title."""
    return words[0] in lexicon.folded("honorifics") and len(words) > 1 and words[1] in _title_openers()


@cache
def _title_openers() -> frozenset[str]:
    """First words of titles and ranks."""
    titles = lexicon.folded("roles") | lexicon.folded("ranks")
    return frozenset(t.split()[0] for t in titles if t) | {"wali", "wakil", "mantan", "eks", "calon", "the"}


def is_indonesia(name: str) -> bool:
    """Whether a name, long or short, is the country's.

    >>> is_indonesia("RI"), is_indonesia("Jawa Tengah")
    (True, False)
    """
    return lexicon.table("place-forms").get(name.casefold(), name.title()) == "Indonesia"
