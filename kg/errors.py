"""The error tree. Messages are one lower-case sentence that names the input; `hint` says what to do.

    KgError                     exit 1
      ConfigError               exit 2   bad key, value or unknown plugin
      ArticleError                       one article failed; it goes into the report and the run goes on (exit 3)
        FetchError
        ReadError
        ExtractError
      EngineUnavailable         exit 1   an extra is not installed
      OntologyError
      InvalidGraph
      StoreError
        StoreLocked
      QueryError
      NotFound

Anything else that is raised is a bug and keeps its traceback.
"""

from __future__ import annotations


class KgError(Exception):
    """What happened, to which input; `hint` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ConfigError(KgError):
    """A bad key or value, or a plugin that does not exist (the message lists those that do)."""

    exit_code = 2


class ArticleError(KgError):
    """One article could not be used; `source` names it. The run goes on."""

    exit_code = 3

    def __init__(self, message: str, *, source: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.source = source


class FetchError(ArticleError):
    """An article could not be fetched from where it lives."""


class ReadError(ArticleError):
    """A file or record could not be read as an article."""


class ExtractError(ArticleError):
    """The engine could not annotate an article."""


class EngineUnavailable(KgError):
    """An engine's packages or weights are not installed; the hint is the pip line."""


class OntologyError(KgError):
    """The ontology files and the code disagree."""


class InvalidGraph(KgError):
    """A graph does not conform to the SHACL shapes."""


class StoreError(KgError):
    """The store could not be opened, read or written."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class QueryError(KgError):
    """A query that cannot be parsed, is not allowed, or ran too long."""


class NotFound(KgError):
    """No entity, article or named query of that name."""
