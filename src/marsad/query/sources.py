"""Sources: what an outlet or body has said, on its own word and passed on."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from marsad.model.actor import ActorLine, Saying, SourceProfile
from marsad.model.views import Filters, Page
from marsad.store.actors import line_of
from marsad.store.schema import actor, report, saying

from . import actors

_SAYINGS = 200


def page(
    connection: Connection,
    filters: Filters,
    cursor: str | None = None,
    limit: int = 50,
    *,
    described: bool = False,
) -> Page[ActorLine]:
    """Actors whose word reports pass on, those with most claims first."""
    return actors.page(connection, filters, None, cursor, limit, sources=True, described=described)


def one(connection: Connection, ident: str) -> SourceProfile:
    """A source in full, its newest sayings first. Raises `UnknownError`."""
    pk = actors.row_of(connection, ident)
    row = connection.execute(select(actor).where(actor.c.pk == pk)).one()
    roles = connection.execute(
        select(saying.c.role, func.count().label("n")).where(saying.c.actor == pk).group_by(saying.c.role)
    )
    counts: dict[str, int] = {r.role: r.n for r in roles}
    said = connection.execute(
        select(saying, report.c.id)
        .join(report, report.c.pk == saying.c.report)
        .where(saying.c.actor == pk)
        .order_by(func.coalesce(saying.c.published, "").desc(), saying.c.pk.desc())
        .limit(_SAYINGS)
    ).all()
    sayings = tuple(
        Saying(s.id, s.attribution, s.role, s.act, s.exact, s.start, s.end, s.published, s.publisher) for s in said
    )
    return SourceProfile(
        line_of(row), counts.get("origin", 0), counts.get("relay", 0), counts.get("outlet", 0), sayings
    )
