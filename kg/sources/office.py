"""What a PDF or Word document says: its title and its text, paragraph by paragraph.

Runs in the process of `kg.sources.parser`, as pages do.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.sources.decode import no_surrogates

_MAX_PAGES = 2_000
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def parts(kind: str, data: bytes) -> dict[str, Any]:
    """`title`, `body` and `problem` (empty when the document could be read) of a `pdf` or `docx`."""
    try:
        title, lines = _pdf(data) if kind == "pdf" else _docx(data)
    except _Unreadable as exc:
        return {"title": "", "body": "", "problem": str(exc)}
    except MemoryError:
        raise
    except Exception:  # these libraries raise whatever a damaged file makes them stumble over
        return {"title": "", "body": "", "problem": f"not a readable {kind.upper()} document"}
    return {"title": no_surrogates(title), "body": no_surrogates("\n".join(lines)), "problem": ""}


class _Unreadable(Exception):
    """Why a document that is whole cannot be read."""


def _pdf(data: bytes) -> tuple[str, list[str]]:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _Unreadable("needs a password")
    if len(reader.pages) > _MAX_PAGES:
        raise _Unreadable(f"too large: more than {_MAX_PAGES:,} pages")
    lines = [line for page in reader.pages for line in page.extract_text().split("\n")]
    if not any(line.strip() for line in lines):
        raise _Unreadable("pictures of pages without text")
    return "", list(unwrapped(lines))


def _docx(data: bytes) -> tuple[str, list[str]]:
    import docx

    document = docx.Document(io.BytesIO(data))
    lines = [" ".join(paragraph.text.split()) for paragraph in document.paragraphs]
    cells = [" ".join(cell.text.split()) for table in document.tables for row in table.rows for cell in row.cells]
    return (document.core_properties.title or "").strip(), [line for line in (*lines, *cells) if line]


def unwrapped(lines: list[str]) -> Iterator[str]:
    """Paragraphs of lines that were broken to fit a page: the first line stays, one that ends no sentence goes on.

    >>> list(unwrapped(["Banjir Surut", "Warga pulang ke", "rumah.", "", "Air surut."]))
    ['Banjir Surut', 'Warga pulang ke rumah.', 'Air surut.']
    """
    kept, first = "", True
    for line in (" ".join(line.split()) for line in lines):
        if kept and (not line or _END.search(kept) or first):
            yield kept
            kept, first = "", False
        kept = f"{kept} {line}".strip()
    if kept:
        yield kept
