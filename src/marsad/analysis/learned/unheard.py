"""Who takes part though nothing was heard near them: who calls or writes, the second of two names, who else is asked.

«تلقى الوزير اتصالا من نظيره، أكد فيه دعم بلاده» has the caller for its subject, «طلبت من المجلس عقد جلسة، ومن الاتحاد
إدانة العدوان» asks both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.people import title_word
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.words import bare, function_class, verb_readings
from marsad.text.views import fold

from .sides import Roles, says
from .spots import Spot, Spots, somebody
from .undone import EXPECTED

_TOLD: Final = ("AID", "AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
_IN_IT: Final = frozenset(fold(w) for w in ("فيه", "فيها", "خلاله", "خلالها"))
_CALLS: Final = frozenset(fold(w) for w in ("اتصال", "مكالمة", "رسالة", "برقية"))
_FROM: Final = fold("من")
_AND_FROM: Final = fold("ومن")
_DONE_TO: Final = ("demand", "call", "act_on")
_GIVEN: Final = "give"
_OWNERS: Final = ("ه", "ته", "تها", "ها", "هم")
_NEAR: Final = 5
"""Tokens from a word to the verb that carries it: «أكد فيه دعم بلاده»."""
_WAY: Final = 40
"""Tokens from receiving a call to what is said in it."""
_CALL: Final = 12
"""Tokens from the verb to the call that is received."""
_TITLE: Final = 10
"""Tokens of the caller's office."""
_ASKED: Final = 25
"""Tokens from a verb of asking to the next who is asked."""


def unheard(
    spots: Spots, token: int, kind: str, rows: Sequence[TriggerReading], roles: Roles
) -> Iterator[tuple[str, Spot]]:  # fmt: skip
    """Put whom grammar names into the roles; each with his part."""
    if kind not in _TOLD or not rows:
        return
    spot = _caller(spots, token)
    if spot is not None and roles["actor"] != [spots.entity(spot)]:
        entity = spots.entity(spot)
        roles["actor"] = [entity]
        roles["recipient"] = [e for e in roles["recipient"] if e is not entity]
        yield "actor", spot
    if kind == "REQUEST" and spot is None and (called := _called(spots, token, roles)) is not None:
        entity = spots.entity(called)
        roles["actor"].remove(entity)
        if not any(e is entity for e in roles["recipient"]):
            roles["recipient"].append(entity)
        yield "recipient", called
    for part, spot in _side_by_side(spots, token, rows[0], roles):
        yield part, spot
    if rows[0].trigger.frame == "from" and rows[0].kind == "verb" and roles["recipient"]:
        for spot in _also_asked(spots, token):
            entity = spots.entity(spot)
            if not any(e is entity for e in (*roles["actor"], *roles["recipient"])):
                roles["recipient"].append(entity)
                yield "recipient", spot


def _caller(spots: Spots, token: int) -> Spot | None:
    """Who called, where the word at a token tells what was said in the call that somebody received."""
    reading, tokens = spots.at.reading, spots.at.reading.tokens
    first = reading.sentence_of(token).first
    in_it = next(
        (k for k in range(min(token + 1, len(tokens) - 1), max(first, token - _NEAR), -1) if tokens[k].norm in _IN_IT),
        None,
    )
    if in_it is None or not verb_readings(tokens[in_it - 1].norm):
        return None
    named = [spots.at.tokens[s.first] for s in spots.all if somebody(s) and not spots.case(s)]
    if any(in_it < k < token or k == in_it + 1 for k in named):
        # «أكد فيه الوزير دعم بلاده»
        return None
    if any(tokens[k].norm == "," or tokens[k].norm in THAT for k in range(in_it, token)):
        return None
    takes = next((k for k in range(in_it - 2, max(first - 1, in_it - _WAY), -1) if says(tokens[k].norm, "takes")), None)
    if takes is None:
        return None
    call = next(
        (
            k
            for k in range(takes + 1, min(in_it, takes + _CALL + _TITLE))
            if any(bare(w) in _CALLS for w in (tokens[k].norm, tokens[k].norm.removesuffix("ا")))
        ),
        None,
    )
    if call is None:
        return None
    source = next((k for k in range(call + 1, in_it - 1) if tokens[k].norm == _FROM), None)
    if source is None:
        return None
    near = [s for s in spots.all if source < spots.at.tokens[s.first] <= source + _TITLE and s.item.type == "person"]
    return next((s for s in near if spots.at.tokens[s.last - 1] < in_it - 1), None)


def _side_by_side(spots: Spots, token: int, row: TriggerReading, roles: Roles) -> Iterator[tuple[str, Spot]]:
    """«طالب | مجلس التعاون | بغداد», «أن | أنقرة | سلمت | طرابلس»: of two names in a row behind such a verb, or at its
    sides, the first does it to the second."""
    if row.kind != "verb" or row.pronoun or row.passive or row.plural or row.trigger.frame not in (*_DONE_TO, _GIVEN):
        return
    first = _longest(spots, token + 1)
    second = _longest(spots, spots.at.tokens[first.last - 1] + 1) if first is not None else None
    if first is None or second is None or first.item.type == "group" or second.item.type == "person":
        first = _titled(spots, token + 1)
        second = _titled(spots, spots.at.tokens[first.last - 1] + 1) if first is not None else None
    if row.trigger.frame == _GIVEN:
        # behind «سلمت» may stand what is given: who has it is the second name only between two of a kind
        first, second = _ahead(spots, token), _longest(spots, token + 1)
    if first is None or second is None:
        return
    doer, other = spots.entity(first), spots.entity(second)
    if doer is other:
        return
    if roles["actor"] != [doer]:
        roles["actor"] = [doer]
        yield "actor", first
    roles["recipient"] = [e for e in roles["recipient"] if e is not doer]
    if not any(e is other for e in roles["recipient"]):
        roles["recipient"].append(other)
        yield "recipient", second


def _ahead(spots: Spots, token: int) -> Spot | None:
    """Who is named right before a verb, behind "that" or at the beginning."""
    reading, tokens = spots.at.reading, spots.at.reading.tokens
    found = [s for s in spots.all if spots.at.tokens[s.last - 1] == token - 1 and somebody(s)]
    found = [s for s in found if spots.case(s) in ("", "subject") and spots.start(s) == tokens[_at(spots, s)].start]
    first = reading.sentence_of(token).first
    return next(
        (s for s in found if _at(spots, s) == first or tokens[_at(spots, s) - 1].norm in (*THAT, ",", "وان")), None
    )


def _at(spots: Spots, spot: Spot) -> int:
    return spots.at.tokens[spot.first]


def _titled(spots: Spots, token: int) -> Spot | None:
    """«وطالبت | زعيمته فلانة | رئيس الحكومة فلانا»: a man behind his office, which begins at a token."""
    tokens, at = spots.at.reading.tokens, spots.at
    for k in range(token, min(spots.at.reading.sentence_of(token - 1).last, token + _TITLE)):
        person = next((s for s in spots.all if at.tokens[s.first] == k and s.item.type == "person"), None)
        if person is not None:
            return person if k > token and spots.start(person) == tokens[k].start else None
        norm = tokens[k].norm
        if not tokens[k].is_word or norm[0] in "وبل" or verb_readings(norm) or function_class(norm) is not None:
            return None
        if k == token and not any(
            title_word(w) for w in (norm, *(norm.removesuffix(p) for p in ("ه", "ته", "تها", "ها")))
        ):
            return None
    return None


def _longest(spots: Spots, token: int) -> Spot | None:
    """Who is named at a token, with nothing written onto the name."""
    tokens = spots.at.reading.tokens
    found = [s for s in spots.all if spots.at.tokens[s.first] == token and somebody(s)]
    found = [s for s in found if spots.start(s) == tokens[token].start]
    return max(found, key=lambda s: s.last, default=None)


def _called(spots: Spots, token: int, roles: Roles) -> Spot | None:
    """«أجرى الوزير مكالمة مع فلان، طلب خلالها ضمان السلامة»: of two who talk over the phone the second is asked."""
    reading, tokens = spots.at.reading, spots.at.reading.tokens
    first = reading.sentence_of(token).first
    if token + 2 >= len(tokens) or tokens[token + 1].norm not in _IN_IT or len(roles["actor"]) != len(("he", "she")):
        return None
    near = [s for s in spots.all if first <= spots.at.tokens[s.first] < token and s.item.type == "person"]
    near = [s for s in near if any(spots.entity(s) is e for e in roles["actor"])]
    calls = any(bare(t.norm.removesuffix("ا")) in _CALLS for t in tokens[first:token])
    if not calls or len({id(spots.entity(s)) for s in near}) != len(roles["actor"]):
        return None
    return near[-1] if spots.case(near[-1]) in ("with", "b") else None


def _also_asked(spots: Spots, token: int) -> Iterator[Spot]:
    """«…، | ومن الاتحاد إدانة العدوان»: whoever "and from" names behind a verb of asking."""
    reading, tokens = spots.at.reading, spots.at.reading.tokens
    for k in range(token + 3, min(reading.sentence_of(token).last - 2, token + _ASKED)):
        if tokens[k].norm in (";", ":") or (
            tokens[k].norm[0] == "و"
            and tokens[k].norm != _AND_FROM
            and tokens[k - 1].norm == ","
            and verb_readings(tokens[k].norm)
        ):
            return
        if tokens[k].norm != _AND_FROM or tokens[k + 1].norm in EXPECTED:
            continue
        spot = next((s for s in spots.all if spots.at.tokens[s.first] == k + 1 and somebody(s)), None)
        if spot is None:
            continue
        behind = tokens[spots.at.tokens[spot.last - 1] + 1]
        if behind.is_word and (behind.norm in THAT or function_class(behind.norm) is None):
            yield spot
