"""What the engine knows by rule: dates of one value, whole words, names that state facts, holders named elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extract.annotate import annotation
from kg.extract.confidence import WEIGHTS, End, Scale, features
from kg.extract.neural.labels import HOLDER, HOLDS, PAIR_LABEL_INDEX, PAIR_LABELS, SPAN_TYPES
from kg.extract.neural.prediction import CandidateSpan, Prediction, whole_words
from kg.extract.passes import drafted
from kg.records import Annotation, Article, Span
from kg.text import split

ALL = np.ones((len(SPAN_TYPES), len(SPAN_TYPES), len(PAIR_LABELS)), dtype=bool)


def read(text: str, *names: tuple[str, str], facts: tuple[tuple[str, str, str], ...] = ()) -> Annotation:
    """The annotation of a text in which a network saw these (surface, type) and nothing but these (left, label, right)."""
    items = [CandidateSpan(Span(at, at + len(s)), t, nested=False, confidence=0.9) for s, t in names if (at := text.find(s)) >= 0]
    place = {s: n for n, (s, _) in enumerate(names)}
    left = np.array([place[a] for a, _, _ in facts], dtype=np.int64)
    right = np.array([place[b] for _, _, b in facts], dtype=np.int64)
    logits = np.full((len(facts), len(PAIR_LABELS)), -20.0, dtype=np.float32)
    for n, (_, label, _) in enumerate(facts):
        logits[n, PAIR_LABEL_INDEX[label]] = 4.0
    return made(text, Prediction(tuple(items), left, right, logits), {"least": 0.5})


def made(text: str, prediction: Prediction, model: dict[str, object]) -> Annotation:
    """The annotation that the passes make of a prediction."""
    return annotation(drafted(split(Article("a", text)), prediction, ALL, model), engine="e")


def stated(a: Annotation) -> set[tuple[str, str, str]]:
    """The relations by name."""
    name = {e.id: e.name for e in a.entities}
    return {(name[r.subject], r.predicate, name[r.object]) for r in a.relations}


def test_dates_of_one_day_are_one() -> None:
    """Two expressions of one value are one entity; one that cannot be placed has no value."""
    text = "Rapat digelar Rabu (18/6/2025). Menurut Budi, hari ini semua hadir. Kelak ada lagi."
    a = read(text, ("Rabu (18/6/2025)", "DATE"), ("hari ini", "DATE"), ("Kelak", "DATE"))
    assert [(e.name, e.value) for e in a.entities] == [("Rabu (18/6/2025)", "2025-06-18"), ("Kelak", None)]


def test_longer_names_state_their_parts() -> None:
    """A body's name says whose part it is and where it sits; the country, a bank and an inner body's place say nothing."""
    text = (
        "Bagian Hukum Setda Kota Solo, Polres Klaten, Bank Jateng dan Bank Indonesia hadir. Kota Solo, Klaten, Jateng, Indonesia."
    )
    names = [
        ("Bagian Hukum Setda Kota Solo", "ORG"),
        ("Setda Kota Solo", "ORG"),
        ("Polres Klaten", "ORG"),
        ("Bank Jateng", "ORG"),
        ("Bank Indonesia", "ORG"),
        *((place, "GPE") for place in ("Kota Solo", "Klaten", "Jateng", "Indonesia")),
    ]
    expected = {("Bagian Hukum Setda Kota Solo", "part_of", "Setda Kota Solo"), ("Polres Klaten", "located_in", "Klaten")}
    assert stated(read(text, *names)) == expected


@pytest.mark.parametrize(
    ("text", "office", "role"),
    [
        ("Menteri Kesehatan Budi Rahardja datang. Kementerian Kesehatan mencatat.", "Kementerian Kesehatan", "Menteri Kesehatan"),
        ("Menkes Budi Rahardja datang. Kemenkes mencatat.", "Kemenkes", "Menkes"),
        ("Presiden Budi Rahardja datang. Rakyat Indonesia menyambut.", "Indonesia", "Presiden"),
        ("Kapolsek Budi Rahardja datang. Polsek Delanggu mencatat.", "Polsek Delanggu", "Kapolsek"),
        ("Kabag Humas Budi Rahardja datang. Bagian Humas mencatat.", "Bagian Humas", "Kabag Humas"),
    ],
)
def test_a_holder_named_elsewhere(text: str, office: str, role: str) -> None:
    """Ministers serve the ministry, a president the country and a head the office that the article names."""
    kind = "GPE" if office == "Indonesia" else "ORG"
    a = read(text, ("Budi Rahardja", "PER"), (role, "ROLE"), (office, kind), facts=(("Budi Rahardja", HOLDS, role),))
    name = {e.id: e.name for e in a.entities}
    assert [(name[p.person], p.role, name[p.holder or ""]) for p in a.positions] == [("Budi Rahardja", role, office)]


def test_a_post_is_stated_once() -> None:
    """The same words twice are one post, with the holder that one of them has."""
    text = "Bupati Klaten Siti Aminah datang. Kata bupati Siti Aminah lagi."
    names = (("Siti Aminah", "PER"), ("Bupati", "ROLE"), ("bupati", "ROLE"), ("Klaten", "GPE"))
    facts = (("Siti Aminah", HOLDS, "Bupati"), ("Siti Aminah", HOLDS, "bupati"), ("Bupati", HOLDER, "Klaten"))
    assert [(p.role, p.holder) for p in read(text, *names, facts=facts).positions] == [("Bupati", "G1")]


def test_nobody_is_a_deputy_alone() -> None:
    """A title cut after `Wakil` is read to its end, and its holder found by it."""
    text = "Wakil Bupati Siti Aminah datang ke Kabupaten Klaten."
    names = (("Siti Aminah", "PER"), ("Wakil", "ROLE"), ("Kabupaten Klaten", "GPE"))
    a = read(text, *names, facts=(("Siti Aminah", HOLDS, "Wakil"),))
    assert [(p.role, p.holder) for p in a.positions] == [("Wakil Bupati", "G1")]


@pytest.mark.parametrize(("start", "end", "expected"), [(0, 4, "Budiman"), (0, 2, ""), (8, 13, "Santo"), (3, 7, "Budiman")])
def test_words_are_taken_whole(start: int, end: int, expected: str) -> None:
    """Half a word becomes the word, less becomes nothing; a joint of glued words is a border."""
    text = "Budiman SantoTiba"
    assert whole_words(Span(start, end), text).of(text) == expected


def test_confidence_rises_with_its_parts() -> None:
    """A surer score and surer ends give more confidence; without weights the score is the confidence."""
    scale = Scale({"calibration": {"spouse": [1.0, 0.0, 0.5, 0.5, 0.0, 0.0]}, "least": 0.4})
    weak, strong = (scale.confidence("spouse", 0.6, features(0.6, End(c, 1), End(c, 1))) for c in (0.5, 0.9))
    assert 0.6 == weak < strong < 1.0
    assert scale.confidence("owns", 0.3, features(0.3, None, None)) == 0.3
    assert (scale.least("owns"), Scale({"least": 0.4, "least_of": {"owns": 0.2}}).least("owns")) == (0.4, 0.2)
    assert len(features(1.0, None, None)) == WEIGHTS


def test_places_told_as_an_address_lie_in_each_other() -> None:
    """Each lies in the next where the next is the higher level; places of one level in a list say nothing."""
    text = "Warga Desa Sumber, Kecamatan Kebonarum, Klaten, Jawa Tengah datang. Juga dari Sragen, Solo, dan Boyolali."
    names = ("Desa Sumber", "Kecamatan Kebonarum", "Klaten", "Jawa Tengah", "Sragen", "Solo", "Boyolali")
    chain = {("Desa Sumber", "Kecamatan Kebonarum"), ("Kecamatan Kebonarum", "Klaten"), ("Klaten", "Jawa Tengah")}
    found = stated(read(text, *((n, "GPE") for n in names)))
    assert found == {(inner, "located_in", outer) for inner, outer in chain}


@pytest.mark.parametrize(
    ("text", "told"),
    [("Budi Rahardja dan istrinya, Rina Lestari, hadir.", True), ("Budi Rahardja duduk di samping Rina Lestari.", False)],
)
def test_family_ties_need_a_word_of_kinship(text: str, told: bool) -> None:
    """However sure the network is, two people side by side are no couple."""
    names = (("Budi Rahardja", "PER"), ("Rina Lestari", "PER"))
    a = read(text, *names, facts=(("Budi Rahardja", "spouse", "Rina Lestari"),))
    assert stated(a) == ({("Budi Rahardja", "spouse", "Rina Lestari")} if told else set())


def test_an_event_has_one_time() -> None:
    """Of two times that the network gives an event, one is stated."""
    text = "Rapat itu kemudian digelar. Ada Senin (9/12/2024) dan ada Selasa (10/12/2024)."
    days = "Senin (9/12/2024)", "Selasa (10/12/2024)"
    a = read(text, ("Rapat", "EVT"), *((d, "DATE") for d in days), facts=tuple(("Rapat", "arg:time", d) for d in days))
    assert len(a.arguments) == 1


def test_unsure_entities_are_not_stated() -> None:
    """By type, an entity whose best mention is too unsure is left out, and so is what a pronoun alone names."""
    scale = Scale({"least_entity": {"ORG": 0.95}})
    assert [scale.names(kind, 0.9) for kind in ("ORG", "PER")] == [False, True]
    assert [e.name for e in read("Kami dan Kemendag hadir.", ("Kami", "ORG"), ("Kemendag", "ORG")).entities] == ["Kemendag"]


def test_the_parent_in_a_units_name_is_whole() -> None:
    """Marked short or not at all, the body at the end of a unit's name becomes an item of its own."""
    text = "Kepala Biro Umum Setda Kota Solo bertemu Komisi II DPRD Klaten."
    spans = [("Biro Umum Setda Kota Solo", False), ("Setda", True), ("Komisi II DPRD Klaten", False)]
    items = tuple(CandidateSpan(Span(text.index(s), text.index(s) + len(s)), "ORG", nested, 0.9) for s, nested in spans)
    none = np.zeros(0, dtype=np.int64)
    prediction = Prediction(items, none, none, np.zeros((0, len(PAIR_LABELS)), dtype=np.float32))
    done = drafted(split(Article("a", text)), prediction, ALL, {})
    assert [s.span.of(text) for s in done.spans if s.nested] == ["Setda Kota Solo", "DPRD Klaten"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dinkes Klaten berkunjung ke RSUD Aeramo kemarin.", {("agent", "Dinkes Klaten"), ("target", "RSUD Aeramo")}),
        ("Dinkes Klaten telah mengunjungi RSUD Aeramo.", {("agent", "Dinkes Klaten"), ("target", "RSUD Aeramo")}),
        ("Dinkes Klaten senang, berkunjung lama sekali ke kantor baru milik RSUD Aeramo.", set()),
        ("Dinkes Klaten membangun RSUD Aeramo.", set()),
    ],
)
def test_a_verb_of_visiting_says_who_visits_whom(text: str, expected: set[tuple[str, str]]) -> None:
    """Right before and right after the verb, and after no other verb; the scale of a label does not lower a rule's share."""
    verb = next(w for w in ("berkunjung", "mengunjungi", "membangun") if w in text)
    items = [
        CandidateSpan(Span(text.index(s), text.index(s) + len(s)), t, nested=False, confidence=1.0)
        for s, t in (("Dinkes Klaten", "ORG"), (verb, "EVT"), ("RSUD Aeramo", "ORG"))
    ]
    none = np.zeros(0, dtype=np.int64)
    prediction = Prediction(tuple(items), none, none, np.zeros((0, len(PAIR_LABELS)), dtype=np.float32))
    low = {f"arg:{role}": [0.0, -5.0, 0.0, 0.0, 0.0, 0.0] for role in ("agent", "target")}
    a = made(text, prediction, {"least": 0.5, "calibration": low})
    name = {e.id: e.name for e in a.entities}
    assert {(g.role, name[g.entity]) for g in a.arguments} == expected
