"""What one tells and another denies happened twice in a report's words: once as told, once as denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.denials import DENIED, denying
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.model.record import AUXILIARIES, Reason
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .auxiliaries import NEGATIONS
from .telling import Telling
from .triggers import readings_at

_BEFORE: Final = 4
"""Tokens before the word that tells the event among which "not" stands."""
_WHO: Final = frozenset(fold(w) for w in ("الذي", "التي", "الذين", "اللذين", "اللتين"))
_ANYBODY: Final = frozenset(fold(w) for w in ("أحدا", "شيئا"))
"""Objects that a verb behind them doesn't describe."""


def with_denials(reading: Reading, tellings: Sequence[Telling], claims: Sequence[Claim]) -> list[Telling]:
    """The events, and behind each that somebody denies in words that only point back the same as he tells it."""
    denials = [c for c in claims if c.by == DENIED]
    out: list[Telling] = []
    for t in tellings:
        out.append(t)
        told = t.claims[0] if t.claims else None
        if told is None or told.act == "deny" or told.by == DENIED:
            continue
        denial = next((d for d in denials if d.content == told.content and d is not told), None)
        if denial is None or not denial.content.start <= t.trigger.start < denial.content.end:
            continue
        if describes(reading, reading.token_at(t.trigger.start)):
            continue
        if "negation" in t.aux:
            if _negated(reading, t):
                continue
            # the model reads the denial behind the passage into the passage
            t.aux = tuple(a for a in t.aux if a != "negation")
            t.reasons = [r for r in t.reasons if not (r.field == "aux" and r.by.endswith("negation"))]
        why = Reason("aux", "events.auxiliary.negation", denial.cue.start, denial.cue.end)
        reasons = [r for r in t.reasons if r.field != "attribution"]
        reasons += [Reason("attribution", "events.inside_claim", denial.cue.start, denial.cue.end), why]
        out.append(
            replace(
                t,
                aux=tuple(a for a in AUXILIARIES if a in t.aux or a == "negation"),
                claims=[denial],
                reasons=reasons,
                evidence=[denying(reading, reading.token_at(denial.cue.start))],
            )
        )
    return out


def describes(reading: Reading, token: int) -> bool:
    """«كذبت ما نشر من أن السلطات سلمت ناشطا | أوقف مطلع الشهر»: does a verb only describe the object before it?"""
    if not token or all(r.kind != "verb" or r.prefix for r in readings_at(reading, token)):
        return False
    before = reading.tokens[token - 1]
    if before.norm in _WHO:
        # «ينفي أن يكون له يد في هجوم على الوزير الذي | قتل»
        return True
    if before.norm in _ANYBODY or has_article(before.norm) or function_class(before.norm) is not None:
        return False
    return reading.text[before.start : before.end].endswith("ا")


def _negated(reading: Reading, t: Telling) -> bool:
    """Does the passage itself say that it did not happen?"""
    token = reading.token_at(t.trigger.start)
    return any(n.norm.lstrip("وف") in NEGATIONS for n in reading.tokens[max(0, token - _BEFORE) : token])
