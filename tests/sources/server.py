"""A web server on this machine that answers as the web does: well, badly, slowly, endlessly. Real sockets."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

from . import news


@dataclass
class Answer:
    """What a path answers. `body` may be bytes, or something that writes to the socket itself."""

    body: bytes | Callable[[BaseHTTPRequestHandler], None] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None


class Site:
    """Paths and their answers, and all requests that came. Change `answers` while it runs."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.requests: list[tuple[float, str, dict[str, str]]] = []
        self.base = ""

    def paths(self) -> list[str]:
        """The paths that were asked for, but for robots.txt."""
        return [path for _, path, _ in self.requests if path != "/robots.txt"]

    def answer(self, path: str) -> Answer:
        """What a path answers now; of a list, one after the other, the last for ever."""
        found = self.answers.get(path, Answer(status=404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@contextlib.contextmanager
def serve() -> Iterator[Site]:
    """A running server."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append((time.monotonic(), self.path, {k.lower(): v for k, v in self.headers.items()}))
            found = site.answer(self.path)
            if found.etag and self.headers.get("If-None-Match") == found.etag:
                found = Answer(b"", 304, {}, found.etag)
            with contextlib.suppress(ConnectionError):
                if callable(found.body):
                    self.close_connection = True
                    found.body(self)
                    return
                self.send_response(found.status)
                for name, value in found.headers.items():
                    self.send_header(name, value)
                if found.etag:
                    self.send_header("ETag", found.etag)
                self.send_header("Content-Length", str(len(found.body)))
                self.end_headers()
                self.wfile.write(found.body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A feed without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel>")
    while True:
        handler.wfile.write(b"<item><title>x</title></item>" * 4000)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """A feed that comes a byte at a time, never silent for long."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    for _ in range(400):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    """Headers that come a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(400):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    """No answer at all."""
    time.sleep(20)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """An answer that ends before its length."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss><channel>")


XML = {"Content-Type": "application/rss+xml; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


def feed(base: str, numbers: list[int], *, summary: bool = False, title: str = "جريدة السهل") -> bytes:
    """A feed of generated news, newest first; `summary`: only the first sentence of each."""
    items = "".join(
        f"<item><title>{news.title(n)}</title><link>{base}/a/{n}</link><guid isPermaLink='false'>n{n}</guid>"
        f"<pubDate>Wed, 05 Jun 2024 {n % 24:02}:00:00 +0300</pubDate>"
        f"<description>{escape(news.sentence(n) if summary else long_text(n))}</description></item>"
        for n in reversed(numbers)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def long_text(number: int) -> str:
    """A text that is no summary."""
    return "".join(f"<p>{p}</p>" for k in range(3) for p in news.paragraphs(number * 100 + k))


def article(number: int) -> bytes:
    """The page of a report."""
    body = "".join(f"<p>{p}</p>" for p in news.paragraphs(number))
    return (
        f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>{news.title(number)}</title>"
        f"<meta property='article:published_time' content='2024-06-04T10:00:00+03:00'>"
        f"<meta property='og:site_name' content='جريدة السهل'></head><body><nav><a href=/>الرئيسية</a></nav>"
        f"<article><h1>{news.title(number)}</h1>{body}</article></body></html>"
    ).encode()
