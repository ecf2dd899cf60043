"""The base of a store's IRIs: set once, by the first article; from then on it is the store's own."""

from __future__ import annotations

from kg.config import Config
from kg.errors import ConfigError
from kg.query.reading import Readable, base_of

BASE = Config().base


def settled(store: Readable, base: str) -> str:
    """The base to write with: the store's, or for a store without articles the one that is set.

    Raises ConfigError, naming both, when another base than the store's is set on purpose (the default is no purpose).
    """
    kept = base_of(store)
    if kept and base not in (kept, BASE):
        raise ConfigError(
            f"the store's base is {kept}, not {base}",
            hint="take base out of the settings, or name a new store with --store PATH",
        )
    return kept or base
