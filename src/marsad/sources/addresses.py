"""Which addresses may be reached, and connections that reach no other.

A name is resolved here, its addresses are checked, and the connection goes to the checked address itself: a
name that answers differently a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

_NOT_PUBLIC = (
    # what older versions of the standard library still take for public: protocol assignments (one cloud keeps its
    # secrets there), relays of 6to4, and Teredo, which leads on to any address
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("2001::/32"),
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CONNECTIONS = 16


class PrivateAddressError(httpcore.ConnectError):
    """The name leads to this machine, a private network, or an address that serves a cloud's secrets."""


class DeadlineError(httpcore.ReadTimeout):
    """The answer took longer than all of it may take, however steadily it dripped."""


def is_public(address: str) -> bool:
    """May this address be reached without `allow_private`?

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if any(found in network for network in _NOT_PUBLIC if network.version == found.version):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


class _Stream(httpcore.NetworkStream):
    """A connection on which no wait goes beyond the deadline of its thread."""

    def __init__(self, inner: httpcore.NetworkStream, clock: _Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _Stream(inner, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Clock(threading.local):
    """The deadline of the request that this thread is making."""

    deadline: float | None = None

    def left(self, timeout: float | None) -> float | None:
        if self.deadline is None:
            return timeout
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise DeadlineError("the answer took too long")
        return left if timeout is None else min(left, timeout)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, clock: _Clock, *, allow_private: bool) -> None:
        self._clock = clock
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host!r} can't be resolved") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private:
            addresses = [address for address in addresses if is_public(address)]
        if not addresses:
            raise PrivateAddressError(f"{host} is a private or local address; --allow-private reaches it")
        for number, address in enumerate(addresses):
            try:
                inner = self._inner.connect_tcp(address, port, self._clock.left(timeout), local_address, socket_options)
                return _Stream(inner, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number + 1 == len(addresses):
                    raise
        raise AssertionError("unreachable")

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        raise httpcore.ConnectError("sockets of this machine are not reached")


class _Bytes(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Any:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class GuardedTransport(httpx.BaseTransport):
    """Carries requests to checked addresses only, and gives up at the deadline set for the thread."""

    def __init__(self, *, allow_private: bool) -> None:
        self._clock = _Clock()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=_CONNECTIONS,
            keepalive_expiry=5.0,
            network_backend=_Backend(self._clock, allow_private=allow_private),
        )

    def set_deadline(self, seconds: float) -> None:
        """All waits of this thread's next requests end within so many seconds."""
        self._clock.deadline = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Has this thread's deadline passed?"""
        return self._clock.deadline is not None and time.monotonic() >= self._clock.deadline

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises the errors of `httpcore`."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Bytes(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
