"""The order of the steps: what reads, annotates, resolves, builds, checks and stores, and what changes a store afterwards."""

from kg.pipeline.run import Report, annotate, check, ingest

__all__ = ["Report", "annotate", "check", "ingest"]
