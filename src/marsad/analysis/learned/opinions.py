"""What is called for or thought and no event: «هدد بقصف المدينة», «دعا الخبير الاقتصادي إلى مراجعة الدعم»."""

from __future__ import annotations

from typing import Final

from marsad.analysis.attributions.cues import STOPS, THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class
from marsad.text.views import fold

from .undone import WHICH

_CALLS: Final = frozenset(("طالب", "دعا", "ناشد", "حث", "حض", "هدد", "توعد", "لوح", "لمح"))
_ASKING: Final = frozenset(("طلب", "التمس", "اشترط", "اقترح"))
"""Those whose object is what is asked for: «اشترط الجيش انسحاب المقاتلين», «طلبت من الحكومة سحب القوات»."""
_CALL: Final = 8
"""Tokens between a call or threat and what is called for, who calls whom between them."""
_FROM: Final = fold("من")
_TO_WHAT: Final = frozenset(fold(w) for w in ("إلى", "على"))
_VERBAL: Final = frozenset(("REQUEST", "REJECT", "SUPPORT"))
_EXPERTS: Final = frozenset(
    fold(w)
    for w in (
        *("خبير", "خبيرة", "خبراء", "محلل", "محللة", "محللون", "محللين", "باحث", "باحثة", "باحثون", "باحثين"),
        *("مؤرخ", "مؤرخة", "أكاديمي", "أكاديمية", "ناقد", "ناقدة"),
    )
)
_TITLE: Final = 8
"""Tokens between the word for an expert and his name: «الباحث في معهد الدراسات الدولية فلان»."""


def no_event(reading: Reading, token: int, telling: Telling) -> bool:
    """Is it only what somebody calls for or thinks?"""
    if telling.type in _VERBAL and not telling.recipient and telling.actor:
        return all(_expert(reading, token, e) for e in telling.actor)
    return not set(telling.aux) - {"hypothetical"} and asked_for(reading, token)


def _expert(reading: Reading, token: int, entity: Found) -> bool:
    """Is somebody introduced as an expert where he is named nearest to the word?"""
    first, last, _ = min(entity.mentions, key=lambda m: abs(m[0] - token))
    tokens = reading.tokens
    for k in range(last - 1, max(0, first - _TITLE) - 1, -1):
        if not tokens[k].is_word and tokens[k].norm != '"':
            return False
        if bare(tokens[k].norm) in _EXPERTS:
            return True
    return False


def asked_for(reading: Reading, token: int) -> bool:
    """«هدد الوزير بقصف المدينة», «دعا الحكومة إلى طرد السفير»: what a call or threat is for has not come about."""
    rows = readings_at(reading, token)
    if all(r.kind != "noun" for r in rows):
        return False
    tokens = reading.tokens
    first = max(reading.sentence_of(token).first, token - _CALL)
    before = tokens[token - 1].norm
    for k in range(token - 1, first - 1, -1):
        if tokens[k].norm in STOPS or tokens[k].norm in THAT or tokens[k].norm in WHICH:
            return False
        lemmas = {r.trigger.lemma for r in readings_at(reading, k) if r.kind != "noun"}
        between = [t.norm for t in tokens[k + 1 : token]]
        if lemmas & _ASKING:
            nouns = all(r.kind == "noun" and r.prefix.lstrip("وف") in ("", "ال") for r in rows)
            return nouns and function_class(before) is None and all(w == _FROM or _plain(w) for w in between)
        if not lemmas & _CALLS:
            continue
        led = before in _TO_WHAT or any(r.prefix.lstrip("وف").startswith("ب") for r in rows)
        return led and all(function_class(w) != "preposition" for w in between[:-1])
    return False


def _plain(norm: str) -> bool:
    return norm[0].isalpha() and function_class(norm) is None
