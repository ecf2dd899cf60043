"""The form in which a name is filed, by the type of what it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.resolve.bodies import organisation
from kg.resolve.names import law, other, person, place, product

NORMAL_FORMS: Mapping[str, Callable[[str], str]] = {
    "PER": person,
    "ORG": organisation,
    "GPE": place,
    "LOC": other,
    "LAW": law,
    "PROD": product,
    "EVT": other,
}
