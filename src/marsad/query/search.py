"""One box for everything: actors, stories and reports by their words and names."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.story import StoryLine
from marsad.model.views import SearchHit
from marsad.store.packing import unpack_text
from marsad.store.schema import REPORT_DAY, account, actor, entity, report, story, story_actor, version

from . import names
from .stories import lines
from .words import matching

_BEGINNING = 80
"""Characters of a report without a title that are shown in its place."""


def search(connection: Connection, query: str, limit: int = 20) -> tuple[SearchHit, ...]:
    """The actors that the words name, then stories, then reports; the best fitting first, `limit` of each kind."""
    if not query.strip():
        return ()
    named = names.find(connection, query, prefix=True)
    return (
        *_actors(connection, named, limit),
        *_stories(connection, query, named, limit),
        *_reports(connection, query, named, limit),
    )


def _actors(connection: Connection, named: dict[int, float], limit: int) -> list[SearchHit]:
    rows = connection.execute(
        select(actor)
        .where(actor.c.pk.in_(sorted(named)), actor.c.reports > 0)
        .order_by(actor.c.reports.desc(), actor.c.pk)
        .limit(limit)
    ).all()
    return [
        SearchHit(
            "actor",
            row.id,
            row.name,
            row.name_en,
            f"{row.type}, {_reports_of(row.reports)}",
            named[row.pk],
            type=row.type,
            reports=row.reports,
        )
        for row in rows
    ]


def _stories(connection: Connection, query: str, named: dict[int, float], limit: int) -> list[SearchHit]:
    told = select(account.c.story).where(matching(connection, account.c.pk, "account", query, prefix=True))
    involved = select(story_actor.c.story).where(story_actor.c.actor.in_(sorted(named)))
    hits: dict[int, SearchHit] = {}
    for some, score in ((told, 1.0), (involved, 0.8)):
        if len(hits) < limit and (score == 1.0 or named):
            # which ones first, and only then their lines: what is sorted stays small
            order = (story.c.reports.desc(), story.c.newest.desc(), story.c.pk.desc())
            wanted = select(story.c.pk).where(story.c.hidden.is_(False), story.c.pk.in_(some))
            pks = connection.execute(wanted.order_by(*order).limit(limit)).scalars().all()
            found = lines(connection, pks)
            for pk in pks:
                hits.setdefault(pk, _hit(found[pk], score))
    return list(hits.values())[:limit]


def _hit(line: StoryLine, score: float) -> SearchHit:
    day = line.earliest or line.latest
    detail = f"{line.type}, {day or 'undated'}, {_reports_of(line.reports)}"
    return SearchHit("story", line.id, line.summary, None, detail, score, type=line.type, day=day, reports=line.reports)


def _reports(connection: Connection, query: str, named: dict[int, float], limit: int) -> list[SearchHit]:
    mentions = report.c.pk.in_(select(entity.c.report).where(entity.c.actor.in_(sorted(named))))
    hits: dict[str, SearchHit] = {}
    # a name in Latin letters stands in no Arabic text, but the reports that mention its bearer are known
    for condition, score in ((matching(connection, report.c.pk, "report", query, prefix=True), 1.0), (mentions, 0.8)):
        if len(hits) < limit and (score == 1.0 or named):
            order = (REPORT_DAY.desc(), report.c.pk.desc())
            newest = select(report.c.pk).where(condition).order_by(*order).limit(limit)
            rows = connection.execute(
                select(report.c.id, report.c.title, report.c.publisher, report.c.published, version.c.text)
                .join(version, (version.c.report == report.c.id) & (version.c.number == report.c.version))
                .where(report.c.pk.in_(newest))
                .order_by(*order)
            ).all()
            for row in rows:
                name = row.title or " ".join(unpack_text(row.text)[:_BEGINNING].split())
                detail = ", ".join(filter(None, (row.publisher, row.published)))
                hit = SearchHit("report", row.id, name, None, detail, score, day=row.published, publisher=row.publisher)
                hits.setdefault(row.id, hit)
    return list(hits.values())[:limit]


def _reports_of(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"
