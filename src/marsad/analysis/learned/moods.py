"""Denied or planned by one word beside the event's own: «لم يلتق», «زيارة مرتقبة»."""

from __future__ import annotations

from typing import Final

from marsad.analysis.events.auxiliaries import PAST
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.model.record import Auxiliary
from marsad.text.views import fold

_NOT: Final = frozenset(fold(a + w) for w in ("لم", "لن") for a in ("", "و", "ف"))
_BUT: Final = frozenset(fold(w) for w in ("إلا", "سوى", "غير"))
_SINCE: Final = frozenset(fold(w) for w in ("منذ", "ومنذ", "مذ"))
_REACH: Final = 12
"""Tokens behind "not" and its verb in which "but" takes it back."""
_COMING: Final = tuple(fold(w) for w in ("مرتقب", "منتظر", "مزمع", "مقرر"))
_BESIDE: Final = 2
"""Tokens behind a noun among which its adjective stands."""
_UNWANTED: Final = fold("مرغوب")


def moods(reading: Reading, token: int, kind: str, aux: frozenset[Auxiliary]) -> frozenset[Auxiliary]:
    """The auxiliary modes that the reader hears of what a word tells, mended by what grammar says of them."""
    told = [r for r in readings_at(reading, token) if r.trigger.type == kind]
    sentence = reading.sentence_of(token)
    norms = [t.norm for t in reading.tokens[sentence.first : sentence.last]]
    at = token - sentence.first
    behind = norms[at + 1 : at + 1 + _REACH]
    out = set(aux)
    if at and norms[at - 1] in _NOT:
        # «لم يزره إلا مرة» says that he did, «لم يجلسا منذ سنة» that they do now
        out -= {"negation"} if _BUT & set(behind) else set()
        out |= {"negation"} if not (_BUT | _SINCE) & set(behind) else set()
    if _UNWANTED in norms[at : at + _BESIDE]:
        # «شخص غير مرغوب فيه» is what is done, not what isn't
        out.discard("negation")
    if kind == "REJECT" and not told:
        # «ردت بأنها لا تفاوض»: the "no" is the refusal
        out.discard("negation")
    nouns = all(r.kind == "noun" for r in told)
    beside = norms[at + 1 : at + 1 + _BESIDE]
    if nouns and any(_is_coming(n) for n in beside) and not PAST & {*norms[max(0, at - _BESIDE) : at], *beside}:
        out.add("future")
    return frozenset(out)


def _is_coming(norm: str) -> bool:
    return norm.removeprefix("ال").removesuffix("ه").removesuffix("ا") in _COMING
