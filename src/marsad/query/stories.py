"""Lists of stories, and how many have which value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, select

from marsad.model.story import StoryLine
from marsad.model.views import Facet, Filters, Page
from marsad.store.packing import unpack
from marsad.store.schema import actor, story, story_actor, story_source

from . import cursors
from .filters import conditions

Order = Literal["newest", "oldest", "latest", "earliest", "reports", "origins", "doubt"]
ORDERS: dict[str, tuple[tuple[ColumnElement[Any], bool], ...]] = {
    "newest": ((story.c.newest, True), (story.c.pk, True)),
    "oldest": ((story.c.newest, False), (story.c.pk, False)),
    "latest": ((func.coalesce(story.c.latest, ""), True), (story.c.pk, True)),
    "earliest": ((func.coalesce(story.c.earliest, "9999"), False), (story.c.pk, False)),
    "reports": ((story.c.reports, True), (story.c.pk, True)),
    "origins": ((story.c.origins, True), (story.c.pk, True)),
}
"""By publication (newest, oldest), by when it happened (latest, earliest), by how many reports or origins tell it."""
_FACET = 12


def page(
    connection: Connection, filters: Filters, order: str = "newest", cursor: str | None = None, limit: int = 50
) -> Page[StoryLine]:
    """A part of the stories that match. Raises `ValueError` for an unknown order and `CursorError`."""
    if order not in ORDERS:
        raise ValueError(f"order {order!r}: one of {', '.join(ORDERS)}")
    columns = ORDERS[order]
    wanted = conditions(connection, filters)
    total = connection.execute(select(func.count()).select_from(story).where(*wanted)).scalar_one()
    # which ones first, and only then their lines: what is sorted stays small
    query = select(*(c for c, _ in columns)).where(*wanted)
    if cursor is not None:
        query = query.where(cursors.beyond(columns, cursors.decode(cursor, len(columns))))
    query = query.order_by(*(c.desc() if down else c.asc() for c, down in columns)).limit(limit + 1)
    rows = connection.execute(query).all()
    shown = rows[:limit]
    following = cursors.encode(tuple(shown[-1])) if len(rows) > limit and shown else None
    found = lines(connection, [row[-1] for row in shown])
    return Page(tuple(found[row[-1]] for row in shown), total, following)


def every(connection: Connection, filters: Filters) -> Iterator[tuple[int, str]]:
    """The row and id of every story that matches, by id."""
    wanted = conditions(connection, filters)
    last = ""
    while True:
        rows = connection.execute(
            select(story.c.pk, story.c.id).where(*wanted, story.c.id > last).order_by(story.c.id).limit(500)
        ).all()
        if not rows:
            return
        for row in rows:
            yield row.pk, row.id
        last = rows[-1].id


def lines(connection: Connection, pks: Sequence[int]) -> dict[int, StoryLine]:
    """Lines of stories by their rows; hidden ones are left out."""
    out: dict[int, StoryLine] = {}
    for at in range(0, len(pks), 500):
        # asked for visible ones, SQLite would walk through all of these and not look up the few rows
        rows = connection.execute(
            select(story.c.pk, story.c.hidden, story.c.line).where(story.c.pk.in_(pks[at : at + 500]))
        )
        out.update((row.pk, unpack(row.line, StoryLine)) for row in rows if not row.hidden)
    return out


def facets(connection: Connection, filters: Filters) -> tuple[Facet, ...]:
    """How many of the matching stories have which type, certainty, auxiliary mode, actor, place and publisher."""
    wanted = conditions(connection, filters)
    matching = select(story.c.pk).where(*wanted)
    out: list[Facet] = []
    out += _kinds(connection, wanted)
    narrowed = len(wanted) > 1
    for field, roles in (("actor", ("actor", "recipient")), ("place", ("place", "origin"))):
        count = func.count(story_actor.c.story.distinct())
        query = select(story_actor.c.actor, count.label("n")).where(story_actor.c.role.in_(roles))
        if narrowed:
            query = query.where(story_actor.c.story.in_(matching))
        top = query.group_by(story_actor.c.actor).order_by(count.desc(), story_actor.c.actor).limit(_FACET).subquery()
        found = connection.execute(
            select(actor.c.id, actor.c.name, actor.c.name_en, actor.c.described, top.c.n)
            .join(top, top.c.actor == actor.c.pk)
            .order_by(top.c.n.desc(), actor.c.pk)
        )
        # a description has no name to translate
        out += [
            Facet(field, row.id, row.name, None if row.described else row.name_en, row.n)  # type: ignore[arg-type]
            for row in found
        ]
    query = select(story_source.c.source, func.min(story_source.c.name), func.count())
    if narrowed:
        # a plain comparison would let SQLite walk through all publishers, and ask for each row whether it matches
        kind = func.coalesce(story_source.c.kind, "")
        query = query.where(kind == "publisher", story_source.c.story.in_(matching))
    else:
        query = query.where(story_source.c.kind == "publisher")
    printed = connection.execute(
        query.group_by(story_source.c.source).order_by(func.count().desc(), story_source.c.source).limit(_FACET)
    )
    out += [Facet("source", name, name, None, count) for _, name, count in printed]
    return tuple(out)


def _kinds(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> list[Facet]:
    """Types, certainties and auxiliary modes, counted in one go."""
    columns = (story.c.type, story.c.certainty, story.c.aux)
    rows = connection.execute(select(*columns, func.count()).where(*wanted).group_by(*columns)).all()
    counts: dict[str, Counter[str]] = {"type": Counter(), "certainty": Counter(), "aux": Counter()}
    for kind, certainty, aux, count in rows:
        counts["type"][kind] += count
        counts["certainty"][certainty] += count
        for one in aux.split() or ["none"]:
            counts["aux"][one] += count
    return [
        Facet(field, value, value, value, count)  # type: ignore[arg-type]
        for field, values in counts.items()
        for value, count in sorted(values.items(), key=lambda item: (-item[1], item[0]))
    ]
