"""What the page tells before anybody asks, and that it can be read: names, lines, accusations, titles."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from made_up import page_data
from playwright.sync_api import expect
from small import IRI, small_picture
from watched import Opener

from kg.errors import ConfigError
from kg.view import from_json, logo_address, render

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def _court() -> dict[str, Any]:
    """The small picture with a person accused in every manner, and one who denies."""
    data = small_picture()
    for number, modality in enumerate(("asserted", "alleged", "charged", "convicted", "acquitted", "denied")):
        said = {"article": "a1", "sentence": f"Kalimat ke-{number} tentang Budi Hartawan.", "marks": [], "confidence": 0.8, "modality": modality}
        edge = {"id": f"{IRI}fact/s{number}", "source": IRI + "event/lomba", "target": IRI + "person/budi", "relation": "suspect"}
        data["edges"].append({**edge, "label": "suspect", "modality": modality, "status": "", "confidence": 0.8, "date": "", "statements": [said]})
    quote = {"speaker": IRI + "person/citra", "text": "menerima uang itu", "form": "indirect", "cue": "membantah", "modality": "denied"}
    data["quotes"].append({**quote, "article": "a3", "sentence": "Citra membantah menerima uang itu.", "confidence": 0.9})
    return data


def test_the_title_is_the_place_and_the_period() -> None:
    """Without a title of its own a page is called after its place and its months, in the tab too; a title overrules."""
    data = small_picture()
    data["meta"] |= {"title": "", "place": "Kota Banyurejo", "since": "2024-02-20", "until": "2024-12-10"}
    assert "<title>Kota Banyurejo, Februari–Desember 2024</title>" in render(data)
    assert "<title>Kota Banyurejo, February–December 2024</title>" in render(data, lang="en")
    assert "<title>Arsip kota</title>" in render(data, title="Arsip kota")


def test_the_front_page_says_who_what_where(opened: Opener) -> None:
    """People with their posts, the newest event by its sentence, bodies, places, and what is left out of the picture."""
    page = opened()
    front = page.locator("#reader")
    expect(front.locator(".part-people li").first).to_have_text(re.compile("Ani Larasati.*Kepala, Dinas Arsip Banyurejo"))
    expect(front.locator(".news time").first).to_have_text("9 Des 2024")
    expect(front.locator(".part-bodies")).to_contain_text("Dinas Arsip Banyurejo")
    expect(front.locator(".part-places")).to_contain_text("Kota Banyurejo")
    expect(front.locator(".loose")).to_contain_text("2 entitas")
    expect(page.locator("#shown")).to_contain_text("10 dari 19 entitas digambar")


def test_hubs_count_less_and_no_path_leads_over_them(opened: Opener) -> None:
    """A hub is not listed among the places, and a path leads over it only when that is allowed."""
    data = small_picture()
    for node in data["nodes"]:
        node["hub"] = node["label"] == "Kota Banyurejo"
    data["edges"] = [e for e in data["edges"] if e["id"].rpartition("/")[2] in ("f03", "f05", "f06")]
    page = opened(data)
    assert page.locator(".part-places").count() == 0
    names = "['Budi Hartawan', 'Pemerintah Kota Banyurejo'].map(l => KG.nodes.find(n => n.label === l))"
    assert page.evaluate(f"KG.showPath(...{names})") is None
    assert page.evaluate(f"KG.showPath(...{names}, true).edges.length") == 3


def test_an_accusation_is_never_read_without_status_sentence_and_date(opened: Opener) -> None:
    """In the file of the accused each accusation stands in its own section, whole, and nowhere else."""
    page = opened(_court(), hash="node=" + IRI + "person/budi")
    reader = page.locator("#reader")
    items = reader.locator(".part-accusations .accusation")
    words = ["disebut tersangka", "diduga", "tersangka atau terdakwa", "divonis bersalah", "dibebaskan", "dibantah"]
    found = items.filter(has_text="Lomba baca").all()
    assert sorted(item.locator(".doubt").first.text_content() for item in found) == sorted(words)
    for item in found:
        expect(item.locator("blockquote")).to_contain_text("tentang Budi Hartawan")
        expect(item).to_contain_text("10 Des 2024")
    for section in reader.locator(".part:not(.part-accusations):not(.part-articles)").all():
        assert "Lomba baca" not in section.text_content()


def test_the_accused_is_not_named_beside_the_event(opened: Opener) -> None:
    """Neither timeline nor front page puts the accused's name beside the event, where no status word stands."""
    data = _court()
    for node in data["nodes"]:
        if node["id"].endswith("event/lomba"):
            node |= {"kind": "corruption", "date": "2025-01-02", "label": "Kasus"}
    page = opened(data, hash="view=timeline")
    moment = page.locator("#view-timeline .moment").first
    expect(moment.locator(".entity").first).to_have_text("Kasus")
    assert moment.locator(".names").count() == 0
    assert moment.locator(".kicker .doubt").count() == 0


def test_who_denies_is_never_shown_as_saying_it(opened: Opener) -> None:
    """A denied quote says "membantah" before its words, in the file, on the front page and in English."""
    page = opened(_court(), hash="node=" + IRI + "person/citra")
    card = page.locator(".part-quotes .said")
    expect(card).to_contain_text("membantah")
    expect(card.locator(".doubt-denied")).to_have_text("dibantah")
    page.locator("#to-front").click()
    expect(page.locator(".part-disputed .accusation").first).to_contain_text("membantah")
    page.locator("#lang").click()
    expect(page.locator(".part-disputed .accusation").first).to_contain_text("denies")


OVERLAPS = """() => {
  const { nodes } = KG.shown.canvas, scale = KG.network.getScale();
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '500 12px ' + getComputedStyle(document.body).fontFamily;
  const boxes = nodes.map(n => { const p = KG.network.canvasToDOM(KG.placeOf(n)); const w = pen.measureText(KG.nameOf(n).slice(0, 34)).width / 2;
    return [p.x - w, p.y + 8, p.x + w, p.y + 24]; });
  let over = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => { if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) over += 1; }));
  return [nodes.length, over, scale];
}"""


@pytest.mark.parametrize("width", [1440, 1024])
def test_a_look_at_one_entity_has_every_name_legible(opened: Opener, width: int) -> None:
    """The surroundings of the best joined entity are laid out so that no name lies on another."""
    page = opened(page_data(400), width=width)
    page.evaluate("KG.go(KG.nodes.reduce((a, b) => a.edges.length > b.edges.length ? a : b))")
    count, over, scale = page.evaluate(OVERLAPS)
    assert count > 30
    assert over <= 1
    assert scale > 0.7


def test_lines_are_hit_six_pixels_beside_them(opened: Opener) -> None:
    """A line answers to a click six pixels to either side: its hit area is twelve pixels wide at least."""
    page = opened()
    found = page.evaluate(
        "() => KG.shown.canvas.edges.filter(e => !e.lane).map(e => { const [a, b] = [e.source, e.target].map(n => KG.network.canvasToDOM(KG.placeOf(n)));"
        " const far = Math.hypot(b.x - a.x, b.y - a.y), m = {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2};"
        " return [1, -1].map(s => KG.hit({x: m.x - s * 6 * (b.y - a.y) / far, y: m.y + s * 6 * (b.x - a.x) / far})).every(h => h === e); })"
    )
    assert found.count(True) >= len(found) - 1 > 5


def test_middles_of_lines_are_free(opened: Opener) -> None:
    """In a first picture hardly a line has its middle under a mark."""
    page = opened(page_data(500))
    covered, lines = page.evaluate(
        "() => { const es = KG.shown.canvas.edges; let under = 0; for (const e of es) { const p = KG.network.canvasToDOM(KG.network.body.edges[e.i].edgeType.getPoint(0.5));"
        " if (KG.shown.canvas.nodes.some(n => { const q = KG.network.canvasToDOM(KG.placeOf(n)); return Math.hypot(p.x - q.x, p.y - q.y) < 8; })) under += 1; } return [under, es.length]; }"
    )
    assert lines > 100
    assert covered < lines * 0.2


def test_every_entity_is_found_whether_drawn_or_not(opened: Opener) -> None:
    """Whatever the first picture holds, every entity of the page is found by its name and opens with its neighbours."""
    page = opened(page_data(600))
    assert page.evaluate("KG.shown.canvas.nodes.length") == 100
    assert page.evaluate("KG.nodes.every(n => KG.search(n.label, 600).hits.some(h => h.node === n))")
    far = page.evaluate("(() => { const n = KG.nodes.find(n => n.turn > 400 && n.edges.length > 1); KG.go(n); return n.label; })()")
    expect(page.locator("#reader h2")).to_have_text(far)
    assert page.evaluate("KG.shown.canvas.nodes.length > 1")


def test_on_a_phone_the_tapped_mark_is_above_the_sheet(opened: Opener) -> None:
    """The mark that was tapped is seen in the part of the canvas that the sheet leaves free."""
    page = opened(page_data(200), width=390, hash="view=graph")
    page.locator("#dock [data-view=graph]").click()
    page.evaluate("KG.go(KG.nodes.find(n => n.turn === 3))")
    page.wait_for_function(
        "() => { const y = KG.network.canvasToDOM(KG.placeOf(KG.state.selection)).y + KG.$('canvas').getBoundingClientRect().top;"
        " return y > KG.$('canvas').getBoundingClientRect().top && y < KG.$('reader').getBoundingClientRect().top; }"
    )


def test_back_and_forth(opened: Opener) -> None:
    """The browser's own back and forth lead through what was read; filters are no steps."""
    page = opened()
    for path in ("person/ani", "person/budi"):
        page.evaluate(f"KG.go(KG.nodeById.get('{IRI}{path}'))")
    page.evaluate("KG.set({confidence: 0.1})")
    page.go_back()
    expect(page.locator("#reader h2")).to_have_text("Ani Larasati")
    page.go_forward()
    expect(page.locator("#reader h2")).to_have_text("Budi Hartawan")
    page.go_back()
    page.go_back()
    expect(page.locator("#reader h2")).to_have_text("Arsip Banyurejo")


def test_theme_and_logo(opened: Opener, tmp_path: Path) -> None:
    """A page may come dark, and with a logo that is part of the file; a logo that is no picture is refused in words."""
    path = tmp_path / "tanda.png"
    path.write_bytes(PIXEL)
    dark = render(small_picture(), theme="dark", logo=logo_address(path))
    assert 'class="logo" src="data:image/png;base64,' in dark
    assert '"theme":"dark"' in dark
    assert 'class="logo"' not in render(small_picture(), logo="https://contoh.example/x.png")
    with pytest.raises(ConfigError, match="the page has no theme 'pink'"):
        render(small_picture(), theme="pink")
    for name, words in (("tanda.exe", "is no picture"), ("tiada.png", "cannot read the logo")):
        with pytest.raises(ConfigError, match=words):
            logo_address(tmp_path / name)
    path.write_bytes(b"x" * 300_001)
    with pytest.raises(ConfigError, match="300,001 bytes"):
        logo_address(path)


def test_a_picture_shows_itself_in_a_notebook(browser: Any, tmp_path: Path) -> None:
    """In a notebook a picture is the page in a frame, which works and cannot reach the notebook."""
    shown = from_json(small_picture())._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts') and "allow-same-origin" not in shown
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><title>x</title><body>{shown}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".part-people .entity").first.click()
    expect(frame.locator("#reader h2")).to_have_text("Ani Larasati")
    page.close()


def test_a_named_page_opens_its_file(browser: Any, tmp_path: Path) -> None:
    """A page about one entity opens with that entity's file."""
    path = tmp_path / "budi.html"
    path.write_text(render(small_picture(), focus=[IRI + "person/budi"]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto(path.as_uri())
    expect(page.locator("#reader h2")).to_have_text("Budi Hartawan")
    page.close()
