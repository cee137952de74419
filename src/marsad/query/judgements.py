"""The log of judgements."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, func, or_, select

from marsad.model.judgement import MACHINE, Judgement, Named
from marsad.model.story import Account, StoryLine
from marsad.model.views import Page
from marsad.store.judgements import from_row
from marsad.store.packing import unpack
from marsad.store.references import kind_of, split
from marsad.store.schema import account, actor, entity, judgement, report, story, target

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
        # written so that an index finds the few of people among the many of the machine
        by = or_(judgement.c.by < MACHINE, judgement.c.by > MACHINE)
        wanted.append(judgement.c.number.in_(select(judgement.c.number).where(by)))
    total = connection.execute(select(func.count()).select_from(judgement).where(*wanted)).scalar_one()
    query = select(judgement).where(*wanted)
    if cursor is not None:
        query = query.where(judgement.c.number < cursors.decode(cursor, 1)[0])
    rows = connection.execute(query.order_by(judgement.c.number.desc()).limit(limit + 1)).mappings().all()
    shown = rows[:limit]
    following = cursors.encode((shown[-1]["number"],)) if len(rows) > limit and shown else None
    made = [from_row(row) for row in shown]
    names = _names(connection, {r for j in made for r in (j.left, j.right) if r})
    return Page(
        tuple(replace(j, named=tuple(names[r] for r in (j.left, j.right) if r and r in names)) for j in made),
        total,
        following,
    )


def _names(connection: Connection, references: set[str]) -> dict[str, Named]:
    """What the references lead to, as far as it is in the desk."""
    groups: dict[str, list[str]] = {}
    for reference in sorted(references):
        groups.setdefault(kind_of(reference), []).append(reference)
    actors = connection.execute(
        select(actor.c.id, actor.c.name, actor.c.name_en, actor.c.type).where(actor.c.id.in_(groups.get("actor", ())))
    )
    stories = connection.execute(select(story.c.id, story.c.line).where(story.c.id.in_(groups.get("story", ()))))
    lines = [(row.id, unpack(row.line, StoryLine)) for row in stories]
    reports = connection.execute(
        select(report.c.id, report.c.title).where(
            report.c.id.in_(groups.get("report", ())), report.c.title.is_not(None)
        )
    )
    parts = [split(r) for r in (*groups.get("entity", ()), *groups.get("event", ()))]
    within = report.c.id.in_(sorted({ident for ident, _ in parts}))
    which = sorted({part for _, part in parts})
    entities = connection.execute(
        select(report.c.id, entity.c.entity, entity.c.name, entity.c.type)
        .join(report, report.c.pk == entity.c.report)
        .where(within, entity.c.entity.in_(which))
    )
    events = connection.execute(
        select(report.c.id, account.c.event, account.c.body)
        .join(report, report.c.pk == account.c.report)
        .where(within, account.c.event.in_(which))
    )
    told = [(f"{row.id}#{row.event}", unpack(row.body, Account)) for row in events]
    found = (
        *(Named(row.id, row.name, row.name_en, row.type) for row in actors),
        *(Named(ident, line.summary, None, line.type) for ident, line in lines),
        *(Named(row.id, row.title) for row in reports),
        *(Named(f"{row.id}#{row.entity}", row.name, None, row.type) for row in entities),
        *(
            Named(reference, max((q.exact for q in one.evidence), key=len, default=""), None, one.type)
            for reference, one in told
        ),
    )
    return {one.reference: one for one in found}
