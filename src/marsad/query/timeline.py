"""Stories on the line of time."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from marsad.model.views import Filters, Page, TimelineItem
from marsad.store.schema import story

from . import cursors
from .filters import conditions
from .stories import lines

_NEWEST = ((func.coalesce(story.c.latest, story.c.earliest, ""), True), (story.c.pk, True))
"""By the last day on which each may have happened, so that those without a day come after all others."""


def page(connection: Connection, filters: Filters, cursor: str | None = None, limit: int = 2000) -> Page[TimelineItem]:
    """The newest `limit` stories that match, in order of when they may have begun; undated ones stand at the end.

    The cursor gets the next older ones, and after all of these the undated ones. Raises `CursorError`.
    """
    wanted = conditions(connection, filters)
    total = connection.execute(select(func.count()).select_from(story).where(*wanted)).scalar_one()
    # which ones first, and only then their lines: what is sorted stays small
    query = select(*(column for column, _ in _NEWEST)).where(*wanted)
    if cursor is not None:
        query = query.where(cursors.beyond(_NEWEST, cursors.decode(cursor, len(_NEWEST))))
    rows = connection.execute(query.order_by(*(c.desc() for c, _ in _NEWEST)).limit(limit + 1)).all()
    shown = rows[:limit]
    older = cursors.encode(tuple(shown[-1])) if len(rows) > limit and shown else None
    found = list(lines(connection, [row[-1] for row in shown]).values())
    found.sort(key=lambda s: (s.earliest or s.latest or "9999", s.latest or "", s.id))
    return Page(tuple(map(TimelineItem, found)), total, older)
