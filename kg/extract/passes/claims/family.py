"""Ties of family told by a word of kinship next to exactly two people, in its direction; no other tie stands.

In the training articles 46 of 50 ties so told are the annotators' too. The network's own ties stay where a word of the
right kind stands between the two, or right beside them; nobody is both spouse and child, or parent and child, of another.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.draft import Claim, Draft
from kg.extract.grammar.kinship import kin_words, tie
from kg.extract.passes.claims.stated import raised
from kg.lexicon.surfaces import is_name
from kg.records import Span

NAME = "family"
SHARE = 0.92
TIES = ("spouse", "child_of", "sibling_of", "relative_of")
_LABEL = {"spouse": "spouse", "child": "child_of", "sibling": "sibling_of", "relative": "relative_of"}
_WORDS = {
    "spouse": {"spouse"},
    "child_of": {"child", "parent"},
    "sibling_of": {"sibling"},
    "relative_of": {"relative", "child", "parent", "sibling", "spouse"},
}
Named = dict[int, list[tuple[int, Span]]]


def run(draft: Draft) -> Draft:
    """The draft with the ties that words tell, and without those that no word tells."""
    told = list(_told(draft))
    pairs = {frozenset((c.left, c.right)): c for c in told}
    refused: dict[Claim, str] = {}
    for claim in draft.of(*TIES):
        sure = pairs.get(frozenset((claim.left, claim.right)))
        if sure is not None and (sure.label, sure.left, sure.right) != (claim.label, claim.left, claim.right):
            refused[claim] = f"the words say {sure.label}"
        elif sure is None and not any(_has_word(draft, claim, n) for n in draft.sentences_of(claim)):
            refused[claim] = "no word of kinship between these two"
    kept = draft.without(refused, by=NAME)
    return _one_tie(raised(kept, told))


def _one_tie(draft: Draft) -> Draft:
    """Two people have one tie, the likeliest."""
    best: dict[frozenset[int], Claim] = {}
    for claim in sorted(draft.of(*TIES), key=lambda c: (-c.probability, c.left, c.right, c.label)):
        best.setdefault(frozenset((claim.left, claim.right)), claim)
    chosen = set(best.values())
    return draft.without({c: "another tie of the two is likelier" for c in draft.of(*TIES) if c not in chosen}, by=NAME)


def _named(draft: Draft, sentence: Span) -> Named:
    """The people named in a sentence: cluster -> its spans there with their numbers."""
    out: Named = {}
    for n, span in enumerate(draft.spans):
        person = span.type == "PER" and not span.nested and draft.clusters[n] not in draft.unnamed
        if person and sentence.contains(span.span) and is_name(draft.surface(n)):
            out.setdefault(draft.clusters[n], []).append((n, span.span))
    return out


def _told(draft: Draft) -> Iterator[Claim]:
    for sentence in draft.document.sentences:
        named = _named(draft, sentence)
        people = [span for spans in named.values() for _, span in spans]
        for left in named:
            for right in (r for r in named if r > left):
                a, b = ([span for _, span in named[p]] for p in (left, right))
                kin = tie(draft.text, sentence, a, b, people)
                if kin:
                    ends = (right, left) if kin == "parent" else (left, right)
                    spans = named[ends[0]][0][0], named[ends[1]][0][0]
                    yield Claim(_LABEL["child" if kin == "parent" else kin], *ends, SHARE, *spans, by=(NAME,), rule=SHARE)


def _has_word(draft: Draft, claim: Claim, number: int) -> bool:
    sentence = draft.document.sentences[number]
    named = _named(draft, sentence)
    if claim.left not in named or claim.right not in named:
        return False
    people = [span for spans in named.values() for _, span in spans]
    a, b = ([span for _, span in named[p]] for p in (claim.left, claim.right))
    return bool(kin_words(draft.text, sentence, a, b, people) & _WORDS[claim.label])
