"""Who says that an attack was his: «تبنت الجماعة الهجوم في بيان بثته الإذاعة»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.analysis.words import function_class
from marsad.text.views import fold

from .cues import NEVER, STOPS, unsaid

if TYPE_CHECKING:
    from . import Claim
    from .speakers import Speakers

RESPONSIBLE: Final = "attributions.responsibility"
"""The name of the rule."""
TAKEN_ON: Final = frozenset(fold(w) for w in ("تبنى", "تبنت", "تبنوا"))
"""«تبنت الحركة الهجوم»: who says that it was his doing."""
_ATTACKS: Final = frozenset(
    fold(w)
    for w in (
        *("هجوم", "هجوما", "هجمات", "هجومين", "عملية", "عمليات", "عمليتين", "تفجير", "تفجيرا", "تفجيرات", "تفجيرين"),
        *("قصف", "كمين", "كمينا", "خطف", "اختطاف", "اغتيال", "ضربة", "ضربات", "ضربتين", "غارة", "اعتداء", "استهداف"),
        *("إسقاط", "إطلاق", "رشقة", "مجزرة", "مذبحة"),
    )
)
_DECLARED: Final = frozenset(fold(w) for w in ("أعلن", "أعلنت", "أعلنوا", "يعلن", "تعلن", "تبنى", "تبنت"))
_RESPONSIBILITY: Final = frozenset(fold(w) for w in ("مسؤوليته", "مسؤوليتها", "مسؤوليتهم", "مسئوليته", "مسئوليتها"))
_FOR: Final = fold("عن")
_DECLARER: Final = 12
"""Tokens from a verb of declaring to the responsibility."""
_FARTHEST: Final = 20
"""Tokens from the verb to what was done."""
_IN: Final = frozenset(fold(w) for w in ("في", "عبر"))
_TOLD_IN: Final = frozenset(
    fold(w)
    for w in ("بيان", "تسجيل", "تسجيلات", "رسالة", "شريط", "مقطع", "منشور", "معرفات", "منصات", "منصاتها", "تلغرام")
)


def responsible(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> list[tuple[list[Found], int, tuple[int, int]]]:
    """Whoever takes an attack on himself, the token of the verb, and the tokens of what he says he did."""
    out: list[tuple[list[Found], int, tuple[int, int]]] = []
    tokens = reading.tokens
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            norm = tokens[i].norm
            declared = _owned(reading, i, sentence) if norm in _DECLARED or norm[1:] in _DECLARED else None
            taken_on = norm in TAKEN_ON or norm[1:] in TAKEN_ON
            if not (taken_on or declared) or unsaid(reading, i, NEVER):
                continue
            attack = _attack(reading, declared + 1 if declared else i, sentence)
            if attack is None:
                continue
            last = _last(reading, attack, sentence)
            if declared:
                # «أعلن التنظيم مسؤوليته عن الهجوم», «التنظيم أعلن مسؤوليته عن الهجوم»
                chain = speakers.chain(i + 1, declared, publisher) or speakers.ahead(i, sentence.first)
                low, high = tokens[attack].start, tokens[last - 1].end
                if chain and not any(c.content.start < high and low < c.content.end for c in claims):
                    out.append((chain, i, (attack, last)))
                continue
            clause = _clause(reading, attack, sentence)
            # «تبنت الحركة الهجوم», «تبنت الهجوم حركة»
            subject = (i + 1, attack) if attack > i + 1 else (attack + 1, clause)
            if speakers.chain(*subject, publisher):
                chain = speakers.chain(subject[0], clause, publisher)
            else:
                chain = speakers.ahead(i, sentence.first)
            if attack == i + 1 and (zone := speakers.in_zone(attack + 1, last)):
                last = zone[0].first
            low, high = tokens[attack].start, tokens[last - 1].end
            if chain and not any(c.content.start < high and low < c.content.end for c in claims):
                out.append((chain, i, (attack, last)))
    return out


def _owned(reading: Reading, i: int, sentence: Sentence) -> int | None:
    """The token of "his responsibility" for something, behind the verb of declaring and who declares it."""
    tokens = reading.tokens
    for k in range(i + 1, min(sentence.last - 2, i + _DECLARER)):
        if tokens[k].norm in STOPS or tokens[k].norm == ",":
            return None
        if tokens[k].norm in _RESPONSIBILITY and tokens[k + 1].norm == _FOR:
            return k
    return None


def _attack(reading: Reading, i: int, sentence: Sentence) -> int | None:
    """The noun that says what was done."""
    for k in range(i + 1, min(sentence.last, i + _FARTHEST)):
        norm = reading.tokens[k].norm
        if norm in STOPS:
            return None
        if norm.removeprefix("ال") in _ATTACKS:
            # «… القرار بعد الهجوم»
            return k if k == i + 1 or function_class(reading.tokens[k - 1].norm) != "preposition" else None
    return None


def _last(reading: Reading, attack: int, sentence: Sentence) -> int:
    """The token behind what was done: a mark, or how it was made known."""
    tokens = reading.tokens
    for k in range(attack + 1, sentence.last):
        told = tokens[k].norm in _IN and k + 1 < sentence.last and tokens[k + 1].norm in _TOLD_IN
        if told or tokens[k].norm in STOPS or tokens[k].norm == ",":
            return k
    return sentence.last


def _clause(reading: Reading, attack: int, sentence: Sentence) -> int:
    """The token behind the clause."""
    tokens = reading.tokens
    return next(
        (k for k in range(attack, sentence.last) if tokens[k].norm in STOPS or tokens[k].norm == ","), sentence.last
    )
