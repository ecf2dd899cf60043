"""The process in which one query runs, so that it can be stopped: a query inside Oxigraph cannot.

Run as a script by `kg.query.sparql`, importing nothing of kg so that it starts fast. It reads one JSON request on
stdin, writes the answer (SPARQL JSON results, or N-Triples) to stdout and ends with one JSON line on stderr that says
which, or what went wrong.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any


def main() -> int:
    """Answer the request on stdin; 0 when it was answered."""
    request: dict[str, Any] = json.load(sys.stdin)
    _limit(request)
    out = open(1, "wb", buffering=1 << 20, closefd=False)  # noqa: SIM115 - never closed: closing would flush a failed write
    report = _answer(request, out)
    sys.stderr.write("\n" + json.dumps(report) + "\n")
    sys.stderr.flush()
    os._exit(0 if "kind" in report else 1)  # a read-only store has nothing to close, and large ones close slowly


def _limit(request: dict[str, Any]) -> None:
    """Bounds that hold inside native code too and when the parent is gone: time, memory, size of the answer."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, float(request["timeout_s"]) + 2.0)
    try:
        import resource
    except ImportError:
        return
    for bound, size in (
        (resource.RLIMIT_DATA, request["memory_bytes"]),
        (resource.RLIMIT_FSIZE, request["answer_bytes"]),
    ):
        _, hard = resource.getrlimit(bound)
        resource.setrlimit(bound, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


@contextmanager
def _turn(path: str) -> Iterator[None]:
    """Open between two changes by a writer, never in the middle of one; nothing to wait for where there is no such
    file."""
    try:
        import fcntl

        file = os.open(path, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield
    finally:
        os.close(file)


def _answer(request: dict[str, Any], out: IO[bytes]) -> dict[str, object]:
    import pyoxigraph

    try:
        with _turn(os.path.join(os.path.dirname(request["store"]), "turn")):
            store = pyoxigraph.Store.read_only(request["store"])
    except (OSError, RuntimeError) as exc:
        return {"error": "store", "message": str(exc)}
    base = _base(store)
    prefixes = request["prefixes"] | ({"kg": base} if base and "kg" in request["prefixes"] else {})
    try:
        answer = store.query(request["query"], prefixes=prefixes)
        if isinstance(answer, pyoxigraph.QueryTriples):
            answer.serialize(out, format=pyoxigraph.RdfFormat.N_TRIPLES)
            out.flush()
            return {"kind": "graph", "base": base}
        answer.serialize(out, format=pyoxigraph.QueryResultsFormat.JSON)
        out.flush()
        return {"kind": "boolean" if isinstance(answer, pyoxigraph.QueryBoolean) else "rows", "base": base}
    except SyntaxError as exc:
        return {"error": "syntax", "message": str(exc)}
    except OSError as exc:
        return {"error": "size" if exc.errno == errno.EFBIG else "run", "message": str(exc)}
    except (RuntimeError, ValueError) as exc:
        return {"error": "run", "message": str(exc)}


def _base(store: Any) -> str:
    """The base of the store's IRIs, as its articles' graphs have it; empty where there are none."""
    name = str(getattr(next(iter(store.named_graphs()), None), "value", ""))
    return name.rpartition("article/")[0] if name.endswith("#graph") else ""


if __name__ == "__main__":
    sys.exit(main())
