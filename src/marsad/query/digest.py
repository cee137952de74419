"""One hash of all that a desk says, by which two desks can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from marsad.store.packing import unpack_text
from marsad.store.schema import (
    account,
    actor,
    entity,
    judgement,
    report,
    saying,
    story,
    story_actor,
    story_key,
    story_source,
    target,
    tie,
    version,
)


def digest(connection: Connection) -> str:
    """The SHA-256 of everything in the desk but the moments at which it was done, in hexadecimal digits.

    Two desks to which the same reports were added in the same order, with the same decisions, have the same one,
    on whatever database and however often the work was cut short.
    """
    whole = hashlib.sha256()
    for name, query in _queries():
        whole.update(name.encode())
        for row in connection.execute(query.execution_options(yield_per=500)):
            whole.update(repr(tuple(map(_plain, row))).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        data = bytes(value)
        # compressed columns are compared by what they hold
        if data[:1] == b"x":
            data = unpack_text(data).encode("utf-8", "surrogatepass")
        return hashlib.sha256(data).hexdigest()
    return value


def _queries() -> Iterable[tuple[str, Select[Any]]]:
    of, into = actor.alias("of"), actor.alias("into_row")
    yield "versions", select(
        version.c.report, version.c.number, version.c.text, version.c.record, version.c.url, version.c.title,
        version.c.publisher, version.c.published, version.c.published_by, version.c.analyser, version.c.raw_sha256,
    ).order_by(version.c.report, version.c.number)  # fmt: skip
    yield "reports", select(report.c.id, report.c.version, report.c.copy_of).order_by(report.c.id)
    yield "judgements", select(
        judgement.c.kind, judgement.c.left, judgement.c.right, judgement.c.by, judgement.c.score, judgement.c.reasons,
        judgement.c.field, judgement.c.value, judgement.c.note,
    ).order_by(judgement.c.number)  # fmt: skip
    yield (
        "targets",
        select(target.c.was, target.c.side, target.c.now, target.c.active).order_by(target.c.number, target.c.side),
    )
    yield "actors", (
        select(
            actor.c.id, actor.c.founder, into.c.id, actor.c.type, actor.c.name, actor.c.name_en, actor.c.country,
            actor.c.reports, actor.c.stories, actor.c.sayings, actor.c.first_seen, actor.c.last_seen, actor.c.facts,
        )
        .outerjoin(into, into.c.pk == actor.c.into)
        .order_by(actor.c.id)
    )  # fmt: skip
    yield (
        "entities",
        (
            select(report.c.id, entity.c.entity, actor.c.id, of.c.id)
            .join(report, report.c.pk == entity.c.report)
            .join(actor, actor.c.pk == entity.c.base)
            .join(of, of.c.pk == entity.c.actor)
            .order_by(report.c.id, entity.c.entity)
        ),
    )
    yield (
        "accounts",
        (
            select(report.c.id, account.c.event, story.c.id, account.c.body)
            .join(report, report.c.pk == account.c.report)
            .join(story, story.c.pk == account.c.story)
            .order_by(report.c.id, account.c.number)
        ),
    )
    yield (
        "stories",
        select(story.c.id, story.c.founder, story.c.hidden, story.c.line, story.c.body).order_by(story.c.id),
    )
    yield (
        "story keys",
        (
            select(story.c.id, story_key.c.key)
            .join(story, story.c.pk == story_key.c.story)
            .order_by(story.c.id, story_key.c.key)
        ),
    )
    yield (
        "participants",
        (
            select(story.c.id, story_actor.c.role, actor.c.id, story_actor.c.country)
            .join(story, story.c.pk == story_actor.c.story)
            .join(actor, actor.c.pk == story_actor.c.actor)
            .order_by(story.c.id, story_actor.c.role, actor.c.id)
        ),
    )
    yield (
        "sources",
        (
            select(story.c.id, story_source.c.source, story_source.c.name)
            .join(story, story.c.pk == story_source.c.story)
            .order_by(story.c.id, story_source.c.source)
        ),
    )
    yield (
        "ties",
        (
            select(report.c.id, tie.c.kind, actor.c.id, of.c.id, tie.c.detail)
            .join(report, report.c.pk == tie.c.report)
            .join(actor, actor.c.pk == tie.c.left)
            .outerjoin(of, of.c.pk == tie.c.right)
            .order_by(report.c.id, tie.c.kind, actor.c.id, of.c.id, tie.c.detail)
        ),
    )
    yield (
        "sayings",
        (
            select(report.c.id, saying.c.attribution, saying.c.role, actor.c.id, saying.c.exact)
            .join(report, report.c.pk == saying.c.report)
            .join(actor, actor.c.pk == saying.c.actor)
            .order_by(report.c.id, saying.c.attribution, saying.c.role, actor.c.id)
        ),
    )
