"""A reading and its clusters -> an annotation: local entities, mentions, positions, relations, arguments, quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg import lexicon
from kg.extract.addresses import by_address
from kg.extract.calibrate import End, Scale
from kg.extract.clusters import cluster
from kg.extract.kinship import TIES, tells_kinship
from kg.extract.labels import ARGUMENT_LABELS, HOLDER, HOLDS, PAIR_LABEL_INDEX, RELATION_LABELS, SAID
from kg.extract.naming import by_name
from kg.extract.placing import by_sentence
from kg.extract.positions import positions
from kg.extract.reading import Item, Reading
from kg.extract.tidy import names_a_person, names_a_place_or_body
from kg.extract.visiting import by_visit
from kg.lexicon.surfaces import is_name
from kg.records import (
    ASSERTED,
    ENTITY_TYPES,
    SYMMETRIC_PREDICATES,
    Annotation,
    Argument,
    Document,
    LocalEntity,
    Mention,
    Quote,
    Relation,
    Span,
)

_LETTER = {"PER": "P", "ORG": "O", "GPE": "G", "LOC": "L", "EVT": "E", "DATE": "D", "LAW": "W", "PROD": "X"}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact between two clusters: probability, the pair of items that says it best, and a calibrated rule's word for it."""

    left: int
    right: int
    probability: float
    left_item: int
    right_item: int
    told: float = 0.0


def pooled(reading: Reading, clusters: Sequence[int]) -> dict[str, list[Scored]]:
    """For every label the cluster pairs with their probability: log-sum-exp over the pairs of items, as in training."""
    if not len(reading.left):
        return {}
    owner = np.array(clusters, dtype=np.int64)
    size = len(clusters)
    keys, group = np.unique(owner[reading.left] * size + owner[reading.right], return_inverse=True)
    out: dict[str, list[Scored]] = {}
    for label in (*RELATION_LABELS, *ARGUMENT_LABELS, HOLDS, HOLDER, SAID):
        logits = reading.logits[:, PAIR_LABEL_INDEX[label]].astype(np.float64)
        total = np.zeros(len(keys))
        np.add.at(total, group, np.exp(np.minimum(logits, 30.0)))
        best = np.full(len(keys), -1, dtype=np.int64)
        order = np.argsort(logits, kind="stable")
        best[group[order]] = order
        facts = []
        for n in np.nonzero(total > 0.02)[0]:
            pair = int(best[n])
            probability = float(total[n] / (1.0 + total[n]))
            left, right = divmod(int(keys[n]), size)
            if left != right:
                facts.append(Scored(left, right, probability, int(reading.left[pair]), int(reading.right[pair])))
        out[label] = facts
    return out


class Assembly:
    """One document's annotation in the making; `scale` gives confidences and says which facts are stated."""

    def __init__(self, document: Document, reading: Reading, scale: Scale) -> None:
        self.document, self.reading, self.scale = document, reading, scale
        self.text = document.article.text
        self.values = [self._date(i.span) if i.type == "DATE" else None for i in reading.items]
        self.clusters = cluster(reading, self.text, self.values)
        self.members: dict[int, list[int]] = defaultdict(list)
        for n, root in enumerate(self.clusters):
            self.members[root].append(n)
        self.dropped = {root for root in self.members if self._is_nothing(root)}
        self.scored = {
            label: [f for f in facts if not self.dropped & {f.left, f.right}]
            for label, facts in pooled(reading, self.clusters).items()
        }
        self._add_stated()
        self.ids: dict[int, str] = {}

    def _is_nothing(self, root: int) -> bool:
        """Whether a cluster has no name (a bare title or common noun), or is too unsure to be stated."""
        kind = self.item(root).type
        surfaces = [self.reading.items[n].span.of(self.text) for n in self.members[root]]
        if kind in ENTITY_TYPES and not self.scale.names(kind, self.end(root).confidence):
            return True
        if kind in ("ORG", "GPE", "LOC"):
            return not names_a_place_or_body(surfaces)
        return kind == "PER" and not names_a_person(surfaces)

    def _add_stated(self) -> None:
        """Raise what names and sentences state by themselves to at least the probability that they give it."""
        for rule in (*by_name(self), *by_address(self), *by_sentence(self), *by_visit(self)):
            facts = {(f.left, f.right): f for f in self.scored.get(rule.label, [])}
            other = rule.other if rule.other >= 0 else rule.item
            fact = Scored(rule.outer, rule.inner, rule.probability, rule.item, other)
            known = facts.get((rule.outer, rule.inner), fact)
            best = max(fact, known, key=lambda f: f.probability)
            told = max(known.told, rule.probability if rule.calibrated else 0.0)
            self.scored[rule.label] = list({**facts, (rule.outer, rule.inner): replace(best, told=told)}.values())

    def item(self, root: int) -> Item:
        """The first item of a cluster."""
        return self.reading.items[root]

    def end(self, root: int) -> End:
        """What is known of a cluster as the end of a fact."""
        members = self.members[root]
        return End(round(max(self.reading.items[n].confidence for n in members), 4), len(members))

    def stated(self, label: str) -> list[tuple[float, Scored]]:
        """The label's facts that are sure enough to be stated, with their confidence."""
        ends = ((f, self.end(f.left), self.end(f.right)) for f in self.scored.get(label, []))
        found = [(self._confidence(label, f, left, right), f) for f, left, right in ends]
        return [(sure, f) for sure, f in found if self.scale.states(sure)]

    def _confidence(self, label: str, fact: Scored, left: End, right: End) -> float:
        """The network's scores need the scale; a calibrated rule's share is a probability as it is, where both ends are there."""
        scaled = self.scale.confidence(label, fact.probability, left, right)
        return max(scaled, round(fact.told * left.confidence * right.confidence, 4))

    def entities(self) -> tuple[LocalEntity, ...]:
        """Local entities numbered by type in text order; fills `ids`."""
        out, counts = [], dict.fromkeys(ENTITY_TYPES, 0)
        for root in sorted(self.members):
            kind = self.item(root).type
            if kind not in counts or root in self.dropped:
                continue
            counts[kind] += 1
            self.ids[root] = f"{_LETTER[kind]}{counts[kind]}"
            items = [self.reading.items[n] for n in self.members[root]]
            event = self.item(root).kind if kind == "EVT" else None
            value = self.values[root]
            sure = round(max(i.confidence for i in items), 4)
            out.append(LocalEntity(self.ids[root], kind, self._name(items), event, value, sure))
        return tuple(out)

    def _name(self, items: Sequence[Item]) -> str:
        surfaces = [i.span.of(self.text) for i in items]
        names = [s for s in surfaces if is_name(s)] or surfaces
        return max(names, key=len)

    def _date(self, span: Span) -> str | None:
        """The value of the date expression that shares most with the span; None when it cannot be known."""
        near = [d for d in self.document.dates if d.span.overlaps(span)]
        if not near:
            return year.group() if (year := _YEAR.fullmatch(span.of(self.text))) else None
        value = max(near, key=lambda d: min(d.span.end, span.end) - max(d.span.start, span.start)).value
        return None if value == "?" else value

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of entities, in text order."""
        found = [
            Mention(self.ids[root], i.span, i.type, i.nested, round(i.confidence, 4))
            for n, i in enumerate(self.reading.items)
            if (root := self.clusters[n]) in self.ids
        ]
        return tuple(sorted(found, key=lambda m: (m.span, m.entity)))

    def sentences_of(self, fact: Scored) -> tuple[int, ...]:
        """Indexes of the sentences of the two items that say the fact best."""
        spans = [self.reading.items[n].span for n in (fact.left_item, fact.right_item)]
        found = {n for n, s in enumerate(self.document.sentences) if any(s.overlaps(x) for x in spans)}
        return tuple(sorted(found))

    def _is_told(self, label: str, fact: Scored) -> bool:
        """Whether the sentences of a fact can tell it: family ties need a word for them."""
        if label not in TIES:
            return True
        return tells_kinship(" ".join(self.document.sentences[n].of(self.text) for n in self.sentences_of(fact)))

    def relations(self) -> tuple[Relation, ...]:
        """Lasting relations; a symmetric one is written once."""
        found = [(sure, f, label) for label in RELATION_LABELS for sure, f in self.stated(label)]
        out: list[Relation] = []
        seen: set[tuple[object, ...]] = set()
        for sure, fact, label in sorted(found, key=lambda x: (-x[0], x[1].left, x[1].right, x[2])):
            key = (label, *sorted((fact.left, fact.right))) if label in SYMMETRIC_PREDICATES else (label, fact.left, fact.right)
            opposite = (label, fact.right, fact.left)
            if key in seen or opposite in seen or not self._is_told(label, fact):
                continue
            seen.add(key)
            ends = self.ids[fact.left], label, self.ids[fact.right]
            out.append(Relation(*ends, sentences=self.sentences_of(fact), confidence=sure))
        return tuple(out)

    def arguments(self) -> tuple[Argument, ...]:
        """Event arguments: one role for an entity in an event, and one time for an event, the likeliest."""
        best: dict[tuple[int, int], tuple[float, str, Scored]] = {}
        for label in ARGUMENT_LABELS:
            found = self.stated(label)
            if label == "arg:time":
                # 96 % of the events in the training articles have one.
                found = list({f.left: (sure, f) for sure, f in sorted(found, key=lambda x: (x[0], -x[1].right))}.values())
            for sure, fact in found:
                key = fact.left, fact.right
                if key not in best or sure > best[key][0]:
                    best[key] = sure, label, fact
        out = []
        for (left, right), (sure, label, fact) in sorted(best.items()):
            ends = self.ids[left], label.removeprefix("arg:"), self.ids[right]
            out.append(Argument(*ends, sentences=self.sentences_of(fact), confidence=sure))
        return tuple(out)

    def event_modality(self) -> dict[str, str]:
        """Events that are planned, alleged, denied or cancelled."""
        events = {self.ids[r]: self.item(r).modality for r in self.members if r in self.ids and self.item(r).type == "EVT"}
        return {k: v for k, v in sorted(events.items()) if v != ASSERTED}

    def best(self, label: str, *, by_right: bool) -> dict[int, Scored]:
        """For each role or statement the likeliest partner."""
        out: dict[int, Scored] = {}
        for fact in sorted(self.scored.get(label, ()), key=lambda f: (-f.probability, f.left, f.right)):
            out.setdefault(fact.right if by_right else fact.left, fact)
        return out

    def quotes(self) -> tuple[Quote, ...]:
        """One quote for each statement whose speaker is named."""
        out = []
        for root, fact in sorted(self.best(SAID, by_right=True).items()):
            item = self.item(root)
            sure = self.scale.confidence(SAID, fact.probability * item.confidence, self.end(fact.left), None)
            if self.scale.states(sure):
                out.append(Quote(self.ids[fact.left], item.type, item.span, self._cue(item.span), sure))
        return tuple(out)

    def _cue(self, span: Span) -> str:
        """The speech verb nearest to the statement, within 60 characters on either side."""
        verbs = lexicon.words("attribution")
        for part in (self.text[span.end : span.end + 60], self.text[max(0, span.start - 60) : span.start]):
            for word in part.replace(",", " ").replace('"', " ").replace(":", " ").split():
                if word.casefold().strip(".") in verbs:
                    return word.strip(".")
        return ""


def assemble(document: Document, reading: Reading, settings: Mapping[str, object], *, engine: str) -> Annotation:
    """The annotation of one document."""
    a = Assembly(document, reading, Scale(settings))
    return Annotation(
        article=document.article,
        sentences=document.sentences,
        entities=a.entities(),
        mentions=a.mentions(),
        positions=positions(a),
        relations=a.relations(),
        arguments=a.arguments(),
        event_modality=a.event_modality(),
        quotes=a.quotes(),
        engine=engine,
    )
