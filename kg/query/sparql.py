"""Run a user's query in a child process: read-only, bounded in time, memory and size.

It reaches another server only where SERVICE was allowed to.
Answers go through an unnamed temporary file, so a large one never sits in memory and a stopped one leaves nothing
behind.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, NoReturn

from kg.errors import NotFound, QueryError, StoreError
from kg.query.mistakes import explain
from kg.query.prefixes import PREFIXES
from kg.query.scan import check_allowed, declared, limited

GIBIBYTE = 1 << 30
_LONGEST = 1e6  # seconds; longer waits overflow the timers of some systems
_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer: `kind` is `rows` (SELECT), `boolean` (ASK) or `graph` (CONSTRUCT, DESCRIBE); `data` holds it as SPARQL
    JSON results or N-Triples. Read it with `kg.query.results`; it may be read any number of times until closed."""

    kind: str
    data: IO[bytes]
    prefixes: Mapping[str, str]

    def close(self) -> None:
        """Free the temporary file."""
        self.data.close()

    def __enter__(self) -> QueryResult:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def run(
    store_path: str | Path,
    sparql: str,
    *,
    timeout_s: float = 60.0,
    allow_service: Collection[str] = (),
    prefixes: Mapping[str, str] = PREFIXES,
    memory_bytes: int = 4 * GIBIBYTE,
    answer_bytes: int = 2 * GIBIBYTE,
    limit: int = 0,
) -> QueryResult:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query over a store's folder.

    `timeout_s` is in seconds of wall time; `limit` is how many rows or triples at most (0 is all); `allow_service` names
    the hosts SERVICE may call. `prefixes` hold unless the query declares its own; `kg:` is the
    store's own base. Raises QueryError for a query that does
    not parse, is not allowed, fails or outgrows a bound, StoreError for a folder that cannot be opened, NotFound for one
    that does not exist.
    """
    check_allowed(sparql, allow_service=allow_service)
    sparql, timeout_s = limited(sparql, limit), min(timeout_s, _LONGEST)
    known = {**prefixes, **declared(sparql)}
    request = {
        "store": str(graph_folder(store_path)),
        "query": sparql,
        "prefixes": {name: space for name, space in prefixes.items() if name not in declared(sparql)},
        "timeout_s": timeout_s,
        "memory_bytes": memory_bytes,
        "answer_bytes": answer_bytes,
    }
    data = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the result, or closed below
    try:
        report = _run_child(request, data, timeout_s)
        if "kind" not in report:
            _raise(report, sparql, prefixes, str(store_path))
    except BaseException:
        data.close()
        raise
    if report.get("base") and "kg" not in declared(sparql):
        known["kg"] = report["base"]
    return QueryResult(report["kind"], data, known)


def graph_folder(store_path: str | Path) -> Path:
    """The Oxigraph folder of a store: the path itself or the folder in it that holds the database.

    Raises NotFound when there is no store, StoreError when the path is something else.
    """
    path = Path(store_path)
    if not path.exists():
        raise NotFound(f"there is no store at {path}", hint="make one with kg ingest, or name it with --store")
    folders = [path, *sorted(p for p in path.iterdir() if p.is_dir())] if path.is_dir() else []
    for folder in folders:
        if (folder / "CURRENT").is_file():
            return folder
    raise StoreError(f"{path} is not a store", hint="name the folder that kg ingest wrote")


def _run_child(request: Mapping[str, object], data: IO[bytes], timeout_s: float) -> dict[str, str]:
    command = [sys.executable, "-P", str(_CHILD)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=data, stderr=subprocess.PIPE) as child:
        try:
            _, words = child.communicate(json.dumps(request).encode(), timeout=timeout_s)
        except subprocess.TimeoutExpired as exc:
            child.kill()
            raise QueryError(
                f"the query ran longer than {timeout_s:g} seconds and was stopped",
                hint="narrow it, add LIMIT, or give it more time with --timeout SECONDS",
            ) from exc
        except BaseException:
            child.kill()
            child.wait()  # leaving the block waits only a moment after Ctrl-C
            raise
    last = words.decode("utf-8", "replace").strip().rpartition("\n")[2]
    try:
        report = json.loads(last)
    except ValueError:
        report = None
    if isinstance(report, dict):
        return report
    return {
        "error": "died",
        "message": f"its process ended with {child.returncode}" + (f": {last[:200]}" if last else ""),
    }


def _raise(report: Mapping[str, str], sparql: str, prefixes: Mapping[str, str], store: str) -> NoReturn:
    error, message = report.get("error", ""), report.get("message", "")
    if error == "store":
        raise StoreError(f"the store {store} could not be opened: {message}", hint="check the path and its permissions")
    if error == "syntax":
        raise explain(sparql, message, prefixes)
    if error == "size":
        raise QueryError("the answer is too large to keep", hint="add LIMIT, or count instead of listing")
    if error == "died":
        raise QueryError(
            f"the query was ended by the system, most likely for memory ({message})",
            hint="narrow it: put the most selective pattern first, add LIMIT, avoid ORDER BY over everything",
        )
    first = message.strip() or "no reason given"
    raise QueryError(f"the query failed: {first[0].lower()}{first[1:]}", hint="see kg query --help for what queries may use")
