"""Counted statements against the events on record."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, or_, select

from marsad.model.story import Account, StoryLine
from marsad.model.views import Audit, Filters
from marsad.resolve.audits import NOT_HAPPENED, audit, interval
from marsad.store.packing import unpack
from marsad.store.schema import account, actor, story, story_actor

from .filters import conditions
from .stories import lines

_MOST = 100
"""Statements; filters choose which."""
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
    known: dict[int, StoryLine] = {}
    for row in rows:
        told = unpack(row.body, Account)
        if told.count is None or told.decision == "rejected":
            continue
        found = select(story.c.pk).where(*_candidates(told), story.c.pk != row.story)
        others = connection.execute(found.order_by(story.c.earliest, story.c.pk).limit(_OTHERS)).scalars().all()
        # the same stories are looked at again and again where people of one circle are counted
        known.update(lines(connection, [pk for pk in others if pk not in known]))
        out.append(audit(told, [known[pk] for pk in others if pk in known]))
    return tuple(out)


def _candidates(told: Account) -> list[ColumnElement[bool]]:
    """What a story must be for `audit` to look at it at all, as far as the database can tell."""
    ids = sorted({p.actor for p in (*told.actor, *told.recipient, *told.place)})
    involved = select(story_actor.c.story).join(actor, actor.c.pk == story_actor.c.actor).where(actor.c.id.in_(ids))
    out = [
        story.c.pk.in_(involved), story.c.type == told.type, story.c.certainty != "denied", story.c.hidden.is_(False),
        *(~story.c.aux.contains(aux) for aux in sorted(NOT_HAPPENED)),
    ]  # fmt: skip
    if told.mode:
        out.append(or_(story.c.mode.is_(None), story.c.mode == told.mode))
    begin, end = interval(told)
    if begin is not None:
        out.append(or_(story.c.earliest.is_(None), story.c.latest.is_(None), story.c.latest >= begin))
    if end is not None:
        out.append(or_(story.c.earliest.is_(None), story.c.latest.is_(None), story.c.earliest <= end))
    return out
