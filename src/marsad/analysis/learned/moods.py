"""Denied or planned by one word beside the event's own: «لم يلتق», «زيارة مرتقبة»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from marsad.analysis.attributions.cues import cue_verb
from marsad.analysis.events.auxiliaries import NEGATIONS, PAST
from marsad.analysis.events.denied import describes
from marsad.analysis.events.doing import doing
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import verb_readings
from marsad.model.record import Auxiliary
from marsad.text.views import fold

from .asides import BUT_HE
from .bounds import SINCE
from .undone import EXCEPT, awaited, conditional, denies, disclaimed, says, undone

_NOT: Final = frozenset(fold(a + w) for w in ("لم", "لن") for a in ("", "و", "ف"))
_DID_NOT: Final = fold("لم")
_REACH: Final = 12
"""Tokens behind "not" and its verb in which "but" takes it back."""
_OWNED: Final = frozenset(
    fold(w) for w in ("تعلن", "يعلن", "تتبن", "يتبن", "تتبنى", "يتبنى", "تتبنه", "يتبنه", "تتبنها", "يتبنها")
)
_RESPONSIBLE: Final = fold("مسؤولي")
_FOR: Final = fold("عن")
_COMING: Final = tuple(fold(w) for w in ("مرتقب", "منتظر", "مزمع", "مقرر"))
_BESIDE: Final = 2
"""Tokens behind a noun among which its adjective stands."""
_TURNS: Final = BUT_HE | frozenset(fold(w) for w in ("لكن", "ولكن", "غير", "بيد"))
_THIS: Final = fold("وذلك")
_AFTER: Final = frozenset(fold(w) for w in ("غداة", "بعد", "عقب", "إثر", "بعيد", "ردا"))
"""«نفى …، وذلك بعد اتهام …»: behind these stands what came before the denial."""
_NO: Final = NEGATIONS | _NOT | frozenset(fold(w) for w in ("بلا",))
_SAYS_NO: Final = _NO | frozenset(fold(w) for w in ("غير", "سوى"))
_NOT_DONE: Final = tuple(
    fold(w)
    for w in (
        *("نفي", "رفض", "ألغ", "أرج", "تأجي", "امتن", "فشل", "كذب", "استبعد", "تراجع", "تعثر", "تعليق", "إحبا", "حال"),
        *("منع", "صح"),
    )
)
"""Pieces of words that say, each in its way, that something is not so."""
_IF: Final = frozenset(fold(a + w) for w in ("إذا", "لو", "متى", "حال", "ما") for a in ("", "و", "ف"))
_CAME: Final = "وفد"
STILL: Final = frozenset(
    fold(a + w) for w in ("يزال", "تزال", "زال", "زالت", "يزالون", "زالوا", "يزالان", "زالا") for a in ("", "ما", "لا")
)
"""«لا يزال محتجزا»: what goes on is no background."""
_UNWANTED: Final = fold("مرغوب")


def says_no(reading: Reading, token: int) -> bool:
    """Does any word of the sentence say that something isn't so? What a reader hears denied without one is told.

    «زعم المتحدث أن القوات ردت على إطلاق نار»: doubt of the report's, and nobody's denial.
    """
    sentence = reading.sentence_of(token)
    norms = (t.norm for t in reading.tokens[sentence.first : sentence.last])
    return any(_negative(norm) for norm in norms)


def _negative(norm: str) -> bool:
    if norm in _SAYS_NO or norm.lstrip("وف") in _SAYS_NO or denies(norm) or says(norm)[0] in ("off", "doubt", "able"):
        return True
    return any(piece in norm for piece in _NOT_DONE)


def moods(reading: Reading, token: int, kind: str, aux: frozenset[Auxiliary]) -> frozenset[Auxiliary]:
    """The auxiliary modes that the reader hears of what a word tells, mended by what grammar says of them."""
    told = readings_as(reading, token, kind)
    sentence = reading.sentence_of(token)
    norms = [t.norm for t in reading.tokens[sentence.first : sentence.last]]
    at = token - sentence.first
    behind = _clause(norms[at + 1 : at + 1 + _REACH])
    out = set(aux)
    if at and norms[at - 1] in _NOT:
        # «لم يزره إلا مرة» says that he did, «لم يجلسا منذ سنة» that they do now
        out -= {"negation"} if EXCEPT & set(behind) else set()
        if not (EXCEPT | SINCE) & set(behind):
            out.add("negation")
            out.discard("hypothetical")
        if norms[at - 1].lstrip("وف") == _DID_NOT:
            out.discard("future")
    if (at and norms[at - 1] in BUT_HE) or (told and turned(reading, token)):
        # «لم يشاركوا في الهجوم لكنهم أسقطوا طائرة»: the "not" is the clause's before
        out.discard("negation")
    if _done(told, norms[max(0, at - _REACH) : at]) or _begun(reading, token):
        out.discard("future")
    if not (at and norms[at - 1] in _NO) and describes(reading, token):
        # «نفى أن تكون السلطات سلمت ناشطا أوقف مطلع الشهر»: that he was held is not denied
        out.discard("negation")
    if _UNWANTED in norms[at : at + _BESIDE]:
        # «شخص غير مرغوب فيه» is what is done, not what isn't
        out.discard("negation")
    if _disowned(norms, at) or _owned(norms, at) or disclaimed(reading, token) is not None:
        # «لم تعلن أي جهة مسؤوليتها عن الهجوم», «نفت الجماعة صلتها بالهجوم»: the attack was made, and so it was
        # where somebody declares it his
        out.discard("negation")
    if not told and kind not in ("REJECT", "ACCUSE") and denies(norms[at]):
        # the event that the word of denying is heard to tell is the one that is denied
        out.add("negation")
    if kind == "REJECT" and not told:
        # «ردت بأنها لا تفاوض»: the "no" is the refusal
        out.discard("negation")
    nouns = all(r.kind == "noun" for r in told)
    beside = norms[at + 1 : at + 1 + _BESIDE]
    if nouns and any(_is_coming(n) for n in beside) and not PAST & {*norms[max(0, at - _BESIDE) : at], *beside}:
        out.add("future")
    given, taken = undone(reading, sentence.first, token, sentence.last, told, kind)
    out = (out - taken) | given
    if not out and awaited(norms, at, told):
        out.add("future")
    if at > 1 and STILL & set(norms[at - 2 : at]):
        # «ما زال محتجزا منذ يوليو»
        out.discard("historical")
    if "historical" in out:
        # what annotators never give together
        out.discard("future")
    if "negation" in out:
        out.discard("hypothetical")
    if "future" in out and "negation" not in out and conditional(reading, token, sentence.last):
        out.add("hypothetical")
    return frozenset(out)


def _disowned(norms: Sequence[str], at: int) -> bool:
    """Does it stand behind who did not say that it was his doing?"""
    before = norms[max(0, at - _REACH) : at]
    if not any(a in _NOT and b in _OWNED for a, b in pairwise(before)):
        return False
    return before[-1] == _FOR and before[-2].startswith(_RESPONSIBLE) if _FOR in before else True


def _owned(norms: Sequence[str], at: int) -> bool:
    """«أعلنت مسؤوليتها عن | الهجوم», with no word of denying before."""
    before = norms[max(0, at - _REACH) : at]
    if len(before) < _BESIDE or before[-1] != _FOR or not before[-2].startswith(_RESPONSIBLE):
        return False
    return not any(n in _NO or denies(n) for n in before)


def turned(reading: Reading, token: int) -> bool:
    """Does the clause of the word at a token turn from one that denies something?

    «لم تعلق الوزارة، لكن الناطق زار الموقع», «نفى …، وذلك بعد اتهامه بقصف …».
    """
    first = reading.sentence_of(token).first
    norms = [t.norm for t in reading.tokens[first : token + 1]]
    for k in range(len(norms) - 2, -1, -1):
        if norms[k] in _NO or denies(norms[k]):
            return False
        turns = norms[k] in _TURNS or (norms[k] == _THIS and norms[k + 1] in _AFTER)
        if turns and k and norms[k - 1] == ",":
            return any(n in _NO or denies(n) for n in norms[:k])
    return False


def _clause(norms: Sequence[str]) -> Sequence[str]:
    """The words up to the first mark: «لم يصل الوفد، والمحادثات غير المباشرة مستمرة» takes nothing back."""
    return norms[: next((n for n, w in enumerate(norms) if not w[0].isalnum()), len(norms))]


def over(reading: Reading, token: int, kind: str) -> bool:
    """«اتفقا على موعد في سبتمبر»: does the word tell what is done, whatever day stands behind it?"""
    return _done(readings_as(reading, token, kind), _before(reading, token))


def had(reading: Reading, token: int, kind: str) -> bool:
    """«كان الوزير قد زار»: does the word tell what had been done before?"""
    return bool(PAST & set(_before(reading, token))) and over(reading, token, kind)


def _before(reading: Reading, token: int) -> list[str]:
    first = max(reading.sentence_of(token).first, token - _REACH)
    return [t.norm for t in reading.tokens[first:token]]


def _done(told: Sequence[TriggerReading], before: Sequence[str]) -> bool:
    """«غادروا», «وصلت»: a verb in the past tells what is over, unless it stands under a condition."""
    # «وفد سيزور المدينة»: a delegation, mostly
    over = bool(told) and all(r.kind == "verb" and not r.present and not r.future for r in told)
    over = over and told[0].trigger.lemma != _CAME
    return over and not any(w in _IF for w in before)


def _begun(reading: Reading, token: int) -> bool:
    """«بدأ مدربون | تدريب كتيبة»: does a verb in the past say that what the noun tells is done, and not only say it?"""
    verb = doing(reading, token)
    if verb is None:
        return False
    norm = reading.tokens[verb].norm
    return cue_verb(norm) is None and all(form.tense == "past" for _, form, *_ in verb_readings(norm))


def _is_coming(norm: str) -> bool:
    return norm.removeprefix("ال").removesuffix("ه").removesuffix("ا") in _COMING
