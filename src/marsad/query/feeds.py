"""Watched feeds."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.views import FeedStatus
from marsad.store.feeds import FeedEntry, FeedState
from marsad.store.schema import feed, feed_entry


def every(connection: Connection) -> tuple[FeedStatus, ...]:
    """All watched feeds, by address."""
    rows = connection.execute(select(feed).order_by(feed.c.url)).all()
    return tuple(
        FeedStatus(r.url, r.title, r.last_tried, r.last_ok, r.failures, r.error, r.next_try, r.reports) for r in rows
    )


def state(connection: Connection, url: str) -> FeedState | None:
    """What is remembered of one feed."""
    row = connection.execute(select(feed).where(feed.c.url == url)).mappings().first()
    return FeedState(**row) if row is not None else None


def entries(connection: Connection, url: str) -> dict[str, FeedEntry]:
    """What became of the entries that a feed has held, by key."""
    rows = connection.execute(select(feed_entry).where(feed_entry.c.feed == url)).all()
    return {r.key: FeedEntry(r.digest, r.state, r.report, r.tries, r.message) for r in rows}
