"""The rules of extraction in their order: one file each, one line here.

A pass takes a draft and gives a draft. `needs` and `gives` say what a pass reads and what it settles; an order in which a
pass comes before what it needs is refused when this module is imported. `source` is the measured share or the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from kg.errors import ConfigError
from kg.extract.confidence import Scale
from kg.extract.draft import Draft, begin
from kg.extract.neural.prediction import Prediction
from kg.extract.passes.claims import (
    accusations,
    addresses,
    confidence,
    denials,
    family,
    holders,
    lone_event,
    names,
    negations,
    network,
    speech_verbs,
    visiting,
)
from kg.extract.passes.coreference import bracketed_forms, equal_dates, equal_names, place_levels, pronouns, same_entity
from kg.extract.passes.spans import acting, date_values, deputies, inner_parents, one_type, ranks, split_names, whole_dates
from kg.extract.passes.vetoes import likeliest, nameless, one_direction, one_post, one_role, one_time, too_unsure
from kg.records import Document

# What a draft holds before the first pass.
_GIVEN = frozenset({"sentences", "spans", "pairs"})
Watch = Callable[[str, Draft, Draft], None]


@dataclass(frozen=True, slots=True)
class Pass:
    """One rule: its name, what it needs and gives, the function, and where it comes from."""

    name: str
    run: Callable[[Draft], Draft]
    needs: str
    gives: str
    source: str


PASSES = (
    Pass("one_type", one_type.run, "spans pairs", "types", "22 of 8,789 names that occur more than once bear two types"),
    Pass("ranks", ranks.run, "types", "names", "13 of 15,553 people's mentions begin with a rank"),
    Pass("split_names", split_names.run, "names", "names", "the guide: the longest proper name"),
    Pass("whole_dates", whole_dates.run, "types", "dates", "date values 0.691 to 0.876 on dev, with equal_dates"),
    Pass("inner_parents", inner_parents.run, "types names", "parents", "229 of 249 units' names hold that body"),
    Pass("deputies", deputies.run, "spans", "titles", "nobody is a deputy alone"),
    Pass("acting", acting.run, "titles", "statuses", "the guide's definition of acting"),
    Pass("date_values", date_values.run, "dates", "values", "the rules of kg.text.dates"),
    Pass("equal_names", equal_names.run, "names parents", "clusters settled", "the guide: a name stands for all its occurrences"),
    Pass("bracketed_forms", bracketed_forms.run, "names", "clusters", "the guide: short forms are surfaces of the same thing"),
    Pass("equal_dates", equal_dates.run, "values", "clusters", "date values 0.691 to 0.876 on dev, with whole_dates"),
    Pass("place_levels", place_levels.run, "names", "clusters", "390 to 14"),
    Pass("pronouns", pronouns.run, "clusters pairs", "clusters settled", "quotes 0.866 to 0.911 on dev"),
    Pass("same_entity", same_entity.run, "clusters settled values pairs", "entities", "average linkage, chosen on dev"),
    Pass("nameless", nameless.run, "entities", "named", "the guide: bare titles and common nouns are no entities"),
    Pass("network", network.run, "entities named pairs", "claims", "pooled as in training"),
    Pass("names", names.run, "claims", "claims", "0.87 at the end of a name, 0.70 inside, 0.83 seats"),
    Pass("addresses", addresses.run, "claims", "claims", "95 of 100 where the level is known, 90 where not"),
    Pass("lone_event", lone_event.run, "claims", "claims", "0.78 of such dates, 0.76 of such places"),
    Pass("visiting", visiting.run, "claims", "claims", "45 of 48 visitors, 18 of 28 visited"),
    Pass("family", family.run, "claims", "ties", "46 of 50 ties so told are the annotators'"),
    Pass("accusations", accusations.run, "claims", "claims accusations", "189 of 193 people so told are suspects"),
    Pass("likeliest", likeliest.run, "claims", "posts quotes", "the guide: one person a post, one speaker a statement"),
    Pass("speech_verbs", speech_verbs.run, "quotes", "cues", "the guide: the cue is the verb phrase as written"),
    Pass("holders", holders.run, "posts titles", "holders", "positions 0.545 to 0.597 on dev; 43 of 45 heads of offices"),
    Pass("negations", negations.run, "claims", "modalities", "the guide: what did not happen is denied"),
    Pass("denials", denials.run, "quotes accusations", "modalities", "23 of 23 statements under such a verb are denied"),
    Pass("confidence", confidence.run, "claims posts holders", "confidences", "logistic regression on dev"),
    Pass("too_unsure", too_unsure.run, "confidences", "stated", "the cut chosen on dev"),
    Pass("one_direction", one_direction.run, "stated ties", "relations", "the guide: a symmetric relation is written once"),
    Pass("one_time", one_time.run, "stated", "times", "96 % of events"),
    Pass("one_role", one_role.run, "stated times", "arguments", "the guide: one role for an entity in an event"),
    Pass("one_post", one_post.run, "stated holders", "positions", "one post for the same words"),
)


def checked(passes: Collection[Pass]) -> Collection[Pass]:
    """The passes, if each comes after what it needs and no name stands twice. Raises ConfigError naming the one at fault."""
    given, seen = set(_GIVEN), set[str]()
    for one in passes:
        if missing := set(one.needs.split()) - given:
            raise ConfigError(f"pass {one.name} needs {', '.join(sorted(missing))}, which no pass before it gives")
        if one.name in seen:
            raise ConfigError(f"two passes are named {one.name}")
        seen.add(one.name)
        given |= set(one.gives.split())
    return passes


checked(PASSES)


def check_names(names: Collection[str]) -> frozenset[str]:
    """The names, if passes bear them. Raises ConfigError for one that none bears, with the nearest that exists.

    >>> sorted(check_names(["family"]))
    ['family']
    """
    known = [p.name for p in PASSES]
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            raise ConfigError(
                f"there is no pass {name!r}: the passes are {', '.join(known)}",
                hint=f"did you mean {close[0]!r}?" if close else "",
            )
    return frozenset(names)


def drafted(
    document: Document,
    prediction: Prediction,
    allowed: NDArray[np.bool_],
    settings: Mapping[str, object],
    *,
    without: Collection[str] = (),
    watch: Watch | None = None,
) -> Draft:
    """The draft of a document after all passes but those named; `settings` are the model's (see `Scale`).

    `watch` is told of every pass its name and the draft before and after it.
    """
    draft = begin(document, prediction, allowed, Scale(settings))
    for one in PASSES:
        if one.name not in without:
            before, draft = draft, one.run(draft)
            if watch is not None:
                watch(one.name, before, draft)
    return draft
