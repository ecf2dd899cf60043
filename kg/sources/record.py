"""Named fields (of a JSON object, a table row, front matter or a page's metadata) -> an `Article`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.lexicon.publication import ImpossibleDateError, publication_date
from kg.records import Article, article_id
from kg.sources.fields import Fields
from kg.sources.origin import MAX_CHARACTERS, Origin, host_of, is_web_address, normalise_url

# What an annotated line holds beside its article: results of an engine, never carried along as input.
ANNOTATION_FIELDS = frozenset(
    ("sentences", "entities", "mentions", "positions", "relations", "arguments", "event_modality", "quotes", "engine")
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_RETIRED_LANGUAGES = {"in": "id", "iw": "he", "ji": "yi"}


def to_article(origin: Origin, record: Mapping[str, object], fields: Fields, text: str, *, fallback_id: str = "") -> Article:
    """The article whose text is `text` and whose other parts stand in `record`.

    What the article does not say exactly as `record` does (unknown fields, a date that was normalised or is uncertain,
    a URL that is none) stays in `extra`. The id comes from the URL, else from the input's key with the record's own id,
    its place or `fallback_id`.

    Raises ReadError when the text is blank or too large, or the date is one that no calendar has.
    """
    if not text.strip():
        raise origin.error("no text", "an article needs at least one word")
    if len(text) > MAX_CHARACTERS:
        raise origin.error(f"too long: more than {MAX_CHARACTERS:,} characters", "split it into articles")
    url, source_id = _url(record.get(fields.url)), _words(record.get(fields.id))
    article = Article(
        id=_id(origin, url, source_id, fallback_id),
        text=text,
        url=url,
        outlet=_words(record.get(fields.outlet)) or host_of(url),
        title=_words(record.get(fields.title)),
        published=_published(origin, record, fields),
        lang=_language(_words(record.get(fields.lang))),
        source_id=source_id,
        origin=origin.name,
    )
    return _with_extra(article, record, fields)


def record_text(origin: Origin, record: Mapping[str, object], field: str) -> str:
    """The text field of a JSON record, exactly as it stands. Raises ReadError when it is absent, blank or no text."""
    if field not in record:
        has = ", ".join(list(record)[:12]) or "none"
        raise origin.error(f"no field {field!r}", f"name the field that holds the text; the fields here are {has}")
    text = record[field]
    if not isinstance(text, str):
        raise origin.error(f"field {field!r} is not text", "an article's text is a JSON string")
    return text


def compose(title: str, body: str) -> str:
    """Title line and body as one text; a title that the body already begins with is not repeated.

    >>> compose("Banjir surut", "Warga pulang."), compose("", "Warga pulang.")
    ('Banjir surut\\nWarga pulang.', 'Warga pulang.')
    """
    title, body = " ".join(title.split()), body.strip("\n").rstrip()
    first, _, rest = body.partition("\n")
    if title and " ".join(first.split()) == title:
        body = rest.strip("\n")
    return "\n".join(part for part in (title, body) if part)


def _words(value: object) -> str:
    """A field's value as words; what is no text and no number counts as absent."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _url(value: object) -> str:
    url = _words(value)
    return url if is_web_address(url) else ""


def _id(origin: Origin, url: str, source_id: str, fallback_id: str) -> str:
    if url:
        return article_id(normalise_url(url))
    part = (source_id or fallback_id or origin.record) if origin.record or fallback_id else ""
    return article_id(f"{origin.key}#{part}" if part else origin.key)


def _language(written: str) -> str:
    """The primary language tag: `id` for `id-ID`, and where none is given."""
    match = _LANGUAGE.fullmatch(written)
    tag = match[1].lower() if match else "id"
    return _RETIRED_LANGUAGES.get(tag, tag)


def _published(origin: Origin, record: Mapping[str, object], fields: Fields) -> str:
    raw = record.get(_date_field(record, fields))
    if not isinstance(raw, str):
        return ""
    try:
        return publication_date(raw.strip())
    except ImpossibleDateError as exc:
        raise origin.error(f"impossible date {str(exc)!r}", "correct the date or leave it out") from exc


def _date_field(record: Mapping[str, object], fields: Fields) -> str:
    return fields.date if record.get(fields.date) else fields.published


def _with_extra(article: Article, record: Mapping[str, object], fields: Fields) -> Article:
    said = {
        fields.date: "",
        fields.text: record.get(fields.text),
        fields.url: article.url,
        fields.outlet: article.outlet,
        fields.title: article.title,
        fields.lang: article.lang,
        fields.id: article.source_id,
        _date_field(record, fields): article.published,
    }
    extra = {
        key: value
        for key, value in record.items()
        if key not in ANNOTATION_FIELDS and not (key in said and (value is None or value in ("", said[key])))
    }
    return replace(article, extra=extra)
