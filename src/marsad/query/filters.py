"""The filters that every view has, as conditions on stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, true

from marsad.model.views import Filters
from marsad.store.references import PUBLISHER
from marsad.store.schema import account, actor, entity, story, story_actor, story_source
from marsad.store.stories import publisher_key

from . import names
from .words import matching

_PLACES = ("place", "origin")


def conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """What a row of `story` must fulfil."""
    out: list[ColumnElement[bool]] = [story.c.hidden.is_(False)]
    if filters.q and filters.q.strip():
        out.append(_words(connection, filters.q))
    if filters.type:
        out.append(story.c.type.in_(filters.type))
    if filters.mode:
        out.append(story.c.mode.in_(filters.mode))
    if filters.aux:
        out.append(or_(*(story.c.aux == "" if a == "none" else story.c.aux.contains(a) for a in filters.aux)))
    if filters.certainty:
        out.append(story.c.certainty.in_(filters.certainty))
    if filters.conflict is not None:
        out.append(story.c.conflicts > 0 if filters.conflict else story.c.conflicts == 0)
    if filters.actor:
        pks = actor_rows(connection, filters.actor)
        out.append(story.c.pk.in_(select(story_actor.c.story).where(story_actor.c.actor.in_(pks))))
    if filters.place:
        out.append(_places(connection, filters.place))
    if filters.source:
        out.append(_sources(connection, filters.source))
    out += interval(filters, story.c.earliest, story.c.latest)
    return out


def interval(
    filters: Filters, earliest: ColumnElement[str | None], latest: ColumnElement[str | None]
) -> list[ColumnElement[bool]]:
    """What may have happened in the filters' interval. An open end reaches everywhere; without both ends it is out."""
    out: list[ColumnElement[bool]] = []
    if filters.earliest or filters.latest:
        out.append(or_(earliest.is_not(None), latest.is_not(None)))
    if filters.earliest:
        out.append(or_(latest >= filters.earliest, latest.is_(None)))
    if filters.latest:
        out.append(or_(earliest <= filters.latest, earliest.is_(None)))
    return out


def actor_rows(connection: Connection, idents: Iterable[str]) -> list[int]:
    """The rows of actors with these ids, those of merged ones led on to where they went."""
    rows = connection.execute(select(actor.c.pk, actor.c.into).where(actor.c.id.in_(sorted(set(idents))))).all()
    out = {row.pk for row in rows if row.into is None}
    onward = {row.into for row in rows if row.into is not None}
    while onward:
        more = connection.execute(select(actor.c.pk, actor.c.into).where(actor.c.pk.in_(sorted(onward)))).all()
        out |= {row.pk for row in more if row.into is None}
        onward = {row.into for row in more if row.into is not None}
    return sorted(out)


def on_stories(filters: Filters) -> bool:
    """Do the filters ask for anything of stories beside their words?"""
    return bool(
        filters.type or filters.mode or filters.aux or filters.certainty or filters.conflict is not None
        or filters.earliest or filters.latest
    )  # fmt: skip


def _words(connection: Connection, query: str) -> ColumnElement[bool]:
    told = select(account.c.story).where(matching(connection, account.c.pk, "account", query))
    named = names.find(connection, query)
    options: list[ColumnElement[bool]] = [story.c.pk.in_(told)]
    if named:
        options.append(story.c.pk.in_(select(story_actor.c.story).where(story_actor.c.actor.in_(sorted(named)))))
    return or_(*options)


def _places(connection: Connection, places: Sequence[str]) -> ColumnElement[bool]:
    codes = [p for p in places if not p.startswith("a-")]
    pks = actor_rows(connection, [p for p in places if p.startswith("a-")])
    wanted = [story_actor.c.actor.in_(pks) if pks else false(), story_actor.c.country.in_(codes) if codes else false()]
    return story.c.pk.in_(select(story_actor.c.story).where(story_actor.c.role.in_(_PLACES), or_(*wanted)))


def _sources(connection: Connection, sources: Sequence[str]) -> ColumnElement[bool]:
    ids = [s for s in sources if s.startswith("a-")]
    keys = [publisher_key(s) for s in sources if not s.startswith("a-")]
    options: list[ColumnElement[bool]] = []
    if ids:
        pks = actor_rows(connection, ids)
        known = connection.execute(select(actor.c.id).where(actor.c.pk.in_(pks))).scalars().all()
        keys += [*ids, *known]
        printed = select(entity.c.report).where(entity.c.actor.in_(pks), entity.c.entity == PUBLISHER)
        options.append(story.c.pk.in_(select(account.c.story).where(account.c.report.in_(printed))))
    options.append(story.c.pk.in_(select(story_source.c.story).where(story_source.c.source.in_(sorted(set(keys))))))
    return or_(*options)


def all_of(parts: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """All conditions together."""
    return and_(true(), *parts)
