"""How a decision on an event or entity finds it again after a new analysis or in a changed text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, select, update

from marsad.model.judgement import Anchor
from marsad.model.record import Mention, Record
from marsad.text.views import fold

from .judgements import get
from .references import split
from .schema import target


class _Part(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...


def anchor(record: Record, part: str) -> Anchor | None:
    """What a decision on an event or entity of the record has to remember. None for a publisher."""
    for item, places in _parts(record, part):
        if item.id == part:
            first = places[0] if places else Mention(0, 0)
            return Anchor(item.type, first.start, first.end, record.text[first.start : first.end])
    return None


def find(record: Record, part: str, held: Anchor) -> str | None:
    """The event or entity of a record that a decision means, or None where there is none any more.

    The same words in the same place count most, then the same words, then a place that overlaps.
    """
    best: tuple[int, str] | None = None
    for item, places in _parts(record, part):
        score = max((_likeness(record.text, place, held) for place in places), default=0)
        if not score:
            continue
        score += 1 if item.type == held.type else -3
        if score > 0 and (best is None or score > best[0]):
            best = (score, item.id)
    return best[1] if best else None


def follow(connection: Connection, report: str, record: Record) -> list[int]:
    """Point people's judgements on parts of a report at its new record; the numbers of those that lost theirs."""
    lost: list[int] = []
    # `like` would read % and _ of an id as wildcards
    rows = connection.execute(select(target).where(target.c.was.startswith(f"{report}#", autoescape=True))).all()
    for row in rows:
        owner, part = split(row.was)
        if owner != report:
            continue
        made = get(connection, row.number)
        held = made.anchor if row.side == "left" else made.right_anchor
        found = part if held is None else find(record, part, held)
        now = f"{report}#{found}" if found else None
        if now is None:
            lost.append(row.number)
        if now != row.now:
            connection.execute(
                update(target).where(target.c.number == row.number, target.c.side == row.side).values(now=now)
            )
    return sorted(set(lost))


def _parts(record: Record, part: str) -> list[tuple[_Part, Sequence[Mention]]]:
    if part.startswith("V"):
        return [(e, e.evidence) for e in record.events]
    return [(e, e.mentions) for e in record.entities]


def _likeness(text: str, place: Mention, held: Anchor) -> int:
    exact = text[place.start : place.end]
    if exact == held.exact:
        return 6 if place.start == held.start else 4
    if fold(exact) == fold(held.exact):
        return 3
    overlap = min(place.end, held.end) - max(place.start, held.start)
    if overlap > 0 and text[held.start : held.end] == held.exact:
        return 2
    return 0
