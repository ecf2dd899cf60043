"""Nothing that an article can contain runs on the page, whichever field it stands in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from small import IRI, small_picture
from watched import Opener

RUN = "window.ran=1"
HOSTILE = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</SCRIPT ><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>-->",
    f"--><script>{RUN}</script>",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'//",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<math><mtext><style><img src=x onerror={RUN}></style></mtext></math>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"</noscript><img src=x onerror={RUN}>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"<base href=javascript:/><a href={RUN}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<link rel=stylesheet href=data:text/css,{RUN}>",
    f"<object data=data:text/html,<script>{RUN}</script>>",
    f"<form action=javascript:{RUN}><button autofocus>",
    f"<a href=javascript:{RUN}>klik</a>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\nscript:{RUN}",
    f"java\tscript:{RUN}",
    f"\u0001javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    "file:///etc/passwd",
    f"https://contoh.example/\"onclick='{RUN}'",
    f"{{{{ {RUN} }}}}",
    "{% include '/etc/passwd' %}",
    f"${{{RUN}}}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}",
    f"\u2028{RUN}\u2029",
    f"';{RUN};//",
    f'";{RUN};//',
    f"`;{RUN};//",
    "__proto__",
    "constructor",
    "=cmd|' /C calc'!A0",
    "\u202e\u0000\ufeff\ud800 tersembunyi",
    "../../../../etc/passwd",
    "x" * 3000,
]


def poisoned(words: str) -> dict[str, Any]:
    """Page data with the same words in every field that can hold text."""
    data = small_picture()
    said = {
        "article": "art" + words,
        "sentence": words,
        "marks": [[0, len(words)]],
        "confidence": 0.5,
        "modality": words,
    }
    data["meta"] |= {"title": words, "generated_from": words}
    for number, node in enumerate(data["nodes"]):
        node |= {"label": words, "kind": words, "aliases": [words], "links": [words], "date": words}
        node["posts"] = [{"role": words, "status": words, "holder": "", "holder_label": words, "statements": [said]}]
        node["id"] = f"{IRI}{number}/{words}"
    for number, edge in enumerate(data["edges"]):
        ends = {"source": data["nodes"][number]["id"], "target": data["nodes"][(number + 1) % 12]["id"]}
        edge |= {"id": f"{IRI}fact/{number}{words}", "label": words, "date": words, "statements": [said], **ends}
        edge |= {"relation": words, "modality": words, "status": words}
    quote = {"text": words, "form": words, "cue": words, "article": "art" + words, "sentence": words}
    data["quotes"] = [{"speaker": data["nodes"][0]["id"], **quote}]
    data["articles"] = {"art" + words: {"title": words, "outlet": words, "date": words, "url": words}}
    return data


TOUR = """async () => {
  const rest = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const view of KG.VIEWS) { KG.set({ view }); await rest(); }
  document.querySelector('[data-table=facts]').click();
  KG.set({ view: 'graph' });
  KG.go(KG.nodes[0]); await rest();
  document.querySelectorAll('#reader details').forEach(d => (d.open = true)); await rest();
  KG.go(KG.edges[0]); await rest();
  KG.showPath(KG.nodes[0], KG.nodes[3]); await rest();
  KG.set({ lang: 'en', fold: true }); await rest();
  document.querySelectorAll('#reader a').forEach(a => a.protocol.startsWith('http') || (window.ran = a.href));
  const files = [KG.graphml(KG.shown), KG.gexf(KG.shown), KG.svgImage()];
  return [window.ran === undefined, ...files.map(text => text.length > 0)];
}"""


def test_the_corpus_is_large() -> None:
    """At least forty different attacks are tried."""
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_runs(opened: Opener, words: str) -> None:
    """The words stand in every field, every view is visited, everything is opened: nothing runs, nothing is fetched."""
    page = opened(poisoned(words))
    assert page.evaluate(TOUR) == [True] * 4
    page.locator("#find input").fill(words[:20].strip() or "x")
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("words", HOSTILE[:34])
def test_hostile_text_stays_text_without_scripts(opened: Opener, words: str) -> None:
    """In the plain tables the words are shown as they are, and no element comes out of them."""
    page = opened(poisoned(words), java_script_enabled=False)
    expect(page.locator(".plain table")).to_have_count(3)
    cell = page.locator(".plain tbody td").first
    assert " ".join(str(cell.text_content()).split()) == " ".join(words.split())
    assert (
        page.locator(
            ".plain :is(script, img, svg, iframe, object, form, input, video, style, base, meta, link)"
        ).count()
        == 0
    )


def test_hostile_title(opened: Opener) -> None:
    """The page's own title is text as well, also as the name of a saved file."""
    page = opened({**small_picture(), "meta": {"title": "</title><script>window.ran=1</script>../../x"}})
    assert page.title().startswith("</title><script>")
    page.locator("#save").click()
    with page.expect_download() as download:
        page.locator("[data-save=json]").click()
    assert download.value.suggested_filename == "title-script-window-ran-1-script-x.json"
