"""A curator's word: what it changes, that it lasts, and that it can be taken back exactly."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from histories import BASE, annotation

from kg.errors import ConfigError, NotFound
from kg.pipeline import curating, forget, rederive
from kg.pipeline.resolving import commit, drawn_entities
from kg.rdf.decisions import turtle
from kg.records import Annotation, Decision
from kg.resolve import decision_id
from kg.store import EmbeddedStore, open_store


def corpus() -> list[Annotation]:
    """Eight articles, always the same."""
    return [annotation(key, random.Random(key + 100)) for key in range(8)]


def filled(folder: Path) -> EmbeddedStore:
    """A store with the articles in it."""
    store = open_store(folder / "news.kg")
    commit(store, corpus(), base=BASE, at="2025-01-01T00:00:00Z")
    return store


def ids(store: EmbeddedStore) -> dict[tuple[str, str], str]:
    """What every local entity has come to."""
    return {(row.id, local): e.id for row in store.articles() for local, e in drawn_entities(store, row.id).items()}


def people(store: EmbeddedStore) -> list[str]:
    """The ids of all people, by name."""
    return sorted({i for i in ids(store).values() if i.startswith("person/")})


def a_fact(store: EmbeddedStore) -> str:
    """The IRI of a post in the picture."""
    asked = "SELECT ?f WHERE { ?f a <http://www.w3.org/ns/org#Membership> . ?s <https://kg.example/ns#denotes> ?f } ORDER BY ?f"
    return next(str(row[0].value) for row in store.query(asked))


def decided(curator: curating.Curator, what: str) -> None:
    """One decision of each kind on what the store holds."""
    one, other = people(curator.store)[:2]
    if what == "merge":
        curating.merge(curator, one, other)
    elif what == "split":
        curating.split(curator, one, articles=[next(a for (a, _), i in ids(curator.store).items() if i == one)])
    elif what == "reject":
        curating.reject(curator, a_fact(curator.store))
    elif what == "rename":
        curating.rename(curator, one, "Nama Yang Benar")
    else:
        curating.retype(curator, one, "ORG")


KINDS = ("merge", "split", "reject", "rename", "type")


@pytest.mark.parametrize("what", KINDS)
def test_a_decision_changes_the_picture_and_undoing_it_restores_it(tmp_path: Path, what: str) -> None:
    """Every kind of decision changes the graph; undone, every byte is as before; undoing the undoing brings it back."""
    with filled(tmp_path) as store:
        curator, before = curating.Curator(store, "Rini", BASE), list(store.dump())
        decided(curator, what)
        after = list(store.dump())
        assert after != before
        for _ in range(len(store.names.ruling_decisions())):
            taken_back = curating.undo(curator)
        assert list(store.dump()) == before
        curating.undo(curator, decision_id(taken_back))
        assert list(store.dump()) == after


@pytest.mark.parametrize("what", KINDS)
def test_decisions_last(tmp_path: Path, what: str) -> None:
    """They outlive forgetting and reading the articles again, working everything out anew, and a rebuild of the graph."""
    with filled(tmp_path) as store:
        decided(curating.Curator(store, "Rini", BASE), what)
        after = list(store.dump())
        for row in list(store.articles()):
            forget(row.id, store=store, base=BASE)
        for one in reversed(corpus()):
            commit(store, [one], base=BASE)
        assert list(store.dump()) == after
        rederive(store, base=BASE)
        store.rebuild()
        assert list(store.dump()) == after


def test_decisions_travel(tmp_path: Path) -> None:
    """Exported and imported, they make the same graph of the same articles, and are taken over once."""
    with filled(tmp_path) as store:
        curator = curating.Curator(store, "Rini", BASE)
        for what in KINDS:
            decided(curator, what)
        curating.undo(curator)
        made, dump = [d for _, d in store.names.ruling_decisions()], list(store.dump())
    with open_store(tmp_path / "other.kg") as other:
        commit(other, corpus(), base=BASE)
        assert curating.take_over(curating.Curator(other, "Seno", BASE), made) == len(made)
        assert curating.take_over(curating.Curator(other, "Seno", BASE), made) == 0
        assert list(other.dump()) == dump


def test_a_merge_shows_in_the_graph(tmp_path: Path) -> None:
    """After a merge nothing points at the second id any more, and its name stands beside the first."""
    with filled(tmp_path) as store:
        one, other = people(store)[:2]
        curating.merge(curating.Curator(store, "Rini", BASE, "seen at the court"), one, other)
        assert not any(f"<{BASE}{other}>" in line for line in store.dump())
        assert store.names.decisions()[-1].reasons == ("seen at the court",)


def test_the_log_holds_rules_and_people_with_reasons(tmp_path: Path) -> None:
    """Each decision of a rule is on record with its reasons in words, and everything can be told as PROV."""
    with filled(tmp_path) as store:
        decided(curating.Curator(store, "Rini", BASE), "merge")
        made = store.names.decisions()
    rules = [d for d in made if d.by.startswith("rule:")]
    assert rules and all(d.reasons and d.verdict in ("same", "unsure") and 0 < d.score <= 1 and d.at for d in rules)
    lines = list(turtle([(decision_id(d), d) for d in made]))
    assert sum("prov#wasAssociatedWith" in line for line in lines) == len(made)


def test_the_queue_asks_with_sentences(tmp_path: Path) -> None:
    """Pairs that may be one come with their reasons and a sentence of each side; one that is decided is asked no more."""
    with filled(tmp_path) as store:
        doubts = curating.queue(store)
        assert doubts and all(d.reasons and d.node_says and d.target_says for d in doubts)
        assert [d.score for d in doubts] == sorted((d.score for d in doubts), reverse=True)
        curating.merge(curating.Curator(store, "Rini", BASE), doubts[0].target, doubts[0].node)
        assert doubts[0].node not in [d.node for d in curating.queue(store)]


def test_what_cannot_be_decided_is_said(tmp_path: Path) -> None:
    """A merge with itself, an unknown type, fact or decision, and an article that does not speak of the entity are errors."""
    with filled(tmp_path) as store:
        curator = curating.Curator(store, "Rini", BASE)
        one = people(store)[0]
        silent = next(row.id for row in store.articles() if one not in {e.id for e in drawn_entities(store, row.id).values()})
        for wrong, error in (
            (lambda: curating.merge(curator, one, one), ConfigError),
            (lambda: curating.retype(curator, one, "EVT"), ConfigError),
            (lambda: curating.reject(curator, "membership/none"), NotFound),
            (lambda: curating.undo(curator), NotFound),
            (lambda: curating.undo(curator, "12345678"), NotFound),
            (lambda: curating.split(curator, one), ConfigError),
            (lambda: curating.split(curator, one, articles=[silent]), NotFound),
        ):
            with pytest.raises(error):
                wrong()


def test_decisions_are_json_lines(tmp_path: Path) -> None:
    """What is exported can be read by anybody: one JSON object a line with the seven fields of a decision."""
    from kg.store.names import decision_from

    made = Decision("person/a", "person/b", "same", 1.0, ("x",), "Rini", "2025-01-01T00:00:00Z")
    from dataclasses import asdict

    assert decision_from(json.loads(json.dumps(asdict(made)))) == made
