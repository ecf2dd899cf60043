"""Annotations as JSON lines, loss-free both ways: the exchange format of annotators, engines and the referee.

One article a line. The classes below are the description of that format: every reader of such files goes through them, and
so does what the store keeps. Fields that they do not name belong to the article and are carried along (`Article.extra`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from kg.errors import ReadError
from kg.records import (
    ASSERTED,
    Annotation,
    Argument,
    Article,
    LocalEntity,
    Mention,
    Position,
    Quote,
    Relation,
    Span,
    article_id,
)

Record: TypeAlias = Mapping[str, Any]
_HINT = "each line needs id, text, entities and mentions; `kg annotate SOURCE --jsonl` writes such lines"


class EntityFields(msgspec.Struct, frozen=True):
    """One thing the article speaks of; `kind` is an event's, `value` a date's (ISO 8601 or `?`)."""

    id: str
    type: str
    name: str = ""
    kind: str | None = None
    value: str | None = None
    confidence: float = 1.0


class MentionFields(msgspec.Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of the text that name an entity; `nested` inside a longer mention."""

    entity: str
    start: int
    end: int
    nested: bool = False
    confidence: float = 1.0


class StatedFields(msgspec.Struct, frozen=True, kw_only=True):
    """What every fact carries: `sentences` index the article's, `cue` sets the modality, `by` names who stated it."""

    modality: str | None = None
    sentences: tuple[int, ...] = ()
    confidence: float = 1.0
    cue: str | None = None
    by: tuple[str, ...] = ()


class PositionFields(StatedFields, frozen=True, kw_only=True):
    """A person holds a post; `start` and `end` are those of the role's words."""

    person: str
    role: str
    start: int
    end: int
    holder: str | None = None
    status: str | None = None


class TripleFields(StatedFields, frozen=True, kw_only=True):
    """A relation between two entities, or an event (`subject`), a role (`predicate`) and who or what plays it."""

    subject: str
    predicate: str
    object: str


class QuoteFields(StatedFields, frozen=True, kw_only=True):
    """What somebody said; `cue` is the speech verb."""

    speaker: str
    start: int
    end: int
    form: str = "indirect"


class ArticleFields(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `sentences` are pairs of characters, start and end."""

    id: str
    entities: tuple[EntityFields, ...]
    mentions: tuple[MentionFields, ...]
    text: str | None = None
    url: str | None = None
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    lang: str = "id"
    sentences: tuple[tuple[int, int], ...] = ()
    positions: tuple[PositionFields, ...] = ()
    relations: tuple[TripleFields, ...] = ()
    arguments: tuple[TripleFields, ...] = ()
    event_modality: dict[str, str] = {}
    quotes: tuple[QuoteFields, ...] = ()
    engine: str = ""
    settings: str = ""


_KNOWN = frozenset(ArticleFields.__struct_fields__)


def read(path: str | Path) -> Iterator[Annotation]:
    """The annotated articles of a JSON-lines file, in file order.

    Raises ReadError, with `file:line`, for a file that cannot be opened or a line that is not one annotated article.
    """
    for where, record in _records(path):
        yield _annotation(record, where, None)


def records(path: str | Path) -> dict[str, Record]:
    """The same articles as JSON objects by article id, in file order; a text is not asked for.

    Raises ReadError as `read` does, and for an article id that stands twice.
    """
    found: dict[str, Record] = {}
    places: dict[str, str] = {}
    for where, record in _records(path):
        key = record["id"]
        if key in found:
            fault = f"{where}: article {key!r} already stands on line {places[key].rpartition(':')[2]}"
            raise ReadError(fault, source=where, hint="keep one line an article")
        found[key], places[key] = record, where
    return found


def _records(path: str | Path) -> Iterator[tuple[str, Record]]:
    """Every line's `file:line` and object, checked against the format. Only newlines end a line: a text may hold U+2028."""
    try:
        with Path(path).open("rb") as handle:
            for number, raw in enumerate(handle, 1):
                where = f"{path}:{number}"
                if line := _text(raw, where, first=number == 1).strip():
                    record = _object(line, where)
                    _fields(record, where)
                    yield where, record
    except OSError as exc:
        raise ReadError(f"cannot read {path}: {(exc.strerror or str(exc)).lower()}", source=str(path)) from exc


def _text(raw: bytes, where: str, *, first: bool) -> str:
    try:
        return raw.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as exc:
        raise ReadError(f"{where}: not UTF-8 text", source=where, hint="annotations are JSON lines in UTF-8") from exc


def _object(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as exc:
        what = exc.msg if isinstance(exc, json.JSONDecodeError) else str(exc)
        raise ReadError(f"{where}: broken JSON line ({what.lower()})", source=where) from exc


def _fields(record: object, where: str) -> ArticleFields:
    try:
        fields = msgspec.convert(record, ArticleFields)
    except msgspec.ValidationError as exc:
        fault = str(exc).replace(" - at `$.", " in `")
        raise _not_annotated(where, fault[:1].lower() + fault[1:]) from exc
    known = {e.id for e in fields.entities}
    unknown = sorted(m.entity for m in fields.mentions if m.entity not in known)
    if unknown:
        raise _not_annotated(where, f"a mention names the entity {unknown[0]!r}, which is not listed")
    return fields


def _not_annotated(where: str, fault: str) -> ReadError:
    return ReadError(f"{where}: not an annotated article: {fault}", source=where, hint=_HINT)


def from_json(record: Record, *, article: Article | None = None) -> Annotation:
    """The annotation a JSON object holds; `article` replaces the one built from the object's own fields.

    Raises ReadError when a field is missing or of the wrong shape.
    """
    name = record.get("id", "?") if isinstance(record, Mapping) else "?"
    return _annotation(record, f"record {name}", article)


def _annotation(record: Record, where: str, article: Article | None) -> Annotation:
    f = _fields(record, where)
    types = {e.id: e.type for e in f.entities}
    return Annotation(
        article=article or _article(record, f, where),
        sentences=tuple(Span(*pair) for pair in f.sentences),
        entities=tuple(LocalEntity(e.id, e.type, e.name, e.kind, e.value, e.confidence) for e in f.entities),
        mentions=tuple(Mention(m.entity, Span(m.start, m.end), types[m.entity], m.nested, m.confidence) for m in f.mentions),
        positions=tuple(
            Position(p.person, p.role, Span(p.start, p.end), p.holder, p.status, **_stated(p)) for p in f.positions
        ),
        relations=tuple(Relation(r.subject, r.predicate, r.object, **_stated(r)) for r in f.relations),
        arguments=tuple(Argument(a.subject, a.predicate, a.object, **_stated(a)) for a in f.arguments),
        event_modality=f.event_modality,
        quotes=tuple(Quote(q.speaker, q.form, Span(q.start, q.end), **_stated(q)) for q in f.quotes),
        engine=f.engine,
        settings=f.settings,
    )


def _article(record: Record, fields: ArticleFields, where: str) -> Article:
    if fields.text is None:
        raise _not_annotated(where, "object missing required field `text`")
    return Article(
        id=article_id(fields.url or fields.id),
        text=fields.text,
        url=fields.url or "",
        outlet=fields.outlet or "",
        title=fields.title or "",
        published=fields.date or "",
        lang=fields.lang,
        source_id=fields.id,
        extra={k: v for k, v in record.items() if k not in _KNOWN},
    )


def _stated(fact: StatedFields) -> dict[str, Any]:
    return {
        "modality": fact.modality or ASSERTED,
        "sentences": fact.sentences,
        "confidence": fact.confidence,
        "cue": fact.cue or "",
        "by": fact.by,
    }


def to_json(annotation: Annotation) -> dict[str, Any]:
    """The annotation as a JSON object; `id` is the input's own id where it had one, else the article's."""
    a = annotation.article
    out: dict[str, Any] = {"id": a.source_id or a.id, "url": a.url, "date": a.published, "title": a.title}
    out |= {"outlet": a.outlet, **dict(a.extra), "text": a.text}
    if a.lang != "id":
        out["lang"] = a.lang
    out["entities"] = [
        {"id": e.id, "type": e.type, "kind": e.kind, "name": e.name, "value": e.value, **_sure(e.confidence)}
        for e in annotation.entities
    ]
    out["mentions"] = [
        {"entity": m.entity, "start": m.span.start, "end": m.span.end, "nested": m.nested, **_sure(m.confidence)}
        for m in annotation.mentions
    ]
    out["sentences"] = [[s.start, s.end] for s in annotation.sentences]
    out["positions"] = [_position(p) for p in annotation.positions]
    out["relations"] = [_triple(r.subject, r.predicate, r.object, r) for r in annotation.relations]
    out["arguments"] = [_triple(g.event, g.role, g.entity, g) for g in annotation.arguments]
    out["event_modality"] = dict(annotation.event_modality)
    out["quotes"] = [_quote(q) for q in annotation.quotes]
    return {**out, **_written(engine=annotation.engine, settings=annotation.settings)}


def _sure(confidence: float) -> dict[str, float]:
    """A confidence of exactly 1 (a person's annotation) is not written."""
    return {} if confidence == 1.0 else {"confidence": confidence}


def _modality(value: str) -> str | None:
    return None if value == ASSERTED else value


def _position(p: Position) -> dict[str, Any]:
    head = {"person": p.person, "role": p.role, "start": p.span.start, "end": p.span.end, "holder": p.holder}
    head |= {"status": p.status, "modality": _modality(p.modality)}
    return {**head, **_written(sentences=p.sentences), **_sure(p.confidence), **_written(cue=p.cue, by=p.by)}


def _triple(subject: str, predicate: str, obj: str, fact: Relation | Argument) -> dict[str, Any]:
    head = {"subject": subject, "predicate": predicate, "object": obj, "modality": _modality(fact.modality)}
    return {**head, "sentences": list(fact.sentences), **_sure(fact.confidence), **_written(cue=fact.cue, by=fact.by)}


def _quote(q: Quote) -> dict[str, Any]:
    head = {"speaker": q.speaker, "form": q.form, "cue": q.cue, "start": q.span.start, "end": q.span.end, **_sure(q.confidence)}
    return {**head, **_written(modality=_modality(q.modality) or "", sentences=q.sentences, by=q.by)}


def _written(**fields: str | tuple[object, ...]) -> dict[str, Any]:
    """The fields that say something; an empty one is left out."""
    return {name: value if isinstance(value, str) else list(value) for name, value in fields.items() if value}
