"""Stories on the line of time."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from marsad.model.views import Filters, TimelineItem
from marsad.store.schema import story

from .filters import conditions
from .stories import lines


def items(connection: Connection, filters: Filters, limit: int = 2000) -> tuple[TimelineItem, ...]:
    """The latest `limit` stories that match, in order of when they may have begun; undated ones stand at the end."""
    latest = func.coalesce(story.c.latest, story.c.earliest)
    # which ones first, from an index, and only then their lines
    order = (latest.is_(None), latest.desc(), story.c.pk.desc())
    wanted = select(story.c.pk).where(*conditions(connection, filters)).order_by(*order).limit(limit)
    found = list(lines(connection, connection.execute(wanted).scalars().all()).values())
    found.sort(key=lambda s: (s.earliest or s.latest or "9999", s.latest or "", s.id))
    return tuple(map(TimelineItem, found))
