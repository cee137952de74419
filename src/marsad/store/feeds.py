"""Writing what is remembered of watched feeds."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert

from .schema import feed


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed between two visits. Times are UTC, ISO 8601; `failures` counts those since it last went well.

    `etag` and `modified` are what the server gave for the next conditional request; `reports` counts all that came.
    """

    url: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    last_tried: str | None = None
    last_ok: str | None = None
    failures: int = 0
    error: str | None = None
    next_try: str | None = None
    reports: int = 0


def save(connection: Connection, state: FeedState) -> None:
    """Write a feed's state in place of the old one."""
    forget(connection, state.url)
    connection.execute(insert(feed).values(**asdict(state)))


def forget(connection: Connection, url: str) -> None:
    """Remember nothing of a feed."""
    connection.execute(delete(feed).where(feed.c.url == url))
