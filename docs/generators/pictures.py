"""Take the pictures of the tutorial anew: `make docs-pictures`, after the page has changed. Needs Chromium.

The pictures are kept in the repository, so that the site can be built without a browser.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from kg import ingest, open_store, picture, render

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PERSON, ACCUSED = "Wulan Sekarsari", "Suryo Handaru"


def main() -> None:
    """Read the example articles, draw their page, and take one picture of each thing that the pages speak of."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder) / "news.kg") as store:
            ingest([str(ROOT / "examples" / "articles")], store=store)
            data = picture(store)
        page = Path(folder) / "graph.html"
        page.write_text(render(data), encoding="utf-8")
        known = {node["label"]: node["id"] for node in data["nodes"]}
        shown = {
            "front": {},
            "person": {"node": known[PERSON]},
            "allegation": {"node": known[ACCUSED]},
            "timeline": {"view": "timeline"},
        }
        with sync_playwright() as play:
            path = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for name, choices in shown.items():
                _take(browser, f"{page.as_uri()}#{urlencode({**choices, 'lang': 'en'})}", PICTURES / f"{name}.png")
            browser.close()


def _take(browser: Browser, address: str, file: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready=true][data-drawn=true]")
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
