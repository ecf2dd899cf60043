"""Annotations as JSON lines, loss-free both ways: the exchange format of annotators, engines and the referee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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

_KNOWN = frozenset(
    "id url outlet date title lang text sentences entities mentions positions relations arguments event_modality quotes "
    "engine".split()
)


def _sure(confidence: float) -> dict[str, float]:
    """A confidence of exactly 1 (a person's annotation) is not written."""
    return {} if confidence == 1.0 else {"confidence": confidence}


def _modality(value: str) -> str | None:
    return None if value == ASSERTED else value


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
    out["quotes"] = [
        {"speaker": q.speaker, "form": q.form, "cue": q.cue, "start": q.span.start, "end": q.span.end, **_quoted(q)}
        for q in annotation.quotes
    ]
    if annotation.engine:
        out["engine"] = annotation.engine
    return out


def _position(p: Position) -> dict[str, Any]:
    head = {"person": p.person, "role": p.role, "start": p.span.start, "end": p.span.end, "holder": p.holder}
    told = {"sentences": list(p.sentences)} if p.sentences else {}
    return {**head, "status": p.status, "modality": _modality(p.modality), **told, **_sure(p.confidence), **_accountable(p)}


def _triple(subject: str, predicate: str, obj: str, fact: Relation | Argument) -> dict[str, Any]:
    head = {"subject": subject, "predicate": predicate, "object": obj, "modality": _modality(fact.modality)}
    return {**head, "sentences": list(fact.sentences), **_sure(fact.confidence), **_accountable(fact)}


def _quoted(quote: Quote) -> dict[str, Any]:
    """What of a quote is written only where it says something."""
    out: dict[str, Any] = _sure(quote.confidence)
    if quote.modality != ASSERTED:
        out["modality"] = quote.modality
    if quote.sentences:
        out["sentences"] = list(quote.sentences)
    return {**out, **({"by": list(quote.by)} if quote.by else {})}


def _accountable(fact: Position | Relation | Argument) -> dict[str, Any]:
    """The words that set the modality and who stated the fact, where they are known."""
    return {**({"cue": fact.cue} if fact.cue else {}), **({"by": list(fact.by)} if fact.by else {})}


def from_json(record: Mapping[str, Any], *, article: Article | None = None) -> Annotation:
    """The annotation a JSON object holds; `article` replaces the one built from the object's own fields.

    Raises ReadError when a field is missing or of the wrong shape.
    """
    try:
        return _from_json(record, article)
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        name = record.get("id", "?") if isinstance(record, Mapping) else "?"
        raise ReadError(
            f"record {name} is not an annotation: {type(exc).__name__} at {exc}",
            source=str(name),
            hint="each line needs id, text, entities and mentions as the annotation format describes",
        ) from exc


def _article(record: Mapping[str, Any]) -> Article:
    return Article(
        id=article_id(record.get("url") or str(record["id"])),
        text=record["text"],
        url=record.get("url", ""),
        outlet=record.get("outlet", ""),
        title=record.get("title", ""),
        published=record.get("date", ""),
        lang=record.get("lang", "id"),
        source_id=str(record["id"]),
        extra={k: v for k, v in record.items() if k not in _KNOWN},
    )


def _from_json(record: Mapping[str, Any], article: Article | None) -> Annotation:
    types = {e["id"]: e["type"] for e in record["entities"]}
    return Annotation(
        article=article or _article(record),
        sentences=tuple(Span(a, b) for a, b in record.get("sentences", ())),
        entities=tuple(
            LocalEntity(e["id"], e["type"], e["name"], e.get("kind"), e.get("value"), e.get("confidence", 1.0))
            for e in record["entities"]
        ),
        mentions=tuple(
            Mention(m["entity"], Span(m["start"], m["end"]), types[m["entity"]], m.get("nested", False), m.get("confidence", 1.0))
            for m in record["mentions"]
        ),
        positions=tuple(
            Position(
                p["person"],
                p["role"],
                Span(p["start"], p["end"]),
                p.get("holder"),
                p.get("status"),
                p.get("modality") or ASSERTED,
                p.get("confidence", 1.0),
                tuple(p.get("sentences", ())),
                p.get("cue") or "",
                tuple(p.get("by", ())),
            )
            for p in record.get("positions", ())
        ),
        relations=tuple(Relation(*_ends(r), **_how(r)) for r in record.get("relations", ())),
        arguments=tuple(Argument(*_ends(r), **_how(r)) for r in record.get("arguments", ())),
        event_modality=dict(record.get("event_modality", {})),
        quotes=tuple(
            Quote(
                q["speaker"],
                q["form"],
                Span(q["start"], q["end"]),
                q.get("cue") or "",
                q.get("confidence", 1.0),
                q.get("modality") or ASSERTED,
                tuple(q.get("sentences", ())),
                tuple(q.get("by", ())),
            )
            for q in record.get("quotes", ())
        ),
        engine=record.get("engine", ""),
    )


def _ends(record: Mapping[str, Any]) -> tuple[str, str, str]:
    return record["subject"], record["predicate"], record["object"]


def _how(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "modality": record.get("modality") or ASSERTED,
        "sentences": tuple(record.get("sentences", ())),
        "confidence": record.get("confidence", 1.0),
        "cue": record.get("cue") or "",
        "by": tuple(record.get("by", ())),
    }
