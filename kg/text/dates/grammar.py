"""The pieces of date expressions as regular expression fragments; none of them holds an open repeat."""

from __future__ import annotations

from kg import lexicon


def _any(words: list[str]) -> str:
    """One of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_MONTHS = sorted(lexicon.words("months"))
MONTH_NAMES = _any([name for name in _MONTHS if len(name) > 4 or name in ("Mei", "Juni", "Juli", "June", "July")])
MONTH = _any(_MONTHS)
WEEKDAY = _any(sorted(lexicon.words("weekdays")))
SP = r"[ \t\u00a0]{1,3}"
SP0 = r"[ \t\u00a0]{0,3}"
YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)(?!\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?![\d])"
NUMERIC = rf"(?:{DAY}{SP0}/{SP0}(?:1[0-2]|0?[1-9]){SP0}/{SP0}(?:\d{{4}}|\d\d)|{DAY}[-.](?:1[0-2]|0?[1-9])[-.]\d{{4}})(?!\d)"
SHORT_NUMERIC = r"(?:(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9]))(?![\d/])"
PART = r"(?:dini hari|dinihari|tengah malam|pagi hari|siang hari|sore hari|malam hari|subuh|pagi|siang|sore|petang|malam)"
LIST = rf"(?:{SP0}(?:-|–|—|,|&){SP0}|,?{SP}(?:dan|serta|atau|hingga|sampai dengan|sampai|s\.d\.?|s/d|sd){SP})"
RANGE = rf"(?:{SP0}(?:-|–|—){SP0}|{SP}(?:hingga|sampai dengan|sampai|s\.d\.?|s/d|sd|dan|atau|to){SP}(?:dengan{SP})?)"
NUMBER = _any([word for word in lexicon.words("numbers") if len(word) > 3 and not word.startswith(("ke", "pert"))] + ["dua"])
COUNT = rf"(?:\d{{1,3}}|{NUMBER})"
UNIT = r"(?:tahun|bulan|pekan|minggu|hari|dekade|abad)"
