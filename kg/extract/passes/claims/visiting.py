"""Who visits whom, by word order: `Bupati mengunjungi Balai Desa`, `Biro Humas berkunjung ke Dinas Kominfo`.

In the training articles the person or body right before a verb of visiting is the visitor in 45 of 48 cases, and the body or
person right after it the visited in 18 of 28.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.extract.draft import Claim, Draft
from kg.extract.passes.claims.stated import raised

NAME = "visiting"
VISITOR, VISITED = 0.94, 0.64
_WORD = re.compile(r"\w+")
# Words that may stand between the verb and its two names.
_BEFORE, _AFTER = 3, 2


def run(draft: Draft) -> Draft:
    """The visitor before a verb of visiting, as agent, and the visited after it, as target."""
    return raised(draft, _claims(draft))


def _claims(draft: Draft) -> Iterator[Claim]:
    spans, clusters, text = draft.spans, draft.clusters, draft.text
    outer = (n for n, span in enumerate(spans) if not span.nested and clusters[n] not in draft.unnamed)
    known = sorted(outer, key=lambda n: spans[n].span)
    for event in (n for n in known if spans[n].type == "EVT" and _is_visiting(draft.surface(n))):
        span = spans[event].span
        sentence = next((s for s in draft.document.sentences if s.start <= span.start < s.end), span)
        around = [n for n in known if spans[n].type in ("PER", "ORG") and sentence.start <= spans[n].span.start < sentence.end]
        before = [n for n in around if spans[n].span.end <= span.start][-1:]
        after = [n for n in around if spans[n].span.start >= span.end][:1]
        for label, found, share, most in (("arg:agent", before, VISITOR, _BEFORE), ("arg:target", after, VISITED, _AFTER)):
            for n in found:
                gap = text[min(span.end, spans[n].span.end) : max(span.start, spans[n].span.start)]
                if "," not in gap and len(gap.split()) <= most:
                    yield Claim(label, clusters[event], clusters[n], share, event, n, by=(NAME,), rule=share)


def _is_visiting(trigger: str) -> bool:
    return any(w.casefold() in lexicon.words("visiting-verbs") for w in _WORD.findall(trigger))
