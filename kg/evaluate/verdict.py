"""All that an evaluation says, as one value, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kg.evaluate.calibration import Bin, Calibration, calibration, modality
from kg.evaluate.measures import Score, score
from kg.evaluate.mistakes import Mistake, worst
from kg.exchange import Record

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Verdict:
    """Scores by measure, modality scores, calibration, the worst errors by kind, and the articles nobody predicted."""

    articles: int
    unpredicted: tuple[str, ...]
    scores: Mapping[str, Score]
    modality: Mapping[str, Score]
    calibration: Calibration
    mistakes: Mapping[str, list[Mistake]]


def judge(golds: Mapping[str, Record], preds: Mapping[str, Record], *, errors: int = 3) -> Verdict:
    """Score predictions against gold; `errors` is how many of the worst errors to keep of each kind and family."""
    return Verdict(
        articles=len(golds),
        unpredicted=tuple(key for key in golds if key not in preds),
        scores=score(golds, preds),
        modality=modality(golds, preds),
        calibration=calibration(golds, preds),
        mistakes=worst(golds, preds, limit=errors) if errors > 0 else {},
    )


def table(scores: Mapping[str, Score]) -> str:
    """The scores as aligned lines: measure, precision, recall, F1, how many in gold and how many found.

    >>> print(table({"relations": Score(1, 2, 4)}))
    measure    precision  recall     F1   gold  found
    relations      0.500   0.250  0.333      4      2
    """
    wide = max([len("measure"), *map(len, scores)])
    lines = [f"{'measure':{wide}}  precision  recall     F1   gold  found"]
    for name, s in scores.items():
        lines.append(f"{name:{wide}}  {s.precision:9.3f}  {s.recall:6.3f}  {s.f1:5.3f}  {s.gold:5d}  {s.predicted:5d}")
    return "\n".join(lines)


def to_text(verdict: Verdict) -> str:
    """The whole verdict for a terminal."""
    lines = [f"{verdict.articles} gold articles", "", table({**verdict.scores, **verdict.modality})]
    found = verdict.calibration
    if found.facts:
        lines += ["", f"expected calibration error {found.error:.3f} over {found.facts} facts"]
        lines += [_bin_line(row) for row in found.bins if row.facts]
    if verdict.unpredicted:
        lines += ["", "no prediction for: " + ", ".join(verdict.unpredicted)]
    for kind, rows in verdict.mistakes.items():
        lines += ["", kind]
        for row in rows:
            lines += _mistake_lines(row)
    return "\n".join(lines)


def to_json(verdict: Verdict) -> str:
    """The whole verdict as a JSON text."""
    return json.dumps(
        {
            "articles": verdict.articles,
            "unpredicted": list(verdict.unpredicted),
            "scores": {name: s.to_json() for name, s in verdict.scores.items()},
            "modality": {name: s.to_json() for name, s in verdict.modality.items()},
            "calibration": asdict(verdict.calibration),
            "mistakes": {kind: [asdict(row) for row in rows] for kind, rows in verdict.mistakes.items()},
        },
        ensure_ascii=False,
        indent=1,
    )


def _bin_line(row: Bin) -> str:
    counted = f"{row.facts:5d} facts  confidence {row.confidence:.3f}  precision {row.precision:.3f}"
    return f"  {row.low:.1f}-{row.high:.1f}  {counted}"


def _mistake_lines(row: Mistake) -> list[str]:
    sure = f" ({row.confidence:.2f})" if row.confidence else ""
    lines = [f"  {row.family} in {row.article}{sure}: {_cut(row.sentence)}"]
    if row.gold:
        lines.append(f"    gold   {_cut(row.gold)}")
    if row.predicted:
        lines.append(f"    found  {_cut(row.predicted)}")
    return lines


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 3].rstrip() + "..."
