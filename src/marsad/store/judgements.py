"""The log of judgements: what the machine and people decided, appended and never changed.

`target` says what people's judgements point at now and which of them hold; it is derived and follows every new
analysis of a report (see `anchors`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, and_, func, insert, or_, select, update

from marsad.model.judgement import MACHINE, Anchor, Ground, Judgement, JudgementKind
from marsad.resolve.match import Match

from .packing import pack, unpack
from .schema import judgement, target


def now() -> str:
    """The moment, UTC, ISO 8601 to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(connection: Connection, made: Judgement) -> Judgement:
    """Write a judgement to the log; its `number` and `at` are given here."""
    row = _columns(made)
    number = connection.execute(insert(judgement).returning(judgement.c.number), row).scalar_one()
    if made.by != MACHINE and made.kind != "undo":
        sides = [("left", made.left)] + ([("right", made.right)] if made.right else [])
        connection.execute(
            insert(target), [{"number": number, "side": s, "was": r, "now": r, "active": True} for s, r in sides]
        )
    return replace(made, number=number, at=row["at"])  # type: ignore[arg-type]


def _columns(made: Judgement) -> dict[str, object]:
    return {
        "kind": made.kind, "left": made.left, "right": made.right, "by": made.by, "at": now(), "score": made.score,
        "reasons": pack([[r.code, *r.values] for r in made.reasons]) if made.reasons else None,
        "field": made.field, "value": made.value, "note": made.note, "undoes": made.undoes,
        "anchor": pack(made.anchor) if made.anchor else None,
        "right_anchor": pack(made.right_anchor) if made.right_anchor else None,
    }  # fmt: skip


def machine_first(
    connection: Connection, kind: JudgementKind, decided: Iterable[tuple[str, str, Match | None]]
) -> None:  # fmt: skip
    """Note what the machine decided of references on which it never has before: left, right, why."""
    rows = [
        _columns(
            Judgement(0, kind, left, right, MACHINE, "", match.score if match else None, match.reasons if match else ())
        )
        for left, right, match in decided
    ]
    if rows:
        connection.execute(insert(judgement), rows)


def machine(
    connection: Connection, kind: JudgementKind, left: str, right: str | None, match: Match | None, *, new: bool
) -> None:
    """Note what the machine decided of `left`, unless it is what it decided last. `new`: it never has before."""
    if not new:
        last = connection.execute(
            select(judgement.c.number, judgement.c.kind, judgement.c.right)
            .where(judgement.c.left == left, judgement.c.by == MACHINE, judgement.c.kind.in_((kind, "undo")))
            .order_by(judgement.c.number.desc())
            .limit(1)
        ).first()
        before = last.right if last is not None and last.kind == kind else None
        if before == right:
            return
        if right is None and last is not None:
            append(connection, Judgement(0, "undo", left, last.right, MACHINE, "", undoes=last.number))
            return
    if right is not None:
        machine_first(connection, kind, [(left, right, match)])


def undo(connection: Connection, number: int, by: str) -> tuple[Judgement, list[Judgement]]:
    """Take a judgement back; the undo itself can be taken back too. Gives the undo and the judgements it touched.

    Raises `KeyError` where there is no such judgement and `ValueError` where it is undone already.
    """
    first = get(connection, number)
    if not holds(connection, number):
        raise ValueError(f"judgement {number} is undone already")
    made = append(connection, Judgement(0, "undo", first.left, first.right, by, "", undoes=number))
    origin = first
    while origin.kind == "undo" and origin.undoes is not None:
        origin = get(connection, origin.undoes)
    active = holds(connection, origin.number)
    connection.execute(update(target).where(target.c.number == origin.number).values(active=active))
    return made, [origin]


def holds(connection: Connection, number: int) -> bool:
    """Is the judgement not undone?"""
    undoing = connection.execute(select(judgement.c.number).where(judgement.c.undoes == number)).scalars().all()
    return not any(holds(connection, n) for n in undoing)


def get(connection: Connection, number: int) -> Judgement:
    """One judgement. Raises `KeyError`."""
    row = connection.execute(select(judgement).where(judgement.c.number == number)).mappings().first()
    if row is None:
        raise KeyError(number)
    return from_row(row)


def _grounds(data: bytes | None) -> tuple[Ground, ...]:
    """Reasons as they are stored: a code and its values, or the sentence that an older Marsad wrote."""
    if not data:
        return ()
    kept: list[str | list[str]] = unpack(data, list[str | list[str]])
    return tuple(Ground("text", (one,)) if isinstance(one, str) else Ground(one[0], tuple(one[1:])) for one in kept)


def from_row(row: RowMapping) -> Judgement:
    """A row of the log as the model has it."""
    return Judgement(
        row["number"], row["kind"], row["left"], row["right"], row["by"], row["at"], row["score"],
        _grounds(row["reasons"]), row["field"], row["value"], row["note"],
        row["undoes"], unpack(row["anchor"], Anchor) if row["anchor"] else None,
        unpack(row["right_anchor"], Anchor) if row["right_anchor"] else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of a person that holds. `left` and `right` are what it points at now, null if that is gone."""

    number: int
    kind: JudgementKind
    left: str | None
    right: str | None
    field: str | None
    value: str | None

    def other(self, reference: str) -> str | None:
        """The side that isn't `reference`."""
        return self.right if self.left == reference else self.left


def any_decisions(connection: Connection) -> bool:
    """Has anybody decided anything at all?"""
    return connection.execute(select(target.c.number).limit(1)).first() is not None


def decisions(connection: Connection, references: Iterable[str], kinds: Iterable[JudgementKind]) -> list[Decision]:
    """What people decided of any of the references, oldest first."""
    wanted = sorted(set(references))
    if not wanted or not any_decisions(connection):
        return []
    left, right = target.alias("l"), target.alias("r")
    out: dict[int, Decision] = {}
    for at in range(0, len(wanted), 500):
        part = wanted[at : at + 500]
        rows = connection.execute(
            select(judgement.c.number, judgement.c.kind, left.c.now, right.c.now, judgement.c.field, judgement.c.value)
            .join(left, and_(left.c.number == judgement.c.number, left.c.side == "left"))
            .outerjoin(right, and_(right.c.number == judgement.c.number, right.c.side == "right"))
            .where(
                left.c.active,
                judgement.c.kind.in_(tuple(kinds)),
                or_(left.c.now.in_(part), right.c.now.in_(part)),
            )
        )
        out.update((row[0], Decision(*row)) for row in rows)
    return [out[number] for number in sorted(out)]


def count(connection: Connection) -> int:
    """How many judgements there are, the machine's included."""
    return connection.execute(select(func.count()).select_from(judgement)).scalar_one()
