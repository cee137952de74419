"""Times that bound what happened: «منذ السبت», «قبل نهاية الشهر», and what a date says beside the day itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from marsad.analysis.attributions.cues import STOPS, THAT, cue_verb
from marsad.analysis.events import STATEMENT_TYPES
from marsad.analysis.events.triggers import readings_as, readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_verb, verb_readings
from marsad.model.record import Time
from marsad.text.numerals import ordinal
from marsad.text.views import fold

from .undone import WHICH, denies
from .when import Placed

SINCE: Final = frozenset(fold(w) for w in ("منذ", "ومنذ", "مذ"))
_BEFORE: Final = frozenset(fold(w) for w in ("قبل", "وقبل"))
_COMING: Final = frozenset(fold(w) for w in ("حلول", "بلوغ", "انتهاء", "انقضاء"))
"""Words between "before" and the time that say no other time."""
_BOUNDS: Final = SINCE | _BEFORE | frozenset(fold(w) for w in ("حتى", "لغاية"))
"""Words before a time that bounds what happened and doesn't date it."""
_BOUND_REACH: Final = 2
_CLAUSE: Final = 9
"""Tokens behind a time in which its clause tells what happened."""
_WHAT_THEN: Final = 2
"""Nouns between "since" and the time of what happened then: «منذ انقلاب يوليو»."""
_ON: Final = frozenset(fold(w) for w in ("في", "خلال", "يوم", "مطلع", "أواخر", "أوائل", "منتصف", "بتاريخ"))
_DAY: Final = fold("يوم")
_OFFICE: Final = 7
"""Tokens from "since" over what happened then to its day: «منذ دخول الاتفاق حيز التنفيذ في»."""
_ON_WHICH: Final = frozenset(fold(w) for w in ("يوم", "حين", "حينما", "عندما", "لما", "تاريخ", "موعد"))
"""Words behind a time and before what happened on that very day."""
_ENDS: Final = tuple(fold(w) for w in ("نهاية", "أواخر", "آخر", "متم", "ختام", "منتصف", "انتهاء", "انقضاء"))
_SAID_BEHIND: Final = 6
"""Tokens from the time of a saying to the "that" of what is said."""
_ISSUED: Final = frozenset(
    fold(w)
    for w in (
        *("صدر", "صدرت", "صادر", "صادرة", "نشر", "نشرت", "نشره", "نشرته", "منشور", "منشورة", "مؤرخ", "مؤرخة"),
        *("أصدره", "أصدرته", "بث", "بثه", "بثته", "وزعه", "وزعته"),
    )
)
"""Words whose time is that of a paper."""
_ACCUSES: Final = "اتهم"
_ACCUSED: Final = 14
"""Tokens from a word of accusation to the deed."""
_SAID_NOW: Final = ("REQUEST", "CONCEDE")
"""Acts that are done by saying so: «نطالب», «نعتذر»."""
_DENIAL: Final = 20
"""Tokens from a word of denying to what is denied, who denies where and when between them."""
_NTH_NEAR: Final = 14
"""Tokens between what lasts and for how many days it does."""
_FOR_THE: Final = {fold("لليوم"): 1, fold("لليلة"): 1, fold("للأسبوع"): 7}
_ITS_DAY: Final = frozenset(fold(w) for w in ("يومه", "يومها"))
_ENTERS: Final = tuple(fold(w) for w in ("دخل", "داخل", "دخول", "يدخل", "تدخل"))
_ENTERED: Final = 12
"""Tokens from the word of entering to the day."""
_SECOND: Final = 2
_ALSO: Final = frozenset((":", "-", fold("كما")))
_BACKGROUND: Final = 180
"""Days before publication from which on what is dated is background, whatever else the words say: of the events
dated so far back 97 in 100 are, of those within the last month one in seventy."""

_HAD_BACKGROUND: Final = 40
"""The same for what somebody "had done": of such events nine in ten are background, of younger ones one in six."""


def since_when(reading: Reading, times: Sequence[Placed], token: int) -> Time | None:
    """«زار بنغازي أربع مرات منذ يناير»: a count is one since then, the nearest behind the word in its sentence."""
    sentence = reading.sentence_of(token)
    for p in times:
        before = reading.token_at(p.time.start) - 1
        if token < before < sentence.last and _since(reading, before):
            return p.time
    return None


def _since(reading: Reading, k: int) -> bool:
    """Does "since" stand at token k, or «منذ يوم», «منذ انقلاب», «منذ توليه منصبه في» end there?"""
    tokens = reading.tokens
    if _since_what(reading, k) or (tokens[k].norm == _DAY and k > 0 and tokens[k - 1].norm in SINCE):
        return True
    if tokens[k].norm not in _ON:
        return False
    words = [t.norm for t in tokens[max(0, k - _OFFICE) : k]]
    at = next((n for n in range(len(words) - 1, -1, -1) if words[n] in SINCE), None)
    return at is not None and at + 1 < len(words) and not any(w in (",", ".", ";", ":") for w in words[at:])


def _since_what(reading: Reading, k: int) -> bool:
    """«منذ», «منذ انقلاب», «منذ أحداث سبتمبر»: "since", with the nouns of what happened then, ends at token k."""
    for t in reversed(reading.tokens[max(0, k - _WHAT_THEN) : k + 1]):
        if t.norm in SINCE:
            return True
        if not t.is_word or function_class(t.norm) is not None or t.norm[0] in "وف" or verb_readings(t.norm):
            return False
    return False


def from_then_on(reading: Reading, time: Time, token: int) -> bool:
    """«ومنذ نوفمبر 2023، شن … هجوما»: what is told right behind "since" and its time, by a verb or by the noun that
    is its object, goes on, however long ago that was."""
    first, behind = reading.tokens_in(time.start, time.end)
    if first == 0 or not _since_what(reading, first - 1) or not 0 <= token - behind <= _CLAUSE:
        return False
    if token - behind <= _BOUND_REACH:
        return True
    opens = behind + (not reading.tokens[behind].is_word)
    rest = reading.tokens[opens + 1 : token]
    verb = reading.tokens[opens].norm
    return (
        not verb.startswith("و")
        and is_verb(verb)
        and all((t.is_word or t.norm.isdecimal()) and not is_verb(t.norm) for t in rest)
    )


def ahead(time: Time, published: int | None) -> bool:
    """«يصل غدا»: what begins after the day of publication is planned, whatever the tense."""
    if published is None or time.earliest is None:
        return False
    return day_of(time.earliest) > published


def past(time: Time, published: int | None) -> bool:
    """«الأسبوع الماضي»: is it all over before the day of publication?"""
    return published is not None and time.latest is not None and day_of(time.latest) < published


def long_ago(reading: Reading, time: Time, published: int | None, had: bool = False) -> bool:
    """«في صيف 2021»: what ended half a year before the report is background; «منذ 2021» may go on.

    What somebody had done («كان قد زار») is background sooner, as `had` says.
    """
    first = reading.token_at(time.start)
    before = reading.tokens[max(0, first - _BOUND_REACH) : first]
    if published is None or time.latest is None or any(t.norm in _BOUNDS for t in before):
        return False
    if first and _since(reading, first - 1):
        return False
    return day_of(time.latest) < published - (_HAD_BACKGROUND if had else _BACKGROUND)


def lasting(reading: Reading, time: Time, published: int | None, token: int) -> str | None:
    """«منذ صباح السبت»: what is told as background to nothing else goes on until the report.

    «منذ الرابع من آب، يوم اعترض …» dates what was done on that day.
    """
    if published is None or not time.earliest or not time.latest:
        return None
    last = date.fromordinal(published).isoformat()
    first, behind = reading.tokens_in(time.start, time.end)
    since = first > 0 and _since(reading, first - 1)
    if since and behind < token:
        words = [t.norm for t in reading.tokens[behind:token]]
        # «منذ انقلاب يوليو الذي أطاح بالرئيس»: that was then
        then = bool(words) and words[0] in WHICH and "," not in words
        since = not then and not any(w in _ON_WHICH for w in words[:_BOUND_REACH])
    return last if since and time.latest[:10] < last else None


def due(reading: Reading, time: Time, published: int | None) -> tuple[str, str] | None:
    """«قبل نهاية الشهر», «قبل حلول الصيف»: the days from the report on to the time that is to come."""
    if published is None or not time.earliest or not time.latest or day_of(time.latest) <= published:
        return None
    first = reading.token_at(time.start)
    before = first - 2 if first > 1 and reading.tokens[first - 1].norm in _COMING else first - 1
    if before < 0 or reading.tokens[before].norm not in _BEFORE:
        return None
    ends = any(t.norm.startswith(_ENDS) for t in reading.tokens[before + 1 : first + 1])
    last = time.latest if ends else max(time.earliest[:10], date.fromordinal(published).isoformat())
    return date.fromordinal(published).isoformat(), last[:10]


def of_saying(reading: Reading, token: int, time: Time) -> bool:
    """«استهداف السفينة، وقال المتحدث مساء الأربعاء إن …»: does a time date what is said next?

    Nor does what dates an accusation date the deed: «واتهمت في بيان الاثنين الجيش بقصف السوق».
    """
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    first, behind = reading.tokens_in(time.start, time.end)
    if not sentence.first <= first < sentence.last:
        return False
    if first > token:
        says = any(
            tokens[k].norm[0] in "وف" and tokens[k - 1].norm == "," and cue_verb(tokens[k].norm)
            for k in range(token + 2, first)
        )
        return says and any(t.norm in THAT for t in tokens[behind : min(sentence.last, behind + _SAID_BEHIND)])
    if any(t.norm in THAT for t in tokens[behind:token]) and any(
        t.norm.removeprefix("ال") in _ISSUED for t in tokens[max(sentence.first, first - _BOUND_REACH - 1) : first]
    ):
        # «في تقرير صدر في يناير أن الطائرات هبطت»
        return True
    if tokens[token].norm[0] != "ب" or any(r.kind == "verb" for r in readings_at(reading, token)):
        return False
    return any(
        r.trigger.lemma == _ACCUSES
        for k in range(max(sentence.first, token - _ACCUSED), token)
        for r in readings_at(reading, k)
    )


def of_denial(reading: Reading, token: int, time: Time) -> bool:
    """«نفت الوزارة، الأحد، توقيع أي عقد», «ومساء الأحد نفى الجيش قصف السوق»: does a time date only the denial?

    Behind "that" it dates the deed: «نفت أن تكون قد وقعت الأحد عقدا».
    """
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    first, behind = reading.tokens_in(time.start, time.end)
    rows = readings_at(reading, token)
    verbs = [r for r in rows if r.kind == "verb"]
    if not sentence.first <= first < token or any(r.prefix for r in verbs) or (verbs and len(verbs) == len(rows)):
        # «نفى الخبر الأحد في بيان اتهم فيه الوكالة»: only a noun is what is denied
        return False
    for k in range(token - 1, max(sentence.first, token - _DENIAL) - 1, -1):
        norm = tokens[k].norm
        if norm in STOPS or norm in THAT or norm in WHICH or (first > k and norm in _BOUNDS):
            return False
        if denies(norm):
            # «قصف الجيش السوق الاثنين، ونفى القصف»: with "and" another clause begins
            return k < first or k == behind or (k == behind + 1 and norm[0] != "و")
        if norm[0] in "وف" and cue_verb(norm):
            return False
    return False


def on_the_day(reading: Reading, kind: str, token: int, published: int | None) -> tuple[str, str] | None:
    """«وتطالب الشركة المحتجين بإخلاء الموقع»: who asks or apologises in the present tense does so in the report."""
    if published is None or kind not in _SAID_NOW or not _opens(reading, token):
        return None
    readings = readings_as(reading, token, kind)
    if not readings or not all(r.kind == "verb" and r.present and not (r.future or r.pronoun) for r in readings):
        return None
    day = date.fromordinal(published).isoformat()
    return day, day


def nth_day(
    reading: Reading, kind: str, token: int, others: Sequence[int], published: int | None
) -> tuple[str, str] | None:
    """«واصل العمال لليوم السادس إضرابهم»: from the first day until the report, of what is told nearest.

    `others` are the tokens of words that tell other events.
    """
    if published is None or kind in STATEMENT_TYPES:
        return None
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    # «يعتصمون لليوم الثالث مطالبين ب»: asking doesn't last
    apart = STATEMENT_TYPES | {kind}
    others = [o for o in others if any(r.trigger.type not in apart for r in readings_at(reading, o))]
    for k in range(max(sentence.first, token - _NTH_NEAR), min(sentence.last - 1, token + _NTH_NEAR)):
        rank = ordinal(tokens, k + 1, sentence.last)
        if rank is None or rank[0] < _SECOND or any(abs(o - k) < abs(token - k) for o in others):
            continue
        days = next((n for form, n in _FOR_THE.items() if tokens[k].norm.removeprefix("و") == form), 0)
        if not days and tokens[k].norm in _ITS_DAY:
            # «دخل الإضراب يومه الرابع»
            enters = tokens[max(sentence.first, k - _ENTERED) : k]
            days = any(t.norm.removeprefix("و").removeprefix("ال").startswith(_ENTERS) for t in enters)
        if days:
            first = published - days * (rank[0] - 1)
            return date.fromordinal(first).isoformat(), date.fromordinal(published).isoformat()
    return None


def _opens(reading: Reading, token: int) -> bool:
    """Does a word begin a clause of its own: the sentence, behind a colon or "also", or with "and" before it?"""
    tokens = reading.tokens
    before = tokens[token - 1].norm if token > reading.sentence_of(token).first else ":"
    return before in _ALSO or tokens[token].norm[0] == "و"


def day_of(day: str) -> int:
    """A day or the day of an hour as an ordinal."""
    return date.fromisoformat(day[:10]).toordinal()
