"""What the passes did to each claim is told, without a model: steps, history, sentences and authors."""

from __future__ import annotations

from dataclasses import replace

from drafting import draft, lines

from kg.extract.annotate import annotation, stated
from kg.extract.trace import Trace

REGENT = "{ROLE|Bupati} {PER|Budi Santoso} datang. Acara di {GPE|Kabupaten Klaten} meriah."
HOLDS = "Budi Santoso | holds_role | Bupati | 0.9"


def test_a_holder_from_another_sentence_brings_that_sentence() -> None:
    """Whose regent somebody is is told by the sentence that names the regency, and by the pass that inferred it."""
    made = annotation(draft(REGENT, [HOLDS]), engine="e")
    (post,) = made.positions
    assert (post.sentences, post.by) == ((0, 1), ("network", "holders"))
    assert [s.of(made.article.text) for s in made.evidence(post)] == [
        "Bupati Budi Santoso datang.",
        "Acara di Kabupaten Klaten meriah.",
    ]


def test_a_pronoun_brings_the_sentence_that_names_its_person() -> None:
    """`Ia` says nothing to a reader: the nearest sentence with the name is evidence too, and the pass is named."""
    text = "{PER|Rina} pulang. {PER|Budi Santoso} datang. {PER|Ia} lahir di {GPE|Klaten}."
    (fact,) = annotation(draft(text, ["Ia | born_in | Klaten | 0.9"]), engine="e").relations
    assert (fact.sentences, fact.by) == ((1, 2), ("network", "pronouns"))


def test_the_steps_to_a_fact_are_told() -> None:
    """Who made, raised, relabelled, marked, weighed or refused a claim is read off the drafts, in order."""
    seen = Trace()
    text = "{ORG|Biro Humas} {EVT:visit|berkunjung} ke {ORG|Dinas Kominfo}. {PER|Rina} istri siapa? {PER|Budi Santoso} hadir."
    pairs = ["berkunjung | arg:agent | Biro Humas | 0.6", "Rina | child_of | Budi Santoso | 0.9"]
    made = draft(text, pairs, watch=seen.watch)
    told = {claim.label: seen.of(claim) for _, claims in stated(made) for claim in claims}
    assert [(s.by, s.did) for s in told["arg:agent"]] == [("network", "made"), ("visiting", "raised"), ("confidence", "weighed")]
    assert [round(s.value, 2) for s in told["arg:agent"]] == [0.6, 0.94, 0.94]
    refused = {r.claim.label: seen.of(r.claim)[-1] for r in made.refused}
    assert (refused["child_of"].by, refused["child_of"].did) == ("family", "refused")
    assert refused["child_of"].note


def test_a_relabelled_claim_keeps_its_history() -> None:
    """A claim that a pass gives another label still says what the network said."""
    seen = Trace()
    before = draft("{PER|Budi} {EVT:crime|mencuri}.", ["mencuri | arg:agent | Budi | 0.9"], without=["accusations"])
    claim = next(c for c in before.claims if c.label == "arg:agent")
    seen.watch("network", replace(before, claims=()), replace(before, claims=(claim,)))
    new = replace(claim, label="arg:suspect", modality="alleged", cue="dituding")
    seen.watch("gate", replace(before, claims=(claim,)), replace(before, claims=(new,)))
    assert [(s.by, s.did, s.note) for s in seen.of(new) if s.by == "gate"] == [
        ("gate", "relabelled", "arg:agent to arg:suspect"),
        ("gate", "marked", "alleged: dituding"),
    ]
    assert seen.of(new)[0].by == "network"


def test_lowered_claims_are_told_so() -> None:
    """A pass that leaves a claim less likely lowered it."""
    seen, made = Trace(), draft(REGENT, [HOLDS])
    claim = next(iter(made.claims))
    seen.watch("doubt", replace(made, claims=(claim,)), replace(made, claims=(replace(claim, probability=0.1),)))
    assert [(s.by, s.did, s.value) for s in seen.of(claim)] == [("doubt", "lowered", 0.1)]


def test_lines_of_a_draft_say_how() -> None:
    """The lines that the tables of cases compare name authors and sentences."""
    assert "PER Budi Santoso is Bupati of GPE Kabupaten Klaten (current) (0.90 network+holders s0,1)" in lines(draft(REGENT, [HOLDS]))
