"""Where something happened that only points back to a place, or says where somebody was bound for.

«أوقفهما الدرك على مشارف المدينة», «وقد زاره هناك», «غادرت القاعدة متجهة إلى دوالا»: no name stands where the reader
looks for one, so nobody near the word was heard as its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_verb
from marsad.text.clitics import splits
from marsad.text.views import fold

from .back import alone, named_before
from .journeys import GOING, is_whole
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
_CAPITALS: Final = frozenset(p + fold("العاصمة") for p in ("", "ب"))
_FAR: Final = 300
"""The same for «العاصمة»."""
_FRONT: Final = 4
"""Tokens before a verb that a sentence may open with where it happened."""
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
_HAS_PLACE: Final = ("visit", "attack")
"""Frames of verbs whose object may be a place: «زار | المدينة», «اقتحم | المخيم»."""
_LEAVE: Final = "leave"
_SAILS: Final = frozenset(("أبحر", "أقلع"))
"""Verbs behind which «من» says where somebody left from, besides those of the frame."""
_LEAVES_IT: Final = frozenset(("غادر", "أخلى"))
"""Verbs whose object is the place that is left."""
_FROM: Final = fold("من")
_SPATIAL: Final = frozenset(
    fold(w)
    for w in (
        *("في", "داخل", "قرب", "أمام", "عند", "وسط", "قبالة", "خارج", "حول"),
        *("شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"),
    )
)
"""Words behind which something happened."""
_THERE_LEAST: Final = 0.1
"""How probably a place must say where, if one of them stands before it."""
_CLAUSE: Final = 14
"""Tokens behind a word in which its own clause says where."""


def pointed(spots: Spots, kind: str, token: int, told: Sequence[int], rows: Sequence[TriggerReading]) -> Spot | None:
    """Words behind the word at a token that say where it happened, as a mention of the place that they mean.

    `told` are the tokens of words that tell events: behind the next of them another one is told.
    """
    end = _end(spots.at.reading, token, told)
    if kind in _SCENES:
        visits = bool(rows) and rows[0].kind == "verb" and rows[0].trigger.frame in _HAS_PLACE
        found = _back(spots, token, end, visits)
        if found is not None:
            return found
    return _goal(spots, token, told) if kind in _BOUND else None


def located(
    spots: Spots, kind: str, token: int, told: Sequence[int], rows: Sequence[TriggerReading],
    chance: Callable[[Spot], float],
) -> Spot | None:  # fmt: skip
    """«أوقفت الشرطة رجلين | في طبرق», «سيزور الوزير | طبرق»: a place that a preposition or the verb itself puts there.

    `chance` is how probably a place says where the event happened, which may be little.
    """
    if kind not in _SCENES:
        return None
    reading = spots.at.reading
    end = _end(reading, token, told, _CLAUSE)
    visits = bool(rows) and rows[0].kind == "verb" and rows[0].trigger.frame == "visit"
    for s in spots.all:
        first = spots.at.tokens[s.first]
        if s.item.type != "place" or not token < first < end:
            continue
        bound = kind in _BOUND and reading.tokens[first - 1].norm in _TO
        if not (bound or _spatial(reading, first) or (visits and not spots.case(s))):
            continue
        return s if chance(s) >= _THERE_LEAST else None
    return None


def left(spots: Spots, token: int, told: Sequence[int], rows: Sequence[TriggerReading]) -> Spot | None:
    """«غادرت الكتيبة | القاعدة», «أقلعت الطائرة من | طبرق», «انسحبت القوات من | المدينة»: the place that was left."""
    if not rows or (rows[0].trigger.frame != _LEAVE and rows[0].trigger.lemma not in _SAILS):
        return None
    reading, tokens = spots.at.reading, spots.at.reading.tokens
    object_left = rows[0].trigger.lemma in _LEAVES_IT
    end = _end(reading, token, told, _CLAUSE)
    for k in range(token + 1, end):
        if k not in spots.at.word:
            continue
        if tokens[k].norm in _TO:
            return None
        named = next((s for s in spots.all if spots.at.tokens[s.first] == k and s.item.type == "place"), None)
        if named is not None and spots.table.covering(k) is not None:
            return named if tokens[k - 1].norm == _FROM else None
        if tokens[k - 1].norm == _FROM or (object_left and _object(spots, k)):
            hit = alone(reading, k)
            meant = named_before(reading, spots.table, k) if hit is not None and hit[1] == "place" else None
            if meant is not None:
                return Spot(spots.at.word[k], spots.at.word[k] + 1, meant)
    return None


def _spatial(reading: Reading, first: int) -> bool:
    """Does a word stand before the place at a token behind which something happens?"""
    before = reading.tokens[first - 1].norm
    return before in _SPATIAL or any(p == "ب" and stem in _SPATIAL for p, stem in splits(before))


def _next_told(reading: Reading, token: int, told: Sequence[int], reach: int) -> int:
    """The end of the sentence, of what is near enough, or where the next event is told."""
    return min(reading.sentence_of(token).last, token + 1 + reach, *(t for t in told if t > token), len(reading.tokens))


def _end(reading: Reading, token: int, told: Sequence[int], reach: int = _REACH) -> int:
    """Where the clause of a word ends, at the latest."""
    tokens = reading.tokens
    last = _next_told(reading, token, told, reach)
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
    for k in (*range(token + 1, end), *_opening(reading, token)):
        if k not in spots.at.word or table.covering(k) is not None:
            continue
        norm = tokens[k].norm
        meant: Found | None = None
        if norm in _THERE or (norm in _SPOT and tokens[k + 1].norm in _SAME):
            meant = _last_place(spots, k)
        elif norm in _CAPITALS and _leads(spots, k, visits) and not is_adjective(tokens[k + 1].norm):
            meant = _last_place(spots, k, "capitals")
        elif _leads(spots, k, visits) and (hit := alone(reading, k)) is not None and hit[1] == "place":
            meant = named_before(reading, table, k)
        if meant is not None:
            word = spots.at.word[k]
            return Spot(word, word + 1, meant)
    return None


def _opening(reading: Reading, token: int) -> Iterator[int]:
    """«وفي المكان نفسه | سلم التحالف …», «وأمام المحكمة | تجمع …»: the noun that a sentence puts before its verb."""
    tokens = reading.tokens
    first = reading.sentence_of(token).first
    if first + 1 < token <= first + _FRONT and tokens[first].norm.removeprefix("و") in _SPATIAL:
        if all(tokens[k].is_word for k in range(first, token)) and token - first == 2 + (
            tokens[first + 2].norm in _SAME
        ):
            yield first + 1


def _leads(spots: Spots, k: int, visits: bool) -> bool:
    """Does the noun at token k say where, by a preposition or as what was visited?"""
    tokens = spots.at.reading.tokens
    norm, before = tokens[k].norm, bare(tokens[k - 1].norm) if k else ""
    if any(prefix in ("ب", "بال", "لل") for prefix, _ in splits(norm)) and not norm.startswith("ال"):
        return True
    if before in _EDGES and k > 1:
        return function_class(tokens[k - 2].norm) == "preposition"
    return tokens[k - 1].norm.removeprefix("و") in _IN or (visits and _object(spots, k))


def _object(spots: Spots, k: int) -> bool:
    """«زار | المدينة», «زار الوزير | المدينة»: not in «زار عمدة | المدينة», which is the town's mayor."""
    return is_verb(spots.at.reading.tokens[k - 1].norm) or is_whole(spots, k - 1)


def _last_place(spots: Spots, k: int, source: str = "") -> Found | None:
    """The place named last before token k, which the knowledge base has from `source` if one is given."""
    for j in range(k - 1, max(-1, k - (_FAR if source else _NEAR)), -1):
        entity = spots.table.covering(j)
        if entity is not None and entity.type == "place":
            if not source or (entity.entry is not None and entity.entry.source == source):
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
