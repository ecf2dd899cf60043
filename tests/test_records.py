"""The promises of the plain records."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Annotation, Argument, Article, LocalEntity, Mention, Position, Quote, Relation, Span, article_id

TEXT = "Laras datang. Raka pulang. Pasar Senja dibuka Raka. Semua senang."
SENTENCES = (Span(0, 13), Span(14, 26), Span(27, 51), Span(52, 65))
NAMES = {"P1": ("PER", "Laras"), "P2": ("PER", "Raka"), "E1": ("EVT", "dibuka"), "L1": ("LOC", "Pasar Senja")}


def annotation(**changes: object) -> Annotation:
    """Four sentences with two people, a place and an event."""
    found = {key: [i for i in range(len(TEXT)) if TEXT.startswith(name, i)] for key, (_, name) in NAMES.items()}
    fields: dict[str, object] = {
        "article": Article("a1", TEXT),
        "sentences": SENTENCES,
        "entities": tuple(LocalEntity(key, kind, name) for key, (kind, name) in NAMES.items()),
        "mentions": tuple(
            Mention(key, Span(at, at + len(NAMES[key][1])), NAMES[key][0]) for key, places in found.items() for at in places
        ),
    }
    return Annotation(**{**fields, **changes})  # type: ignore[arg-type]


FACTS = [
    Relation("P1", "spouse", "P2"),
    Relation("P1", "spouse", "P2", sentences=(3,)),
    Relation("P1", "spouse", "P2", sentences=(99, -1)),
    Argument("E1", "agent", "P1", sentences=(2,)),
    Argument("E1", "place", "L1"),
    Position("P1", "dibuka", Span(39, 45), "L1"),
    Quote("P1", "direct", Span(52, 57)),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_evidence_names_every_part(fact: Relation | Argument | Position | Quote) -> None:
    """Whatever sentences an annotation gives, each part of a fact is mentioned in one of the fact's spans of the text."""
    one = annotation()
    spans = one.evidence(fact)
    assert spans == tuple(sorted(set(spans)))
    parts = {getattr(fact, name, None) for name in ("subject", "object", "event", "entity", "person", "holder", "speaker")} - {
        None
    }
    for part in parts:
        assert any(span.contains(mention) for span in spans for mention in one.spans_of(str(part))), part
    if isinstance(fact, Position | Quote):
        assert any(span.contains(fact.span) for span in spans)


def test_what_is_given_as_evidence_is_kept() -> None:
    """Sentences that an annotation names stand among the spans, in text order."""
    assert SENTENCES[3] in annotation().evidence(Relation("P1", "spouse", "P2", sentences=(3,)))


@given(st.integers(0, len(TEXT) - 1))
def test_every_character_has_a_sentence(offset: int) -> None:
    """The sentence of a character covers it or, between sentences, is the nearest."""
    found = annotation().sentence_at(offset)
    gap = max(found.start - offset, offset - found.end + 1, 0)
    assert all(gap <= max(s.start - offset, offset - s.end + 1, 0) for s in SENTENCES)


def test_without_sentences_the_whole_text_is_one() -> None:
    """An annotation that was not cut into sentences still has one."""
    assert annotation(sentences=()).sentence_at(20) == Span(0, len(TEXT))


def test_mentions_are_their_surface() -> None:
    """The text between a mention's offsets is the name, and mentions come in the order of the text."""
    one = annotation()
    assert [span.of(TEXT) for span in one.spans_of("P2")] == ["Raka", "Raka"]
    assert list(one.spans_of("P2")) == sorted(one.spans_of("P2"))
    assert one.spans_of("nobody") == ()


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_spans_contain_and_overlap(a: int, b: int, c: int, d: int) -> None:
    """A span contains or shares exactly the characters that it covers."""
    one, other = Span(a, a + b), Span(c, c + d)
    mine, theirs = set(range(a, a + b)), set(range(c, c + d))
    assert one.overlaps(other) == bool(mine & theirs) or not mine or not theirs
    assert not (mine and theirs and one.contains(other)) or theirs <= mine


def test_facts_come_by_kind() -> None:
    """Positions, relations, arguments and quotes, in that order."""
    kinds = {"positions": FACTS[5], "relations": FACTS[0], "arguments": FACTS[3], "quotes": FACTS[6]}
    one = annotation(**{name: (fact,) for name, fact in kinds.items()})
    assert list(one.facts()) == [FACTS[5], FACTS[0], FACTS[3], FACTS[6]]


def test_records_do_not_change() -> None:
    """A record once made stays as it is."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article("a1", TEXT).text = "lain"  # type: ignore[misc]


def test_articles_are_told_apart_by_text_and_place() -> None:
    """One text is one source wherever it stands; one address is one article whatever its text."""
    assert Article("a", TEXT).content_hash == Article("b", TEXT, url="https://x.example/").content_hash
    assert Article("a", TEXT).content_hash != Article("a", TEXT + " ").content_hash
    assert Article("a", "\ud800").content_hash != Article("a", "?").content_hash
    assert article_id("https://x.example/1") != article_id("https://x.example/2")
