"""A page under watch: what tests open, and what must not happen on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass
class Watched:
    """A page and all that happened on it that must not happen."""

    page: Page
    trouble: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)


def watch(page: Page, allowed: str = "file:") -> Watched:
    """Record every request elsewhere, console complaint, uncaught error and dialog."""
    seen = Watched(page)
    page.on("request", lambda r: None if r.url.startswith((allowed, "blob:", "data:")) else seen.trouble.append(r.url))
    page.on("console", lambda m: seen.trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: seen.trouble.append(str(e)))
    page.on("dialog", lambda d: (seen.trouble.append(f"dialog {d.message}"), d.dismiss()))
    page.set_default_timeout(20000)
    return seen


Opener = Callable[..., Watched]
