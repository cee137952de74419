"""What shares a blocking key: the candidates that something new is compared with, never more of one key than fit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Literal

from sqlalchemy import Connection, TextClause, text

_OWNERS = {"actor_key": "actor", "story_key": "story", "text_key": "report"}
_LARGEST = 2**31 - 1


def near(
    connection: Connection,
    table: Literal["actor_key", "story_key", "text_key"],
    keys: Collection[str],
    most: int,
    *,
    newest: bool = False,
) -> list[tuple[str, int]]:
    """Pairs of key and owner's row: of each key the `most` first owners, or the newest ones.

    A key that very many share costs no more than one that `most` share, so adding stays linear.
    """
    if not keys:
        return []
    ordered = sorted(keys)
    postgresql = connection.dialect.name == "postgresql"
    given = ordered if postgresql else json.dumps(ordered)
    rows = connection.execute(_statement(table, newest, postgresql), {"keys": given, "skip": most - 1})
    return [(key, owner) for key, owner in rows]


def weighed(pairs: Iterable[tuple[str, int]]) -> dict[int, float]:
    """How much each owner shares with what is new: a key that few bear says more than a common one.

    >>> weighed([("p:rare", 1), ("s:common", 1), ("s:common", 2)])
    {1: 1.5, 2: 0.5}
    """
    owners: dict[str, list[int]] = {}
    for key, owner in pairs:
        owners.setdefault(key, []).append(owner)
    weights: dict[int, float] = {}
    # in a fixed order: a sum of fractions depends on it in its last digits
    for key in sorted(owners):
        for owner in owners[key]:
            weights[owner] = weights.get(owner, 0.0) + 1 / len(owners[key])
    return weights


@cache
def _statement(table: str, newest: bool, postgresql: bool) -> TextClause:
    owner = _OWNERS[table]
    source = "unnest(CAST(:keys AS text[])) AS k(value)" if postgresql else "json_each(:keys) AS k"
    edge = (
        f"(SELECT x.{owner} FROM {table} AS x WHERE x.key = k.value "
        f"ORDER BY x.{owner} {'DESC' if newest else 'ASC'} LIMIT 1 OFFSET :skip)"
    )
    bound = f">= coalesce({edge}, 0)" if newest else f"<= coalesce({edge}, {_LARGEST})"
    return text(
        f"SELECT a.key, a.{owner} FROM {source} JOIN {table} AS a ON a.key = k.value AND a.{owner} {bound} "
        f"ORDER BY a.key, a.{owner}"
    )
