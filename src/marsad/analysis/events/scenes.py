"""Where and when something happened that is told right behind what happened there, and names no place or day itself.

«زار الوفد سبها. والتقى العميد», «تظاهر المئات في طبرق. وأوقفت الشرطة أربعة»: the scene is still the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.model.record import Reason, Time

from .telling import Telling

_STAYS: Final = {
    ("CONSULT", "CONSULT"): (0, 1),
    ("ASSAULT", "PROTEST"): (1, 2),
    ("COERCE", "PROTEST"): (1, 2),
    ("COERCE", "COERCE"): (1, 1),
}
"""What is told and what was told before it: how many sentences behind it is still there, at least and at most.

Counted on reports with known places: of the events that these take a place for, none is without one.
"""
_PHONE: Final = "phone"

_Goes = Mapping[tuple[int, str], frozenset[str]]
_SAME_DAY: Final[_Goes] = {
    (0, "actor"): frozenset(("AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "REJECT", "REQUEST", "RETREAT")),
    (0, "crossed"): frozenset(("AGREE", "ASSAULT", "PROTEST", "REJECT", "RETREAT")),
    (0, "others"): frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT")),
    (1, "actor"): frozenset(("AGREE", "ASSAULT", "COERCE", "CONSULT", "REQUEST", "RETREAT")),
    (1, "crossed"): frozenset(("ASSAULT", "COERCE", "CONSULT")),
    (1, "others"): frozenset(("ASSAULT",)),
}
"""How many sentences behind the last dated one of its paragraph, and who does it: what is still told of that day.

`actor` is who did the other thing too, `crossed` is one's doer who suffers the other. Counted on the reports that the
models are trained on: of the events that these date, seven in ten are of that day and two of none.
"""
_SAME_PLACE: Final[_Goes] = {
    (0, "actor"): frozenset(("AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT")),
    (0, "crossed"): frozenset(("ASSAULT", "CONSULT", "PROTEST", "REJECT", "REQUEST")),
    (0, "others"): frozenset(("ASSAULT", "COERCE")),
    (1, "actor"): frozenset(("ASSAULT", "COERCE", "CONSULT")),
    (1, "crossed"): frozenset(("ASSAULT", "COERCE", "CONSULT")),
    (1, "others"): frozenset(("MOBILIZE", "PROTEST")),
}
"""The same for where it happens, in sentences that name no place: three in four are there still."""


def stay(told: Sequence[Telling]) -> None:
    """Give events without a place that of the event told last before, where they go on with it."""
    there: Telling | None = None
    for t in sorted(told, key=lambda t: t.trigger.start):
        if not t.place and t.mode != _PHONE and there is not None and _goes_on(there, t):
            t.place = list(there.place)
            where = there.trigger
            t.reasons.append(Reason("place", "events.told_before", where.start, where.end))
        elif t.place:
            there = t


def _goes_on(there: Telling, t: Telling) -> bool:
    least, most = _STAYS.get((t.type, there.type), (1, 0))
    return least <= t.sentence - there.sentence <= most and set(t.aux) == set(there.aux)


def go_on(reading: Reading, told: Sequence[Telling], times: Sequence[Time], found: Sequence[Found]) -> None:
    """Give events the day and the place of the one told before them, where their own sentence tells none."""
    dated = {_sentence(reading, time.start) for time in times}
    placed = {_sentence(reading, m[2].start) for e in found if e.type == "place" for m in e.mentions}
    then: Telling | None = None
    there: Telling | None = None
    for t in sorted(told, key=lambda t: t.trigger.start):
        if t.time is None and t.due is None and then is not None and _still(reading, then, t, dated, _SAME_DAY):
            t.time, t.until, t.due = then.time, then.until, then.due
            t.reasons.append(Reason("time", "events.told_before", then.trigger.start, then.trigger.end))
        if not t.place and t.mode != _PHONE and there is not None and _still(reading, there, t, placed, _SAME_PLACE):
            t.place = list(there.place)
            t.reasons.append(Reason("place", "events.told_before", there.trigger.start, there.trigger.end))
        if t.time is not None or t.due is not None:
            then = t
        if t.place:
            there = t


def _sentence(reading: Reading, offset: int) -> int:
    return reading.sentence_of(reading.token_at(offset)).index


def _still(reading: Reading, before: Telling, t: Telling, said: Collection[int], goes: _Goes) -> bool:
    """Is what `t` tells part of what was told before, and does its sentence say nothing else?"""
    if t.aux or before.aux or t.sentence in said or len(t.evidence) > 1:
        return False
    if reading.sentences[t.sentence].paragraph != reading.sentences[before.sentence].paragraph:
        return False
    return t.type in goes.get((t.sentence - before.sentence, _sharing(before, t)), ())


def _sharing(before: Telling, t: Telling) -> str:
    """Who of those told before takes part again."""
    if any(e is x for e in t.actor for x in before.actor):
        return "actor"
    crossed = any(e is x for e in t.actor for x in before.recipient) or any(
        e is x for e in t.recipient for x in before.actor
    )
    if crossed:
        return "crossed"
    return "sufferer" if any(e is x for e in t.recipient for x in before.recipient) else "others"
