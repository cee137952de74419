"""Reports: lists of them, their records and earlier versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from marsad.model.record import Record
from marsad.model.views import Filters, Page, ReportLine
from marsad.store.packing import unpack_record, unpack_text
from marsad.store.references import PUBLISHER
from marsad.store.schema import REPORT_DAY, account, entity, report, story, version
from marsad.store.stories import publisher_key

from . import cursors, names
from .errors import UnknownError
from .filters import actor_rows, conditions, on_stories
from .words import matching

_ORDER = ((REPORT_DAY, True), (report.c.pk, True))


def page(connection: Connection, filters: Filters, cursor: str | None = None, limit: int = 50) -> Page[ReportLine]:
    """A part of the reports that match, newest first. Raises `CursorError`."""
    wanted = _conditions(connection, filters)
    total = connection.execute(select(func.count()).select_from(report).where(*wanted)).scalar_one()
    query = select(report, REPORT_DAY.label("day")).where(*wanted)
    if cursor is not None:
        query = query.where(cursors.beyond(_ORDER, cursors.decode(cursor, 2)))
    rows = connection.execute(query.order_by(*(c.desc() for c, _ in _ORDER)).limit(limit + 1)).all()
    shown = rows[:limit]
    following = cursors.encode((shown[-1].day, shown[-1].pk)) if len(rows) > limit and shown else None
    return Page(tuple(map(_line, shown)), total, following)


def line(connection: Connection, ident: str) -> ReportLine:
    """A report as a list shows it. Raises `UnknownError`."""
    row = connection.execute(select(report).where(report.c.id == ident)).first()
    if row is None:
        raise UnknownError(f"{ident}: no such report")
    return _line(row)


def record(connection: Connection, ident: str, number: int | None = None) -> Record:
    """The record of a report's current version, or of an earlier one (from 1). Raises `UnknownError`.

    A text that is yet to be analysed gives a record with nothing but the text.
    """
    current = line(connection, ident)
    wanted = current.version if number is None else number
    row = connection.execute(select(version).where(version.c.report == ident, version.c.number == wanted)).first()
    if row is None:
        raise UnknownError(f"{ident}: no version {wanted}; there are {current.versions}")
    return _record(row)


def knows_url(connection: Connection, url: str) -> bool:
    """Is there a report of this address?"""
    return connection.execute(select(report.c.pk).where(report.c.url == url).limit(1)).first() is not None


def every(connection: Connection, filters: Filters) -> Iterator[Record]:
    """The records of all reports that match, by id."""
    wanted = _conditions(connection, filters)
    last = ""
    while True:
        rows = connection.execute(
            select(version)
            .join(report, and_(version.c.report == report.c.id, version.c.number == report.c.version))
            .where(*wanted, report.c.id > last, report.c.analyser.is_not(None))
            .order_by(report.c.id)
            .limit(50)
        ).all()
        if not rows:
            return
        for row in rows:
            yield _record(row)
        last = rows[-1].report


def _record(row: Row[Any]) -> Record:
    text = unpack_text(row.text)
    if row.record is not None:
        return unpack_record(row.record, text)
    return Record(row.report, row.title, row.publisher, row.published, row.published_by, row.url, None, text)


def _line(row: Row[Any]) -> ReportLine:
    return ReportLine(
        row.id, row.version, row.version, row.title, row.publisher, row.published, row.published_by, row.url,
        row.added, row.words, row.events, row.claims, row.copy_of, row.source,
    )  # fmt: skip


def _conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """A report matches by its own words, names, day and publisher, and by the stories that it tells."""
    out: list[ColumnElement[bool]] = []
    if filters.q and filters.q.strip():
        options = [matching(connection, report.c.pk, "report", filters.q)]
        named = names.find(connection, filters.q)
        if named:
            options.append(_mentions(sorted(named)))
        out.append(or_(*options))
    if filters.actor:
        out.append(_mentions(actor_rows(connection, filters.actor)))
    if filters.place:
        pks = actor_rows(connection, [p for p in filters.place if p.startswith("a-")])
        codes = tuple(p for p in filters.place if not p.startswith("a-"))
        options = [_mentions(pks)] if pks else []
        if codes:
            options.append(_tells(connection, Filters(place=codes)))
        out.append(or_(*options))
    if filters.source:
        ids = tuple(s for s in filters.source if s.startswith("a-"))
        keys = [publisher_key(s) for s in filters.source if not s.startswith("a-")]
        named_so = [name for name in _publishers(connection) if publisher_key(name) in keys]
        options = [report.c.publisher.in_(named_so)]
        if ids:
            printed = select(entity.c.report).where(
                entity.c.actor.in_(actor_rows(connection, ids)), entity.c.entity == PUBLISHER
            )
            options += [report.c.pk.in_(printed), _tells(connection, Filters(source=ids))]
        out.append(or_(*options))
    if on_stories(filters):
        kept = Filters(
            type=filters.type, mode=filters.mode, aux=filters.aux, certainty=filters.certainty,
            conflict=filters.conflict, earliest=filters.earliest, latest=filters.latest,
        )  # fmt: skip
        out.append(_tells(connection, kept))
    return out


def _publishers(connection: Connection) -> list[str]:
    rows = connection.execute(select(report.c.publisher).where(report.c.publisher.is_not(None)).distinct())
    return list(rows.scalars())


def _mentions(pks: list[int]) -> ColumnElement[bool]:
    return report.c.pk.in_(select(entity.c.report).where(entity.c.actor.in_(pks)))


def _tells(connection: Connection, filters: Filters) -> ColumnElement[bool]:
    return report.c.pk.in_(
        select(account.c.report).join(story, story.c.pk == account.c.story).where(*conditions(connection, filters))
    )
