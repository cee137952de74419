"""Where something happened that only points back to a place, or says where somebody was bound for.

«أوقفهما الدرك على مشارف المدينة», «وقد زاره هناك», «غادرت القاعدة متجهة إلى دوالا»: no name stands where the reader
looks for one, so nobody near the word was heard as its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class
from marsad.text.clitics import splits
from marsad.text.views import fold

from .back import alone, named_before
from .journeys import GOING
from .spots import Spot, Spots

_SCENES: Final = frozenset(("CONSULT", "MOBILIZE", "AID", "ASSAULT", "COERCE", "PROTEST", "COOPERATE"))
"""Types of what happens somewhere, and is not said."""
_BOUND: Final = frozenset(("MOBILIZE", "AID", "RETREAT"))
"""Types of which the end of the way is the place."""
_REACH: Final = 9
"""Tokens behind a word among which what points back stands."""
_WAY: Final = 25
"""The same for where somebody is bound for."""
_GOAL: Final = 5
"""Tokens from "bound" to the place."""
_NEAR: Final = 90
"""Tokens that «هناك» may point back over."""
_THERE: Final = frozenset(fold(w) for w in ("هناك", "هنالك"))
_SAME: Final = frozenset(fold(w) for w in ("نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها"))
_SPOT: Final = frozenset(fold(w) for w in ("المكان", "الموقع", "المنطقة", "البقعة"))
_IN: Final = frozenset(
    fold(w)
    for w in ("في", "إلى", "داخل", "قرب", "حول", "أمام", "عند", "وسط", "نحو", "خارج", "شمال", "جنوب", "شرق", "غرب")
)
_EDGES: Final = frozenset(
    fold(w) for w in ("مشارف", "تخوم", "محيط", "أطراف", "ضواحي", "مداخل", "مدخل", "وسط", "أنحاء", "شوارع", "بوابة")
)
_TO: Final = frozenset(fold(w) for w in ("إلى", "نحو", "صوب"))
_VISIT: Final = "visit"


def pointed(spots: Spots, kind: str, token: int, told: Sequence[int], rows: Sequence[TriggerReading]) -> Spot | None:
    """Words behind the word at a token that say where it happened, as a mention of the place that they mean.

    `told` are the tokens of words that tell events: behind the next of them another one is told.
    """
    end = _end(spots.at.reading, token, told)
    if kind in _SCENES:
        visits = bool(rows) and rows[0].kind == "verb" and rows[0].trigger.frame == _VISIT
        found = _back(spots, token, end, visits)
        if found is not None:
            return found
    return _goal(spots, token, told) if kind in _BOUND else None


def _next_told(reading: Reading, token: int, told: Sequence[int], reach: int) -> int:
    """The end of the sentence, of what is near enough, or where the next event is told."""
    return min(reading.sentence_of(token).last, token + 1 + reach, *(t for t in told if t > token), len(reading.tokens))


def _end(reading: Reading, token: int, told: Sequence[int]) -> int:
    """Where the clause of a word ends, at the latest."""
    tokens = reading.tokens
    last = _next_told(reading, token, told, _REACH)
    return next(
        (
            k for k in range(token + 1, last)
            if not tokens[k].is_word or tokens[k].norm in THAT or function_class(tokens[k].norm) == "relative"
        ),
        last,
    )  # fmt: skip


def _back(spots: Spots, token: int, end: int, visits: bool) -> Spot | None:
    """«هناك», «في المكان نفسه», «على مشارف المدينة»: a word that points back, as a mention of the place it means."""
    reading, table = spots.at.reading, spots.table
    tokens = reading.tokens
    for k in range(token + 1, end):
        if k not in spots.at.word or table.covering(k) is not None:
            continue
        norm = tokens[k].norm
        meant: Found | None = None
        if norm in _THERE or (k + 1 < end and norm in _SPOT and tokens[k + 1].norm in _SAME):
            meant = _last_place(spots, k)
        elif _leads(reading, k, visits) and (hit := alone(reading, k)) is not None and hit[1] == "place":
            meant = named_before(reading, table, k)
        if meant is not None:
            word = spots.at.word[k]
            return Spot(word, word + 1, meant)
    return None


def _leads(reading: Reading, k: int, visits: bool) -> bool:
    """Does the noun at token k say where, by a preposition or as what was visited?"""
    tokens = reading.tokens
    norm, before = tokens[k].norm, bare(tokens[k - 1].norm) if k else ""
    if any(prefix in ("ب", "بال", "لل") for prefix, _ in splits(norm)) and not norm.startswith("ال"):
        return True
    if before in _EDGES and k > 1:
        return function_class(tokens[k - 2].norm) == "preposition"
    return tokens[k - 1].norm in _IN or (visits and function_class(tokens[k - 1].norm) is None)


def _last_place(spots: Spots, k: int) -> Found | None:
    """The place named last before token k."""
    for j in range(k - 1, max(-1, k - _NEAR), -1):
        entity = spots.table.covering(j)
        if entity is not None and entity.type == "place":
            return entity
    return None


def _goal(spots: Spots, token: int, told: Sequence[int]) -> Spot | None:
    """«متجهة برا إلى دوالا»: where those who leave are bound for."""
    tokens = spots.at.reading.tokens
    last = _next_told(spots.at.reading, token, told, _WAY)
    going = next((k for k in range(token + 1, last) if bare(tokens[k].norm).startswith(GOING)), None)
    if going is None:
        return None
    for k in range(going + 1, min(last, going + _GOAL)):
        if not tokens[k].is_word:
            return None
        if tokens[k - 1].norm in _TO:
            return next((s for s in spots.all if s.item.type == "place" and spots.at.tokens[s.first] == k), None)
    return None
