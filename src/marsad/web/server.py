"""Serving the desk on a socket: who may reach it, where it listens, how it ends."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from .app import create_app
from .settings import Settings

PORT = 8765
_GRACE_SECONDS = 5


class ServeError(Exception):
    """A server that can't be started so; the message says why and what to do."""


def is_loopback(host: str) -> bool:
    """Does the address, or every address that the name leads to, belong to this machine alone?

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ServeError(f"{host}: no such address ({error.strerror or error})") from None
    return all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_loopback for entry in found)


def check_bind(host: str, settings: Settings) -> None:
    """Refuse to show a desk to others that asks nobody for a password. Raises `ServeError`."""
    if settings.auth:
        return
    if not is_loopback(host):
        raise ServeError(f"{host} can be reached by others: add --auth (and users: marsad user add)")
    if settings.public_url is not None:
        raise ServeError("behind a public address everybody would be an admin: add --auth (and users: marsad user add)")


def serve(
    desk: str, settings: Settings, host: str = "127.0.0.1", port: int = PORT, *, ready: Callable[[str], None]
) -> None:
    """Serve the desk until interrupted. Port 0 takes any free one; `ready` is told the address once it answers.

    Raises `ServeError` where the bind is refused or not possible or nobody could log in, `DeskError` where the desk
    can't be opened.
    """
    check_bind(host, settings)
    listening = _bind(host, port)
    try:
        server: uvicorn.Server
        app = create_app(desk, settings, closing=lambda: server.should_exit)
        if settings.auth and not any(user.active for user in app.state.desk.users.all()):
            raise ServeError("nobody could log in: add a user first (marsad user add NAME --role admin)")
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE_SECONDS,
            timeout_keep_alive=30, h11_max_incomplete_event_size=64 * 1024,
        )  # fmt: skip
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        server = _Server(config, lambda: ready(settings.public_url or address))
        server.run(sockets=[listening])
    finally:
        listening.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _bind(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ServeError(f"{host}:{port}: {reason}; --port 0 takes a free one") from None
