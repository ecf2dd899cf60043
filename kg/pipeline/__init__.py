"""The order of the steps: what reads, annotates, resolves, builds, checks and stores, and what changes a store afterwards."""

from kg.pipeline.checking import check
from kg.pipeline.forgetting import forget
from kg.pipeline.keeping import Report
from kg.pipeline.resolving import rederive
from kg.pipeline.run import annotate, explain, ingest

__all__ = ["Report", "annotate", "check", "explain", "forget", "ingest", "rederive"]
