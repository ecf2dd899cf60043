"""An annotation in the making: what passes hand to each other, frozen at every step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.confidence import End, Scale
from kg.extract.neural.labels import HOLDER, SERVES
from kg.extract.neural.prediction import CandidateSpan, Prediction
from kg.records import Document, Span

NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact that somebody claims of two clusters: `left` stands to `right` as `label`, with a `probability` (0..1).

    `left_span` and `right_span` number the spans that say it best, `evidence` holds further stretches of text it rests on,
    `by` everybody who had a part in it, in order: `network` or names of passes. `rule` is the share (0..1) of such claims
    that is right, as a rule has measured it; `confidence` what all that comes to once it was weighed (None before).
    `modality` and `cue` are set where the claim is not simply asserted.
    """

    label: str
    left: int
    right: int
    probability: float
    left_span: int
    right_span: int
    by: tuple[str, ...] = (NETWORK,)
    rule: float = 0.0
    confidence: float | None = None
    modality: str = ""
    cue: str = ""
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that a pass took out, and why."""

    claim: Claim
    by: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One document's annotation between two passes.

    `spans` come from the tagger; `left`, `right` and `logits` are the network's word on pairs of them, of which `allowed`
    (types x types x labels) may be said. `values` are the spans' date values. `clusters` numbers for each span the first
    span of its entity; spans in `settled` are joined no more; clusters in `unnamed` are not stated. `claims` are the facts.
    """

    document: Document
    spans: tuple[CandidateSpan, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    logits: NDArray[np.float32]
    allowed: NDArray[np.bool_]
    scale: Scale
    values: tuple[str | None, ...] = ()
    clusters: tuple[int, ...] = ()
    settled: frozenset[int] = frozenset()
    unnamed: frozenset[int] = frozenset()
    claims: tuple[Claim, ...] = ()
    refused: tuple[Refusal, ...] = ()
    modalities: Mapping[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.article.text

    def surface(self, span: int) -> str:
        """The words of a span."""
        return self.spans[span].span.of(self.text)

    def members(self) -> dict[int, list[int]]:
        """The spans of each cluster, by the cluster's number, in order."""
        out: dict[int, list[int]] = defaultdict(list)
        for n, root in enumerate(self.clusters):
            out[root].append(n)
        return dict(out)

    def end(self, root: int) -> End:
        """What is known of a cluster as the end of a claim."""
        return self.ends((root,))[root]

    def ends(self, roots: Collection[int]) -> dict[int, End]:
        """The same for several clusters."""
        members: dict[int, list[int]] = {root: [] for root in roots}
        for n, root in enumerate(self.clusters):
            if root in members:
                members[root].append(n)
        return {root: self._end(found) for root, found in members.items()}

    def _end(self, members: Sequence[int]) -> End:
        surfaces = {self.surface(n).casefold() for n in members}
        return End(round(max(self.spans[n].confidence for n in members), 4), len(members), len(surfaces))

    def of(self, *labels: str) -> Iterator[Claim]:
        """The claims of some labels."""
        return (c for c in self.claims if c.label in labels)

    def holder(self, role: int) -> int | None:
        """Whom the post in a role's cluster serves: as a rule says, else as the network does; None when nobody does."""
        serves = {c.label: c.right for c in self.claims if c.left == role and c.label in (SERVES, HOLDER)}
        return serves.get(SERVES, serves.get(HOLDER))

    def sentences_of(self, claim: Claim) -> tuple[int, ...]:
        """Indexes of the sentences that tell a claim: those of its two spans and of its further evidence."""
        spans = [self.spans[claim.left_span].span, self.spans[claim.right_span].span, *claim.evidence]
        return tuple(n for n, s in enumerate(self.document.sentences) if any(s.overlaps(x) for x in spans))

    def without(self, refused: Mapping[Claim, str], *, by: str) -> Draft:
        """The draft without some claims; `refused` says of each why."""
        if not refused:
            return self
        noted = (Refusal(claim, by, reason) for claim, reason in refused.items())
        kept = tuple(c for c in self.claims if c not in refused)
        return replace(self, claims=kept, refused=(*self.refused, *noted))


def begin(document: Document, prediction: Prediction, allowed: NDArray[np.bool_], scale: Scale) -> Draft:
    """The draft before the first pass: every span an entity of its own, no claim yet."""
    return Draft(
        document=document,
        spans=prediction.spans,
        left=prediction.left,
        right=prediction.right,
        logits=prediction.logits,
        allowed=allowed,
        scale=scale,
        values=(None,) * len(prediction.spans),
        clusters=tuple(range(len(prediction.spans))),
    )
