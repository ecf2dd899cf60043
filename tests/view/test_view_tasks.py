"""Twenty-five things that a new user wants, each done in at most three steps: a step is a click, a key, or typed words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect
from small import IRI, small_picture
from watched import Opener

MOST = 3


@dataclass
class Hand:
    """The user's hand on a page: it counts its steps."""

    page: Any
    steps: int = field(default=0)

    def _step(self) -> None:
        self.steps += 1
        assert self.steps <= MOST, "that was a fourth step"

    def click(self, what: Any) -> Any:
        """Click on an element, or on what is called so."""
        self._step()
        target = self.page.get_by_role("button", name=what) if isinstance(what, str) else what
        target.first.click()
        return target

    def type(self, words: str, into: Any = None) -> None:
        """Type into a box (the search box unless another is named)."""
        self._step()
        box = into if into is not None else self.page.locator("#find input")
        box.fill(words)

    def press(self, key: str) -> None:
        """Press a key."""
        self._step()
        self.page.keyboard.press(key)

    def at(self, item: str) -> None:
        """Click on the canvas where a mark (by name) or the middle of a line (by id) is."""
        self._step()
        x, y = self.page.evaluate(
            "item => { const n = KG.nodes.find(n => KG.nameOf(n) === item), e = KG.edgeById.get(item);"
            " const p = KG.network.canvasToDOM(n ? KG.placeOf(n) : KG.network.body.edges[e.i].edgeType.getPoint(0.5));"
            " const b = KG.$('canvas').getBoundingClientRect(); return [p.x + b.left, p.y + b.top]; }",
            item,
        )
        self.page.mouse.click(x, y)


def _reads(hand: Hand, *words: str) -> None:
    for each in words:
        expect(hand.page.locator("#reader")).to_contain_text(each)


def _who_heads(hand: Hand) -> None:
    hand.type("kepala dinas arsip")
    hand.press("Enter")
    _reads(hand, "Ani Larasati", "Kepala")


def _what_does_she_deny(hand: Hand) -> None:
    hand.type("citra")
    hand.press("Enter")
    section = hand.page.locator(".part-accusations")
    expect(section).to_contain_text("dibantah")
    expect(section).to_contain_text("Citra Gunadi membantah bekerja di dinas itu")


def _sentence_behind_a_line(hand: Hand) -> None:
    hand.at(IRI + "fact/f06")
    _reads(hand, "Rapat digelar di Banyurejo")


def _open_from_the_front(hand: Hand) -> None:
    hand.click(hand.page.locator(".part-people .entity", has_text="Ani Larasati"))
    _reads(hand, "Kepala", "Sekretaris Daerah")


def _newest_event(hand: Hand) -> None:
    expect(hand.page.locator(".news").first).to_contain_text("Rapat")
    hand.click(hand.page.locator(".news .entity"))
    _reads(hand, "Rapat arsip", "9 Des 2024")


def _what_is_alleged(hand: Hand) -> None:
    first = hand.page.locator(".part-disputed .accusation", has_text="Budi Hartawan")
    for words in ("diduga", "Budi Hartawan diduga mendukung", "20 Feb 2024"):
        expect(first.first).to_contain_text(words)


def _by_alias(hand: Hand) -> None:
    hand.type("disarsip")
    hand.press("Enter")
    _reads(hand, "Dinas Arsip Banyurejo")


def _by_quote(hand: Hand) -> None:
    hand.type("ingatan kota")
    hand.press("Enter")
    _reads(hand, "Ani Larasati", "kata", "Arsip adalah ingatan kota")


def _by_headline(hand: Hand) -> None:
    hand.type("rencana kunjungan")
    expect(hand.page.locator("#find [role=option]").first).to_contain_text("Rencana kunjungan")


def _not_on_the_page(hand: Hand) -> None:
    hand.type("tidak digambar")
    expect(hand.page.locator("#find [role=option]").first).to_contain_text("di simpanan, tidak di halaman ini")


def _mark_opens(hand: Hand) -> None:
    hand.at("Budi Hartawan")
    _reads(hand, "Budi Hartawan", "Rapat arsip")


def _then_its_neighbour(hand: Hand) -> None:
    hand.at("Budi Hartawan")
    hand.at("Rapat arsip")
    _reads(hand, "Rapat arsip", "rapat")


def _and_back(hand: Hand) -> None:
    hand.at("Budi Hartawan")
    hand.at("Rapat arsip")
    hand.click(hand.page.locator("#back"))
    expect(hand.page.locator("#reader h2")).to_have_text("Budi Hartawan")


def _front_again(hand: Hand) -> None:
    hand.at("Budi Hartawan")
    hand.press("Escape")
    expect(hand.page.locator("#reader h2")).to_have_text("Arsip Banyurejo")


def _path(hand: Hand) -> None:
    hand.type("budi > perda")
    hand.press("Enter")
    _reads(hand, "2 langkah", "diduga", "Budi Hartawan diduga mendukung Citra Gunadi")


def _what_happened_when(hand: Hand) -> None:
    hand.click("Lini masa")
    expect(hand.page.locator("#view-timeline .moment").first).to_contain_text("Rapat digelar")


def _where(hand: Hand) -> None:
    hand.click("Peta")
    hand.click(hand.page.locator("#view-map .place"))
    _reads(hand, "Kota Banyurejo")


def _all_sentences_about_a_word(hand: Hand) -> None:
    hand.click("Tabel")
    hand.type("membantah", hand.page.locator("#table-search"))
    expect(hand.page.locator("#view-table tbody tr")).to_have_count(1)


def _table_as_it_stands(hand: Hand) -> None:
    hand.click("Tabel")
    hand.type("diduga", hand.page.get_by_label("Saring Kepastian"))
    with hand.page.expect_download() as saved:
        hand.click(hand.page.locator("#save-table"))
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2 and "Budi Hartawan diduga mendukung" in lines[1]


def _only_bodies(hand: Hand) -> None:
    hand.click("Saring")
    hand.click(hand.page.locator("#filters").get_by_label("Orang"))
    assert hand.page.evaluate("KG.shown.nodes.every(n => n.type !== 'PER')")


def _without_allegations(hand: Hand) -> None:
    hand.click("Saring")
    hand.click(hand.page.locator("#filters").get_by_label("diduga"))
    assert hand.page.evaluate("KG.shown.edges.every(e => e.modality !== 'alleged')")


def _the_article(hand: Hand) -> None:
    hand.at(IRI + "fact/f06")
    link = hand.page.locator("#reader .said a")
    expect(link).to_have_attribute("href", "https://contoh.example/1")


def _picture_for_print(hand: Hand) -> None:
    hand.at("Budi Hartawan")
    hand.click("Simpan")
    with hand.page.expect_download() as saved:
        hand.click(hand.page.locator("[data-save=svg]"))
    text = saved.value.path().read_text(encoding="utf-8")
    assert "(diduga)" in text and "stroke-dasharray" in text


def _in_english(hand: Hand) -> None:
    hand.click(hand.page.locator("#lang"))
    expect(hand.page.locator(".part-people h3")).to_have_text("People")


def _who_else_was_there(hand: Hand) -> None:
    hand.type("rapat arsip")
    hand.press("Enter")
    _reads(hand, "Budi Hartawan", "Kota Banyurejo", "Dinas Arsip Banyurejo")


TASKS: list[Callable[[Hand], None]] = [
    _who_heads, _what_does_she_deny, _sentence_behind_a_line, _open_from_the_front, _newest_event, _what_is_alleged, _by_alias,
    _by_quote, _by_headline, _not_on_the_page, _mark_opens, _then_its_neighbour, _and_back, _front_again, _path,
    _what_happened_when, _where, _all_sentences_about_a_word, _table_as_it_stands, _only_bodies, _without_allegations,
    _the_article, _picture_for_print, _in_english, _who_else_was_there,
]  # fmt: skip


def test_there_are_twenty_five() -> None:
    """The list is as long as it says."""
    assert len(set(TASKS)) == 25


@pytest.mark.parametrize("task", TASKS, ids=[task.__name__.strip("_").replace("_", " ") for task in TASKS])
def test_in_three_steps(opened: Opener, task: Callable[[Hand], None]) -> None:
    """What a new user wants is reached in at most three steps."""
    data = small_picture()
    data["others"] = [{"label": "Yang Tidak Digambar", "type": "PER", "aliases": []}]
    task(Hand(opened(data)))
