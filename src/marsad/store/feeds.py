"""Writing what is remembered of watched feeds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, delete, insert, update

from .schema import feed, feed_entry


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed between two visits. Times are UTC, ISO 8601; `failures` counts those since it last went well.

    `address` is where it has moved to for good, if it has. `etag` and `modified` are what the server gave for the next
    conditional request; `reports` counts all that came.
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
    address: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What became of an entry of a feed. `digest` is the hash of its words, `report` the report it became.

    `summary`: its page couldn't be had, and is still wanted; `tries` counts how often it was asked for.
    """

    digest: str
    state: Literal["done", "summary", "skipped", "failed"]
    report: str | None = None
    tries: int = 1
    message: str | None = None


def save(connection: Connection, state: FeedState) -> None:
    """Write a feed's state in place of the old one."""
    _put(connection, feed, {"url": state.url}, asdict(state))


def save_entry(connection: Connection, url: str, key: str, entry: FeedEntry) -> None:
    """Write what became of an entry in place of what was known."""
    _put(connection, feed_entry, {"feed": url, "key": key}, asdict(entry))


def _put(connection: Connection, table: Table, key: dict[str, str], values: dict[str, Any]) -> None:
    where = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update(table).where(*where).values(**values)).rowcount:
        connection.execute(insert(table).values(**key | values))


def forget(connection: Connection, url: str) -> None:
    """Remember nothing of a feed."""
    connection.execute(delete(feed_entry).where(feed_entry.c.feed == url))
    connection.execute(delete(feed).where(feed.c.url == url))
