"""Words of armed acts that tell none: mourning, bodies recovered, that nobody was hurt, or by an accident."""

from __future__ import annotations

from typing import Final

from marsad.analysis.events import Telling
from marsad.analysis.events.triggers import readings_as, readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

_MOURNS: Final = frozenset(fold(a + w) for w in ("نعى", "نعت", "نعوا", "ينعى", "تنعى") for a in ("", "و"))
"""Verbs of mourning: who mourns did nothing to whom he mourns."""
_ATTACKERS: Final = frozenset(fold(w) for w in ("مهاجمون", "مهاجمين"))
"""Who attacked, and not that he did."""
_RECOVERS: Final = "انتشل"
_TAKES_IN: Final = "استقبل"
"""What a hospital does with the dead and the wounded, and nobody's help."""
_WOUNDED: Final = frozenset(
    fold(w) for w in ("جريح", "جريحا", "جرحى", "جريحين", "مصاب", "مصابا", "مصابين", "قتلى", "قتيل", "قتيلا", "شهداء")
)
_BODIES: Final = frozenset(
    fold(w)
    for w in (
        *("جثة", "جثتين", "جثتان", "جثث", "جثثا", "جثمان", "جثماني", "جثامين", "جثتي", "رفات", "أشلاء", "غرقى"),
        *("ضحايا", "حطام", "غارق"),
    )
)
_WEAPONS: Final = frozenset(fold(w) for w in ("رصاص", "رصاصة", "رصاصات", "نيران", "أعيرة"))
_HIT: Final = 6
"""Tokens from the word that tells of the hit to the weapon."""
_HELP: Final = ("AID", "COOPERATE")
_HANDS: Final = "سلم"
_LAW: Final = frozenset(("COP", "JUD"))
_BENCH: Final = frozenset(
    fold(w) for w in ("الشرطة", "الدرك", "النيابة", "القضاء", "المحكمة", "العدالة", "النائب", "الهجرة", "المباحث")
)
_HURTS: Final = "أصاب"
_NOBODY: Final = frozenset(fold(w) for w in ("لم", "دون", "بدون", "لا", "بلا", "عدم"))
_MISHAPS: Final = frozenset(
    fold(a + w)
    for w in ("حريق", "حريقا", "حرائق", "زلزال", "فيضان", "فيضانات", "سيول", "تصادم", "اصطدام", "انزلاق", "صاعقة")
    for a in ("", "ب", "ال", "بال")
)
_BY_CHANCE: Final = frozenset(fold(w) for w in ("سير", "مروري", "بذبحة", "بجلطة", "بنوبة"))
"""«في حادث سير», «أصيب بذبحة»: behind the word that tells it, what nobody did."""
_HURT: Final = frozenset(("أصاب", "أصيب", "جرح", "قتل", "لقي", "قضى", "توفي", "سقط"))
"""Verbs of being hurt, which tell an attack only if something else does."""
_COUNT: Final = 3
"""Words from a verb of recovering to what is recovered: «انتشلت 12 جثة»."""


def unharmed(reading: Reading, token: int) -> bool:
    """Does the word at a token tell nothing that was done to anybody?"""
    norm = reading.tokens[token].norm
    if _weapon(reading, token):
        return True
    return norm in _MOURNS or bare(norm) in _ATTACKERS or _bodies(reading, token) or _nobody(reading, token)


def _weapon(reading: Reading, token: int) -> bool:
    """«قُتل راع | برصاص | مهربين»: by what somebody was hit is told by the word before."""
    if not any(prefix == "ب" and stem in _WEAPONS for prefix, stem in splits(reading.tokens[token].norm)):
        return False
    first = max(reading.sentence_of(token).first, token - _HIT)
    return any(r.trigger.type == "ASSAULT" for k in range(first, token) for r in readings_at(reading, k))


def accident(reading: Reading, token: int) -> bool:
    """«سجل الدفاع المدني حريقا أصيب فيه أربعة», «أصيب الطباخ بذبحة»: was somebody hurt by nobody's doing?"""
    sentence = reading.sentence_of(token)
    if reading.tokens[token].norm in _BY_CHANCE:
        return True
    if not any(r.trigger.lemma in _HURT for r in readings_at(reading, token)):
        return False
    norms = [t.norm for t in reading.tokens[sentence.first : sentence.last]]
    if not (_MISHAPS & set(norms) or _BY_CHANCE & set(norms[token - sentence.first :])):
        return False
    others = (k for k in range(sentence.first, sentence.last) if norms[k - sentence.first] not in _MISHAPS | _BY_CHANCE)
    rows = (r for k in others for r in readings_as(reading, k, "ASSAULT"))
    return all(r.trigger.lemma in _HURT for r in rows)


def handed_over(reading: Reading, token: int, telling: Telling) -> bool:
    """«الموقوفون سُلموا إلى النيابة», «سلمهم إلى الشرطة»: people who are passed on to the law get and give no help."""
    rows = readings_at(reading, token)
    if telling.type not in _HELP or not any(r.trigger.lemma == _HANDS for r in rows):
        return False
    sides = (*telling.actor, *telling.recipient)
    law = [e for e in sides if not _LAW.isdisjoint(e.sector) or any(w in _BENCH for w in fold(e.name).split())]
    people = [e for e in sides if e.type in ("person", "group") and not any(e is x for x in law)]
    named = any(r.pronoun in ("ه", "هم", "هما") for r in rows) or bool(people)
    states = any(e.type == "place" for e in sides)
    return bool(law) and named and not states


def _nobody(reading: Reading, token: int) -> bool:
    """«لم تسجل أي إصابات», «دون وقوع إصابات»: that nobody was hurt is no attack that was not made."""
    rows = readings_at(reading, token)
    if not any(r.trigger.lemma == _HURTS and r.kind == "noun" for r in rows) or has_article(reading.tokens[token].norm):
        return False
    first = max(reading.sentence_of(token).first, token - 1 - _COUNT)
    return any(t.norm.lstrip("وف") in _NOBODY for t in reading.tokens[first:token])


def _bodies(reading: Reading, token: int) -> bool:
    """«انتشلت ثلاث جثث», «استقبل المستشفى تسعة جرحى»: nobody is helped by that."""
    lemmas = {r.trigger.lemma for r in readings_at(reading, token)}
    if not lemmas & {_RECOVERS, _TAKES_IN}:
        return False
    nouns = _BODIES if _RECOVERS in lemmas else _BODIES | _WOUNDED
    for t in reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _COUNT)]:
        if any(stem in nouns for _, stem in splits(t.norm)):
            return True
    return False
