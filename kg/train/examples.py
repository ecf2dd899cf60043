"""Annotated articles -> training examples: windows of pieces with tag labels, gold spans and the labels of span pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.labels import (
    HOLDER,
    HOLDS,
    KINDS,
    LAYERS,
    MODALITY_LABELS,
    PAIR_LABEL_INDEX,
    PAIR_LABELS,
    ROLE,
    SAID,
    SPAN_TYPE_INDEX,
    SPAN_TYPES,
    STATUS_LABELS,
)
from kg.extract.neural.pairs import PairFeatures, WindowSpan, pair_features
from kg.extract.neural.windows import WINDOW, XLM_ROBERTA, PieceTokenizer, SpecialPieces, Window, windows
from kg.records import SYMMETRIC_PREDICATES, Annotation, Document, Span

IGNORE = -100
_GLUED = re.compile(r"[a-z)\"”.,!?][A-Z][a-z]|\d{4}[A-Z][a-z]")
_WORD = re.compile(r"\S+")
Fact = tuple[int, int, int, tuple[int, ...], float]


@dataclass(frozen=True, slots=True)
class Example:
    """One window: piece ids, tags (layers x pieces), spans, pair features, pair groups and their labels.

    `groups[n]` numbers the (left entity, right entity) group of pair n; `labels` (groups x PAIR_LABELS) is 1, 0, or -1
    for "leave out of the loss"; `same` (pairs,) likewise for the same-entity label of each pair.
    """

    ids: NDArray[np.int64]
    tags: NDArray[np.int64]
    spans: list[WindowSpan]
    kinds: NDArray[np.int64]
    modalities: NDArray[np.int64]
    statuses: NDArray[np.int64]
    pairs: PairFeatures
    groups: NDArray[np.int64]
    labels: NDArray[np.int8]
    same: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Thing:
    """An entity, a role or a statement, with its surfaces as (span, nested)."""

    type: str
    surfaces: tuple[tuple[Span, bool], ...]
    kind: int = IGNORE
    modality: int = IGNORE
    status: int = IGNORE


def _things(a: Annotation) -> tuple[list[_Thing], dict[str, int]]:
    """Everything in the annotation that has spans; entity ids -> index."""
    surfaces: dict[str, list[tuple[Span, bool]]] = defaultdict(list)
    for m in a.mentions:
        surfaces[m.entity].append((m.span, m.nested))
    things, index = [], {}
    for e in a.entities:
        index[e.id] = len(things)
        event = e.type == "EVT"
        kind = KINDS.index(e.kind) if event and e.kind in KINDS else IGNORE
        modality = MODALITY_LABELS.index(a.event_modality.get(e.id, "asserted")) if event else IGNORE
        things.append(_Thing(e.type, tuple(surfaces[e.id]), kind, modality))
    for p in a.positions:
        key = f"role:{p.span.start}:{p.span.end}"
        if key not in index:
            status = STATUS_LABELS.index(p.status) if p.status in STATUS_LABELS else IGNORE
            index[key] = len(things)
            things.append(_Thing(ROLE, ((p.span, False),), status=status))
    for q in a.quotes:
        key = f"said:{q.span.start}:{q.span.end}"
        if key not in index:
            index[key] = len(things)
            things.append(_Thing(q.form, ((q.span, False),)))
    return things, index


def _facts(a: Annotation, index: dict[str, int]) -> list[Fact]:
    """(left thing, right thing, label, evidence sentences, confidence) for every fact that a pair label expresses."""
    out: list[Fact] = []
    for r in a.relations:
        label = PAIR_LABEL_INDEX[r.predicate]
        out.append((index[r.subject], index[r.object], label, r.sentences, r.confidence))
        if r.predicate in SYMMETRIC_PREDICATES:
            out.append((index[r.object], index[r.subject], label, r.sentences, r.confidence))
    for g in a.arguments:
        if f"arg:{g.role}" in PAIR_LABEL_INDEX:
            out.append((index[g.event], index[g.entity], PAIR_LABEL_INDEX[f"arg:{g.role}"], g.sentences, g.confidence))
    for p in a.positions:
        role = index[f"role:{p.span.start}:{p.span.end}"]
        out.append((index[p.person], role, PAIR_LABEL_INDEX[HOLDS], (), p.confidence))
        if p.holder in index:
            out.append((role, index[p.holder], PAIR_LABEL_INDEX[HOLDER], (), p.confidence))
    for q in a.quotes:
        if q.speaker in index:
            statement = index[f"said:{q.span.start}:{q.span.end}"]
            out.append((index[q.speaker], statement, PAIR_LABEL_INDEX[SAID], (), q.confidence))
    return out


def allowed_labels(annotations: Iterable[Annotation], *, least: int = 2) -> NDArray[np.bool_]:
    """Which labels were seen at least `least` times between which span types: (types, types, labels)."""
    seen = np.zeros((len(SPAN_TYPES), len(SPAN_TYPES), len(PAIR_LABELS)), dtype=np.int64)
    for a in annotations:
        things, index = _things(a)
        for left, right, label, _, _ in _facts(a, index):
            seen[SPAN_TYPE_INDEX[things[left].type], SPAN_TYPE_INDEX[things[right].type], label] += 1
    out = seen >= least
    for name in ("PER", "ORG", "GPE", "LOC", "EVT", "LAW", "PROD", "DATE"):
        out[SPAN_TYPE_INDEX[name], SPAN_TYPE_INDEX[name], PAIR_LABEL_INDEX["same_entity"]] = True
    return out


def _pieces_of(span: Span, w: Window) -> NDArray[np.int64]:
    """Indexes of the window's pieces that overlap the span."""
    return np.nonzero(w.real & (w.starts < span.end) & (w.ends > span.start))[0]


def _tags(things: Sequence[_Thing], w: Window, text: str) -> NDArray[np.int64]:
    tags = np.full((len(LAYERS), len(w.ids)), IGNORE, dtype=np.int64)
    tags[:, w.real] = 0
    outer = list(LAYERS).index("outer")
    for word in _WORD.finditer(text):
        # Names inside glued words were not marked by the annotators: no evidence either way.
        if _GLUED.search(word.group()):
            tags[outer, _pieces_of(Span(*word.span()), w)] = IGNORE
    for number, (layer, types) in enumerate(LAYERS.items()):
        marked: set[int] = set()
        spans = [(s, t.type) for t in things if t.type in types for s, n in t.surfaces if n == (layer == "nested")]
        for span, kind in sorted(spans, key=lambda x: (x[0].start, -x[0].end)):
            at = _pieces_of(span, w)
            if len(at) and not marked & set(at.tolist()):
                b = 1 + 2 * types.index(kind)
                tags[number, at] = b + 1
                tags[number, at[0]] = b
                marked |= set(at.tolist())
    return tags


def _spans(things: Sequence[_Thing], w: Window, text: str) -> list[WindowSpan]:
    found = []
    for group, thing in enumerate(things):
        for span, _ in thing.surfaces:
            at = _pieces_of(span, w)
            if len(at):
                found.append(WindowSpan(int(at[0]), int(at[-1]), thing.type, span.of(text), group))
    return sorted(found, key=lambda s: (s.first, -s.last, s.group))


def _label(
    facts: Sequence[Fact], a: Annotation, w: Window, keys: NDArray[np.int64], n: int, sure: float
) -> NDArray[np.int8]:
    """Labels of the groups whose keys are `left * n + right`; left out (-1) are facts less sure than `sure`, and those
    whose sentences lie outside the window."""
    place = {int(k): i for i, k in enumerate(keys)}
    labels = np.zeros((len(keys), len(PAIR_LABELS)), dtype=np.int8)
    inside = [len(_pieces_of(s, w)) > 0 for s in a.sentences]
    for left, right, label, sentences, confidence in sorted(facts, key=lambda fact: fact[-1]):
        at = place.get(left * n + right)
        if at is not None:
            shown = not sentences or any(inside[s] for s in sentences if s < len(inside))
            labels[at, label] = 1 if shown and confidence >= sure else -1
    return labels


def with_spurious(e: Example, found: Sequence[WindowSpan], allowed: NDArray[np.bool_]) -> Example:
    """The example with wrongly tagged spans among its spans, which take part in no fact.

    At work the pair classifier meets the tagger's mistakes; trained on gold spans alone it would trust them all.
    """
    wrong = [s for s in found if not any(_alike(s, g) for g in e.spans)]
    if not wrong:
        return e
    beyond = 1 + max((s.group for s in e.spans), default=-1)
    spans = [*e.spans, *(replace(s, group=beyond + n) for n, s in enumerate(wrong))]
    order = np.array(sorted(range(len(spans)), key=lambda n: (spans[n].first, -spans[n].last, spans[n].group)), dtype=np.int64)
    spans = [spans[n] for n in order]
    pairs = pair_features(spans, allowed, len(e.ids))
    group, size = np.array([s.group for s in spans], dtype=np.int64), beyond + len(wrong)
    left, right = group[pairs.left], group[pairs.right]
    keys, groups = np.unique(left * size + right, return_inverse=True)
    labels = np.zeros((len(keys), len(PAIR_LABELS)), dtype=np.int8)
    before = np.array([s.group for s in e.spans], dtype=np.int64)
    old = np.zeros(len(e.labels), dtype=np.int64)
    old[e.groups] = before[e.pairs.left] * size + before[e.pairs.right]
    labels[np.searchsorted(keys, old)] = e.labels

    def longer(values: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.concatenate([values, np.full(len(wrong), IGNORE, dtype=np.int64)])[order]

    return replace(
        e,
        spans=spans,
        kinds=longer(e.kinds),
        modalities=longer(e.modalities),
        statuses=longer(e.statuses),
        pairs=pairs,
        groups=groups.astype(np.int64),
        labels=labels,
        same=(left == right).astype(np.int8),
    )


def _alike(a: WindowSpan, b: WindowSpan) -> bool:
    """One type, and at least half of the pieces that either has are shared."""
    shared = min(a.last, b.last) - max(a.first, b.first) + 1
    return a.type == b.type and 2 * shared >= max(a.last, b.last) - min(a.first, b.first) + 1


def build(
    a: Annotation,
    tokenizer: PieceTokenizer,
    allowed: NDArray[np.bool_],
    *,
    size: int = WINDOW,
    special: SpecialPieces = XLM_ROBERTA,
    sure: float = 0.0,
) -> list[Example]:
    """The training examples of one annotated article, in windows of up to `size` pieces; facts whose confidence is below
    `sure` are neither true nor untrue."""
    text = a.article.text
    things, index = _things(a)
    facts = _facts(a, index)
    out = []
    for w in windows(Document(a.article, a.sentences), tokenizer, size=size, special=special):
        spans = _spans(things, w, text)
        pairs = pair_features(spans, allowed, len(w.ids))
        group = np.array([s.group for s in spans], dtype=np.int64)
        left, right = group[pairs.left], group[pairs.right]
        keys, groups = np.unique(left * len(things) + right, return_inverse=True)
        out.append(
            Example(
                ids=w.ids,
                tags=_tags(things, w, text),
                spans=spans,
                kinds=np.array([things[s.group].kind for s in spans], dtype=np.int64),
                modalities=np.array([things[s.group].modality for s in spans], dtype=np.int64),
                statuses=np.array([things[s.group].status for s in spans], dtype=np.int64),
                pairs=pairs,
                groups=groups.astype(np.int64),
                labels=_label(facts, a, w, keys, len(things), sure),
                same=(left == right).astype(np.int8),
            )
        )
    return out
