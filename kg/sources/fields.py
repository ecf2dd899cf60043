"""What the fields of a record are called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which a .jsonl, .json or .csv record keeps its parts.

    The day of publication is looked up under `date` and, where that is absent or empty, under `published`.

    >>> Fields(text="isi", title="judul").text
    'isi'
    """

    text: str = "text"
    title: str = "title"
    url: str = "url"
    outlet: str = "outlet"
    date: str = "date"
    published: str = "published"
    id: str = "id"
    lang: str = "lang"
