"""People's decisions: checked, written to the log, and made to take effect at once."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.judgement import MACHINE, Anchor, Judgement, JudgementKind
from marsad.model.story import Account
from marsad.query.actors import row_of as actor_row_of
from marsad.query.errors import UnknownError
from marsad.query.story import row_of
from marsad.store import anchors, judgements, resolution
from marsad.store.corrections import kept
from marsad.store.packing import unpack
from marsad.store.references import kind_of, split
from marsad.store.reports import record_of
from marsad.store.schema import account, entity, report

_SIDES: dict[JudgementKind, tuple[str, ...]] = {
    "same-actor": ("actor", "entity"), "different-actor": ("actor", "entity"),
    "same-story": ("story", "event"), "different-story": ("story", "event"),
    "same-text": ("report",), "different-text": ("report",),
    "accept": ("event",), "reject": ("event",), "correct": ("event",),
}  # fmt: skip


def judge(
    connection: Connection,
    kind: JudgementKind,
    left: str,
    right: str | None,
    *,
    by: str,
    field: str | None,
    value: str | None,
    note: str | None,
) -> Judgement:
    """Check a decision, write it down and make it take effect. Raises `ValueError` and `UnknownError`."""
    if kind not in _SIDES:
        raise ValueError(f"{kind}: no kind of judgement; one of {', '.join(_SIDES)}")
    if not by.strip() or by == MACHINE:
        raise ValueError(f"by: {by!r} can't judge; say who decides")
    paired = kind.startswith(("same-", "different-"))
    if paired and right is None:
        raise ValueError(f"{kind}: needs two references")
    if not paired and right is not None:
        raise ValueError(f"{kind}: takes one reference")
    if paired and left == right:
        raise ValueError(f"{kind}: both references are {left}")
    held = [_checked(connection, kind, reference) for reference in (left, right) if reference is not None]
    if kind == "correct":
        value = _value(connection, left, field, value)
    elif field is not None or value is not None:
        raise ValueError(f"{kind}: takes no field and no value")
    made = Judgement(
        0, kind, left, right, by, "", field=field, value=value, note=note, anchor=held[0],
        right_anchor=held[1] if len(held) > 1 else None,
    )  # fmt: skip
    made = judgements.append(connection, made)
    resolution.apply(connection, made)
    return made


def undo(connection: Connection, number: int, *, by: str) -> Judgement:
    """Take a judgement back. Raises `UnknownError`, and `ValueError` where it is undone already or the machine's."""
    if not by.strip() or by == MACHINE:
        raise ValueError(f"by: {by!r} can't judge; say who decides")
    try:
        first = judgements.get(connection, number)
    except KeyError:
        raise UnknownError(f"{number}: no such judgement") from None
    if first.by == MACHINE:
        opposite = first.kind.replace("same-", "different-")
        raise ValueError(f"judgement {number} is the machine's: judge {opposite} to overrule it")
    made, touched = judgements.undo(connection, number, by)
    for judgement in touched:
        resolution.apply(connection, judgement)
    return made


def _checked(connection: Connection, kind: JudgementKind, reference: str) -> Anchor | None:
    """Make sure that the reference is of a fitting kind and exists; how to find it again, for parts of reports."""
    what = kind_of(reference)
    if what not in _SIDES[kind]:
        raise ValueError(f"{kind}: {reference} is a reference to a {what}; wanted: {' or '.join(_SIDES[kind])}")
    if what == "actor":
        actor_row_of(connection, reference)
        return None
    if what == "story":
        row_of(connection, reference)
        return None
    if what == "report":
        if connection.execute(select(report.c.pk).where(report.c.id == reference)).first() is None:
            raise UnknownError(f"{reference}: no such report")
        return None
    ident, part = split(reference)
    pk = connection.execute(select(report.c.pk).where(report.c.id == ident)).scalar()
    if pk is None:
        raise UnknownError(f"{reference}: no such report")
    table, column = (account, account.c.event) if what == "event" else (entity, entity.c.entity)
    if connection.execute(select(table.c.pk).where(table.c.report == pk, column == part)).first() is None:
        raise UnknownError(f"{reference}: no such {what} in the report")
    record = record_of(connection, pk)
    return anchors.anchor(record, part) if record is not None else None


def _value(connection: Connection, reference: str, field: str | None, value: str | None) -> str:
    """A correction's value as it is written down."""
    if field is None or value is None:
        raise ValueError("correct: needs a field and a value (JSON)")
    ident, part = split(reference)
    row = connection.execute(
        select(report.c.pk, account.c.body)
        .join(report, report.c.pk == account.c.report)
        .where(report.c.id == ident, account.c.event == part)
    ).one()
    record = record_of(connection, row.pk)
    if record is None:
        raise ValueError(f"{reference}: the report is yet to be analysed")
    return kept(record, unpack(row.body, Account), field, value)
