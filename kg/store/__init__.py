"""Keep, replace and take out one article's facts, safely: a folder with the graph and the ledger it is made from."""

from kg.store.embedded import EmbeddedStore
from kg.store.ledger import ArticleRow
from kg.store.opening import open_store
from kg.store.protocol import Store

__all__ = ["ArticleRow", "EmbeddedStore", "Store", "open_store"]
