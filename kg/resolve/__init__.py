"""Who is who: the canonical thing behind each of an article's entities, across articles, and the curator's word on it."""

from kg.resolve.corpus import resolve, resolve_corpus, ruled_profiles
from kg.resolve.facts import curated
from kg.resolve.increment import Place, Step, drawn, step
from kg.resolve.packing import packed, unpacked
from kg.resolve.profiles import VERSION, Profile
from kg.resolve.rulings import RULE, Rulings, rulings

__all__ = [
    "RULE",
    "VERSION",
    "Place",
    "Profile",
    "Rulings",
    "Step",
    "curated",
    "drawn",
    "packed",
    "resolve",
    "resolve_corpus",
    "ruled_profiles",
    "rulings",
    "step",
    "unpacked",
]
