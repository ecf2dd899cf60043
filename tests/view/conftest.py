"""One headless Chromium for all page tests; every page is watched for requests, console errors and dialogs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from small import small_picture
from watched import Opener, Watched, watch

from kg.view import render
from kg.view.page import DRAWN

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium (or the one CHROMIUM names), else the one that playwright installed."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """opened(data, hash="", width=1440): a drawn page; when the test ends nothing bad may have happened on it."""
    contexts, pages = [], []

    def go(data: dict[str, Any] | None = None, *, hash: str = "", width: int = 1440, drawn: int = DRAWN, **options: Any) -> Watched:
        path = tmp_path / "graph.html"
        path.write_text(render(small_picture() if data is None else data, drawn=drawn), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True, **options)
        seen = watch(context.new_page())
        contexts.append(context)
        pages.append(seen)
        seen.goto(path.as_uri() + (f"#{hash}" if hash else ""))
        if options.get("java_script_enabled", True):
            seen.wait_for_selector("html[data-ready=true][data-drawn=true]")
        return seen

    yield go
    trouble = [item for seen in pages for item in seen.trouble]
    for context in contexts:
        context.close()
    assert trouble == []
