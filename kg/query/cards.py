"""What the page's data says of one entity, post, fact, quote or article, as plain dicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.query import facts
from kg.query.facts import Node, Sentences, Source, Statement


@dataclass(frozen=True, slots=True)
class Edge:
    """Statements of one fact between two entities, joined."""

    id: str
    source: str
    target: str
    relation: str
    label: str
    modality: str
    status: str
    said: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Writes plain dicts from what was read: all entities, the sentences, the articles by IRI, and which are hubs."""

    everything: Mapping[str, Node]
    words: Sentences
    articles: Mapping[str, Source]
    hubs: Collection[str]

    def nodes(self, kept: Iterable[str], mentions: Counter[str], told: Sequence[Statement]) -> list[dict[str, Any]]:
        """The kept entities in order of their labels, each with its posts."""
        posts: defaultdict[str, list[Statement]] = defaultdict(list)
        for s in told:
            if s.form == "position":
                posts[s.source].append(s)
        found = []
        for node in sorted((self.everything[iri] for iri in kept), key=lambda n: (n.label, n.iri)):
            item: dict[str, Any] = {
                "id": node.iri,
                "label": node.label,
                "type": node.type,
                "kind": node.kind,
                "aliases": list(node.aliases),
                "links": list(node.links),
                "articles": mentions[node.iri],
                "date": node.date,
                "hub": node.iri in self.hubs,
                "posts": self.posts(posts[node.iri]),
            }
            if node.place:
                item["lat"], item["lon"] = node.place
            found.append(item)
        return found

    def posts(self, said: Sequence[Statement]) -> list[dict[str, Any]]:
        """A person's posts, equal ones joined."""
        return [
            {
                "role": group[0].label,
                "status": group[0].status,
                "holder": group[0].target,
                "holder_label": self.everything[group[0].target].label if group[0].target in self.everything else "",
                "modality": group[0].modality,
                "date": group[0].date,
                "statements": self.statements(group),
            }
            for group in sorted(facts.joined(said), key=lambda g: (g[0].label, g))
        ]

    def edge(self, edge: Edge) -> dict[str, Any]:
        """A fact; its own time, else its event's."""
        own = next((s.date for s in edge.said if s.date), "")
        return {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "relation": edge.relation,
            "label": edge.label,
            "modality": edge.modality,
            "status": edge.status,
            "confidence": max((s.confidence for s in edge.said), default=1.0),
            "date": own or self.everything[edge.source].date,
            "statements": self.statements(edge.said),
        }

    def statements(self, said: Iterable[Statement]) -> list[dict[str, Any]]:
        """Each sentence of each statement, the oldest article first."""
        ordered = sorted(said, key=lambda s: (self.articles[s.article].date, s.article, s.iri))
        return [
            {
                "article": self.articles[s.article].id,
                "sentence": sentence,
                "marks": marks,
                "confidence": s.confidence,
                "modality": s.modality,
            }
            for s in ordered
            for sentence, marks in self.words.of(s)
        ]

    def quote(self, said: Statement) -> dict[str, Any]:
        """What somebody said, or denies, with the sentence around it."""
        whole = [sentence for sentence, _ in self.words.of(said)]
        return {
            "speaker": said.source,
            "text": said.label,
            "form": said.relation,
            "cue": said.cue,
            "modality": said.modality,
            "article": self.articles[said.article].id,
            "sentence": next((s for s in whole if said.label in s), whole[0] if whole else ""),
            "confidence": said.confidence,
        }

    def article(self, iri: str) -> dict[str, str]:
        """Where a sentence was printed."""
        source = self.articles[iri]
        return {"title": source.title, "outlet": source.outlet, "date": source.date, "url": source.url}
