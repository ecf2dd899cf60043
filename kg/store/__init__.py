"""Keep, replace and take out one article's facts, safely: a folder with the graph and the ledger it is made from."""

from kg.store.embedded import Store
from kg.store.ledger import ArticleRow
from kg.store.opening import open_store

__all__ = ["ArticleRow", "Store", "open_store"]
