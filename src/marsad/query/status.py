"""What is in the desk."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Table, func, select

from marsad.model.views import DeskStatus
from marsad.store.database import SCHEMA
from marsad.store.schema import account, actor, judgement, report, story

from . import feeds


def status(connection: Connection, version: str) -> DeskStatus:
    """Counts of everything, and how many reports each version of the analyser read."""

    def count(table: Table, *where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()

    analysers = connection.execute(
        select(report.c.analyser, func.count())
        .where(report.c.analyser.is_not(None))
        .group_by(report.c.analyser)
        .order_by(func.count().desc(), report.c.analyser)
    ).all()
    return DeskStatus(
        version=version,
        schema=SCHEMA,
        reports=count(report),
        events=count(account),
        stories=count(story, story.c.hidden.is_(False)),
        actors=count(actor, actor.c.into.is_(None), actor.c.reports > 0),
        judgements=count(judgement),
        pending=count(report, report.c.analyser.is_(None)),
        analysers=tuple((row[0], row[1]) for row in analysers),
        feeds=feeds.every(connection),
    )
