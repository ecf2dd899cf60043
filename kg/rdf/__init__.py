"""Annotations and entities as RDF: evidence with provenance, the picture, and the check of both."""

from kg.rdf.graph import build, describe
from kg.rdf.shacl import audit, validate

__all__ = ["audit", "build", "describe", "validate"]
