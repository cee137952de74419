"""Counted statements against the events on record."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.story import Account
from marsad.model.views import Audit, Filters
from marsad.resolve.audits import audit
from marsad.store.packing import unpack
from marsad.store.schema import account, actor, story, story_actor

from .filters import conditions
from .stories import lines

_MOST = 200
_OTHERS = 2000


def audits(connection: Connection, filters: Filters, limit: int = _MOST) -> tuple[Audit, ...]:
    """The newest statements with a count whose stories match, each with the stories it should cover."""
    rows = connection.execute(
        select(account.c.body, account.c.story)
        .join(story, story.c.pk == account.c.story)
        .where(*conditions(connection, filters), account.c.counts)
        .order_by(account.c.published.desc(), account.c.pk.desc())
        .limit(limit)
    ).all()
    out: list[Audit] = []
    for row in rows:
        told = unpack(row.body, Account)
        if told.count is None or told.decision == "rejected":
            continue
        ids = sorted({p.actor for p in (*told.actor, *told.recipient, *told.place)})
        involved = select(story_actor.c.story).join(actor, actor.c.pk == story_actor.c.actor).where(actor.c.id.in_(ids))
        others = (
            connection.execute(
                select(story.c.pk)
                .where(story.c.pk.in_(involved), story.c.type == told.type, story.c.pk != row.story)
                .order_by(story.c.earliest, story.c.pk)
                .limit(_OTHERS)
            )
            .scalars()
            .all()
        )
        found = lines(connection, others)
        out.append(audit(told, [found[pk] for pk in others if pk in found]))
    return tuple(out)
