"""One story in full, and accounts in the order of reports."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from marsad.model.story import Account, Story, StoryLine
from marsad.model.views import Filters
from marsad.store.packing import unpack
from marsad.store.schema import account, report, story
from marsad.store.stories import Body

from .errors import UnknownError
from .filters import conditions
from .stories import every

_BATCH = 500


def row_of(connection: Connection, ident: str) -> int:
    """The row of a story; the id of one that was merged leads on. Raises `UnknownError`."""
    row = connection.execute(select(story.c.pk, story.c.into).where(story.c.id == ident)).first()
    while row is not None and row.into is not None:
        row = connection.execute(select(story.c.pk, story.c.into).where(story.c.pk == row.into)).first()
    if row is None:
        raise UnknownError(f"{ident}: no such story")
    return int(row.pk)


def one(connection: Connection, ident: str) -> Story:
    """A story in full. Raises `UnknownError`."""
    return _whole(connection, row_of(connection, ident))


def all_of(connection: Connection, filters: Filters) -> Iterator[Story]:
    """Every story that matches in full, by id."""
    for pk, _ in every(connection, filters):
        yield _whole(connection, pk)


def accounts(connection: Connection, filters: Filters) -> Iterator[tuple[str, Account]]:
    """Every account of the stories that match, with the story's id, by report and number of the event."""
    wanted = conditions(connection, filters)
    narrowed = len(wanted) > 1
    last: tuple[str, int] = ("", 0)
    while True:
        query = (
            select(report.c.id, account.c.number, account.c.body, story.c.id.label("story"))
            .join(report, report.c.pk == account.c.report)
            .join(story, story.c.pk == account.c.story)
            .where((report.c.id > last[0]) | ((report.c.id == last[0]) & (account.c.number > last[1])))
            .order_by(report.c.id, account.c.number)
            .limit(_BATCH)
        )
        rows = connection.execute(query.where(*wanted) if narrowed else query.where(wanted[0])).all()
        if not rows:
            return
        for row in rows:
            yield row.story, unpack(row.body, Account)
        last = (rows[-1].id, rows[-1].number)


def queue(connection: Connection, limit: int) -> tuple[tuple[str, Account], ...]:
    """The most doubtful accounts that nobody decided on, with their stories' ids."""
    rows = connection.execute(
        select(story.c.id, account.c.body)
        .join(story, story.c.pk == account.c.story)
        .where(account.c.decision.is_(None))
        .order_by(account.c.doubt.desc(), account.c.pk)
        .limit(limit)
    ).all()
    return tuple((row.id, unpack(row.body, Account)) for row in rows)


def _whole(connection: Connection, pk: int) -> Story:
    row = connection.execute(select(story.c.line, story.c.body).where(story.c.pk == pk)).one()
    told = connection.execute(select(account.c.body).where(account.c.story == pk).order_by(account.c.pk)).scalars()
    parts = unpack(row.body, Body)
    accounts = sorted(
        (unpack(body, Account) for body in told), key=lambda a: (a.published or "9999", a.report, _number(a.event))
    )
    return Story(unpack(row.line, StoryLine), tuple(accounts), parts.origins, parts.conflicts)


def _number(event: str) -> int:
    return int(event[1:]) if event[1:].isdigit() else 0
