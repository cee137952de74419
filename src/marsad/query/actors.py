"""Actors: lists of them and single ones with all that the desk knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from marsad.model.actor import Actor, ActorLine, Office, Spelling, Tie
from marsad.model.record import EntityType
from marsad.model.story import StoryLine
from marsad.model.views import Filters, Page
from marsad.resolve.actors import EntityFacts
from marsad.store.actors import line_of
from marsad.store.packing import unpack
from marsad.store.schema import actor, entity, report, story, story_actor, tie

from . import cursors, names
from .errors import UnknownError
from .filters import actor_rows, conditions, on_stories
from .stories import lines

_STORIES = 200
_MERGED = 5000


def page(
    connection: Connection,
    filters: Filters,
    kind: EntityType | None = None,
    cursor: str | None = None,
    limit: int = 50,
    *,
    sources: bool = False,
    described: bool = False,
) -> Page[ActorLine]:
    """A part of the actors that match, those with most stories first; `sources`: those with most claims.

    Those who are only described are each of one report and many: `described`, or asking for groups, lists them too.
    """
    order: tuple[tuple[ColumnElement[int], bool], ...] = (
        (actor.c.sayings if sources else actor.c.stories, True), (actor.c.reports, True), (actor.c.pk, False)
    )  # fmt: skip
    wanted = _conditions(connection, filters, kind, sources)
    if not described and kind != "group":
        wanted.append(actor.c.described.is_(False))
    total = connection.execute(select(func.count()).select_from(actor).where(*wanted)).scalar_one()
    # which ones first, and only then the rest of their rows: what is sorted stays small
    query = select(*(c for c, _ in order)).where(*wanted)
    if cursor is not None:
        query = query.where(cursors.beyond(order, cursors.decode(cursor, 3)))
    rows = connection.execute(query.order_by(*(c.desc() if down else c for c, down in order)).limit(limit + 1)).all()
    shown = rows[:limit]
    following = cursors.encode(tuple(shown[-1])) if len(rows) > limit and shown else None
    whole = connection.execute(select(actor).where(actor.c.pk.in_([row.pk for row in shown]))).all()
    found = {row.pk: line_of(row) for row in whole}
    return Page(tuple(found[row.pk] for row in shown), total, following)


def row_of(connection: Connection, ident: str) -> int:
    """The row of an actor; the id of one that was merged leads on. Raises `UnknownError`."""
    rows = actor_rows(connection, [ident])
    if not rows:
        raise UnknownError(f"{ident}: no such actor")
    return rows[0]


def line(connection: Connection, ident: str) -> ActorLine:
    """An actor as a list shows it. Raises `UnknownError`."""
    return line_of(connection.execute(select(actor).where(actor.c.pk == row_of(connection, ident))).one())


def every(connection: Connection) -> Iterator[ActorLine]:
    """All actors, by id."""
    last = ""
    while True:
        rows = connection.execute(
            select(actor)
            .where(actor.c.into.is_(None), actor.c.reports > 0, actor.c.id > last)
            .order_by(actor.c.id)
            .limit(500)
        ).all()
        if not rows:
            return
        yield from map(line_of, rows)
        last = rows[-1].id


def one(connection: Connection, ident: str) -> Actor:
    """An actor in full. Raises `UnknownError`."""
    pk = row_of(connection, ident)
    row = connection.execute(select(actor).where(actor.c.pk == pk)).one()
    members = connection.execute(
        select(report.c.id, entity.c.entity, entity.c.facts, entity.c.published)
        .join(report, report.c.pk == entity.c.report)
        .where(entity.c.actor == pk)
        .order_by(func.coalesce(entity.c.published, "9999"), entity.c.pk)
        .limit(_MERGED)
    ).all()
    forms: dict[str, tuple[set[str], str | None]] = {}
    for member in members:
        for form in unpack(member.facts, EntityFacts).forms:
            reports, _ = forms.setdefault(form, (set(), member.published))
            reports.add(member.id)
    spellings = tuple(
        Spelling(form, len(reports), first)
        for form, (reports, first) in sorted(forms.items(), key=lambda item: (-len(item[1][0]), item[0]))
    )
    return Actor(
        line=line_of(row),
        spellings=spellings,
        offices=_offices(connection, pk),
        ties=_ties(connection, pk),
        stories=stories_of(connection, pk, _STORIES),
        merged=tuple(f"{m.id}#{m.entity}" for m in members),
    )


def stories_of(connection: Connection, pk: int, limit: int) -> tuple[StoryLine, ...]:
    """The stories that an actor takes part in, newest first."""
    pks = (
        connection.execute(
            select(story.c.pk)
            .where(
                story.c.pk.in_(select(story_actor.c.story).where(story_actor.c.actor == pk)), story.c.hidden.is_(False)
            )
            .order_by(story.c.newest.desc(), story.c.pk.desc())
            .limit(limit)
        )
        .scalars()
        .all()
    )
    found = lines(connection, pks)
    return tuple(found[p] for p in pks)


def _conditions(
    connection: Connection, filters: Filters, kind: EntityType | None, sources: bool
) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = [actor.c.into.is_(None), actor.c.reports > 0]
    if kind is not None:
        out.append(actor.c.type == kind)
    if sources:
        out.append(actor.c.sayings > 0)
    if filters.q and filters.q.strip():
        out.append(actor.c.pk.in_(sorted(names.find(connection, filters.q, prefix=True))))
    if on_stories(filters) or filters.actor or filters.place or filters.source:
        kept = Filters(
            None, filters.type, filters.mode, filters.aux, filters.actor, filters.place, filters.source,
            filters.certainty, filters.earliest, filters.latest, filters.conflict,
        )  # fmt: skip
        told = (
            select(story_actor.c.actor)
            .join(story, story.c.pk == story_actor.c.story)
            .where(*conditions(connection, kept))
        )
        out.append(actor.c.pk.in_(told))
    return out


def _offices(connection: Connection, pk: int) -> tuple[Office, ...]:
    rows = connection.execute(
        select(tie.c.detail, actor.c.id, actor.c.name, tie.c.published, report.c.id.label("report"))
        .join(report, report.c.pk == tie.c.report)
        .outerjoin(actor, actor.c.pk == tie.c.right)
        .where(tie.c.left == pk, tie.c.kind == "office")
        .order_by(tie.c.pk)
    ).all()
    found: dict[tuple[str, str | None], list[tuple[str | None, str, str | None]]] = {}
    for row in rows:
        found.setdefault((row.detail, row.id), []).append((row.published, row.report, row.name))
    out = []
    for (title, organization), said in found.items():
        days = [day for day, _, _ in said if day]
        reports = tuple(dict.fromkeys(r for _, r, _ in said))
        out.append(Office(title, organization, said[0][2], min(days, default=None), max(days, default=None), reports))
    return tuple(sorted(out, key=lambda o: (o.last_seen or "", len(o.reports)), reverse=True))


def _ties(connection: Connection, pk: int) -> tuple[Tie, ...]:
    rows = connection.execute(
        select(tie.c.kind, tie.c.left, tie.c.right, report.c.id)
        .join(report, report.c.pk == tie.c.report)
        .where(or_(tie.c.left == pk, tie.c.right == pk), tie.c.kind != "office", tie.c.right.is_not(None))
        .order_by(tie.c.pk)
    ).all()
    found: dict[tuple[str, int, bool], dict[str, None]] = {}
    for row in rows:
        outgoing = row.left == pk
        other = row.right if outgoing else row.left
        kind = "quoted_by" if row.kind == "quotes" and not outgoing else row.kind
        found.setdefault((kind, other, outgoing), {})[row.id] = None
    others = sorted({other for _, other, _ in found})
    known: dict[int, Row[Any]] = {}
    for at in range(0, len(others), 500):
        some = connection.execute(
            select(actor.c.pk, actor.c.id, actor.c.name, actor.c.name_en).where(actor.c.pk.in_(others[at : at + 500]))
        )
        known |= {row.pk: row for row in some}
    ties = [
        Tie(kind, known[other].id, known[other].name, known[other].name_en, outgoing, tuple(reports))  # type: ignore[arg-type]
        for (kind, other, outgoing), reports in found.items()
        if other in known and other != pk
    ]
    return tuple(sorted(ties, key=lambda t: (-len(t.reports), t.kind, t.name)))
