"""From the network's scores to confidences that mean what they say: the share of such facts that is right.

Platt scaling (Platt 1999) by label, with what is known of the fact's two ends beside the score: a fact is no surer than the
things it speaks of, and what an article names often matters to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

_EDGE = 1e-3
WEIGHTS = 6


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact: the confidence (0..1) that the thing is there, and how often the article mentions it."""

    confidence: float
    mentions: int


def features(score: float, left: End | None, right: End | None) -> tuple[float, ...]:
    """The numbers that confidences are made of (WEIGHTS of them); an end of which nothing is known counts as 0.

    >>> features(0.5, None, End(0.5, 1))
    (0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    """
    ends = (left, right)
    sure = tuple(_logit(e.confidence) if e else 0.0 for e in ends)
    return _logit(score), 1.0, *sure, *(log(max(e.mentions, 1)) if e else 0.0 for e in ends)


def _logit(probability: float) -> float:
    p = min(max(probability, _EDGE), 1.0 - _EDGE)
    return log(p / (1.0 - p))


class Scale:
    """Confidences by label, and the least ones at which facts and entities are stated.

    `settings` holds `calibration` (label -> WEIGHTS numbers; scores of a label without them are confidences), `least` for
    facts, and `least_entity`, by type the tagger's best probability for a mention from which on an entity is stated.
    """

    def __init__(self, settings: Mapping[str, object]) -> None:
        weights, least, entity = settings.get("calibration", {}), settings.get("least", 0.5), settings.get("least_entity", {})
        assert isinstance(weights, Mapping) and isinstance(least, int | float) and isinstance(entity, Mapping)
        self._weights, self.least, self._least_entity = weights, float(least), entity

    def confidence(self, label: str, score: float, left: End | None, right: End | None) -> float:
        """The confidence of a fact of that label between two ends, to four places."""
        weights = self._weights.get(label)
        if weights is None:
            return round(score, 4)
        total = sum(w * x for w, x in zip(weights, features(score, left, right), strict=True))
        return round(1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0))), 4)

    def states(self, confidence: float) -> bool:
        """Whether a fact of such confidence is stated."""
        return confidence >= self.least

    def names(self, kind: str, confidence: float) -> bool:
        """Whether an entity of type `kind`, with that best probability of a mention, is stated."""
        return confidence >= float(self._least_entity.get(kind, 0.0))
