"""The process that parses pages: it reads one after another on stdin and answers each on stdout, within limits.

A message is its length in eight bytes, then JSON. The process ends with its stdin, or when a page takes too much time.
"""

from __future__ import annotations

import json
import signal
import sys
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
    """Answer requests (`page`, `seconds` of processor time) until stdin ends."""
    from kg.sources.page import parts

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when this process ends
    while True:
        try:
            request: Any = receive(sys.stdin.buffer)
        except EOFError:
            return
        _limit(request["seconds"])
        try:
            answer: object = parts(request["page"])
        except MemoryError:
            answer = {"metadata": {}, "body": "", "boilerplate": [], "pages": [], "problem": "takes too much memory to read"}
        send(sys.stdout.buffer, answer)


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
