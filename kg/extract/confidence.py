"""From the network's scores to confidences that mean what they say: the share of such facts that is right.

Platt scaling (Platt 1999) by label, with what is known of the fact's two ends beside the score: a fact is no surer than the
things it speaks of, what an article names often matters to it, and what a rule claims, what no one sentence says and what
rests on a joined name is right in another share of cases than its score tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from kg.extract.neural.labels import HOLDS, SAID

_EDGE = 1e-3
WEIGHTS = 9


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact: the confidence (0..1) that the thing is there, how often the article mentions it, and under how
    many different surfaces: what was joined from several may have been joined wrongly."""

    confidence: float
    mentions: int
    surfaces: int = 1


def features(
    score: float, left: End | None, right: End | None, *, ruled: bool = False, crossing: bool = False
) -> tuple[float, ...]:
    """The numbers that confidences are made of (WEIGHTS of them); an end of which nothing is known counts as 0.

    `ruled`: a pass had a part in the fact, not the network alone. `crossing`: no single sentence holds it.

    >>> features(0.5, None, End(0.5, 1))
    (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    """
    ends = (left, right)
    sure = tuple(_logit(e.confidence) if e else 0.0 for e in ends)
    often = tuple(log(max(e.mentions, 1)) if e else 0.0 for e in ends)
    joined = sum(log(max(e.surfaces, 1)) for e in ends if e)
    return _logit(score), 1.0, *sure, *often, float(ruled), float(crossing), joined


def _logit(probability: float) -> float:
    p = min(max(probability, _EDGE), 1.0 - _EDGE)
    return log(p / (1.0 - p))


def family(label: str) -> str:
    """The labels that are calibrated together: all arguments, all relations, posts and quotes by themselves.

    >>> family("arg:agent"), family("owns"), family("said")
    ('argument', 'relation', 'said')
    """
    return "argument" if label.startswith("arg:") else label if label in (HOLDS, SAID) else "relation"


class Scale:
    """Confidences by label, and the least ones at which facts and entities are stated.

    `settings` holds `calibration` (label -> WEIGHTS numbers; scores of a label without them are confidences), `least`, the
    least confidence of a fact, `least_of`, the same for single labels, and `least_entity`, by type the tagger's best
    probability for a mention from which on an entity is stated.
    """

    def __init__(self, settings: Mapping[str, object]) -> None:
        weights, least, entity = settings.get("calibration", {}), settings.get("least", 0.5), settings.get("least_entity", {})
        own = settings.get("least_of", {})
        assert isinstance(weights, Mapping) and isinstance(least, int | float)
        assert isinstance(entity, Mapping) and isinstance(own, Mapping)
        self._weights, self._least, self._least_of, self._least_entity = weights, float(least), own, entity

    def confidence(self, label: str, score: float, known: Sequence[float]) -> float:
        """The confidence, to four places, of a fact of that label whose `features` are known."""
        weights = self._weights.get(label)
        if weights is None:
            return round(score, 4)
        # Models up to 0.4 weigh the first six of the features alone.
        total = sum(w * x for w, x in zip(weights, known, strict=False))
        return round(1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0))), 4)

    def least(self, label: str) -> float:
        """The confidence from which on a fact of that label is stated."""
        return float(self._least_of.get(label, self._least))

    def names(self, kind: str, confidence: float) -> bool:
        """Whether an entity of type `kind`, with that best probability of a mention, is stated."""
        return confidence >= float(self._least_entity.get(kind, 0.0))
