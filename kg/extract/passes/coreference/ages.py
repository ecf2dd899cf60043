"""People of different ages are different people, whatever their names: `Nur Cahyani (32)`, `Nur Cahyani (47)`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.draft import Draft

_AGE = re.compile(r"\s?\((\d{1,2})(?: tahun| thn)?\)|, (\d{1,2}) tahun\b")


def ages(draft: Draft, spans: Iterable[int]) -> set[str]:
    """The ages that stand right behind these spans of people."""
    found = (_AGE.match(draft.text, draft.spans[n].span.end) for n in spans if draft.spans[n].type == "PER")
    return {age for match in found if match for age in match.groups() if age}


def ages_differ(draft: Draft, a: Iterable[int], b: Iterable[int]) -> bool:
    """Whether both sets of spans tell an age, and no common one."""
    left, right = ages(draft, a), ages(draft, b)
    return bool(left and right) and not left & right
