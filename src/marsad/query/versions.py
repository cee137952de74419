"""The texts that a report had, and where it stands in the desk."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from marsad.model.judgement import Judgement
from marsad.model.views import ReportState, ReportVersion
from marsad.store.judgements import from_row
from marsad.store.schema import account, actor, entity, judgement, report, story, target, version

from . import reports
from .errors import UnknownError

_SHOWN = (
    version.c.number, version.c.digest, version.c.title, version.c.publisher, version.c.published,
    version.c.published_by, version.c.url, version.c.added, version.c.source, version.c.analyser,
    version.c.raw_sha256, version.c.kind, version.c.captured, version.c.note,
)  # fmt: skip


def versions(connection: Connection, ident: str) -> tuple[ReportVersion, ...]:
    """All versions of a report, the oldest first. Raises `UnknownError`."""
    rows = connection.execute(select(*_SHOWN).where(version.c.report == ident).order_by(version.c.number)).all()
    if not rows:
        raise UnknownError(f"{ident}: no such report")
    return tuple(_version(row) for row in rows)


def state(connection: Connection, ident: str, number: int | None = None) -> ReportState:
    """Where a report stands, seen from one of its versions (else the newest). Raises `UnknownError`."""
    line = reports.line(connection, ident)
    shown = line.version if number is None else number
    digest = connection.execute(
        select(version.c.digest).where(version.c.report == ident, version.c.number == shown)
    ).scalar()
    if digest is None:
        raise UnknownError(f"{ident}: no version {shown}; there are {line.versions}")
    newest = shown == line.version
    return ReportState(
        line, shown, digest, line.copy_of, decisions(connection, ident),
        _actors(connection, ident) if newest else {}, _stories(connection, ident) if newest else {},
    )  # fmt: skip


def decisions(connection: Connection, ident: str) -> tuple[Judgement, ...]:
    """What people decided of a report and its parts, undone or not, and what was undone; newest first."""
    pointed = select(target.c.number).where(
        or_(*(c == ident for c in (target.c.was, target.c.now))),
    )
    inside = select(target.c.number).where(
        or_(*(c.startswith(f"{ident}#", autoescape=True) for c in (target.c.was, target.c.now)))
    )
    about = or_(judgement.c.number.in_(pointed), judgement.c.number.in_(inside))
    undone = judgement.c.undoes.in_(select(judgement.c.number).where(about))
    rows = connection.execute(select(judgement).where(or_(about, undone)).order_by(judgement.c.number.desc()))
    return tuple(from_row(row) for row in rows.mappings())


def _version(row: Any) -> ReportVersion:
    return ReportVersion(*row)


def _actors(connection: Connection, ident: str) -> dict[str, str]:
    rows = connection.execute(
        select(entity.c.entity, actor.c.id)
        .join(actor, actor.c.pk == entity.c.actor)
        .join(report, report.c.pk == entity.c.report)
        .where(report.c.id == ident)
    )
    return {row[0]: row[1] for row in rows}


def _stories(connection: Connection, ident: str) -> dict[str, str]:
    rows = connection.execute(
        select(account.c.event, story.c.id)
        .join(story, story.c.pk == account.c.story)
        .join(report, report.c.pk == account.c.report)
        .where(report.c.id == ident)
    )
    return {row[0]: row[1] for row in rows}
