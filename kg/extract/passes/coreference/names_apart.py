"""When two sets of names can be no one entity, whatever the network says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.pairs import surface_match
from kg.extract.passes.coreference.ages import ages_differ
from kg.lexicon.places import height
from kg.lexicon.surfaces import is_name, names_a_person

_OFFICES = frozenset({"biro", "bagian", "subbagian", "bidang", "seksi", "direktorat", "divisi", "dinas", "badan", "kementerian"})

_ALIAS = re.compile(
    r"[\s,(]*(?:alias|atau|(?:yang )?(?:akrab |biasa )?disapa|(?:yang )?dikenal sebagai|"
    r"sapaan(?: akrab)?|(?:yang )?dijuluki|julukan)"
    r"[\s(\"“']*",
    re.IGNORECASE,
)
_VICTIMS = frozenset({"korban", "almarhum", "almarhumah", "mendiang"})
_SUSPECTS = frozenset({"tersangka", "terdakwa", "pelaku", "terduga", "terpidana"})
_ALSO_TITLES = frozenset({"ibu", "bapak", "putra", "putri", "om", "tante", "papa", "mama", "kakek", "nenek"})
# A short form shares this many letters with the beginning of a word, or stands in it.
_PREFIX = 4


def names_apart(draft: Draft, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two sets of names of one type can be no one entity: people whose names share nothing or whose ages differ,
    bodies whose full names share no word or begin with different kinds of office, places whose names differ."""
    kind = draft.spans[a[0]].type
    if kind == "PER":
        return _people_apart(draft, a, b)
    if kind == "ORG":
        return _bodies_apart(_full_names(draft, a), _full_names(draft, b))
    return kind in ("GPE", "LOC") and _places_apart(_names(draft, a), _names(draft, b))


def _people_apart(draft: Draft, a: Sequence[int], b: Sequence[int]) -> bool:
    """No word in common, no short form, no `alias` between them: different people."""
    if ages_differ(draft, a, b) or _victim_and_suspect(draft, a, b):
        return True
    full = [_full_names(draft, x) for x in (a, b)]
    if all(full):
        return not any(surface_match(x, y) in (1, 2, 3) for x in full[0] for y in full[1])
    left, right = _personal_names(draft, a), _personal_names(draft, b)
    if not left or not right or any(_short_of(x, y) for x in left for y in right):
        return False
    return not _introduced(draft, a, b)


def _victim_and_suspect(draft: Draft, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether one set is called a victim and the other a suspect, or a child (`Anak Budi`) is to be its parent."""
    words = [{w for n in x for w in _calling(draft, n)} for x in (a, b)]
    called = [("victim" if w & _VICTIMS else "") + ("suspect" if w & _SUSPECTS else "") for w in words]
    kin = [bool(w & lexicon.table("kin-terms").keys() - _ALSO_TITLES) for w in words]
    return (all(called) and called[0] != called[1]) or kin[0] != kin[1]


def _calling(draft: Draft, n: int) -> list[str]:
    """The first word of a name and the word right before it: `Korban Budi`."""
    before = draft.text[max(0, draft.spans[n].span.start - 20) : draft.spans[n].span.start]
    return [*draft.surface(n).casefold().split()[:1], *(before.casefold().split()[-1:] if before.endswith(" ") else [])]


def _short_of(x: str, y: str) -> bool:
    """Whether one name may be a form of the other: a common word, or a word like one of the other's. Initials
    are none: they join only where the article puts them in brackets."""
    if surface_match(x, y) in (1, 2, 3):
        return True
    words = [(w, v) for w in x.split() for v in y.split() if min(len(w), len(v)) >= _PREFIX]
    return any(w[:_PREFIX] == v[:_PREFIX] or w in v or v in w for w, v in words)


def _introduced(draft: Draft, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether the article itself gives one of the names as another name: `Basuki alias Ahok`, `yang akrab disapa Ahok`."""
    spans = sorted(draft.spans[n].span for n in (*a, *b))
    return any(_ALIAS.fullmatch(draft.text, x.end, y.start) for x, y in pairwise(spans))


def _bodies_apart(left: set[str], right: set[str]) -> bool:
    offices = [{w for name in names if (w := name.split()[0]) in _OFFICES} for names in (left, right)]
    if all(offices) and not offices[0] & offices[1]:
        return True
    return bool(left and right) and not any(_spelled_out(x) & _spelled_out(y) for x in left for y in right)


def _places_apart(left: set[str], right: set[str]) -> bool:
    """`Tuban` is not `Jawa Timur`, `Korea Utara` not `Korea Selatan`: known places of which neither holds the other's words."""
    words = [[_spelled_out(name) for name in names if height(name) is not None] for names in (left, right)]
    return bool(words[0] and words[1]) and not any(x <= y or y <= x for x in words[0] for y in words[1])


def _names(draft: Draft, members: Sequence[int]) -> set[str]:
    return {s.casefold() for n in members if is_name(s := draft.surface(n))}


def _personal_names(draft: Draft, members: Sequence[int]) -> set[str]:
    """The names without titles, pronouns and words for what somebody is in a case (`Korban`, `Pelaku`)."""
    called = lexicon.words("standing-nouns") | lexicon.words("accusation-cues") | lexicon.words("person-nouns")
    return {s for s in _names(draft, members) if s not in called and names_a_person([s.title()])}


def _full_names(draft: Draft, members: Sequence[int]) -> set[str]:
    return {s.casefold() for n in members if is_name(s := draft.surface(n)) and len(s.split()) > 1}


def _spelled_out(name: str) -> set[str]:
    """The words of a body's name in small letters, short forms such as `pemprov` and `jateng` written out."""
    forms = {**lexicon.table("organisation-forms"), **lexicon.table("place-forms")}
    return {w for word in name.split() for w in forms.get(word, word).casefold().split()}
