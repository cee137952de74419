"""One box for everything: actors, stories and reports by their words and names."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.story import StoryLine
from marsad.model.views import SearchHit
from marsad.store.packing import unpack
from marsad.store.schema import account, actor, report, story, story_actor

from . import names
from .words import matching


def search(connection: Connection, query: str, limit: int = 20) -> tuple[SearchHit, ...]:
    """The actors that the words name, then stories, then reports; the best fitting first, `limit` of each kind."""
    if not query.strip():
        return ()
    named = names.find(connection, query, prefix=True)
    return (
        *_actors(connection, named, limit),
        *_stories(connection, query, named, limit),
        *_reports(connection, query, limit),
    )


def _actors(connection: Connection, named: dict[int, float], limit: int) -> list[SearchHit]:
    rows = connection.execute(
        select(actor)
        .where(actor.c.pk.in_(sorted(named)), actor.c.reports > 0)
        .order_by(actor.c.reports.desc(), actor.c.pk)
        .limit(limit)
    ).all()
    return [
        SearchHit("actor", row.id, row.name, row.name_en, f"{row.type}, {row.reports} reports", named[row.pk])
        for row in rows
    ]


def _stories(connection: Connection, query: str, named: dict[int, float], limit: int) -> list[SearchHit]:
    told = select(account.c.story).where(matching(connection, account.c.pk, "account", query, prefix=True))
    rows = connection.execute(
        select(story.c.line)
        .where(story.c.hidden.is_(False), story.c.pk.in_(told))
        .order_by(story.c.reports.desc(), story.c.newest.desc(), story.c.pk)
        .limit(limit)
    ).scalars()
    hits = {line.id: _hit(line, 1.0) for line in (unpack(row, StoryLine) for row in rows)}
    if len(hits) < limit and named:
        more = connection.execute(
            select(story.c.line)
            .where(
                story.c.hidden.is_(False),
                story.c.pk.in_(select(story_actor.c.story).where(story_actor.c.actor.in_(sorted(named)))),
            )
            .order_by(story.c.reports.desc(), story.c.newest.desc(), story.c.pk)
            .limit(limit)
        ).scalars()
        for line in (unpack(row, StoryLine) for row in more):
            hits.setdefault(line.id, _hit(line, 0.8))
    return list(hits.values())[:limit]


def _hit(line: StoryLine, score: float) -> SearchHit:
    when = line.earliest or line.latest or "undated"
    return SearchHit("story", line.id, line.summary, None, f"{line.type}, {when}, {line.reports} reports", score)


def _reports(connection: Connection, query: str, limit: int) -> list[SearchHit]:
    rows = connection.execute(
        select(report)
        .where(matching(connection, report.c.pk, "report", query, prefix=True))
        .order_by(report.c.published.desc(), report.c.pk.desc())
        .limit(limit)
    ).all()
    return [
        SearchHit("report", row.id, row.title or row.id, None, ", ".join(filter(None, (row.publisher, row.published))),
                  1.0)
        for row in rows
    ]  # fmt: skip
