"""Writing which report reprints which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from marsad.model.record import Record
from marsad.resolve.texts import Text, copied_from, signature

from .judgements import decisions, machine
from .near import near
from .packing import unpack_text
from .schema import report, text_key, version
from .upsert import insert_new

_PER_KEY = 16
"""Reports that share one key with a text and are compared with it, the oldest first: so adding stays linear."""
_MOST = 32
"""Texts that one is compared with, those that share most keys with it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Whose text a report's is, and the reports that turned out to be copies of this one."""

    original: str | None
    copies: tuple[int, ...] = ()


def add(connection: Connection, pk: int, record: Record, *, new: bool) -> Copied:
    """Note whose text the report's is. An original may come in after its copies: these are looked at again."""
    keys = signature(record.text)
    candidates = _candidates(connection, pk, keys)
    original, barred = (None, set[str]()) if new else _judged(connection, record.id)
    found = copied_from(record.text, record.published, [c for c in candidates if c.report not in barred])
    target = original or found.target
    if not new:
        connection.execute(delete(text_key).where(text_key.c.report == pk))
    insert_new(connection, text_key, [{"key": k, "report": pk} for k in sorted(set(keys))])
    if target is not None or not new:
        connection.execute(update(report).where(report.c.pk == pk).values(copy_of=target))
    if original is None:
        machine(connection, "same-text", record.id, found.target, found.match, new=new)
    mine = Text(record.id, record.text, record.published, pk)
    return Copied(target, tuple(c.order for c in candidates if _is_copy(connection, c, mine)))


def _is_copy(connection: Connection, candidate: Text, original: Text) -> bool:
    """Does an earlier report turn out to be a copy of this one, which was published before it?"""
    if not (candidate.published and original.published and original.published < candidate.published):
        return False
    held = connection.execute(select(report.c.copy_of).where(report.c.pk == candidate.order)).scalar()
    if held is not None:
        before = connection.execute(select(report.c.published).where(report.c.id == held)).scalar()
        if before is None or before <= original.published:
            return False
    judged, barred = _judged(connection, candidate.report)
    if judged is not None or original.report in barred:
        return False
    found = copied_from(candidate.text, candidate.published, [original])
    if found.target is None:
        return False
    connection.execute(update(report).where(report.c.pk == candidate.order).values(copy_of=original.report))
    machine(connection, "same-text", candidate.report, original.report, found.match, new=False)
    return True


def _judged(connection: Connection, ident: str) -> tuple[str | None, set[str]]:
    """What people said of the report's text: its original, and the reports that it isn't a copy of."""
    last: dict[str, bool] = {}
    for made in decisions(connection, (ident,), ("same-text", "different-text")):
        if made.right and made.left:
            other = made.right if made.left == ident else made.left
            # "left is a copy of right": said of the original it makes it no copy
            last[other] = made.kind == "same-text" and made.left == ident
    same = [other for other, yes in last.items() if yes]
    return (same[-1] if same else None), {other for other, yes in last.items() if not yes}


def _candidates(connection: Connection, pk: int, keys: tuple[str, ...]) -> list[Text]:
    shared = Counter(owner for _, owner in near(connection, "text_key", set(keys), _PER_KEY) if owner != pk)
    if not shared:
        return []
    best = sorted(shared, key=lambda owner: (-shared[owner], owner))[:_MOST]
    rows = connection.execute(
        select(report.c.pk, report.c.id, report.c.published, version.c.text)
        .join(version, (version.c.report == report.c.id) & (version.c.number == report.c.version))
        .where(report.c.pk.in_(best), report.c.analyser.is_not(None))
        .order_by(report.c.pk)
    ).all()
    return [Text(row.id, unpack_text(row.text), row.published, row.pk) for row in rows]
