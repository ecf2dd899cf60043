"""A web server on 127.0.0.1 that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]
LOCAL = ("127.0.0.0/8",)


@dataclass
class Site:
    """`answers` by path (a function is called with the request's headers); `asked` the paths, `sent` the bodies' sizes."""

    url: str = ""
    answers: dict[str, Answer | Callable[..., Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    raw: dict[str, Callable[..., None]] = field(default_factory=dict)

    def page(self, path: str, html: str, **headers: str) -> None:
        """Serve a page."""
        self.answers[path] = (200, {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}, html.encode())

    def versioned(self, path: str, body: str, kind: str = "text/html; charset=utf-8") -> None:
        """Serve a page with an ETag, which is not sent again to who has it."""
        tag = f'"{hash(body)}"'

        def answer(headers: dict[str, str]) -> Answer:
            if headers.get("If-None-Match") == tag:
                return 304, {"ETag": tag}, b""
            return 200, {"Content-Type": kind, "ETag": tag}, body.encode()

        self.answers[path] = answer


@contextmanager
def serving() -> Iterator[Site]:
    """A running site with nothing on it; robots.txt is not there unless a test puts it."""
    site = Site()
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            if self.path in site.raw:
                site.raw[self.path](self, stop)
                return
            found = site.answers.get(self.path, (404, {}, b""))
            status, headers, body = found({name.title(): value for name, value in self.headers.items()}) if callable(found) else found
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value.replace("BASE", site.url))
            body = body.replace(b"BASE", site.url.encode())
            self.send_header("Content-Length", str(len(body)))
            # Noted before the client can have its answer, or a quick test would look too early.
            site.sent.append(len(body))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        site.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield site
        finally:
            stop.set()
            server.shutdown()
            thread.join()
