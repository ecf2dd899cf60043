"""The sentences that tell a fact, all its parts included, and who stated it: read off the claims that a fact is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.draft import Claim, Draft
from kg.lexicon.surfaces import is_name
from kg.records import Span

# Events and dates are told by any word; people, bodies and places by their names.
_NAMED = ("PER", "ORG", "GPE", "LOC")
PRONOUNS = "pronouns"


class Evidence:
    """What stands behind the facts of a finished draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._name = _naming(draft)

    def sentences(self, claims: Sequence[Claim]) -> tuple[int, ...]:
        """Indexes of the sentences that hold all parts of the claims; where one says `ia`, also of the nearest that names him."""
        spans = [span for claim in claims for span in self._spans(claim)]
        return tuple(n for n, s in enumerate(self.draft.document.sentences) if any(s.overlaps(x) for x in spans))

    def by(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Everybody who had a part in the claims, in order, each once."""
        found = [name for claim in claims for name in claim.by]
        ends = [n for claim in claims for n in (claim.left_span, claim.right_span)]
        if any(n in self._name and n in self.draft.settled for n in ends):
            found.append(PRONOUNS)
        return tuple(dict.fromkeys(found))

    def _spans(self, claim: Claim) -> list[Span]:
        ends = (claim.left_span, claim.right_span)
        names = [self._name[n] for n in ends if n in self._name]
        return [*(self.draft.spans[n].span for n in (*ends, *names)), *claim.evidence]


def _naming(draft: Draft) -> Mapping[int, int]:
    """For each span that is no name (`ia`, `dinas tersebut`) the nearest name of its cluster, an earlier one first."""
    out: dict[int, int] = {}
    for root, members in draft.members().items():
        if draft.spans[root].type not in _NAMED:
            continue
        names = [n for n in members if is_name(draft.surface(n))]
        for n in members:
            if names and n not in names:
                at = draft.spans[n].span.start
                out[n] = min(names, key=lambda m: (draft.spans[m].span.start > at, abs(draft.spans[m].span.start - at)))
    return out
