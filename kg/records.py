"""The types that rooms hand to each other: frozen, plain, and free of any third-party package.

Offsets are characters (Unicode code points) into `Article.text`, end exclusive; confidences are probabilities in 0..1;
dates are ISO 8601 (`2024-12-09`, `2024-12`, `2024`, an interval `2019/2024`) or `?` where the calendar value is unknowable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.entities import Decision as Decision
from kg.entities import Entity as Entity

ENTITY_TYPES = ("PER", "ORG", "GPE", "LOC", "EVT", "DATE", "LAW", "PROD")
EVENT_KINDS = (
    "visit meeting ceremony forum election campaign appointment dismissal arrest investigation trial verdict crime "
    "corruption accident disaster protest conflict sport competition agreement transaction policy launch statement death "
    "education health religious cultural report other"
).split()
PREDICATES = (
    "member_of part_of located_in spouse child_of sibling_of relative_of born_in lives_in studied_at founded owns leads "
    "produces issued supports opposes works_with"
).split()
SYMMETRIC_PREDICATES = frozenset({"spouse", "sibling_of", "relative_of", "works_with"})
ARGUMENT_ROLES = (
    "organizer agent participant target victim suspect authority witness winner loser beneficiary place time topic involved"
).split()
STATUSES = ("current", "former", "acting", "candidate", "elect")
ASSERTED = "asserted"
# `charged`: named a suspect or accused by an authority; `convicted`: sentenced, final or not; `acquitted`: cleared of it.
MODALITIES = (ASSERTED, "planned", "alleged", "charged", "convicted", "acquitted", "denied", "cancelled")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: `text[span.start:span.end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers.

        >>> Span(0, 6).of("Hanung berkata")
        'Hanung'
        """
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `text` is the title line followed by the body and never changes afterwards.

    `id` is a hash of the normalised URL or path (see `article_id`); `source_id` is the identifier the input file gave, if
    any; `published` and `fetched` are ISO 8601 or empty; `extra` holds input fields that kg carries along untouched.
    """

    id: str
    text: str
    url: str = ""
    outlet: str = ""
    title: str = ""
    published: str = ""
    fetched: str = ""
    lang: str = "id"
    source_id: str = ""
    origin: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hexadecimal: equal texts are one source."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(url_or_path: str) -> str:
    """The stable id of an article: 16 hexadecimal digits of the SHA-256 of its normalised URL or path.

    >>> article_id("https://contoh.id/a1")
    '0c6100254b4bea1d'
    """
    return hashlib.sha256(url_or_path.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that name a day or period, and what they mean: ISO 8601, or `?` where that cannot be known."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into sentences (spans in order, not overlapping), with the date expressions found by rule."""

    article: Article
    sentences: tuple[Span, ...]
    dates: tuple[DateExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """One real-world thing as one article speaks of it; `kind` is an event's kind, `value` a date's ISO 8601 value."""

    id: str
    type: str
    name: str
    kind: str | None = None
    value: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """One surface of an entity; `nested` marks a name inside a longer mention."""

    entity: str
    span: Span
    type: str
    nested: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Position:
    """Somebody holds a post: role words (`span`) and, where named, the holder (organisation, place or person served);
    without `sentences` those of the role words and the person stand for them."""

    person: str
    role: str
    span: Span
    holder: str | None = None
    status: str | None = "current"
    modality: str = ASSERTED
    confidence: float = 1.0
    sentences: tuple[int, ...] = ()
    cue: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting relation between two entities; `sentences` index `Annotation.sentences`."""

    subject: str
    predicate: str
    object: str
    modality: str = ASSERTED
    sentences: tuple[int, ...] = ()
    confidence: float = 1.0
    cue: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity takes part in an event in a role (or is its place, time or topic)."""

    event: str
    role: str
    entity: str
    modality: str = ASSERTED
    sentences: tuple[int, ...] = ()
    confidence: float = 1.0
    cue: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said; `span` is the statement, `form` is direct or indirect, `cue` the speech verb as written; with the
    modality `denied` the speaker denies what stands in the span."""

    speaker: str
    form: str
    span: Span
    cue: str = ""
    confidence: float = 1.0
    modality: str = ASSERTED
    sentences: tuple[int, ...] = ()
    by: tuple[str, ...] = ()


# `by` names who stated a fact: `network`, a pass of the engine, or `gold`; `cue` the words that set its modality.
Fact = Position | Relation | Argument | Quote


def entities_of(fact: Fact) -> tuple[str, ...]:
    """The local ids of those whom a fact speaks of.

    >>> entities_of(Relation("P1", "member_of", "O1"))
    ('P1', 'O1')
    """
    match fact:
        case Position():
            return (fact.person, fact.holder) if fact.holder else (fact.person,)
        case Quote():
            return (fact.speaker,)
        case Relation():
            return (fact.subject, fact.object)
    return (fact.event, fact.entity)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything one engine found in one article; `settings` are those of the run that are not the default, if any."""

    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    arguments: tuple[Argument, ...] = ()
    event_modality: Mapping[str, str] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    engine: str = ""
    settings: str = ""

    def facts(self) -> Iterator[Fact]:
        """Positions, relations, arguments and quotes, in that order."""
        yield from self.positions
        yield from self.relations
        yield from self.arguments
        yield from self.quotes

    def sentence_at(self, offset: int) -> Span:
        """The sentence that covers a character; between sentences, the nearest one; the whole text if there is none."""
        if not self.sentences:
            return Span(0, len(self.article.text))
        return min(self.sentences, key=lambda s: max(s.start - offset, offset - s.end + 1, 0))

    def spans_of(self, entity: str) -> tuple[Span, ...]:
        """All mention spans of an entity, in text order."""
        return tuple(sorted(m.span for m in self.mentions if m.entity == entity))

    def evidence(self, fact: Fact) -> tuple[Span, ...]:
        """The sentences that say the fact, in text order: each of its parts stands in one of them.

        They are those the fact names, that of its own words, and for whoever is named in none of these the nearest that does.
        """
        parts = {self.sentences[i] for i in fact.sentences if 0 <= i < len(self.sentences)}
        if isinstance(fact, Position | Quote):
            parts.add(self._around(fact.span))
        for entity in entities_of(fact):
            spans = self.spans_of(entity)
            if spans and not self._names(parts, spans):
                near = min(parts, default=spans[0]).start
                parts.add(self._around(min(spans, key=lambda s: (abs(s.start - near), s.start))))
        return tuple(sorted(parts)) or (self.sentence_at(0),)

    def _names(self, parts: set[Span], spans: tuple[Span, ...]) -> bool:
        """Whether a mention lies in one of the parts, or its words do (inside a longer name)."""
        if any(part.contains(span) for part in parts for span in spans):
            return True
        text = self.article.text
        return any(span.of(text) in part.of(text) for part in parts for span in set(spans))

    def _around(self, span: Span) -> Span:
        """The sentences that a stretch of text touches, as one stretch that holds it."""
        first, last = self.sentence_at(span.start), self.sentence_at(max(span.start, span.end - 1))
        return Span(min(first.start, span.start), max(last.end, span.end))


@dataclass(frozen=True, slots=True)
class Reject:
    """A fact that was found but not written, with the reason in one sentence."""

    article: str
    fact: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """One article's share of the graph as sorted N-Triples lines (no blank nodes).

    `evidence` goes into the named graph `graph`; `picture` is its part of the default graph, kept while any article has it.
    """

    article: str
    graph: str
    evidence: tuple[str, ...]
    picture: tuple[str, ...]
    rejects: tuple[Reject, ...] = ()
