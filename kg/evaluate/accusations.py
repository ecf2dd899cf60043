"""Who is accused of what, and who denied it: predicted accusations against texts that say whom the article accuses.

A text is an annotated article with two more fields: `group` (what makes it hard: witnesses, namesakes, hoaxes ...) and `expect`:

- `accusations`: `{person, modality, kind}`; the person's name as an entity of the text, how far the matter has come, and the
  event's kind where it matters (else null). These should be found.
- `allowed`: of the same form; true if stated, no loss if not (a complaint that nobody has looked into yet).
- `not_accused`: everybody else; an accusation of one of them is wrong, whatever its modality.
- `denials`: `{speaker, cue, words}`; `words` is a stretch that is denied, `cue` the words that deny it.
- `witness`, `victim`: names of those who are just that.

An accusation in a prediction is a person as `suspect` of any event, as `agent` or `beneficiary` of a crime, a corruption, a trial
or a verdict, or as `target` of an arrest. It is wrong if nobody accuses that person, or if it says more than the article does
(charged where it says alleged, anything but acquitted of the acquitted, and asserted always). A denial is inverted if its words
appear as something said, or as a fact, without the words that deny them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import ReadError
from kg.evaluate.comparing import MIN_OVERLAP, NOTHING
from kg.exchange import Record
from kg.records import ASSERTED, Span

# What a denial leaves open: that somebody suffered it, saw it, or looks into it.
UNDENIED_ROLES = frozenset({"victim", "witness", "authority", "involved"})
ACTING_KINDS = frozenset({"crime", "corruption", "trial", "verdict"})
MIN_FOUND = 0.8
# Expected modality -> what may be stated (never more than the article says), and what of that counts as found.
_TRUE = {
    "alleged": {"alleged", "planned", "denied", "cancelled"},
    "charged": {"charged", "alleged", "planned", "denied", "cancelled"},
    "convicted": {"convicted", "charged", "alleged", "planned", "denied", "cancelled"},
    "acquitted": {"acquitted", "denied"},
    "denied": {"denied", "cancelled"},
}
_FOUND = {
    "alleged": {"alleged"},
    "charged": {"charged", "alleged"},
    "convicted": {"convicted", "charged", "alleged"},
    "acquitted": {"acquitted"},
    "denied": {"denied"},
}


@dataclass(frozen=True, slots=True)
class Accusation:
    """One predicted accusation: whom (a predicted entity), of what kind of event, how sure it claims to be."""

    entity: str
    kind: str
    modality: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group of texts; `right` + `missed` are the accusations expected, `faults` one line for each wrong, missed
    or inverted one; `kept` of `denials` are stored as denials or in words that deny."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    denials: int = 0
    kept: int = 0
    inverted: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.denials + other.denials,
            self.kept + other.kept,
            self.inverted + other.inverted,
            self.faults + other.faults,
        )

    @property
    def found(self) -> float:
        """The share of the expected accusations that were found; 1 where none is expected."""
        expected = self.right + self.missed
        return self.right / expected if expected else 1.0


def accusations(texts: Mapping[str, Record], preds: Mapping[str, Record]) -> dict[str, Tally]:
    """Group -> its counts, groups in alphabetical order; a text without a prediction misses all that is expected.

    Raises ReadError naming the first text that has no expectations.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for key, text in texts.items():
        if "expect" not in text or "group" not in text:
            raise ReadError(
                f"article {key!r} does not say whom it accuses",
                source=key,
                hint="each line needs `group` and `expect`, as kg/evaluate/accusations.py describes",
            )
        tallies[text["group"]] += tally(text, preds.get(key, NOTHING))
    return dict(sorted(tallies.items()))


def accusations_table(results: Mapping[str, Tally]) -> str:
    """The counts of each group and of all as a text table, then what keeps the engine from passing."""
    heads = ("right", "wrong", "missed", "denials", "kept", "inverted")
    every = {**results, "all": sum(results.values(), Tally())}
    rows = [(group, *(str(getattr(t, head)) for head in heads)) for group, t in every.items()]
    lines = [f"{row[0]:14}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in (("group", *heads), *rows)]
    faults = gate(results)
    return "\n".join([*lines, "", *(faults or ["passed"])])


def gate(results: Mapping[str, Tally], *, min_found: float = MIN_FOUND) -> list[str]:
    """What keeps an engine from being shipped, one line each: any wrong accusation, any inverted denial, too few found.

    >>> gate({"witnesses": Tally(right=9, missed=1)}), gate({"hoaxes": Tally(wrong=1, faults=("a: X is accused",))})
    ([], ['hoaxes: 1 wrong accusation', 'a: X is accused'])
    """
    lines = []
    for group, counts in results.items():
        for number, what in ((counts.wrong, "wrong accusation"), (counts.inverted, "inverted denial")):
            if number:
                lines.append(f"{group}: {number} {what}{'s' if number > 1 else ''}")
        if counts.wrong or counts.inverted:
            lines += [fault for fault in counts.faults if not fault.endswith("is missed")]
    found = sum(results.values(), Tally()).found
    if found < min_found:
        lines.append(f"only {found:.0%} of the accusations are found, {min_found:.0%} are asked for")
    return lines


def tally(text: Record, pred: Record) -> Tally:
    """The counts of one text."""
    expect, told = text["expect"], _touched(text, pred)
    wrong = [f"{text['id']}: {fault}" for fault in _wrong(text, told)]
    missed = [e for e in expect["accusations"] if not any(_finds(e, a, names) for a, names in told)]
    inverted = [d for d in expect["denials"] if _inverted(text, d, pred)]
    kept = [d for d in expect["denials"] if _kept(text, d, pred)]
    return Tally(
        right=len(expect["accusations"]) - len(missed),
        wrong=len(wrong),
        missed=len(missed),
        denials=len(expect["denials"]),
        kept=len(kept),
        inverted=len(inverted),
        faults=(
            *wrong,
            *(f"{text['id']}: the denial of {d['words']!r} is inverted" for d in inverted),
            *(f"{text['id']}: {e['person']} ({e['modality']}) is missed" for e in missed),
        ),
    )


def predicted(pred: Record) -> list[Accusation]:
    """The accusations of a prediction, each once, in a fixed order."""
    kinds = {e["id"]: e.get("kind") or "" for e in pred["entities"]}
    people = {e["id"] for e in pred["entities"] if e["type"] == "PER"}
    found = set()
    for argument in pred.get("arguments") or []:
        kind, role, who = kinds.get(argument["subject"], ""), argument["predicate"], argument["object"]
        acting = role in ("agent", "beneficiary") and kind in ACTING_KINDS
        if role == "suspect" or (who in people and (acting or (role == "target" and kind == "arrest"))):
            found.add(Accusation(who, kind, _modality(pred, argument)))
    return sorted(found, key=lambda a: (a.entity, a.kind, a.modality))


def _modality(pred: Record, argument: Record) -> str:
    return str(argument.get("modality") or (pred.get("event_modality") or {}).get(argument["subject"]) or ASSERTED)


def _touched(text: Record, pred: Record) -> list[tuple[Accusation, list[str]]]:
    """Each accusation with the names of all people of the text that the accused entity's mentions stand for."""
    names = {e["id"]: e["name"] for e in text["entities"] if e["type"] == "PER"}
    people = {e["id"] for e in pred["entities"] if e["type"] == "PER"}
    spans: dict[str, list[Span]] = defaultdict(list)
    for m in pred["mentions"]:
        spans[m["entity"]].append(Span(m["start"], m["end"]))
    out = []
    for accusation in predicted(pred):
        mine = spans[accusation.entity]
        hit = {m["entity"] for m in text["mentions"] if m["entity"] in names and _overlap(Span(m["start"], m["end"]), mine)}
        if hit or accusation.entity in people:  # a company is nobody's good name
            out.append((accusation, sorted(names[i] for i in hit)))
    return out


def _wrong(text: Record, told: Iterable[tuple[Accusation, list[str]]]) -> Iterator[str]:
    """Each accusation that the text does not bear, once for a person and modality."""
    expect, seen = text["expect"], set()
    for accusation, names in told:
        for name in names or ["somebody the text does not name"]:
            entries = [e for e in (*expect["accusations"], *expect["allowed"]) if e["person"] == name]
            borne = any(accusation.modality in _TRUE[e["modality"]] for e in entries)
            if not borne and (name, accusation.modality) not in seen:
                seen.add((name, accusation.modality))
                yield f"{name} is accused ({accusation.modality}, {accusation.kind or 'no kind'})"


def _finds(expected: Record, accusation: Accusation, names: list[str]) -> bool:
    kind = expected["kind"] in (None, accusation.kind)
    return names == [expected["person"]] and accusation.modality in _FOUND[expected["modality"]] and kind


def _inverted(text: Record, denial: Record, pred: Record) -> bool:
    """Whether denied words stand as said or as done."""
    denied = _places(text["text"], denial["words"])
    said = any(
        q.get("modality") != "denied" and not _denies(text["text"], denial, Span(q["start"], q["end"]))
        for q in _quotes(pred, denied)
    )
    return said or any(_done(pred, argument, denied) for argument in pred.get("arguments") or [])


def _kept(text: Record, denial: Record, pred: Record) -> bool:
    """Whether a quote holds the denial: marked as one, or with the words that deny inside it."""
    return any(
        q.get("modality") == "denied" or _denies(text["text"], denial, Span(q["start"], q["end"]))
        for q in _quotes(pred, _places(text["text"], denial["words"]))
    )


def _quotes(pred: Record, denied: list[Span]) -> list[Record]:
    return [q for q in pred.get("quotes") or [] if _overlap(Span(q["start"], q["end"]), denied)]


def _denies(text: str, denial: Record, span: Span) -> bool:
    return denial["cue"].lower() in span.of(text).lower()


def _done(pred: Record, argument: Record, denied: list[Span]) -> bool:
    """Whether an argument says, as a fact, that what is denied took place: the event has no word outside the denial."""
    words = [Span(m["start"], m["end"]) for m in pred["mentions"] if m["entity"] == argument["subject"]]
    inside = bool(words) and all(any(d.contains(w) for d in denied) for w in words)
    return inside and argument["predicate"] not in UNDENIED_ROLES and _modality(pred, argument) == ASSERTED


def _places(text: str, words: str) -> list[Span]:
    """All places of a stretch in a text."""
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return [Span(i, i + len(words)) for i in starts]


def _overlap(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares at least half of the shorter one with one of the others."""
    for other in others:
        shared = min(span.end, other.end) - max(span.start, other.start)
        if shared > 0 and shared / min(span.end - span.start, other.end - other.start) >= MIN_OVERLAP:
            return True
    return False
