"""Where something happened that is told right behind what happened there, and names no place of its own.

«زار الوفد سبها. والتقى العميد», «تظاهر المئات في طبرق. وأوقفت الشرطة أربعة»: the scene is still the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.model.record import Reason

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
