"""Writing which report reprints which."""

from __future__ import annotations

from collections import Counter

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


def add(connection: Connection, pk: int, record: Record, *, new: bool) -> str | None:
    """Note whose text the report's is, and give that report's id."""
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
    return target


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
