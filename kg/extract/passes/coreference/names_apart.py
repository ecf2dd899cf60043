"""When two sets of names can be no one entity, whatever the network says."""

from __future__ import annotations

from collections.abc import Sequence

from kg import lexicon
from kg.extract.draft import Draft
from kg.extract.neural.pairs import surface_match
from kg.lexicon.surfaces import is_name

_OFFICES = frozenset({"biro", "bagian", "subbagian", "bidang", "seksi", "direktorat", "divisi", "dinas", "badan", "kementerian"})


def names_apart(draft: Draft, a: Sequence[int], b: Sequence[int]) -> bool:
    """Two people with full names of which neither holds the other's words are never one; nor are two bodies whose full
    names share no word, or begin with words for different kinds of office (`Biro Humas`, `Bagian Humas`)."""
    kind = draft.spans[a[0]].type
    if kind not in ("PER", "ORG"):
        return False
    left, right = _full_names(draft, a), _full_names(draft, b)
    if kind == "ORG":
        offices = [{w for name in names if (w := name.split()[0]) in _OFFICES} for names in (left, right)]
        if all(offices) and not offices[0] & offices[1]:
            return True
        return bool(left and right) and not any(_spelled_out(x) & _spelled_out(y) for x in left for y in right)
    return bool(left and right) and not any(surface_match(x, y) in (1, 2, 3) for x in left for y in right)


def _full_names(draft: Draft, members: Sequence[int]) -> set[str]:
    return {s.casefold() for n in members if is_name(s := draft.surface(n)) and len(s.split()) > 1}


def _spelled_out(name: str) -> set[str]:
    """The words of a body's name in small letters, short forms such as `pemprov` and `jateng` written out."""
    forms = {**lexicon.table("organisation-forms"), **lexicon.table("place-forms")}
    return {w for word in name.split() for w in forms.get(word, word).casefold().split()}
