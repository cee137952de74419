"""What a word can't mean beside the words around it, whatever the reader hears.

«استدعت الوزارة السفير الفرنسي» breaks off nothing (that would be her own ambassador), «اعتذر عن عدم الحضور» gives
nothing up, and what somebody agreed on or signed is nobody's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from marsad.analysis.attributions.cues import STOPS, THAT, cue_participle, cue_verb
from marsad.analysis.events.triggers import needed_words, readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, verb_readings
from marsad.reader.labels import TYPES
from marsad.text.clitics import splits
from marsad.text.views import fold

_NEAR: Final = 6
"""Tokens behind a word among which its object stands."""
_SUMMON: Final = "استدعى"
_REPROACH: Final = fold("احتجاج")
"""What makes the summons of an envoy a reproach: «استدعت السفير وسلمته مذكرة احتجاج»."""
_EXCUSE: Final = "اعتذر"
_CONFISCATE: Final = "صادر"
_RULE: Final = "حكم"
_REPLACE: Final = "حل"
_PLACE: Final = fold("محل")
_DANGER: Final = fold("تهديد")
_IS: Final = frozenset(
    fold(a + w)
    for w in ("يشكل", "تشكل", "شكل", "شكلت", "يمثل", "تمثل", "مثل", "مثلت", "يعد", "تعد", "يعتبر", "تعتبر", "يشكلون")
    for a in ("", "و", "س")
)
_SILENT: Final = frozenset(("رفض", "امتنع"))
_COMMENT: Final = frozenset(fold(p + w) for w in ("التعليق", "الخوض", "الإدلاء", "الإفصاح") for p in ("", "ب"))
_AGREEMENT: Final = "AGREE"
_REACH: Final = "توصل"
_BY: Final = "ب"
_BETWEEN: Final = fold("بين")
_TO: Final = fold("إلى")
_SIGNED_BY: Final = 6
"""Tokens from what is signed to the verb of signing that has it for its object: «اتفاق بريتوريا، الذي وقعته الجبهة»."""
_SIGNS: Final = frozenset(("وقع", "أبرم"))
_SIGNING: Final = frozenset(fold(w) for w in ("توقيع", "إبرام"))
_AT_THAT_TIME: Final = frozenset(
    fold(w) for w in ("بعد", "قبل", "إثر", "عقب", "رغم", "منذ", "خلال", "بموجب", "وفق", "حول", "بشأن", "إطار", "ضمن")
)
_ENDS: Final = frozenset(("علق", "أنهى", "انتهى", "فض", "أوقف"))
_END: Final = frozenset(fold(a + w) for w in ("تعليق", "إنهاء", "انتهاء", "نهاية", "فض") for a in ("", "ب", "ل", "و"))
_ENDED: Final = 3
"""Tokens from a word of ending to the noun of what ended, who ended it between."""
_ATTENDANCE: Final = frozenset(
    fold(w) for w in ("حضور", "مشاركة", "استقبال", "لقاء", "تلبية", "قبول", "تولي", "مجيء", "سفر", "ترشح", "ترشيح")
)
_NOT: Final = frozenset(fold(w) for w in ("عن", "عدم"))
_THOUGHTS: Final = frozenset(fold(w) for w in ("إرادة", "رأي", "حق", "حقوق", "قرار", "صوت", "حرية", "مستقبل", "دور"))
"""What is confiscated in speeches alone."""
_ON: Final = fold("على")
_AGREED: Final = frozenset(
    fold(p + w) for w in ("اتفاق", "اتفاقه", "اتفاقها", "اتفاقهما", "موافقة", "موافقته", "موافقتها", "توافق")
    for p in ("", "ب", "ل", "ال", "بال", "و")
)  # fmt: skip
_AGREE: Final = frozenset(("اتفق", "وافق", "توافق"))
_PROTEST: Final = "PROTEST"
_AGREED_FAR: Final = 8
"""Tokens from a word of agreement to "on"."""
_SIGN: Final = frozenset(("وقع", "أبرم", "تبنى", "أقر", "اعتمد", "أطلق", "دشن", "أصدر"))
_SIGNED_FAR: Final = 12
"""Tokens from a verb of signing to what is signed, its subjects between."""
_DOCUMENTS: Final = frozenset(
    fold(w)
    for w in (
        *("إعلان", "اتفاق", "اتفاقية", "معاهدة", "مذكرة", "ميثاق", "وثيقة", "بروتوكول", "خطة", "مبادرة", "خارطة"),
        *("بيان", "قانون", "دستور"),
    )
)


def ruled_out(reading: Reading, token: int) -> Sequence[str]:
    """Types that the word at a token can't tell here."""
    rows = readings_at(reading, token)
    lemmas = {r.trigger.lemma for r in rows}
    nouns = {r.trigger.type for r in rows if r.kind == "noun"}
    tokens = reading.tokens
    end = min(reading.sentence_of(token).last, token + 1 + _NEAR)
    if _SUMMON in lemmas:
        behind = tokens[token + 1 : end]
        # «سفيرة» is written like «سفيره» once folded
        own = any(t.norm in _envoys("own_envoy") and reading.text[t.end - 1] != "ة" for t in behind)
        theirs = any(w in _envoys("their_envoy") for t in behind for w in (t.norm, bare(t.norm)))
        protest = theirs and any(
            t.norm.removeprefix("لل").startswith(_REPROACH) for t in tokens[token + 1 : reading.sentence_of(token).last]
        )
        return (("SANCTION", "CONSULT") if protest else ("SANCTION",)) if theirs and not own else ()
    if _EXCUSE in lemmas:
        k = token + 1
        while k < end and not any(stem in _NOT for _, stem in splits(tokens[k].norm)):
            k += 1
        while k < end and any(stem in _NOT for _, stem in splits(tokens[k].norm)):
            k += 1
        return ("CONCEDE",) if k < end and bare(tokens[k].norm) in _ATTENDANCE else ()
    said = cue_verb(tokens[token].norm)
    if not rows and said is not None and said[1].word.act == "deny":
        # «ونفت الوزارة ذلك»: who denies accuses nobody
        return ("ACCUSE",)
    following = [t.norm for t in tokens[token + 1 : end]]
    before = {t.norm for t in tokens[max(reading.sentence_of(token).first, token - _ENDED - 1) : token]}
    if (_REPLACE in lemmas and _PLACE in following) or (_DANGER in tokens[token].norm and before & _IS):
        # «حل الفيلق محل المجموعة», «يشكل وجودهم تهديدا للحلف»
        return TYPES[1:]
    if (_RULE in lemmas and _governs(reading, token)) or (lemmas & _SILENT and _says_nothing(reading, token)):
        return TYPES[1:]
    if _AGREEMENT in nouns and _of_signing(reading, token):
        return (_AGREEMENT,)
    if _REACH in lemmas and _receives(reading, token):
        return (_AGREEMENT,)
    if _PROTEST in nouns and _ended(reading, token):
        return (_PROTEST,)
    if _CONFISCATE in lemmas and token + 1 < end and _thought(tokens[token + 1].norm):
        return ("COERCE",)
    return ()


def _governs(reading: Reading, token: int) -> bool:
    """«يحكم البلاد مجلس عسكري»: a verb of now with no court and no sentence near is no verdict."""
    rows = [r for r in readings_at(reading, token) if r.trigger.lemma == _RULE]
    if any(r.kind != "verb" or not r.present or r.future for r in rows):
        return False
    found = needed_words("court")
    sentence = reading.sentence_of(token)
    near = reading.tokens[max(sentence.first, token - _NEAR) : min(sentence.last, token + 1 + _NEAR)]
    return found is not None and not any(t.norm in found[1] for t in near)


def _says_nothing(reading: Reading, token: int) -> bool:
    """«رفض المتحدث التعليق على الأمر», «امتنعت عن الإدلاء بتفاصيل»: who has nothing to say turns nobody down."""
    for t in reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _SIGNED_FAR)]:
        if t.norm in _COMMENT:
            return True
        if t.norm in STOPS or t.norm in THAT or t.norm == ",":
            return False
    return False


def _receives(reading: Reading, token: int) -> bool:
    """«توصلت الصحيفة برسالة»: what somebody got, as the press of the Maghreb has it."""
    behind = [t.norm for t in reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _SIGNED_FAR)]]
    return _TO not in behind and any(w[0] == _BY and w != _BETWEEN for w in behind[:_ENDED])


def _of_signing(reading: Reading, token: int) -> bool:
    """«وقع الوزيران، الأحد، مذكرة | تفاهم», «اتفاق | وقعته بغداد»: what is signed is not agreed on once more."""
    tokens = reading.tokens
    for t in tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _SIGNED_BY)]:
        if t.norm.endswith(("ه", "ها")) and any(lemma in _SIGNS for lemma, *_ in verb_readings(t.norm)):
            return True
    for k in range(token - 1, max(reading.sentence_of(token).first, token - _SIGNED_FAR) - 1, -1):
        norm = tokens[k].norm
        if any(stem in _SIGNING for _, stem in splits(norm)) or any(
            lemma in _SIGNS for lemma, *_ in verb_readings(norm)
        ):
            return True
        if norm in STOPS or norm in THAT or norm in _AT_THAT_TIME or speaks(norm):
            return False
    return False


def _ended(reading: Reading, token: int) -> bool:
    """«علق العمال | إضرابهم», «فض | الاعتصام»: what is said to end is not told to begin."""
    tokens = reading.tokens
    for k in range(token - 1, max(reading.sentence_of(token).first, token - _ENDED) - 1, -1):
        norm = tokens[k].norm
        if norm in _END or any(lemma in _ENDS for lemma, *_ in verb_readings(norm)):
            return True
        if not tokens[k].is_word or function_class(norm) not in (None, "time"):
            return False
    return False


def _thought(norm: str) -> bool:
    return bare(norm) in _THOUGHTS or any(norm.endswith(p) and norm[: -len(p)] in _THOUGHTS for p in ("ه", "ها", "هم"))


@lru_cache(maxsize=2)
def _envoys(needs: str) -> frozenset[str]:
    found = needed_words(needs)
    return found[1] if found is not None else frozenset()


def nobodys_word(reading: Reading, first: int) -> bool:
    """«اتفقا على | تشكيل تحالف», «وقع الرئيسان «إعلان الشراكة»»: is what begins at a token said by nobody?"""
    return _agreed_on(reading, first) or _signed(reading, first)


def speaks(norm: str) -> bool:
    """Is it a verb or participle of saying?"""
    return cue_verb(norm) is not None or cue_participle(norm) is not None


def _agreed_on(reading: Reading, first: int) -> bool:
    tokens = reading.tokens
    low = reading.sentence_of(first).first
    if first - 1 < low or tokens[first - 1].norm != _ON:
        return False
    for k in range(first - 2, max(low - 1, first - 2 - _AGREED_FAR), -1):
        norm = tokens[k].norm
        if norm in STOPS or speaks(norm):
            return False
        # «اتفق خبراء على أن» may be what they say; not so with those who were named before
        several = norm.endswith("ا")
        if norm in _AGREED or (several and any(lemma in _AGREE for lemma, *_ in verb_readings(norm))):
            return True
    return False


def _signed(reading: Reading, first: int) -> bool:
    tokens = reading.tokens
    low = reading.sentence_of(first).first
    if first - 1 < low or tokens[first - 1].norm != '"' or bare(tokens[first].norm) not in _DOCUMENTS:
        return False
    for k in range(first - 2, max(low - 1, first - 2 - _SIGNED_FAR), -1):
        norm = tokens[k].norm
        if norm == ":" or speaks(norm):
            return False
        if any(lemma in _SIGN for lemma, *_ in verb_readings(norm)):
            return True
    return False
