"""A real server on a real socket, and clients that speak to it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from marsad.desk import Desk
from marsad.web.app import create_app
from marsad.web.settings import Settings

SAMPLES = Path(__file__).parents[2] / "samples"
PASSWORD = "ثلاث كلمات طويلة"


@dataclass
class Served:
    """A running server."""

    url: str
    app: FastAPI
    desk: Desk

    def client(self, **headers: str) -> httpx.Client:
        """A program that speaks to it."""
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)

    @contextmanager
    def browser(self, name: str | None = None) -> Iterator[httpx.Client]:
        """A page of the desk in a browser, logged in as `name` with the tests' password."""
        with self.client(origin=self.url) as client:
            if name is not None:
                client.post("/api/login", json={"name": name, "password": PASSWORD}).raise_for_status()
            yield client


@contextmanager
def serving(desk: str, settings: Settings) -> Iterator[Served]:
    """The desk on a real socket, in a thread."""
    server: uvicorn.Server
    app = create_app(desk, settings, closing=lambda: server.should_exit)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        until(lambda: server.started)
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", app, app.state.desk)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def until(ready: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that is about to happen; fails if it doesn't."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it didn't happen"
        time.sleep(0.02)
