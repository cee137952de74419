"""Stories on the line of time."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from marsad.model.story import StoryLine
from marsad.model.views import Filters, TimelineItem
from marsad.store.packing import unpack
from marsad.store.schema import story

from .filters import conditions


def items(connection: Connection, filters: Filters, limit: int = 2000) -> tuple[TimelineItem, ...]:
    """The latest `limit` stories that match, in order of when they may have begun; undated ones stand at the end."""
    latest = func.coalesce(story.c.latest, story.c.earliest)
    rows = connection.execute(
        select(story.c.line)
        .where(*conditions(connection, filters))
        .order_by(latest.is_(None), latest.desc(), story.c.pk.desc())
        .limit(limit)
    ).scalars()
    found = [unpack(line, StoryLine) for line in rows]
    found.sort(key=lambda s: (s.earliest or s.latest or "9999", s.latest or "", s.id))
    return tuple(map(TimelineItem, found))
