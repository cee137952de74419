"""From a report's record to all that is derived from it, and again after people's judgements.

Everything here runs inside the caller's transaction: a report is resolved with the transaction that adds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from marsad.model.judgement import Judgement
from marsad.model.record import Record

from . import actors, anchors, copies, stories, ties, words
from .judgements import decisions
from .references import kind_of, split
from .reports import record_of
from .schema import DERIVED, account, actor, entity, report, story, target


def add(connection: Connection, pk: int, record: Record, *, new: bool) -> str | None:
    """Resolve a report that isn't resolved; gives the report whose text it reprints. `new`: it never was."""
    copied = copies.add(connection, pk, record, new=new)
    of = actors.add(connection, pk, record, new=new)
    ties.add(connection, pk, record, of)
    stories.add(connection, pk, record, of, copied.original, new=new)
    _retell(connection, copied.copies)
    return copied.original


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of resolving a report anew: whose text it reprints, and the judgements that lost what they were on."""

    copy_of: str | None
    lost: tuple[int, ...]


def replace(connection: Connection, pk: int, record: Record) -> Replaced:
    """Resolve a report anew after a new analysis or version."""
    remove(connection, pk)
    lost = anchors.follow(connection, record.id, record)
    copy_of = add(connection, pk, record, new=False)
    _regroup(connection, pk)
    return Replaced(copy_of, tuple(lost))


def remove(connection: Connection, pk: int) -> None:
    """Take away all that is derived from a report."""
    ties.remove(connection, pk)
    stories.remove(connection, pk)
    actors.remove(connection, pk)


def apply(connection: Connection, made: Judgement) -> None:
    """Make a judgement take effect, or its undoing: only what it touches is resolved again."""
    sides = [side for side in (made.left, made.right) if side]
    if made.kind in ("same-actor", "different-actor"):
        whole = [s for s in sides if kind_of(s) == "actor"]
        parts = [s for s in sides if kind_of(s) == "entity"]
        touched = {pk for part in _now(connection, made, parts)[:1] for pk in actors.reassign(connection, part)}
        if len(whole) == 2:
            touched |= actors.regroup(connection, whole)
        _retell(connection, touched)
    elif made.kind in ("same-story", "different-story"):
        whole = [s for s in sides if kind_of(s) == "story"]
        parts = _now(connection, made, [s for s in sides if kind_of(s) == "event"])[:1]
        _retell(connection, _reports(connection, (split(part)[0] for part in parts)))
        if len(whole) == 2:
            stories.regroup(connection, whole)
    elif made.kind in ("same-text", "different-text"):
        touched = _reports(connection, sides)
        for pk in sorted(touched):
            record = record_of(connection, pk)
            if record is not None:
                touched |= set(copies.add(connection, pk, record, new=False).copies)
        _retell(connection, touched)
    else:
        _retell(connection, _reports(connection, (split(s)[0] for s in sides)))


def rebuild(connection: Connection) -> int:
    """Derive everything again from texts, records and people's judgements; gives the number of reports."""
    for table in DERIVED:
        connection.execute(delete(table))
    words.clear(connection, ("account", "actor"))
    pks = (
        connection.execute(select(report.c.pk).where(report.c.analyser.is_not(None)).order_by(report.c.pk))
        .scalars()
        .all()
    )
    for pk in pks:
        record = record_of(connection, pk)
        if record is not None:
            anchors.follow(connection, record.id, record)
            add(connection, pk, record, new=False)
            _regroup(connection, pk)
    return len(pks)


def _regroup(connection: Connection, pk: int) -> None:
    # an actor that people merged comes to be with one of its reports
    mine = connection.execute(select(actor.c.id).join(entity, entity.c.base == actor.c.pk).where(entity.c.report == pk))
    ids = set(mine.scalars())
    joins = [d for d in decisions(connection, ids, ("same-actor",)) if d.left and d.right]
    whole = {s for d in joins for s in (d.left, d.right) if s and kind_of(s) == "actor"}
    if whole:
        _retell(connection, actors.regroup(connection, whole))
    told = set(
        connection.execute(
            select(story.c.id).join(account, account.c.base == story.c.pk).where(account.c.report == pk)
        ).scalars()
    )
    joins = [d for d in decisions(connection, told, ("same-story",)) if d.left and d.right]
    whole = {s for d in joins for s in (d.left, d.right) if s and kind_of(s) == "story"}
    if whole:
        stories.regroup(connection, whole)


def _retell(connection: Connection, pks: Iterable[int]) -> None:
    """Make the accounts of reports anew: their actors, their original or decisions on them have changed."""
    for pk in sorted(set(pks)):
        record = record_of(connection, pk)
        if record is None:
            continue
        rows = connection.execute(
            select(entity.c.entity, actor.c.id).join(actor, actor.c.pk == entity.c.actor).where(entity.c.report == pk)
        ).all()
        of = {row.entity: row.id for row in rows}
        ties.remove(connection, pk)
        ties.add(connection, pk, record, of)
        copy_of = connection.execute(select(report.c.copy_of).where(report.c.pk == pk)).scalar()
        stories.remake(connection, pk, record, of, copy_of)


def _now(connection: Connection, made: Judgement, parts: list[str]) -> list[str]:
    """What the parts that a judgement was made of are called after the newest analysis."""
    rows = connection.execute(select(target.c.was, target.c.now).where(target.c.number == made.number)).all()
    known = {row.was: row.now for row in rows}
    return [now for part in parts if (now := known.get(part, part))]


def _reports(connection: Connection, idents: Iterable[str]) -> set[int]:
    return set(connection.execute(select(report.c.pk).where(report.c.id.in_(sorted(set(idents))))).scalars())
