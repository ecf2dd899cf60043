"""One offline HTML page from plain nodes and edges: the graph, and behind each line the sentences that say it."""

from kg.view.logo import logo_address
from kg.view.page import render
from kg.view.reading import from_json
from kg.view.records import Edge, Meta, Node, Other, Picture, Post, Quote, Source, Statement

__all__ = [
    "Edge",
    "Meta",
    "Node",
    "Other",
    "Picture",
    "Post",
    "Quote",
    "Source",
    "Statement",
    "from_json",
    "logo_address",
    "render",
]
