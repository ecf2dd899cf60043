"""Connections that lead nowhere they should not: addresses are checked after resolution, and each exchange has an end.

The name is resolved once, every address it has must be public, and the connection goes to one of the addresses that were
checked: a name that resolves differently a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedAddress(Exception):
    """A host with an address that is not public."""


def is_allowed(address: str, allowed: Sequence[str] = ()) -> bool:
    """Whether an IP address may be connected to: it is public, or lies in one of the `allowed` networks.

    >>> is_allowed("127.0.0.1"), is_allowed("127.0.0.1", ["127.0.0.0/8"]), is_allowed("::ffff:10.0.0.1")
    (False, True, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip.version == network.version and ip in network for network in map(ipaddress.ip_network, allowed)):
        return True
    return all(one.is_global and not one.is_multicast for one in _meant(ip))


def _meant(ip: Address) -> Iterator[Address]:
    """The address, and the IPv4 addresses that an IPv6 address stands for."""
    yield ip
    if isinstance(ip, ipaddress.IPv6Address):
        yield from filter(None, (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())))
        if ip in _NAT64:
            yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to allowed addresses only; nothing on them waits beyond `deadline` (`time.monotonic` seconds)."""

    def __init__(self, allowed: Sequence[str]) -> None:
        self.deadline = math.inf
        self._allowed = allowed
        self._inner = httpcore.SyncBackend()

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take. Raises httpcore.ReadTimeout when none are left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long")
        return min(left, timeout) if timeout is not None else left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers."""
        found = dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        if not all(is_allowed(address, self._allowed) for address in found):
            raise RefusedAddress(host)
        error: Exception = httpcore.ConnectError("no address")
        for address in found:
            try:
                stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Bounded(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                error = exc
        raise error


class _Bounded(httpcore.NetworkStream):
    """A connection whose every read and write ends by the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Bounded(self._inner.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedTransport(httpx.BaseTransport):
    """httpx over connections of a GuardedBackend; no proxy, no cookies, nothing from the environment."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), max_keepalive_connections=4, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(
            httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
