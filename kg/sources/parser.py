"""The process that parses pages and documents: it reads one after another on stdin and answers each on stdout, within limits.

A message is its length in eight bytes, then JSON. The process ends with its stdin, or when a page takes too much time.
"""

from __future__ import annotations

import json
import signal
import sys
from base64 import b64decode
from typing import Any, BinaryIO

MEMORY_BYTES = 2_000_000_000


def receive(stream: BinaryIO) -> object:
    """The next message; raises EOFError when the stream ends before it is whole."""
    head = stream.read(8)
    size = int.from_bytes(head, "big") if len(head) == 8 else 0
    data = stream.read(size)
    if len(head) < 8 or len(data) < size:
        raise EOFError
    return json.loads(data)


def send(stream: BinaryIO, message: object) -> None:
    """Write one message."""
    data = json.dumps(message).encode()
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def main() -> None:
    """Answer requests (`kind`, `content`, `seconds` of processor time) until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when this process ends
    while True:
        try:
            request: Any = receive(sys.stdin.buffer)
        except EOFError:
            return
        _limit(request["seconds"])
        try:
            answer: object = _parts(request)
        except MemoryError:
            problem = "takes too much memory to read"
            answer = {"title": "", "metadata": {}, "body": "", "boilerplate": [], "pages": [], "problem": problem}
        send(sys.stdout.buffer, answer)


def _parts(request: dict[str, Any]) -> object:
    from kg.sources import office, page

    if request["kind"] == "html":
        return page.parts(request["content"])
    return office.parts(request["kind"], b64decode(request["content"]))


def _limit(seconds: int) -> None:
    """Bounds for the next page, which hold inside native code too; systems without them have the parent's clock."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    for bound, size in ((resource.RLIMIT_CPU, until), (resource.RLIMIT_DATA, MEMORY_BYTES)):
        _, hard = resource.getrlimit(bound)
        resource.setrlimit(bound, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
