"""Who is who: the canonical thing behind each of an article's entities, across articles, and the curator's word on it."""

from kg.resolve.corpus import Resolver, resolve, resolve_corpus, ruled_profiles
from kg.resolve.facts import curated, ends_of, key
from kg.resolve.increment import Place, Step, drawn, step
from kg.resolve.packing import packed, unpacked
from kg.resolve.profiles import VERSION, Profile, is_bound
from kg.resolve.rulings import RULE, Rulings, between, decision_id, in_force, rulings

__all__ = [
    "RULE",
    "VERSION",
    "Place",
    "Profile",
    "Resolver",
    "Rulings",
    "Step",
    "between",
    "curated",
    "decision_id",
    "drawn",
    "ends_of",
    "in_force",
    "is_bound",
    "key",
    "packed",
    "resolve",
    "resolve_corpus",
    "ruled_profiles",
    "rulings",
    "step",
    "unpacked",
]
