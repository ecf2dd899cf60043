"""Title, day, byline and body of twenty pages in the layouts of Indonesian outlets: kg beside trafilatura alone and
readability-lxml or goose3 where these are installed.

Run: python tests/benchmarks/bench_webpage.py [--misses]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kg.sources.page import parts
from tests.sources.outlet_pages import Gold, pages

Found = tuple[str, str, str, str]  # title, day, byline, body


def ours(html: str) -> Found:
    from kg.lexicon.publication import publication_date

    found = parts(html)
    said = found["metadata"]
    return said.get("title", ""), publication_date(said.get("date", ""))[:10], said.get("byline", ""), found["body"]


def trafilatura(html: str) -> Found:
    from trafilatura import bare_extraction

    found = bare_extraction(html, include_comments=False, with_metadata=True)
    return (found.title or "", found.date or "", found.author or "", found.text or "") if found else ("", "", "", "")


def readability(html: str) -> Found:
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    return document.short_title(), "", "", fromstring(document.summary()).text_content()


def goose(html: str) -> Found:
    from goose3 import Goose

    found = Goose().extract(raw_html=html)
    return found.title or "", (found.publish_date or "")[:10], ", ".join(found.authors or ()), found.cleaned_text or ""


def score(read: Callable[[str], Found]) -> tuple[list[float], list[str]]:
    """Share of right titles, days and bylines, mean F1 of the body's words; and what was missed."""
    totals, missed = [0.0] * 4, []
    for gold in pages():
        title, day, byline, body = read(gold.html)
        marks = [float(title == gold.title), float(day == gold.day), float(byline == gold.byline), _f1(body, gold)]
        totals = [total + mark for total, mark in zip(totals, marks, strict=True)]
        missed += [f"{gold.name}: {what!r}" for what, mark in zip((title, day, byline, body[-200:]), marks, strict=True) if mark < 0.99]
    return [total / len(pages()) for total in totals], missed


def _f1(body: str, gold: Gold) -> float:
    found = Counter(re.findall(r"\w+", body.removeprefix(gold.title)))
    wanted = Counter(re.findall(r"\w+", " ".join(gold.body)))
    right = sum((found & wanted).values())
    return 2 * right / (sum(found.values()) + sum(wanted.values())) if found else 0.0


READERS = {"kg": (ours, "kg"), "trafilatura": (trafilatura, "trafilatura"), "readability-lxml": (readability, "readability"), "goose3": (goose, "goose3")}


def main() -> None:
    """Print the table."""
    print(f"{'':18}title   day  byline  body F1")
    for name, (read, package) in READERS.items():
        if find_spec(package):
            marks, missed = score(read)
            print(f"{name:18}" + "  ".join(f"{mark:5.3f}" for mark in marks))
            if name == "kg" and "--misses" in sys.argv:
                print("\n".join(missed))


if __name__ == "__main__":
    main()
