"""Writing what a report says of its actors beside events, and the claims that passed through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from marsad.model.record import Record

from .references import PUBLISHER
from .schema import actor, saying, tie


def add(connection: Connection, pk: int, record: Record, of: Mapping[str, str]) -> None:
    """Write a report's relations, stances, offices and claims."""
    ids = sorted(set(of.values()))
    known: dict[str, int] = {}
    for at in range(0, len(ids), 500):
        rows = connection.execute(select(actor.c.id, actor.c.pk).where(actor.c.id.in_(ids[at : at + 500])))
        known.update((row.id, row.pk) for row in rows)
    who = {part: known[ident] for part, ident in of.items()}
    ties = _ties(record, who)
    if ties:
        day = record.published
        connection.execute(insert(tie), [{"report": pk, "published": day, **row} for row in ties])
    said = _sayings(record, who)
    if said:
        common = {"report": pk, "published": record.published, "publisher": record.publisher}
        connection.execute(insert(saying), [{**common, **row} for row in said])
        _count(connection, said, 1)


def remove(connection: Connection, pk: int) -> None:
    """Take away what a report says."""
    said = [{"actor": a} for a in connection.execute(select(saying.c.actor).where(saying.c.report == pk)).scalars()]
    connection.execute(delete(saying).where(saying.c.report == pk))
    connection.execute(delete(tie).where(tie.c.report == pk))
    _count(connection, said, -1)


def _count(connection: Connection, said: list[dict[str, Any]], sign: int) -> None:
    for pk, count in Counter(row["actor"] for row in said).items():
        connection.execute(
            update(actor).where(actor.c.pk == pk).values(sayings=func.coalesce(actor.c.sayings, 0) + sign * count)
        )


def _ties(record: Record, who: Mapping[str, int]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []

    def put(kind: str, left: str | None, right: str | None, detail: str | None = None) -> None:
        a, b = who.get(left or ""), who.get(right or "")
        if a is None or a == b or (right and b is None):
            return
        row = {"kind": kind, "left": a, "right": b, "detail": detail}
        if row not in out:
            out.append(row)

    for r in record.relations:
        put(r.relation, r.subject, r.object)
    for a in record.alignments:
        put(a.polarity, a.subject, a.object)
    for p in record.positions:
        put("office", p.person, p.organization, p.title)
    for claim in record.attributions:
        chain = [PUBLISHER, *claim.sources]
        for near, far in pairwise(chain):
            put("quotes", near, far)
    return out


def _sayings(record: Record, who: Mapping[str, int]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []

    def put(part: str, entity: str, role: str, act: str, start: int, end: int) -> None:
        if entity in who:
            exact = record.text[start:end]
            out.append(
                {"attribution": part, "actor": who[entity], "role": role, "act": act, "start": start, "end": end,
                 "exact": exact}
            )  # fmt: skip

    for claim in record.attributions:
        if not claim.content or not claim.sources:
            continue
        start, end = claim.content[0].start, claim.content[-1].end
        put(claim.id, PUBLISHER, "outlet", claim.act, start, end)
        for relay in claim.sources[:-1]:
            put(claim.id, relay, "relay", claim.act, start, end)
        put(claim.id, claim.sources[-1], "origin", claim.act, start, end)
    for event in record.events:
        # told in the report's own voice: the outlet is its origin
        if event.attribution is None and event.evidence:
            put(event.id, PUBLISHER, "origin", "report", event.evidence[0].start, event.evidence[-1].end)
    return out
