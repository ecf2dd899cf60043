"""mkdocs hook: pages that stand elsewhere in the repository, taken over with links that lead somewhere on the site."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
PAGES = {"model-card.md": "kg/models/README.md", "contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    for page, source in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_apart(text)))
    return files


def _apart(text: str) -> str:
    """Lists and tables need an empty line before them here, which other renderers do not ask for."""
    return re.sub(r"(?m)^(?!\s*[-|*]|#)(\S.*)\n(?=- )", r"\1\n\n", text)
