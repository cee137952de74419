"""Fetching pages and feeds politely.

robots.txt is obeyed, requests to one host keep their distance, an unchanged page isn't sent again, a host that
asks to wait is left alone, and no answer may be endless in bytes or in time.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from .kinds import begins_page
from .packed import Body
from .report import LIMIT_BYTES, LIMIT_NAME, InputError, Network, Skipped

CONTACT = "MARSAD_CONTACT"
"""Environment: an address or page that the operators of sites can turn to; it goes into the User-Agent."""
DEADLINE_S = 60.0
"""Seconds that one answer may take, with all its redirects."""
_PATIENCE_S = 15.0
_CONNECT_S = 10.0
_SILENCE_S = 20.0
_REDIRECTS = 5
_ROBOTS_BYTES = 512_000
_ROBOTS_FRESH_S = 86_400.0
_ROBOTS_RETRY_S = 600.0
_LONGEST_DELAY_S = 30.0
_LONGEST_HOLD_S = 86_400.0
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(InputError):
    """Something was not fetched. `temporary`: another try later may work; `retry_after` is in seconds, if known."""

    def __init__(
        self,
        message: str,
        skipped: Skipped = "network",
        *,
        temporary: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, skipped)
        self.temporary = temporary
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url` is where it came from in the end, `moved` the new address after lasting redirects only.

    `body` is unpacked and empty for 304. `captured` is UTC, ISO 8601.
    """

    url: str
    status: int
    body: bytes
    media_type: str
    charset: str | None
    captured: str
    etag: str | None
    modified: str | None
    retry_after: float | None
    moved: str | None

    @property
    def is_page(self) -> bool:
        """Is it a web page, by what the server says, or by its beginning where the server says nothing of use?"""
        return self.media_type in _PAGES or (
            self.media_type in {"", "text/plain", "application/octet-stream", "application/xml", "text/xml"}
            and begins_page(self.body)
        )

    @property
    def temporary(self) -> bool:
        """Is this status one that another try later may change?"""
        return self.status in _TEMPORARY


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    asking: threading.Lock = field(default_factory=threading.Lock)
    next: float = 0.0
    held: float = 0.0


class Fetcher:
    """Fetches over HTTP for any number of threads. Close it, or use it as a context.

    `network.pause` is the least time between two requests to one host; a site's Crawl-delay may make it longer.
    `deadline` bounds one answer, in seconds, `limit` its body, in bytes.
    """

    def __init__(self, network: Network, *, deadline: float = DEADLINE_S, limit: int = LIMIT_BYTES) -> None:
        import httpx

        from .addresses import GuardedTransport

        self._network = network
        self._deadline = deadline
        self._limit = limit
        self._transport = GuardedTransport(allow_private=network.allow_private)
        self._client = httpx.Client(
            transport=self._transport,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(_SILENCE_S, connect=_CONNECT_S),
            headers={
                "User-Agent": user_agent(),
                "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
                "application/xml;q=0.9, */*;q=0.5",
                "Accept-Language": "ar, *;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
        )
        self._hosts: dict[str, _Host] = {}
        self._robots: dict[str, tuple[float, Any]] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def stop(self) -> None:
        """Give up what is being fetched, from any thread: waits end at once, bodies with their next piece."""
        self._stop.set()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer to a GET, whatever its status. `etag` and `modified` make it conditional (304 if unchanged).

        Raises `FetchError` where nothing came: offline, a private address, forbidden by robots.txt, no
        connection, too slow, too long.
        """
        if self._network.offline:
            raise FetchError("not fetched: --offline")
        headers = {"If-None-Match": etag} if etag else {}
        if modified:
            headers["If-Modified-Since"] = modified
        asked, moved, lasting = url, url, True
        for _ in range(_REDIRECTS + 1):
            site = _site(url)
            allowed, delay = self._allowed(site, url)
            if not allowed:
                raise FetchError(f"robots.txt of {urlsplit(url).netloc} forbids it")
            self._wait(site, delay)
            status, answer, body = self._request(url, headers, self._limit)
            retry = _seconds(answer.get("retry-after"))
            if status in {429, 503} and retry is not None:
                self._host(site).held = time.monotonic() + retry
            location = answer.get("location")
            if status not in {301, 302, 303, 307, 308} or not location:
                return _fetched(url, status, answer, body, moved if moved != asked else None)
            url = _joined(url, location)
            lasting = lasting and status in {301, 308}
            moved = url if lasting else moved
        raise FetchError(f"more than {_REDIRECTS} redirects")

    def _request(self, url: str, headers: dict[str, str], limit: int) -> tuple[int, Any, bytes]:
        import httpcore
        import httpx

        from .addresses import PrivateAddressError

        self._transport.set_deadline(self._deadline)
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                if not 200 <= answer.status_code < 300:
                    # the pages that tell of errors are of no use
                    return answer.status_code, answer.headers, b""
                body = Body(answer.headers.get("content-encoding"), limit, LIMIT_NAME)
                for piece in answer.iter_raw():
                    if self._stop.is_set():
                        raise FetchError("stopped", temporary=True)
                    body.add(piece)
                return answer.status_code, answer.headers, body.bytes()
        except PrivateAddressError as error:
            raise FetchError(f"refused: {error}") from None
        except (httpcore.TimeoutException, httpx.TimeoutException):
            if self._transport.is_over():
                raise FetchError(f"gave up: the answer took over {self._deadline:g} s", temporary=True) from None
            raise FetchError("gave up: no answer in time", temporary=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            raise FetchError(f"no answer: {_words(error)}", temporary=True) from None
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError) as error:
            if isinstance(error, InputError):
                raise
            raise FetchError(f"not an address that can be fetched: {_words(error)}") from None

    # -- politeness

    def _host(self, site: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(site, _Host())

    def _wait(self, site: str, delay: float | None) -> None:
        host = self._host(site)
        held = host.held - time.monotonic()
        if held > _PATIENCE_S:
            raise FetchError(f"the host asked to wait {held:.0f} s more", temporary=True, retry_after=held)
        interval = max(self._network.pause, min(delay or 0.0, _LONGEST_DELAY_S))
        with host.lock:
            now = time.monotonic()
            at = max(now, host.next, host.held)
            host.next = at + interval
        if self._stop.wait(max(0.0, at - now)):
            raise FetchError("stopped", temporary=True)

    def _allowed(self, site: str, url: str) -> tuple[bool, float | None]:
        # one thread asks, the others wait for its answer
        with self._host(site).asking:
            fresh, rules = self._robots.get(site, (0.0, None))
            if time.monotonic() >= fresh:
                rules, lasts = self._read_robots(site)
                self._robots[site] = (time.monotonic() + lasts, rules)
        if isinstance(rules, FetchError):
            raise FetchError(str(rules), temporary=rules.temporary, retry_after=rules.retry_after)
        agent = user_agent().partition("/")[0]
        return rules.can_fetch(url, agent), rules.crawl_delay(agent)

    def _read_robots(self, site: str) -> tuple[Any, float]:
        """The rules of a site and for how long they hold; an error where they can't be known: nothing is fetched."""
        from protego import Protego

        url = f"{site}/robots.txt"
        try:
            for _ in range(_REDIRECTS + 1):
                status, answer, body = self._request(url, {}, _ROBOTS_BYTES)
                if status not in {301, 302, 303, 307, 308} or not answer.get("location"):
                    break
                url = _joined(url, answer["location"])
        except FetchError as error:
            # an address that is refused, or that doesn't answer, is no word of the site
            return error, _ROBOTS_RETRY_S if error.temporary else _ROBOTS_FRESH_S
        except InputError:
            return Protego.parse(""), _ROBOTS_FRESH_S
        if status >= 500 or status == 429:
            retry = _seconds(answer.get("retry-after"))
            unread = FetchError(f"robots.txt can't be read (status {status})", temporary=True, retry_after=retry)
            return unread, retry or _ROBOTS_RETRY_S
        return Protego.parse(body.decode("utf-8", "replace") if status == 200 else ""), _ROBOTS_FRESH_S


def user_agent() -> str:
    """What Marsad calls itself to servers, with the contact that its user gave."""
    try:
        version = importlib.metadata.version("marsad")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    contact = "".join(c for c in os.environ.get(CONTACT, "") if " " <= c <= "~")[:200]
    return f"Marsad/{version} (reads news for an archive{'; ' + contact if contact else ''})"


def _fetched(url: str, status: int, answer: Any, body: bytes, moved: str | None) -> Fetched:
    media_type, _, rest = answer.get("content-type", "").partition(";")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Fetched(
        url=url,
        status=status,
        body=body,
        media_type=media_type.strip().lower(),
        charset=charset,
        captured=now,
        etag=answer.get("etag"),
        modified=answer.get("last-modified"),
        retry_after=_seconds(answer.get("retry-after")),
        moved=moved,
    )


def _site(url: str) -> str:
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(url)
        _ = parts.port
    except ValueError:
        raise FetchError(f"not an address that can be fetched: {url[:100]!r}") from None
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def _joined(url: str, location: str) -> str:
    import httpx

    try:
        return str(httpx.URL(url).join(location))
    except (httpx.InvalidURL, ValueError):
        raise FetchError(f"redirects to what is no address: {location[:100]!r}") from None


def _seconds(value: str | None) -> float | None:
    """Retry-After: seconds, or a date."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(float(value[:12]), _LONGEST_HOLD_S)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=datetime.UTC)
    return min(max(0.0, (at - datetime.datetime.now(datetime.UTC)).total_seconds()), _LONGEST_HOLD_S)


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
