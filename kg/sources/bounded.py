"""Pages and documents parsed in another process, which is ended when one takes too long and begun anew for the next."""

from __future__ import annotations

import subprocess
import sys
import threading
from base64 import b64encode
from pathlib import Path
from typing import Any

from kg.sources import parser
from kg.sources.origin import MAX_CHARACTERS, Origin

# The process has its own limit of processor time; this one is for a machine that is too busy to give it any.
PATIENCE_SECONDS = 120.0
CPU_SECONDS = 10
DOCUMENT_SECONDS = 60
_MAX_PAGE = 5 * MAX_CHARACTERS
_HINT = "save its text as .txt and name that file"
_START = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); from kg.sources.parser import main; main()"
_lock = threading.Lock()
_running: list[subprocess.Popen[bytes]] = []


def parsed(origin: Origin, page: str) -> dict[str, Any]:
    """What `kg.sources.page.parts` says of a page. Raises ReadError when it is too large or takes too much to read."""
    if len(page) > _MAX_PAGE:
        raise origin.error(f"too large: a page of more than {_MAX_PAGE:,} characters", _HINT)
    return _answer(origin, "html", page, CPU_SECONDS)


def opened(origin: Origin, kind: str, data: bytes) -> dict[str, Any]:
    """What `kg.sources.office.parts` says of a document. Raises ReadError when it cannot be read, or takes too much."""
    return _answer(origin, kind, b64encode(data).decode(), DOCUMENT_SECONDS)


def _answer(origin: Origin, kind: str, content: str, seconds: int) -> dict[str, Any]:
    with _lock:
        process = _process()
        clock = threading.Timer(PATIENCE_SECONDS, process.kill)
        clock.start()
        try:
            assert process.stdin and process.stdout
            parser.send(process.stdin, {"kind": kind, "content": content, "seconds": seconds})  # type: ignore[arg-type]
            found: Any = parser.receive(process.stdout)  # type: ignore[arg-type]
        except (EOFError, OSError) as exc:
            _end(process)
            raise origin.error("takes too long to read", _HINT) from exc
        except BaseException:
            _end(process)  # an answer that nobody took would be taken for that of the next page
            raise
        finally:
            clock.cancel()
    if found["problem"]:
        raise origin.error(found["problem"], _HINT)
    return dict(found)


def _process() -> subprocess.Popen[bytes]:
    """The running process; it ends with this one, when its stdin closes."""
    if _running and _running[0].poll() is None:
        return _running[0]
    _running[:] = [
        subprocess.Popen(
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    ]
    return _running[0]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    _running.clear()
