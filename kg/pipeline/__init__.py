"""The order of the steps: what reads, annotates, resolves, builds, checks and stores, and what changes a store afterwards."""

from kg.pipeline.checking import check
from kg.pipeline.conflicts import Conflict, conflicts
from kg.pipeline.forgetting import forget
from kg.pipeline.keeping import Report
from kg.pipeline.planning import Plan, plan
from kg.pipeline.resolving import rederive
from kg.pipeline.run import annotate, explain, ingest

__all__ = ["Conflict", "Plan", "Report", "annotate", "check", "conflicts", "explain", "forget", "ingest", "plan", "rederive"]
