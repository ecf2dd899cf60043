"""Drafts without a model: a text in which spans are marked, what a network would say of pairs, and the outcome in lines.

    Text.marked("{PER|Budi} mengunjungi {EVT:visit|Balai}")      marks: TYPE, :kind or status or modality, @probability, + nested
    outcome(text, ["Budi member_of PSSI 0.9"])                    what a network says: left, label, right, probability
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.annotate import annotation, entity_ids
from kg.extract.draft import Claim, Draft
from kg.extract.neural.labels import PAIR_LABEL_INDEX, PAIR_LABELS, SPAN_TYPES
from kg.extract.neural.prediction import CandidateSpan, Prediction
from kg.extract.passes import Watch, drafted
from kg.records import ASSERTED, MODALITIES, STATUSES, Annotation, Article, Position, Quote, Relation, Span
from kg.text import split

ALL = np.ones((len(SPAN_TYPES), len(SPAN_TYPES), len(PAIR_LABELS)), dtype=bool)
_OPEN = re.compile(r"\{(\+?)([A-Za-z]+)((?::[a-z]+)*)(?:@([\d.]+))?\|")


@dataclass(frozen=True)
class Text:
    """A text with the spans that a tagger saw in it."""

    plain: str
    spans: tuple[CandidateSpan, ...]

    @staticmethod
    def marked(source: str) -> Text:
        """The text of a source with marks: `{PER|Budi}`, `{EVT:visit:planned|kunjungan}`, `{ORG|Biro {+ORG|Setda}}`."""
        plain, opened, found = "", [], []
        at = 0
        while at < len(source):
            if mark := _OPEN.match(source, at):
                opened.append((len(plain), mark))
                at = mark.end()
            elif source[at] == "}" and opened:
                start, mark = opened.pop()
                found.append((start, len(found), _span(mark, Span(start, len(plain)))))
                at += 1
            else:
                plain, at = plain + source[at], at + 1
        assert not opened, source
        return Text(plain, tuple(span for _, _, span in sorted(found, key=lambda x: (x[2].nested, x[0]))))

    def number(self, words: str) -> int:
        """The span of those words; `Budi#2` is the second of them."""
        surface, _, nth = words.partition("#")
        return [n for n, s in enumerate(self.spans) if s.span.of(self.plain) == surface][int(nth or 1) - 1]


def _span(mark: re.Match[str], span: Span) -> CandidateSpan:
    told = [word for word in mark[3].split(":") if word]
    modality = next((w for w in told if w in MODALITIES), ASSERTED)
    status = next((w for w in told if w in STATUSES), "current")
    kind = next((w for w in told if w not in (*MODALITIES, *STATUSES)), "other")
    sure = float(mark[4] or 0.9)
    return CandidateSpan(span, mark[2], bool(mark[1]), sure, kind=kind, modality=modality, status=status)


def prediction(text: Text, pairs: Sequence[str]) -> Prediction:
    """What the network is made to say: `left | label | right | probability` a line, of the words of spans."""
    rows = [[part.strip() for part in pair.split("|")] for pair in pairs]
    ends = sorted({(text.number(a), text.number(b)) for a, _, b, _ in rows})
    logits = np.full((len(ends), len(PAIR_LABELS)), -20.0, dtype=np.float32)
    for a, label, b, probability in rows:
        p = float(probability)
        logits[ends.index((text.number(a), text.number(b))), PAIR_LABEL_INDEX[label]] = math.log(p / (1 - p))
    left, right = (np.array([e[n] for e in ends], dtype=np.int64) for n in (0, 1))
    return Prediction(text.spans, left, right, logits)


def draft(
    source: str,
    pairs: Sequence[str] = (),
    *,
    without: Collection[str] = (),
    settings: Mapping[str, object] | None = None,
    published: str = "",
    title: str = "",
    allowed: Collection[str] = (),
    watch: Watch | None = None,
) -> Draft:
    """The draft that the passes make of a marked text; `allowed` are the `TYPE label TYPE` that may be said, all unless given."""
    text = Text.marked(source)
    may = ALL
    if allowed:
        may = np.zeros_like(ALL)
        for left, label, right in (row.split() for row in allowed):
            may[SPAN_TYPES.index(left), SPAN_TYPES.index(right), PAIR_LABEL_INDEX[label]] = True
    document = split(Article("a", text.plain, published=published, title=title))
    return drafted(document, prediction(text, pairs), may, settings or {}, without=without, watch=watch)


def lines(made: Draft) -> list[str]:
    """The outcome in lines: entities with their mentions, facts with confidence, authors, sentences; what was refused and why."""
    found = annotation(made, engine="e")
    name = {e.id: f"{e.type} {e.name}" for e in found.entities}
    out = []
    for e in found.entities:
        surfaces = " / ".join(s.of(found.article.text) for s in found.spans_of(e.id))
        about = " ".join(filter(None, (e.kind, e.value, found.event_modality.get(e.id))))
        out.append(f"{e.type} {e.name} = {surfaces}" + (f" [{about}]" if about else ""))
    out += [_fact(found, fact, name) for fact in found.facts()]
    ids = entity_ids(made)
    return out + [_refused(made, r.claim, ids, r.by, r.reason) for r in made.refused]


def _fact(found: Annotation, fact: object, name: Mapping[str, str]) -> str:
    text = found.article.text
    if isinstance(fact, Position):
        words = f"{name[fact.person]} is {fact.role} of {name.get(fact.holder or '', '-')} ({fact.status})"
    elif isinstance(fact, Quote):
        words = f"{name[fact.speaker]} says {fact.form} '{fact.span.of(text)}'"
    elif isinstance(fact, Relation):
        words = f"{name[fact.subject]} {fact.predicate} {name[fact.object]}"
    else:
        words = f"{name[fact.event]} {fact.role} {name[fact.entity]}"  # type: ignore[attr-defined]
    more = [f"{fact.confidence:.2f}", "+".join(fact.by), "s" + ",".join(map(str, fact.sentences))]  # type: ignore[attr-defined]
    more += [fact.modality] if fact.modality != ASSERTED else []  # type: ignore[attr-defined]
    more += [f"'{fact.cue}'"] if fact.cue else []  # type: ignore[attr-defined]
    return f"{words} ({' '.join(more)})"


def _refused(made: Draft, claim: Claim, ids: Mapping[int, str], by: str, reason: str) -> str:
    ends = made.surface(claim.left), made.surface(claim.right)
    return f"refused by {by}: {ends[0]} {claim.label} {ends[1]}: {reason}"
