"""Who visits whom, by word order: `Bupati mengunjungi Balai Desa`, `Biro Humas berkunjung ke Dinas Kominfo`.

In the training articles the person or body right before a verb of visiting is the visitor in 45 of 48 cases, and the body or
person right after it the visited in 18 of 28.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.naming import Stated

if TYPE_CHECKING:
    from kg.extract.assemble import Assembly

VISITOR, VISITED = 0.94, 0.64
_WORD = re.compile(r"\w+")
# Words that may stand between the verb and its two names.
_BEFORE, _AFTER = 3, 2


def by_visit(a: Assembly) -> Iterator[Stated]:
    """The visitor before a verb of visiting, as agent, and the visited after it, as target."""
    items = a.reading.items
    outer = (n for n, item in enumerate(items) if not item.nested and a.clusters[n] not in a.dropped)
    known = sorted(outer, key=lambda n: items[n].span)
    for event in (n for n in known if items[n].type == "EVT" and _is_visiting(items[n].span.of(a.text))):
        span = items[event].span
        sentence = next((s for s in a.document.sentences if s.start <= span.start < s.end), span)
        around = [n for n in known if items[n].type in ("PER", "ORG") and sentence.start <= items[n].span.start < sentence.end]
        before = [n for n in around if items[n].span.end <= span.start][-1:]
        after = [n for n in around if items[n].span.start >= span.end][:1]
        for label, found, share, most in (("arg:agent", before, VISITOR, _BEFORE), ("arg:target", after, VISITED, _AFTER)):
            for n in found:
                gap = a.text[min(span.end, items[n].span.end) : max(span.start, items[n].span.start)]
                if "," not in gap and len(gap.split()) <= most:
                    yield Stated(a.clusters[event], label, a.clusters[n], event, share, n, calibrated=True)


def _is_visiting(trigger: str) -> bool:
    return any(w.casefold() in lexicon.words("visiting-verbs") for w in _WORD.findall(trigger))
