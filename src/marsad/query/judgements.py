"""The log of judgements."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from marsad.model.judgement import MACHINE, Judgement
from marsad.model.views import Page
from marsad.store.judgements import from_row
from marsad.store.schema import judgement, target

from . import cursors


def page(
    connection: Connection,
    reference: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
    *,
    people: bool = False,
) -> Page[Judgement]:
    """A part of the log, the newest first: all of it, what concerns one reference, or what people decided."""
    wanted = []
    if reference is not None:
        pointed = select(target.c.number).where(target.c.now == reference)
        wanted.append(
            or_(judgement.c.left == reference, judgement.c.right == reference, judgement.c.number.in_(pointed))
        )
    if people:
        wanted.append(judgement.c.by != MACHINE)
    total = connection.execute(select(func.count()).select_from(judgement).where(*wanted)).scalar_one()
    query = select(judgement).where(*wanted)
    if cursor is not None:
        query = query.where(judgement.c.number < cursors.decode(cursor, 1)[0])
    rows = connection.execute(query.order_by(judgement.c.number.desc()).limit(limit + 1)).mappings().all()
    shown = rows[:limit]
    following = cursors.encode((shown[-1]["number"],)) if len(rows) > limit and shown else None
    return Page(tuple(map(from_row, shown)), total, following)
