"""«قال في اتصال هاتفي مع رويترز»: who speaks to an outlet meets nobody, it is how his words came to the report."""

from __future__ import annotations

from typing import Final

from marsad.analysis.attributions.speakers import is_outlet
from marsad.analysis.events import Telling
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.text.views import fold

_NEAR: Final = 4
"""Tokens from the noun to the outlet: «اتصال | هاتفي مع وكالة»."""
_WITH: Final = frozenset(map(fold, ("مع", "إلى", "على")))
_IN: Final = frozenset(map(fold, ("في", "وفي", "خلال")))


def interview(reading: Reading, token: int, telling: Telling) -> bool:
    """Is the meeting or call the one in which somebody spoke to an outlet?"""
    tokens = reading.tokens
    if telling.type != "CONSULT" or token == 0 or tokens[token - 1].norm not in _IN:
        return False
    if not any(r.kind == "noun" for r in readings_as(reading, token, "CONSULT")):
        return False
    return any(
        token < first <= token + _NEAR and (tokens[first - 1].norm in _WITH or tokens[first].norm.startswith("ل"))
        for entity in (*telling.actor, *telling.recipient)
        if is_outlet(entity)
        for first, _, _ in entity.mentions
    )
