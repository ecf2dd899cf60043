"""How long a page takes to build, how large it is, and when its graph is first drawn, at three sizes: with the first
picture that readers get, and (drawn 0) with every entity on the canvas, which is what the aims are for.

Run: python tests/benchmarks/bench_view.py [SIZE ...]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "view"))
from made_up import page_data

from kg.view import render
from kg.view.page import DRAWN

AIMS = {500: (0.5, 1.5), 2000: (1.2, 3), 10000: (3.0, 8)}  # size: (seconds to first draw, megabytes)


def measure(browser: Browser, size: int, drawn: int, folder: Path) -> str:
    """One line of the table."""
    data = page_data(size)
    start = time.perf_counter()
    html = render(data, drawn=drawn)
    build = time.perf_counter() - start
    path = folder / f"{size}.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn=true]", timeout=120000)
    seen = page.evaluate("performance.getEntriesByName('kg-first-draw')[0].startTime") / 1000
    page.close()
    aim = AIMS.get(size, (float("nan"), float("nan")))
    megabytes = path.stat().st_size / 1e6
    return (
        f"{size:>7} {drawn:>7} {len(data['edges']):>7} {build:>8.2f} s {megabytes:>7.2f} MB (aim {aim[1]:g}) "
        f"{seen:>7.2f} s (aim {aim[0]:g})"
    )


def main() -> None:
    """Measure each size and print the table."""
    sizes = [int(n) for n in sys.argv[1:]] or sorted(AIMS)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        sys.stdout.write("  nodes   drawn   edges      build         file              first draw\n")
        for size in sizes:
            for drawn in (DRAWN, 0):
                sys.stdout.write(measure(browser, size, drawn, Path(folder)) + "\n")
        browser.close()


if __name__ == "__main__":
    main()
