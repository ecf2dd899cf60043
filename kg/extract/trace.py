"""What each pass did to each claim: read off the drafts before and after it, so that no pass has to keep accounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from kg.extract.draft import Claim, Draft
from kg.records import Annotation, Fact
from kg.wording import heading, line

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One pass's part in a claim: `made`, `relabelled`, `raised`, `lowered`, `weighed`, `marked` or `refused` it; `value` is the
    probability (of a weighed claim the confidence) that it left, `note` says more where there is more to say, `of` is the
    label of the claim where a fact rests on a second one (a post's holder)."""

    by: str
    did: str
    value: float
    note: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A fact with the steps that led to it, in order."""

    fact: Fact
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An annotation with an account of each fact, in the order of `Annotation.facts`."""

    annotation: Annotation
    accounts: tuple[Account, ...]


def from_authors(annotation: Annotation) -> Explained:
    """What an annotation says by itself of how its facts came to be: their authors."""
    facts = annotation.facts()
    return Explained(annotation, tuple(Account(f, tuple(Step(b, "stated", f.confidence) for b in f.by)) for f in facts))


class Trace:
    """The steps of all claims of one document; `watch` is told the draft before and after each pass."""

    def __init__(self) -> None:
        self._steps: dict[Key, list[Step]] = defaultdict(list)

    def watch(self, name: str, before: Draft, after: Draft) -> None:
        """Note what the pass of that name did."""
        old, new = ({_key(c): c for c in draft.claims} for draft in (before, after))
        gone = {(c.left, c.right): c for key, c in old.items() if key not in new}
        for key, claim in new.items():
            was = old.get(key)
            if was is None and (other := gone.get((claim.left, claim.right))) is not None:
                self._steps[key] = [*self._steps[_key(other)], *_relabelled(name, other, claim)]
            elif was is None:
                self._steps[key].append(Step(name, "made", claim.probability))
                self._steps[key] += _changed(name, replace(claim, confidence=None, modality="", cue=""), claim)
            elif was is not claim:
                self._steps[key] += _changed(name, was, claim)
        for refusal in after.refused[len(before.refused) :]:
            self._steps[_key(refusal.claim)].append(Step(name, "refused", refusal.claim.probability, refusal.reason))

    def of(self, *claims: Claim) -> tuple[Step, ...]:
        """The steps of some claims, one claim after the other."""
        first, *more = claims
        steps = self._steps[_key(first)]
        return (*steps, *(replace(step, of=claim.label) for claim in more for step in self._steps[_key(claim)]))


def _key(claim: Claim) -> Key:
    return claim.label, claim.left, claim.right


def _relabelled(name: str, was: Claim, now: Claim) -> list[Step]:
    return [Step(name, "relabelled", now.probability, f"{was.label} to {now.label}"), *_changed(name, was, now)]


def _changed(name: str, was: Claim, now: Claim) -> list[Step]:
    out = []
    if now.probability != was.probability or now.rule != was.rule:
        rises = (now.probability, now.rule) > (was.probability, was.rule)
        out.append(Step(name, "raised" if rises else "lowered", max(now.probability, now.rule)))
    if now.confidence is not None and now.confidence != was.confidence:
        out.append(Step(name, "weighed", now.confidence))
    if (now.modality, now.cue) != (was.modality, was.cue):
        out.append(Step(name, "marked", now.probability, ": ".join(filter(None, (now.modality, now.cue)))))
    return out


def in_words(explained: Explained) -> str:
    """Each fact below the article's title, and below the fact the steps that led to it and the sentences that say it."""
    annotation = explained.annotation
    rows = [heading(annotation)]
    for account in explained.accounts:
        rows += ["", line(annotation, account.fact)]
        rows += [_row("by", _words(step)) for step in account.steps]
        rows += [_row("says", " ".join(s.of(annotation.article.text).split())) for s in annotation.evidence(account.fact)]
    return "\n".join(rows)


def _row(name: str, words: str) -> str:
    return f"       {name:4}  {words}"


def _words(step: Step) -> str:
    number = "confidence" if step.did == "weighed" else "probability"
    note = f" ({step.note})" if step.note else ""
    return f"{step.by} {step.did} {step.of or 'it'}: {number} {step.value:.2f}{note}"
