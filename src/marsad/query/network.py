"""Actors and what joins them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from sqlalchemy import Connection, Select, func, select

from marsad.model.views import Filters, Network, NetworkEdge, NetworkNode
from marsad.store.packing import unpack
from marsad.store.schema import actor, report, story, story_actor, tie

from .filters import actor_rows, conditions

_KIN = frozenset({"child_of", "parent_of", "sibling_of", "spouse_of"})
_STANCE = frozenset({"favourable", "hostile"})
_OFFICE = frozenset({"office", "member_of", "part_of", "successor_of"})
_EVIDENCE = 50
"""Stories and reports named with an edge; `weight` counts all."""


@dataclass(frozen=True, slots=True)
class _Part:
    actor: str


@dataclass(frozen=True, slots=True)
class _Line:
    """What a network needs of a `StoryLine`: thousands of them are read for one."""

    id: str
    type: str
    mode: str | None
    actor: tuple[_Part, ...]
    recipient: tuple[_Part, ...]
    place: tuple[_Part, ...]
    origin: tuple[_Part, ...]
    earliest: str | None
    latest: str | None


@dataclass(slots=True)
class _Edge:
    stories: dict[str, None] = field(default_factory=dict)
    reports: dict[str, None] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)


def network(connection: Connection, filters: Filters, limit: int = 150) -> Network:
    """The `limit` actors with most matching stories and the ties between them."""
    wanted = conditions(connection, filters)
    matching = select(story.c.pk).where(*wanted)
    ranked: Select[Any]
    if len(wanted) > 1:
        count = func.count(story_actor.c.story.distinct())
        ranked = select(story_actor.c.actor, count.label("n")).group_by(story_actor.c.actor)
        ranked = ranked.where(story_actor.c.story.in_(matching)).order_by(count.desc(), story_actor.c.actor)
    else:
        # how many stories each actor has in all is kept
        ranked = (
            select(actor.c.pk.label("actor"), actor.c.stories.label("n"))
            .where(actor.c.into.is_(None), actor.c.stories > 0)
            .order_by(actor.c.stories.desc(), actor.c.reports.desc(), actor.c.pk)
        )
    asked = actor_rows(connection, filters.actor)
    top = connection.execute(ranked.limit(limit)).all()
    total = connection.execute(select(func.count()).select_from(ranked.order_by(None).subquery())).scalar_one()
    counts = {row.actor: row.n for row in top}
    for pk in asked:
        counts.setdefault(pk, 0)
    nodes = _nodes(connection, counts)
    ids = {node.id for node in nodes.values()}
    edges: dict[tuple[str, str, str], _Edge] = {}
    _from_stories(connection, filters, counts, ids, edges)
    _from_ties(connection, nodes, edges)
    made = [
        NetworkEdge(
            a, b, kind, len(e.stories) or len(e.reports), min(e.days, default=None), max(e.days, default=None),  # type: ignore[arg-type]
            tuple(e.stories)[:_EVIDENCE], tuple(e.reports)[:_EVIDENCE],
        )
        for (a, b, kind), e in edges.items()
    ]  # fmt: skip
    made.sort(key=lambda e: (-e.weight, e.source, e.target, e.kind))
    shown = sorted(nodes.values(), key=lambda n: (-n.stories, n.id))
    return Network(tuple(shown), tuple(made), max(total - len(top), 0))


def _nodes(connection: Connection, counts: dict[int, int]) -> dict[int, NetworkNode]:
    rows = connection.execute(select(actor).where(actor.c.pk.in_(sorted(counts)))).all()
    return {r.pk: NetworkNode(r.id, r.type, r.name, r.name_en, r.country, counts[r.pk]) for r in rows}


def _from_stories(
    connection: Connection, filters: Filters, counts: dict[int, int], ids: set[str],
    edges: dict[tuple[str, str, str], _Edge],
) -> None:  # fmt: skip
    # a story joins two shown actors only if it has two of them
    several = (
        select(story_actor.c.story)
        .where(story_actor.c.actor.in_(sorted(counts)))
        .group_by(story_actor.c.story)
        .having(func.count(story_actor.c.actor.distinct()) > 1)
    )
    rows = connection.execute(
        select(story.c.line)
        .where(*conditions(connection, filters), story.c.pk.in_(several))
        .order_by(story.c.newest.desc(), story.c.pk.desc())
        .limit(5000)
    ).scalars()
    for packed in rows:
        line = unpack(packed, _Line)
        days = [day for day in (line.earliest, line.latest) if day]
        for key in _joins(line, ids):
            if key[0] != key[1]:
                edge = edges.get(key)
                if edge is None:
                    edge = edges[key] = _Edge()
                edge.stories[line.id] = None
                edge.days += days


def _joins(line: _Line, shown: set[str]) -> Iterable[tuple[str, str, str]]:
    """The pairs of shown actors that a story ties, and how."""
    who = [p.actor for p in line.actor if p.actor in shown]
    whom = [p.actor for p in line.recipient if p.actor in shown]
    if line.type == "CONSULT":
        # a meeting has no direction: the smaller id comes first, so that two meetings are one edge
        for a, b in combinations(sorted({*who, *whom}), 2):
            yield a, b, "meeting"
    else:
        for a, b in product(who, whom):
            yield a, b, "act"
    if line.origin or line.mode in ("visit", "deploy", "arrive", "depart"):
        for a, p in product(who, line.place):
            if p.actor in shown:
                yield a, p.actor, "movement"


def _from_ties(connection: Connection, nodes: dict[int, NetworkNode], edges: dict[tuple[str, str, str], _Edge]) -> None:
    shown = sorted(nodes)
    rows = connection.execute(
        select(tie.c.kind, tie.c.left, tie.c.right, tie.c.published, report.c.id)
        .join(report, report.c.pk == tie.c.report)
        .where(tie.c.left.in_(shown), tie.c.right.in_(shown), tie.c.kind.in_(sorted(_KIN | _STANCE | _OFFICE)))
        .order_by(tie.c.pk)
        .limit(20000)
    )
    for row in rows:
        kind = "kinship" if row.kind in _KIN else "stance" if row.kind in _STANCE else "office"
        a, b = nodes[row.left].id, nodes[row.right].id
        if a == b:
            continue
        if kind == "kinship":
            a, b = sorted((a, b))
        edge = edges.setdefault((a, b, kind), _Edge())
        edge.reports[row.id] = None
        if row.published:
            edge.days.append(row.published)
