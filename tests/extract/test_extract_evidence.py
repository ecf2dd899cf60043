"""Every fact is accountable: its sentences hold all its parts, its authors are named, and the steps that led to it are told."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.exchange import read
from kg.extract import explained, load_engine, trace
from kg.extract.trace import in_words
from kg.records import (
    Annotation,
    Argument,
    Article,
    Fact,
    LocalEntity,
    Mention,
    Position,
    Quote,
    Relation,
    Span,
    entities_of,
)
from kg.text import split

GOLD = Path(__file__).parents[1] / "data" / "gold.jsonl"
REGENT = "{ROLE|Bupati} {PER|Budi Santoso} datang. Acara di {GPE|Kabupaten Klaten} meriah."
HOLDS = "Budi Santoso | holds_role | Bupati | 0.9"


def holds_all_parts(found: Annotation, fact: Fact) -> bool:
    """Whether the evidence holds a mention of everybody the fact speaks of (or his words), and its own words."""
    parts, text = found.evidence(fact), found.article.text
    own = not isinstance(fact, Position | Quote) or any(p.contains(fact.span) for p in parts)
    named = [
        any(p.contains(s) or s.of(text) in p.of(text) for p in parts for s in found.spans_of(entity)) or not found.spans_of(entity)
        for entity in entities_of(fact)
    ]
    return own and all(named)


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """Annotations of a text of short sentences, with mentions and facts anywhere."""
    sentences = draw(st.lists(st.sampled_from(["Budi datang. ", "Ia pulang. ", "PSSI di Solo. ", "Rapat Budi.\n"]), min_size=1, max_size=8))
    text = "".join(sentences)
    edges = [0]
    for s in sentences:
        edges.append(edges[-1] + len(s))
    span = st.integers(0, len(text) - 2).flatmap(lambda a: st.integers(a + 1, len(text)).map(lambda b: Span(a, b)))
    names = ("A", "B", "C")
    mentions = tuple(Mention(e, draw(span), "PER") for e in names for _ in range(draw(st.integers(1, 3))))
    told = draw(st.lists(st.integers(0, len(sentences)), max_size=2).map(tuple))
    one, two = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    return Annotation(
        Article("a", text),
        tuple(Span(a, b) for a, b in pairwise(edges)),
        tuple(LocalEntity(e, "PER", e) for e in names),
        mentions,
        (Position(one, "x", draw(span), two, sentences=told), Position(one, "x", draw(span))),
        (Relation(one, "works_with", two, sentences=told),),
        (Argument(one, "agent", two, sentences=told),),
        quotes=(Quote(one, "direct", draw(span), sentences=told),),
    )


@given(annotations())
def test_evidence_holds_every_part_of_a_fact(found: Annotation) -> None:
    """Whatever an engine says of sentences: all the parts of a fact stand in its evidence, in the order of the text."""
    for fact in found.facts():
        assert holds_all_parts(found, fact)
        assert list(found.evidence(fact)) == sorted(found.evidence(fact))


def test_the_engine_and_gold_give_evidence_of_every_part() -> None:
    """What the shipped engine and our annotators state is told whole by the sentences that stand with it, and signed."""
    golds = list(read(GOLD))[:4]
    made = list(load_engine("neural").annotate([split(a.article) for a in golds]))
    assert all(holds_all_parts(a, fact) for a in (*golds, *made) for fact in a.facts())
    assert all(fact.by and fact.sentences for a in made for fact in a.facts())
    replayed = load_engine("replay", path=GOLD).annotate([split(golds[0].article)])
    assert {fact.by for a in replayed for fact in a.facts()} == {("gold",)}


def test_an_explanation_in_words_names_passes_and_sentences() -> None:
    """Below each fact stand the steps, its holder's too, and every sentence that says it."""
    shown = in_words(explained(load_engine("neural"), split(next(read(GOLD)).article)))
    assert "by    network made it: probability " in shown
    assert "by    confidence weighed it: confidence " in shown
    assert "by    holders made serves: probability 1.00" in shown
    assert "says  Ia didampingi Kabag Humas dan Protokol, Dicky Adinurwanto." in shown
    assert "says  Kini urusan itu dijalankan Bagian Humas dan Protokol, salah satu bagian di Biro Umum." in shown


def test_an_engine_without_passes_is_explained_by_its_facts_authors() -> None:
    """Of stored annotations the authors are told, as far as they are known."""
    gold = next(read(GOLD))
    shown = trace.in_words(explained(load_engine("replay", path=GOLD), split(gold.article)))
    assert "by    gold stated it: probability 1.00" in shown
