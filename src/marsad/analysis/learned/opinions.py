"""What is called for or thought and no event: «هدد بقصف المدينة», «دعا الخبير الاقتصادي إلى مراجعة الدعم».

Neither is how somebody wants to be called («طلب عدم كشف هويته»), what a law provides for, or who is invited to what.
"""

from __future__ import annotations

from typing import Final

from marsad.analysis.attributions.cues import STOPS, THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.events import Telling
from marsad.analysis.events.doing import doing
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_verb
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .undone import WHICH
from .unharmed import accident

_CALLS: Final = frozenset(("طالب", "دعا", "ناشد", "حث", "حض", "هدد", "توعد", "لوح", "لمح"))
_THREATS: Final = frozenset(("هدد", "توعد", "لوح", "لمح"))
_BY: Final = "ب"
_JOINED: Final = ("و", "ف")
_THREAT: Final = 18
"""Tokens from a threat to what it is of, who threatens, when and why between them."""
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
_HIDDEN: Final = 6
"""Tokens from the verb to the name that is left out."""
_UNNAMED: Final = frozenset(
    fold(w) for w in ("هويته", "هويتها", "هويتهم", "هويتهما", "اسمه", "اسمها", "أسمائهم", "اسميهما")
)
_HIDES: Final = frozenset(("طلب", "رفض", "اشترط"))
"""What somebody does who wants not to be named: «طلب مسؤول عدم كشف هويته»."""
_PROVIDES: Final = frozenset(
    fold(a + w)
    for w in ("ينص", "تنص", "نص", "نصت", "يعاقب", "تعاقب", "يجيز", "تجيز", "يحظر", "تحظر")
    for a in ("", "و")
)
_LAWS: Final = frozenset(
    fold(w) for w in ("قانون", "قوانين", "مادة", "مواد", "فصل", "مرسوم", "دستور", "لائحة", "مجلة", "تشريع", "تشريعات")
)
_LAW: Final = 5
"""Tokens between a word of providing and the law that provides."""
_INVITATIONS: Final = frozenset(fold(w) for w in ("دعوة", "دعوات", "دعوته", "دعوتها"))
_INVITED: Final = 10
"""Tokens from an invitation to what it is to, who invites between."""
_TITLE: Final = 8
"""Tokens between the word for an expert and his name: «الباحث في معهد الدراسات الدولية فلان»."""


_IN: Final = fold("في")
_RANKS: Final = frozenset(fold(w) for w in ("أول", "ثاني", "ثالث", "رابع", "خامس", "آخر", "أحدث"))


def no_event(reading: Reading, token: int, telling: Telling) -> bool:
    """Is it only what somebody calls for or thinks, how he wants to be called, what a law says, or an accident?"""
    if (
        stays_unnamed(reading, token)
        or of_law(reading, token)
        or (telling.type == "ASSAULT" and accident(reading, token))
    ):
        return True
    if telling.type in _VERBAL and not telling.recipient and telling.actor:
        if all(_expert(reading, token, e) for e in telling.actor):
            return True
    if telling.type == "CONSULT" and (_invited(reading, token) or ranked_visit(reading, token)):
        return True
    return not set(telling.aux) - {"hypothetical"} and asked_for(reading, token)


def ranked_visit(reading: Reading, token: int) -> bool:
    """«استقبل الوزير نظيره، في أول زيارة له منذ 2018»: does the noun only rank the visit or meeting told before it?"""
    tokens, first = reading.tokens, reading.sentence_of(token).first
    if token - 2 < first or tokens[token - 2].norm != _IN or tokens[token - 1].norm not in _RANKS:
        return False
    if not any(r.kind == "noun" and r.trigger.type == "CONSULT" for r in readings_at(reading, token)):
        return False
    return any(
        r.kind == "verb" and r.trigger.type == "CONSULT"
        for k in range(first, token - 2)
        for r in readings_at(reading, k)
    )


def stays_unnamed(reading: Reading, token: int) -> bool:
    """«مسؤول طلب عدم الكشف عن هويته»: who wants not to be named asks nobody for anything."""
    if not any(r.trigger.lemma in _HIDES for r in readings_at(reading, token)):
        return False
    behind = reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _HIDDEN)]
    return any(t.norm in _UNNAMED for t in behind)


def of_law(reading: Reading, token: int) -> bool:
    """«ينص القانون على الحجز ومنع المدين من السفر»: what a law provides for nobody has done."""
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    for k in range(sentence.first, token):
        if tokens[k].norm in _PROVIDES:
            near = tokens[max(sentence.first, k - _LAW) : min(token, k + _LAW + 1)]
            if any(bare(t.norm) in _LAWS for t in near):
                return not any(t.norm in STOPS or t.norm in WHICH for t in tokens[k + 1 : token])
    return False


def _invited(reading: Reading, token: int) -> bool:
    """«تلقى دعوة من نظيره لزيارة أنقرة»: what somebody is invited to has not come about."""
    tokens = reading.tokens
    rows = readings_at(reading, token)
    led = any(r.kind == "noun" and r.prefix.lstrip("وف") == "ل" for r in rows) or tokens[token - 1].norm in _TO_WHAT
    if not rows or any(r.kind != "noun" for r in rows) or not led:
        return False
    for k in range(token - 1, max(reading.sentence_of(token).first, token - _INVITED) - 1, -1):
        if not tokens[k].is_word or tokens[k].norm in THAT:
            return False
        if bare(tokens[k].norm) in _INVITATIONS:
            return True
    return False


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
    if (not rows or any(r.kind == "noun" for r in rows)) and _used(reading, token):
        return True
    if all(r.kind != "noun" for r in rows):
        return False
    if any(r.prefix.lstrip("وف").startswith(_BY) for r in rows) and _threatened(reading, token):
        return True
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
            if tokens[k].norm[0] in _JOINED and _does(tokens[k].norm):
                return False
            continue
        led = before in _TO_WHAT or any(r.prefix.lstrip("وف").startswith("ب") for r in rows)
        return led and all(function_class(w) != "preposition" for w in between[:-1])
    return False


def _threatened(reading: Reading, token: int) -> bool:
    """«لوح المجلس الحاكم في النيجر، الأربعاء، بطرد السفير»: does a threat stand before a noun behind "with"?

    No verb stands between, nor a noun that goes on so itself: «هدد ردا على قيام الجيش بقصف المدينة».
    """
    if doing(reading, token) is not None:
        return False
    tokens = reading.tokens
    for k in range(token - 1, max(reading.sentence_of(token).first, token - _THREAT) - 1, -1):
        norm = tokens[k].norm
        if norm in STOPS or norm in THAT or norm in WHICH:
            return False
        if any(r.kind != "noun" and r.trigger.lemma in _THREATS for r in readings_at(reading, k)):
            return True
        if _does(norm):
            return False
    return False


def _does(norm: str) -> bool:
    return is_verb(norm) and group_noun(norm) is None and not has_article(norm)


def _used(reading: Reading, token: int) -> bool:
    """«لوحت موسكو باستخدام حق النقض»: is it among the nouns of what a threat is to be carried out by?"""
    tokens = reading.tokens
    first = max(reading.sentence_of(token).first, token - _CALL)
    led = token
    while led > first and not tokens[led].norm.startswith(_BY) and _plain(tokens[led - 1].norm):
        led -= 1
    if not tokens[led].norm.startswith(_BY) or len(tokens[led].norm) < len("باسم"):
        return False
    for k in range(led - 1, first - 1, -1):
        if not tokens[k].is_word or function_class(tokens[k].norm) is not None:
            return False
        if any(r.kind != "noun" and r.trigger.lemma in _THREATS for r in readings_at(reading, k)):
            return True
    return False


def _plain(norm: str) -> bool:
    return norm[0].isalpha() and function_class(norm) is None
