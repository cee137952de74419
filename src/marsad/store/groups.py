"""What people joined: which actors, or which stories, are one by the judgements that hold."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, Table, select

from marsad.model.judgement import JudgementKind

from .judgements import decisions

Noun = Literal["actor", "story"]
SAME: dict[Noun, JudgementKind] = {"actor": "same-actor", "story": "same-story"}
DIFFERENT: dict[Noun, JudgementKind] = {"actor": "different-actor", "story": "different-story"}


def joined(connection: Connection, noun: Noun, ident: str) -> frozenset[str]:
    """The ids that are one with this one, itself included. Of judgements on the same two the last one counts."""
    seen = {ident}
    frontier = {ident}
    prefix = noun[0] + "-"
    while frontier:
        last: dict[frozenset[str], bool] = {}
        for made in decisions(connection, frontier, (SAME[noun], DIFFERENT[noun])):
            if made.left and made.right and made.left.startswith(prefix) and made.right.startswith(prefix):
                last[frozenset((made.left, made.right))] = made.kind == SAME[noun]
        reached = {i for pair, same in last.items() if same for i in pair}
        frontier = reached - seen
        seen |= frontier
    return frozenset(seen)


def judged(connection: Connection, noun: Noun, reference: str) -> tuple[list[str], list[str]]:
    """The references that a part of a report was judged to belong with, and those it was judged not to."""
    last: dict[str, bool] = {}
    for made in decisions(connection, (reference,), (SAME[noun], DIFFERENT[noun])):
        other = made.other(reference)
        if other is not None:
            last[other] = made.kind == SAME[noun]
    return [r for r, same in last.items() if same], [r for r, same in last.items() if not same]


def root(connection: Connection, table: Table, pk: int) -> int:
    """The row that this one has been merged into, or itself."""
    while (into := connection.execute(select(table.c.into).where(table.c.pk == pk)).scalar()) is not None:
        pk = into
    return pk
