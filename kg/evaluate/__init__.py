"""Score any engine against gold annotations: the referee's measures, the worst errors, calibration, modality, accusations.

Everything works on the JSON form of annotations (one dictionary an article, keyed by the article's id), so that the
output of any program can be judged, not only that of our own engines.

    golds, preds = read("gold.jsonl"), read("predicted.jsonl")
    print(to_text(judge(golds, preds)))
"""

from __future__ import annotations

from kg.evaluate.accusations import Tally, accusations, accusations_table, gate
from kg.evaluate.calibration import Bin, Calibration, calibration, modality
from kg.evaluate.measures import ALL_FACTS, MENTIONS, POSITIONS, QUOTES, Score, score
from kg.evaluate.mistakes import MISTAKE_KINDS, Mistake, mistakes, worst
from kg.evaluate.verdict import Verdict, judge, table, to_json, to_text
from kg.exchange import records as read

__all__ = [
    "ALL_FACTS",
    "MENTIONS",
    "MISTAKE_KINDS",
    "POSITIONS",
    "QUOTES",
    "Bin",
    "Calibration",
    "Mistake",
    "Score",
    "Tally",
    "Verdict",
    "accusations",
    "accusations_table",
    "calibration",
    "gate",
    "judge",
    "mistakes",
    "modality",
    "read",
    "score",
    "table",
    "to_json",
    "to_text",
    "worst",
]
