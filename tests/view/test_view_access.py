"""The page for everybody: axe-core finds nothing against WCAG 2.1 A and AA, in every view, in light and dark."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from small import IRI
from watched import Opener

HERE = Path(__file__).parent
STATES = {
    "start": "",
    "node": "node=" + IRI + "person/ani",
    "fact": "fact=" + IRI + "fact/f09",
    "path": f"path={IRI}person/budi,{IRI}org/pemkot",
    "timeline": "view=timeline",
    "map": "view=map",
    "table": "view=table",
    "english": "lang=en&fact=" + IRI + "fact/f01",
}


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, installed from the lock file beside these tests when it is not there yet."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--prefix", str(HERE)], check=True, capture_output=True)
    return script.read_text(encoding="utf-8")


def violations(page: object, axe: str) -> list[str]:
    """What axe-core finds: rule, impact and the first place."""
    page.evaluate(axe)  # type: ignore[attr-defined]
    found = page.evaluate(  # type: ignore[attr-defined]
        "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        ".then(r => r.violations.map(v => v.id + ' ' + v.impact + ' ' + v.nodes[0].html + v.nodes[0].failureSummary))"
    )
    return list(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_violation(opened: Opener, axe: str, state: str, scheme: str) -> None:
    """No WCAG 2.1 A or AA violation on a desk."""
    assert violations(opened(hash=STATES[state], color_scheme=scheme), axe) == []


@pytest.mark.parametrize("sheet", ["", "filters", "reader"])
def test_no_violation_on_a_phone(opened: Opener, axe: str, sheet: str) -> None:
    """No violation on a phone, with each sheet open."""
    page = opened(width=390)
    page.evaluate("sheet => KG.sheet(sheet)", sheet)
    assert violations(page, axe) == []


def test_no_violation_without_scripts(opened: Opener) -> None:
    """The plain document has a language, a title, headings and tables with headers."""
    page = opened(java_script_enabled=False)
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.locator("h1").count() == 1
    assert page.locator(".plain th[scope=col]").count() == 17


def test_no_violation_in_menus_and_help(opened: Opener, axe: str) -> None:
    """The save menu, the suggestions and the help keep to the same rules."""
    page = opened()
    page.locator("#save").click()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.locator("#find input").fill("a")
    assert violations(page, axe) == []
    page.locator("#help-button").click()
    assert violations(page, axe) == []


def test_everything_is_reached_by_tab(opened: Opener) -> None:
    """Tab alone comes to the search, the views, the filters, the canvas and the evidence, and the focus is seen."""
    page = opened()
    page.locator("#views [data-sheet-button=filters]").click()
    page.locator("#skip").focus()
    page.keyboard.press("Shift+Tab")
    places = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        places.add(
            page.evaluate(
                "(document.activeElement.closest('#skip, #find, #views, #tools, #filters, #canvas, #reader') || {}).id"
            )
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    assert {"skip", "find", "views", "tools", "filters", "canvas", "reader"} <= places


def test_reduced_motion(opened: Opener) -> None:
    """Who asks for less motion gets jumps instead of glides."""
    page = opened(reduced_motion="reduce")
    page.evaluate("KG.set({selection: null})")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    at = page.evaluate(
        "(() => { const [a, b] = [KG.network.getViewPosition(), KG.placeOf(KG.state.selection)]; return [a.x - b.x, a.y - b.y]; })()"
    )
    assert [round(n) for n in at] == [0, 0]
