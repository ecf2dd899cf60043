"""The body at the end of a unit's name is a name of its own: `Biro Umum Setda Kota Solo` holds `Setda Kota Solo`.

It is added where the network marked none, and made longer where it marked a bare common noun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.extract.draft import Draft
from kg.lexicon.surfaces import names_a_place_or_body
from kg.records import Span

_WORD = re.compile(r"[\w&.-]+")
# How sure a parent is that only its unit's name tells.
_PARENT = 0.92


def run(draft: Draft) -> Draft:
    """The draft with parent bodies as nested spans; new ones come last, and nothing is yet said of them."""
    text = draft.text
    nested = {s.span.start: n for n, s in enumerate(draft.spans) if s.nested}
    out = list(draft.spans)
    for found in draft.spans:
        words = list(_WORD.finditer(text, found.span.start, found.span.end))
        if found.type != "ORG" or found.nested or not words or words[0].group().casefold() not in _units():
            continue
        parent = next((w for w in words[1:] if w.group().casefold() in lexicon.words("parent-bodies")), None)
        if parent is None or not parent.group()[0].isupper():
            continue
        whole, marked = Span(parent.start(), found.span.end), nested.get(parent.start())
        if marked is None:
            out.append(replace(found, span=whole, nested=True, confidence=_PARENT))
        elif draft.spans[marked].type == "ORG" and not names_a_place_or_body([draft.surface(marked)]):
            out[marked] = replace(draft.spans[marked], span=whole)
    added = len(out) - len(draft.spans)
    clusters = (*draft.clusters, *range(len(draft.spans), len(out)))
    return replace(draft, spans=tuple(out), clusters=clusters, values=(*draft.values, *(None,) * added))


@cache
def _units() -> frozenset[str]:
    """First words of the names of units, in small letters."""
    kinds = lexicon.table("organisation-kinds").items()
    return lexicon.words("office-kinds") | {word for word, kind in kinds if kind == "org:OrganizationalUnit"}
