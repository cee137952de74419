"""Which actors a name means, in any spelling and in Arabic or Latin letters."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.record import EntityType
from marsad.resolve.actors import ActorFacts
from marsad.resolve.names import compare_names, name_keys
from marsad.store.packing import unpack
from marsad.store.schema import actor, actor_key

from .words import matching

_LIKE = 0.4
"""Other spellings of a full name reach 0.6, a family name in another spelling 0.45, another man of the name 0.12."""
_MOST = 200
_NAMED: tuple[EntityType, ...] = ("person", "organization", "place")


def find(connection: Connection, name: str, *, prefix: bool = False) -> dict[int, float]:
    """Rows of actors that the name may mean, with how well it fits (0 to 1), the most reported first."""
    by_words = connection.execute(
        select(actor.c.pk)
        .where(matching(connection, actor.c.pk, "actor", name, prefix=prefix), actor.c.into.is_(None))
        .order_by(actor.c.reports.desc(), actor.c.pk)
        .limit(_MOST)
    ).scalars()
    found = dict.fromkeys(by_words, 0.9)
    keys = {key for kind in _NAMED for key in name_keys(kind, [name])}
    if keys:
        rows = connection.execute(
            select(actor.c.pk, actor.c.type, actor.c.facts)
            .where(
                actor.c.pk.in_(select(actor_key.c.actor).where(actor_key.c.key.in_(sorted(keys)))),
                actor.c.into.is_(None),
            )
            .order_by(actor.c.reports.desc(), actor.c.pk)
            .limit(_MOST)
        ).all()
        for row in rows:
            if row.pk not in found:
                facts = unpack(row.facts, ActorFacts)
                forms = [*facts.names, *([facts.name_en] if facts.name_en else [])]
                score = compare_names([name], forms, row.type).score
                if score >= _LIKE:
                    found[row.pk] = score
    return found
