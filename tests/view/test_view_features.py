"""What a reader can do on the page, in a real browser."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from made_up import page_data
from playwright.sync_api import Browser, expect
from small import IRI, small_picture
from watched import Opener, watch

from kg.view import render

NAMES = "KG.shown.nodes.map(n => n.label)"


def shown(page: object, what: str = "nodes") -> int:
    """How many nodes or edges pass the filters."""
    return page.evaluate(f"KG.shown.{what}.length")  # type: ignore[attr-defined,no-any-return]


def filters(page: object) -> Any:
    """The filters' panel, opened."""
    if page.evaluate("document.documentElement.dataset.sheet") != "filters":  # type: ignore[attr-defined]
        page.locator("#views [data-sheet-button=filters]").click()  # type: ignore[attr-defined]
    return page.locator("#filters")  # type: ignore[attr-defined]


def click_on(page: object, label: str) -> None:
    """Click on a node's place on the canvas."""
    at = page.evaluate(  # type: ignore[attr-defined]
        "label => { const n = KG.nodes.find(n => n.label === label);"
        " KG.network.moveTo({position: KG.placeOf(n), scale: 1});"
        " const p = KG.network.canvasToDOM(KG.placeOf(n)); const b = KG.$('canvas').getBoundingClientRect();"
        " return [p.x + b.left, p.y + b.top]; }",
        label,
    )
    page.mouse.click(*at)  # type: ignore[attr-defined]


def test_click_a_node_and_read_its_file(opened: Opener) -> None:
    """A click on a node opens its name, aliases, posts, links, facts, quotes and articles."""
    page = opened()
    click_on(page, "Ani Larasati")
    reader = page.locator("#reader")
    expect(reader.locator("h2")).to_have_text("Ani Larasati")
    for words in (
        "Bu Ani",
        "Kepala",
        "Sekretaris Daerah",
        "mantan",
        "Arsip adalah ingatan kota",
        "Rapat arsip digelar",
    ):
        expect(reader).to_contain_text(words)
    expect(reader.get_by_role("link", name="wikidata.org")).to_have_attribute("href", "https://www.wikidata.org/wiki/Q1")


def test_click_an_edge_and_read_every_sentence(opened: Opener) -> None:
    """A click on a line shows all its sentences with marked words, title, outlet, date, link and confidence."""
    page = opened()
    at = page.evaluate(
        "() => { const e = KG.edgeById.get('" + IRI + "fact/f05'); const m = KG.network.body.edges[e.i].edgeType.getPoint(0.5);"
        " KG.network.moveTo({position: m, scale: 1.5}); const p = KG.network.canvasToDOM(m);"
        " const b = KG.$('canvas').getBoundingClientRect(); return [p.x + b.left, p.y + b.top]; }"
    )
    page.mouse.click(*at)
    reader = page.locator("#reader")
    assert reader.locator("mark").all_text_contents() == ["Rapat arsip", "Budi Hartawan"]
    for words in ("Rapat arsip digelar", "Warta Banyurejo", "10 Des 2024", "keyakinan 90%"):
        expect(reader).to_contain_text(words)
    expect(reader.get_by_role("link", name="Rapat arsip digelar")).to_have_attribute("href", "https://contoh.example/1")


def test_every_statement_of_a_fact(opened: Opener) -> None:
    """A fact that two articles state shows both sentences, and a link only where the address is http(s)."""
    page = opened(hash="fact=" + IRI + "fact/f01")
    reader = page.locator("#reader")
    expect(reader.locator("blockquote")).to_have_count(2)
    assert reader.locator("mark").all_text_contents() == ["Kepala", "Ani Larasati", "Ani Larasati", "kepala"]
    expect(reader.locator("a", has_text="Kepala dinas bicara")).to_have_count(0)


@pytest.mark.parametrize(("fact", "word"), [("f07", "direncanakan"), ("f09", "diduga"), ("f10", "dibantah")])
def test_doubt_is_a_dash_and_a_word(opened: Opener, fact: str, word: str) -> None:
    """Planned, alleged and denied facts are dashed and coloured on the canvas and named in words beside them."""
    page = opened(hash="fact=" + IRI + "fact/" + fact)
    expect(page.locator("#reader .doubt").first).to_have_text(word)
    dashes = page.evaluate(f"KG.network.body.edges[KG.edgeById.get('{IRI}fact/{fact}').i].options.dashes")
    assert dashes
    everywhere = opened()
    assert everywhere.evaluate(f"KG.network.body.edges[KG.edgeById.get('{IRI}fact/f01').i].options.dashes") is False


def test_search_suggests_by_alias_and_without_accents(opened: Opener) -> None:
    """Typing finds names and aliases, arrows choose, Enter jumps."""
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("ani l")
    option = page.locator("#find [role=option]").first
    expect(option).to_contain_text("Ani Larasati")
    page.locator("#find input").fill("disarsip")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#reader h2")).to_have_text("Dinas Arsip Banyurejo")
    page.locator("#find input").fill("zzz")
    expect(page.locator("#find [role=option]")).to_contain_text("Tidak ada nama, jabatan, kutipan, atau berita yang cocok")


def test_legend_filters_and_counts_follow(opened: Opener) -> None:
    """Unticking a type hides its nodes and lowers the counts of the relations that touch them."""
    page = opened()
    relation = filters(page).locator(".facet-box", has_text="Hubungan").locator("li", has_text="peserta").locator(".count")
    expect(relation).to_have_text("1")
    filters(page).get_by_label("Orang").uncheck()
    assert "Ani Larasati" not in page.evaluate(NAMES)
    expect(relation).to_have_text("0")
    assert shown(page) == 9
    page.get_by_role("button", name="Atur ulang").click()
    assert shown(page) == 12


def test_filters_by_relation_kind_modality_outlet(opened: Opener) -> None:
    """Each facet takes out what it names and nothing else."""
    page = opened()
    panel = filters(page)
    panel.get_by_role("button", name="lagi").click()
    panel.get_by_label("bagian dari").uncheck()
    assert shown(page, "edges") == 11
    panel.get_by_label("bagian dari").check()
    panel.get_by_label("kunjungan").uncheck()
    assert "Kunjungan kerja" not in page.evaluate(NAMES)
    panel.get_by_label("kunjungan").check()
    panel.get_by_label("diduga").uncheck()
    assert page.evaluate("KG.shown.edges.every(e => e.modality !== 'alleged')")
    panel.get_by_label("diduga").check()
    panel.get_by_label("Warta Banyurejo").uncheck()
    left = page.evaluate("KG.shown.edges.map(e => e.id.slice(-3))")
    assert left == ["f01", "f03", "f07", "f08", "f09", "f10", "f11"]


def test_confidence_and_dates(opened: Opener) -> None:
    """The sliders leave out weak facts, articles outside a range, and events outside a range."""
    page = opened()
    filters(page)
    page.get_by_label("Keyakinan paling rendah").fill("50")
    assert f"{IRI}fact/f03" not in page.evaluate("KG.shown.edges.map(e => e.id)")
    page.get_by_label("Keyakinan paling rendah").fill("0")
    first = page.get_by_label("Tanggal berita, dari")
    first.focus()
    page.evaluate("KG.set({articleDates: ['2024-12-01', '2024-12-31']})")
    assert page.evaluate("KG.shown.edges.map(e => e.id.slice(-3))") == ["f01", "f02", "f04", "f05", "f06"]
    page.get_by_role("button", name="Atur ulang").click()
    page.get_by_label("Tanggal acara, dari").focus()
    page.keyboard.press("End")
    assert page.evaluate("KG.shown.nodes.filter(n => n.type === 'EVT').map(n => n.label)") == ["Rapat arsip"]


def test_neighbours_hide_pin_expand(opened: Opener) -> None:
    """Look around a node to a depth, add neighbours in place, pin, hide and bring back, and return to the first picture."""
    page = opened(hash="node=" + IRI + "place/sukawana")
    drawn = "KG.shown.canvas.nodes.map(n => n.label)"
    assert page.evaluate(drawn) == ["Kabupaten Sukawana", "Kunjungan kerja"]
    page.locator("#actions").get_by_role("button", name="3 langkah").click()
    assert "Budi Hartawan" in page.evaluate(drawn)
    page.locator("#actions").get_by_role("button", name="1 langkah").click()
    page.evaluate("KG.lookAround(KG.nodes.find(n => n.label === 'Kunjungan kerja'), 1)")
    page.evaluate("KG.set({selection: KG.state.focus.nodes[0]})")
    assert "Dinas Arsip Banyurejo" not in page.evaluate(drawn)
    page.evaluate("KG.expand(KG.nodes.find(n => n.label === 'Citra Gunadi'))")
    assert "Dinas Arsip Banyurejo" in page.evaluate(drawn)
    page.locator("#actions").get_by_role("button", name="Sematkan").click()
    assert page.evaluate("[...KG.state.pinned].map(n => n.label)") == ["Kunjungan kerja"]
    page.locator("#actions").get_by_role("button", name="Sembunyikan").click()
    assert "Kunjungan kerja" not in page.evaluate(NAMES)
    filters(page).get_by_role("button", name="Munculkan lagi").click()
    assert "Kunjungan kerja" in page.evaluate(NAMES)
    page.evaluate("KG.go(KG.nodes[0])")
    page.get_by_role("button", name="Gambar awal").click()
    assert len(page.evaluate(drawn)) == page.evaluate("KG.nodes.filter(n => n.turn >= 0).length")


def test_shortest_path_with_sentences(opened: Opener) -> None:
    """Two entities, the hops between them, and a sentence for each hop; no path is said in words."""
    page = opened()
    reader = page.locator("#reader")
    reader.get_by_role("combobox", name="Dari").fill("budi")
    page.keyboard.press("Enter")
    reader.get_by_role("combobox", name="Ke", exact=True).fill("pemerintah")
    page.keyboard.press("Enter")
    expect(reader.locator("h2")).to_have_text("3 langkah dari Budi Hartawan ke Pemerintah Kota Banyurejo")
    expect(reader.locator(".hops").first.locator("> li")).to_have_count(3)
    expect(reader.locator(".hops").first.locator("blockquote")).to_have_count(3)
    assert page.evaluate("KG.state.paths.length") == 1
    reader.get_by_role("button", name="Hapus jalur").click()
    reader.get_by_role("combobox", name="Dari").fill("budi")
    page.keyboard.press("Enter")
    reader.get_by_role("combobox", name="Ke", exact=True).fill("seberang")
    page.keyboard.press("Enter")
    reader.get_by_role("button", name="Cari jalur").click()
    expect(reader).to_contain_text("Tidak ada jalur")


def test_communities_colour_and_fold(opened: Opener) -> None:
    """Colour by community, fold communities into circles named by people and bodies, and look inside one by a click."""
    page = opened(page_data(200), drawn=0)
    filters(page)
    page.get_by_label("Warna menurut").select_option("community")
    assert page.evaluate("KG.nodeColour(KG.nodes[0]) === KG.communityColour(KG.nodes[0].community)")
    page.get_by_label("Lipat kelompok").check()
    folded = page.evaluate("KG.drawn().groups.length")
    assert 1 < folded < 60
    inside = "KG.drawn().groups.reduce((s, g) => s + g.members.length, 0) + KG.drawn().nodes.length"
    assert page.evaluate(inside) == page.evaluate("KG.shown.canvas.nodes.length")
    page.evaluate("KG.openCommunity('c0')")
    assert page.evaluate("KG.drawn().groups.length") == 0
    assert page.evaluate("KG.drawn().nodes.every(n => n.community === 0)")


def test_physics_is_off_until_asked(opened: Opener) -> None:
    """Nodes stand still at first; the switch lets them move and stops them again."""
    page = opened()
    filters(page)
    assert page.evaluate("KG.network.physics.options.enabled") is False
    page.get_by_label("Gerakkan simpul").check()
    assert page.evaluate("KG.network.physics.options.enabled") is True
    page.get_by_label("Gerakkan simpul").uncheck()
    assert page.evaluate("KG.network.physics.options.enabled") is False


def test_timeline(opened: Opener) -> None:
    """Dated events, the newest first, each with its sentence, people and place; undated ones counted."""
    page = opened(hash="view=timeline")
    events = page.locator("#view-timeline .moment > div > .entity")
    assert events.all_text_contents() == ["Rapat arsip", "Kunjungan kerja"]
    expect(page.locator("#view-timeline")).to_contain_text("1 acara tanpa tanggal")
    expect(page.locator("#view-timeline .moment").last).to_contain_text("direncanakan")
    for words in ("Rapat digelar", "Budi Hartawan", "Kota Banyurejo", "Warta Banyurejo"):
        expect(page.locator("#view-timeline .moment").first).to_contain_text(words)
    events.first.click()
    expect(page.locator("#reader h2")).to_have_text("Rapat arsip")


def test_timeline_says_no_more_than_is_known(opened: Opener) -> None:
    """An event dated by its year stands under the year, and the bars reach from the first event to the last."""
    data = small_picture()
    dates = {"Kunjungan kerja": "2023", "Lomba baca": "2024-02"}
    for node in data["nodes"]:
        node["date"] = dates.get(node["label"], node["date"])
    page = opened(data, hash="view=timeline")
    assert page.locator("#view-timeline h3").all_text_contents() == ["Desember 2024", "Februari 2024", "2023"]
    assert page.locator("#view-timeline .column").count() == 24
    assert page.locator("#view-timeline .column button:not(:disabled)").count() == 3


def test_the_graph_takes_the_shape_of_its_room(opened: Opener) -> None:
    """The layout is spread upwards on a phone and sideways on a wide screen."""
    reach = "axis => Math.max(...KG.nodes.map(n => n[axis])) - Math.min(...KG.nodes.map(n => n[axis]))"
    pages = [opened(page_data(60), width=width) for width in (390, 1440, 2400)]
    shapes = [page.evaluate(reach, "y") / page.evaluate(reach, "x") for page in pages]
    assert shapes == sorted(shapes, reverse=True)
    assert shapes[0] > 1 > shapes[2]


def test_map(opened: Opener) -> None:
    """Places with coordinates are points on the outline; the others are listed by why they are not."""
    page = opened(hash="view=map")
    assert page.locator("#view-map .place").count() == 1
    expect(page.locator("#view-map")).to_contain_text("1 tempat di luar peta")
    expect(page.locator("#view-map")).to_contain_text("1 tempat tanpa koordinat")
    java = page.evaluate(
        "() => { const c = document.querySelector('.place circle').getBoundingClientRect();"
        " const jawa = document.querySelector('[data-island=Jawa]').getBoundingClientRect();"
        " return c.left > jawa.left && c.right < jawa.right && c.top > jawa.top && c.bottom < jawa.bottom; }"
    )
    assert java
    expect(page.locator("#view-map .places li")).to_have_text(["1Kota Banyurejo2 fakta"])
    near = page.locator("[data-island=Jawa]").bounding_box()["width"]
    page.get_by_role("button", name="Seluruh Indonesia").click()
    assert page.locator("[data-island=Jawa]").bounding_box()["width"] < near / 2
    page.locator("#view-map .place").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reader h2")).to_have_text("Kota Banyurejo")


def test_table_sorts_searches_and_opens(opened: Opener) -> None:
    """The tables hold all that is shown, sort by a heading, search, and open what they name."""
    page = opened(hash="view=table")
    table = page.locator("#view-table")
    expect(table.locator("tbody tr")).to_have_count(12)
    expect(table.locator("th").first).to_contain_text("Kalimat")
    table.locator("[data-table=entities]").click()
    table.get_by_role("button", name="Nama", exact=True).click()
    names = table.locator("tbody td.col_name").all_text_contents()
    assert names == sorted(names)
    assert table.locator("th").first.get_attribute("aria-sort") == "ascending"
    table.locator("[data-table=facts]").click()
    expect(table.locator("tbody tr")).to_have_count(12)
    table.get_by_label("Cari dalam tabel").fill("diduga citra")
    expect(table.locator("tbody tr")).to_have_count(1)
    table.locator(".fact-link").click()
    expect(page.locator("#reader .doubt").first).to_have_text("diduga")


def test_table_pages_through_many_rows(opened: Opener) -> None:
    """A long table comes a page at a time and says where it is."""
    page = opened(page_data(250), hash="view=table")
    table = page.locator("#view-table")
    table.locator("[data-table=entities]").click()
    expect(table.locator(".pager")).to_contain_text("1–100 dari 250")
    table.get_by_role("button", name="Berikutnya").click()
    table.get_by_role("button", name="Berikutnya").click()
    expect(table.locator("tbody tr")).to_have_count(50)


def test_without_scripts_it_is_a_document(opened: Opener) -> None:
    """With JavaScript off the page shows its tables whole, with sentences and, for each, a safe link to its article."""
    page = opened(java_script_enabled=False)
    tables = page.locator(".plain table")
    expect(tables.nth(0).locator("tbody tr")).to_have_count(12)
    expect(tables.nth(1).locator("tbody tr")).to_have_count(12)
    expect(tables.nth(1)).to_contain_text("Rapat arsip dihadiri Budi Hartawan")
    tables.nth(1).locator("tr", has_text="Rapat digelar dinas").get_by_role("link").click()
    expect(page.locator("tr:target")).to_contain_text("Rapat arsip digelar")
    hrefs = page.locator(".plain a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert {href for href in hrefs if not href.startswith("#")} == {"https://contoh.example/1"}


def test_every_sentence_is_read_back_as_it_was(opened: Opener) -> None:
    """Sentences stand in the page once, in the plain table; scripts read each of them from there unchanged."""
    data = small_picture()
    odd = [
        "  A\tb ",
        "&amp; <b>",
        "dua\nbaris",
        "c\rd",
        "e\0f",
        "</noscript>",
        "",
        "\u00a0",
        data["edges"][0]["statements"][0]["sentence"],
    ]
    for edge, words in zip(data["edges"], odd, strict=False):
        edge["statements"] = [{"article": "a1", "sentence": words, "marks": [], "confidence": 0.5, "modality": "asserted"}] * 2
        edge["confidence"] = 0.5
    data["edges"][11] |= {"statements": [], "confidence": 1.0}
    page = opened(data)
    read = dict(page.evaluate("KG.edges.map(e => [e.id, [e.confidence, ...KG.statements(e).map(s => s.sentence)]])"))
    assert read == {e["id"]: [e["confidence"], *(s["sentence"] for s in e["statements"])] for e in data["edges"]}


def test_state_lives_in_the_address(opened: Opener) -> None:
    """A copied address brings back filters, focus, selection, view and language."""
    page = opened()
    page.evaluate("KG.go(KG.nodeById.get('" + IRI + "person/citra'))")
    filters(page).get_by_label("Aturan").uncheck()
    page.evaluate("KG.set({view: 'table', lang: 'en', confidence: 0.5, limit: 10, eventDates: ['2024-01-01', '2024-06-30']})")
    before = page.evaluate("[location.hash, KG.shown.nodes.map(n => n.id)]")
    again = opened(hash=before[0].lstrip("#"))
    assert again.evaluate("[location.hash, KG.shown.nodes.map(n => n.id)]") == before
    expect(again.locator("#reader h2")).to_have_text("Citra Gunadi")
    assert again.evaluate("document.documentElement.lang") == "en"


def test_broken_address_is_ignored(opened: Opener) -> None:
    """An address with nonsense in it shows the plain page."""
    page = opened(hash="node=%E0%A4%A&view=<b>&around=9,x&top=-5&published=a,b&no-type=%25zz")
    assert shown(page) == 12


def test_what_was_left_out_is_said(opened: Opener) -> None:
    """A page that does not hold everything says how much is missing and how to see it."""
    page = opened()
    expect(page.locator("#notices")).to_contain_text("7 entitas dan 9 fakta ada di simpanan tetapi tidak di halaman ini")
    expect(page.locator("#notices")).to_contain_text("kg view NAMA")


def test_large_graphs_warn_and_offer_less(opened: Opener) -> None:
    """Above 2,000 and 5,000 nodes the page says so; one button keeps the 500 most important."""
    page = opened(page_data(2300), drawn=0)
    expect(page.locator("#notices")).to_contain_text("Graf ini besar")
    page.get_by_role("button", name="Tampilkan 500 terpenting").click()
    assert page.evaluate("KG.shown.canvas.nodes.length") == 500


def test_very_large_graphs_come_folded(opened: Opener) -> None:
    """Above 10,000 nodes communities are folded from the start, and the page says how to open one."""
    page = opened(page_data(10050), drawn=0)
    assert page.evaluate("KG.state.fold") is True
    expect(page.locator("#notices")).to_contain_text("kelompok dilipat")
    assert page.evaluate("KG.network.body.nodeIndices.length") < 5000


def test_two_languages(opened: Opener) -> None:
    """The interface changes language; what articles wrote keeps its own and says so."""
    page = opened(hash="fact=" + IRI + "fact/f01")
    page.locator("#lang").click()
    expect(filters(page).locator("h2")).to_have_text("Filter")
    expect(page.locator("#reader")).to_contain_text("confidence 90%")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#reader blockquote").first.get_attribute("lang") == "id"


def test_dark_and_light(opened: Opener) -> None:
    """The system's preference decides, the button overrules it."""
    page = opened(color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_keyboard_alone(opened: Opener) -> None:
    """Arrows walk the graph, Enter reads, n steps through neighbours, Escape returns, ? explains."""
    page = opened()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#reader h2").text_content()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("first => document.querySelector('#reader h2').textContent !== first", arg=first)
    expect(page.locator("#spoken")).to_contain_text("fakta")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "reading"
    page.keyboard.press("Escape")
    expect(page.locator("#reader h2")).to_have_text("Arsip Banyurejo")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    expect(page.locator("#view-table")).to_be_visible()
    assert first


def test_phone(opened: Opener) -> None:
    """On a phone nothing is wider than the screen, and the panels are sheets that open and close."""
    page = opened(width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#reader h2")).to_have_text("Arsip Banyurejo")
    page.locator("#dock").get_by_role("button", name="Saring").click()
    expect(page.locator("#filters")).to_be_visible()
    page.locator("#filters").get_by_role("button", name="Tutup").click()
    expect(page.locator("#filters")).to_be_hidden()
    page.evaluate("KG.go(KG.nodes[0])")
    expect(page.locator("#reader h2")).to_be_visible()


def test_print_sheet(opened: Opener) -> None:
    """On paper the controls are gone and the evidence stays."""
    page = opened(hash="fact=" + IRI + "fact/f01")
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#reader blockquote").first).to_be_visible()
    page.evaluate(f"KG.go(KG.nodeById.get('{IRI}person/ani'))")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for said in page.locator("#reader details.fact blockquote").all():
        expect(said).to_be_visible()
    assert page.locator("#reader details.fact blockquote").count() >= 3
    expect(page.locator("#actions")).to_be_hidden()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A plain static server for the page's folder."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "graph.html").write_text(render(small_picture()), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_from_a_static_server(browser: Browser, site: str) -> None:
    """Handed out over HTTP the page works the same and asks the server for nothing more."""
    context = browser.new_context()
    asked: list[str] = []
    seen = watch(context.new_page(), allowed=site)
    seen.on("request", lambda request: asked.append(request.url))
    seen.goto(site + "graph.html")
    seen.wait_for_selector("html[data-drawn=true]")
    assert shown(seen) == 12
    assert seen.trouble == []
    assert [url for url in asked if not url.startswith(("blob:", "data:"))] == [site + "graph.html"]
    context.close()


def test_empty_page_in_a_browser(opened: Opener) -> None:
    """A page of nothing opens without error and says that there is nothing."""
    page = opened({"nodes": [], "edges": []})
    expect(page.locator("#notices")).to_contain_text("Tidak ada yang lolos saringan")
