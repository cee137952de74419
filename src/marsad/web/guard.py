"""What every request passes before anything is done with it, and the headers that every answer bears.

One middleware of plain ASGI, so that streams stay streams.
"""

from __future__ import annotations

import ipaddress
import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from .reply import Reply, refusal
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
UPLOAD = "/api/add"
_log = logging.getLogger("marsad.web")
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Nothing from another host, nothing inline. Workers from blobs are the map's."""
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    # not "no-referrer": under that a form's own post would come with the origin "null"
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """Refuses strangers' hosts and origins and bodies that are too large, and adds the headers of safety."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        sent = _Sender(send, no_store=scope["path"].startswith("/api/"))
        refused = self._refuse(scope, headers)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        try:
            await self.app(scope, _limited(receive, self._limit(scope, headers)), sent)
        except Exception:
            if sent.begun:
                raise
            # here and not in the framework's own handler, which stands outside and would leave the headers out
            _log.exception("%s %s failed", scope["method"], scope["path"])
            await refusal(500, "a fault of ours: the server's log has it")(scope, receive, sent)

    def _limit(self, scope: Scope, headers: dict[str, str]) -> int:
        files = scope["path"] == UPLOAD and headers.get("content-type", "").lower().startswith("multipart/form-data")
        return self._settings.upload_bytes if files else self._settings.body_bytes

    def _refuse(self, scope: Scope, headers: dict[str, str]) -> Reply | None:
        host = headers.get("host", "").lower()
        if not self._settings.auth:
            # a page of a stranger whose name leads to 127.0.0.1 (DNS rebinding) sends its own name
            if not is_local_host(host) and host != self._settings.public_host:
                return refusal(421, "this desk answers to localhost only; serve it with --auth for others")
            client = scope.get("client")
            if client is not None and not _is_loopback(client[0]):
                return refusal(403, "a desk without users serves this machine only; serve it with --auth for others")
        elif self._settings.public_host is not None and host != self._settings.public_host and not is_local_host(host):
            return refusal(421, f"this desk answers to {self._settings.public_host}")
        own = {host, self._settings.public_host} - {None, ""}
        if scope["method"] not in SAFE and not same_site(headers, own):
            return refusal(403, "the request came from another site")
        size = headers.get("content-length", "")
        limit = self._limit(scope, headers)
        if size.isdecimal() and int(size) > limit:
            return refusal(413, _too_large(limit))
        return None


def same_site(headers: Mapping[str, str], own: Set[str | None]) -> bool:
    """Was the request made by our own pages or by a program, and not by a page of somebody else?

    `own` are the hosts that our pages come from (a proxy may hide the one that people typed).
    Browsers say where a request comes from, and no page can make them lie. A bearer's token is never sent by a
    browser on its own. Where neither header stands, it is no browser; but with a cookie that isn't believed.
    """
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() in own
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    return "cookie" not in headers


def is_local_host(host: str) -> bool:
    """Does a Host header, with or without port, name this machine?

    >>> [is_local_host(h) for h in ("localhost:8765", "[::1]:80", "127.0.0.2", "desk.example", "localhost.evil")]
    [True, True, True, False, False]
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def _too_large(limit: int) -> str:
    return f"the request is over {limit / 1_000_000:g} MB, the limit"


def _limited(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, _too_large(limit))
        return message

    return counted


class _Sender:
    """Sends an answer with the headers of safety; `begun` once its first part is out."""

    def __init__(self, send: Send, *, no_store: bool) -> None:
        self._send = send
        self._no_store = no_store
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = list(message.get("headers", ()))
            headers += [(k.encode(), v.encode()) for k, v in HEADERS]
            if self._no_store:
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        await self._send(message)
