"""The word that says that a passage was said, and whether another begins to speak with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.analysis.attributions.content import opener_at
from marsad.analysis.attributions.cues import THAT, cue_noun, cue_participle, cue_verb, unsaid
from marsad.analysis.attributions.speakers import PUBLISHED
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, is_adjective, nationality, verb_readings
from marsad.text.clitics import has_article
from marsad.text.views import fold

_CUE_BEFORE: Final = 40
_CUE_BEHIND: Final = 10
_TURNS: Final = frozenset(
    fold(w)
    for w in (
        "فيما",
        "بينما",
        "وبينما",
        "حين",
        "أما",
        "وأما",
        "لكن",
        "غير",
        "جهته",
        "جهتها",
        "جانبه",
        "جانبها",
        "بدوره",
        "بدورها",
        "المقابل",
        "ردا",
        "وردا",
        "ناحيته",
        "ناحيتها",
    )
)
"""Words by which another begins to speak: «فيما قال», «من جهته أعلن»."""
_NAME_OF: Final = fold("باسم")
_VERB_BEFORE: Final = 12
"""Tokens before a passage in which its verb stands."""
_TURNED: Final = 4
"""Tokens before the word of saying in which such a word stands."""


_CLAIM: Final = "زعم"
"""Of the doubting words the one that no other is written like («يدعى فلان»)."""
_DOUBT: Final = 3
"""Tokens behind a passage, marks among them, in which words of doubt stand."""
_TO_THE_EXTENT: Final = [fold("على"), fold("حد")]
_WHOSE: Final = ("ه", "ها", "هم", "هما")
_CLAIMED: Final = frozenset(
    fold(w) for w in ("زعمه", "زعمها", "زعمهم", "مزاعمه", "مزاعمها", "ادعائه", "ادعائها", "ادعاءاته", "ادعاءاتها")
)


_PREPOSITIONS: Final = frozenset(fold(w) for w in ("في", "إلى", "على", "عن", "بعد", "قبل", "خلال", "مع"))
_NOT_TO: Final = fold("عدم")
_LACK: Final = frozenset((_NOT_TO, fold("بعدم")))
"""«عدم ذكر اسمه», «طلبوا عدم الكشف»: how somebody stays unnamed."""
_ACROSS: Final = frozenset((fold("عبر"),))
_ABOUT: Final = fold("عن")
_ABOUT_REACH: Final = 6
"""Tokens behind «عبر» in which "about" stands where it is a verb: «عبر الوزير عن قلقه»."""
_INFORMED: Final = fold("مطلع")
_PAPERS: Final = frozenset(
    fold(w) for w in ("بيان", "تصريح", "تصريحات", "مذكرة", "تقرير", "رسالة", "تسجيل", "منشور", "حوار", "مقابلة")
)
"""What an outlet publishes for somebody."""


@dataclass(frozen=True, slots=True)
class CueHere:
    """The word that says that a passage was said: its token, kind ("verb", "opener behind" …), lemma, act, form."""

    token: int
    kind: str
    lemma: str
    act: str
    norm: str


def cue_of(reading: Reading, content: tuple[int, int]) -> CueHere:
    """The cue nearest before the content, else behind it."""
    tokens = reading.tokens
    first, last = content
    sentence = reading.sentence_of(first)
    end = reading.sentence_of(last - 1).last
    before = range(first - 1, max(sentence.first, first - _CUE_BEFORE) - 1, -1)
    passed: CueHere | None = None
    for k in (*before, *range(last, min(end, last + _CUE_BEHIND))):
        norm = tokens[k].norm
        if not tokens[k].is_word or _says_nothing(reading, k, end):
            continue
        for kind, hit in (("verb", cue_verb(norm)), ("participle", cue_participle(norm)), ("noun", cue_noun(norm))):
            if kind == "participle" and k + 1 < end and tokens[k + 1].norm == _NAME_OF:
                # «الذي قدم نفسه متحدثا باسم الشباب»
                continue
            if kind == "verb" and k >= last and unsaid(reading, k):
                continue
            if hit is not None and not (kind == "noun" and not hit[1].pronoun and k != first - 1):
                here = CueHere(k, kind if k < first else f"{kind} behind", hit[1].word.lemma, hit[1].word.act, norm)
                published = norm in PUBLISHED and bare(tokens[k - 1].norm) in _PAPERS
                if k < first and kind == "verb" and (published or _is_noun(reading, k)):
                    # «أكدت الوزارة، في بيان أوردته وكالة كذا، وقوع …», «نفت الشركة، في رد على أسئلة، أن …»
                    passed = passed or here
                    break
                return here
        if opener := opener_at(reading, k, end):
            return CueHere(k, "opener" if k < first else "opener behind", norm, opener[1], norm)
    if passed is not None:
        return passed
    colon = any(t.norm == ":" for t in tokens[max(sentence.first, first - 2) : first])
    return CueHere(sentence.first - 1, "colon" if colon else "none", "", "", "")


def _is_noun(reading: Reading, k: int) -> bool:
    """«في رد على أسئلة»: what stands right behind a preposition is no verb."""
    before = reading.tokens[k - 1].norm if k else "."
    return before in _PREPOSITIONS


def _says_nothing(reading: Reading, k: int, end: int) -> bool:
    """«طلب عدم ذكر اسمه», «عبر حسابه», «مصادر مطلعة»: words that look like those of saying."""
    tokens = reading.tokens
    norm = tokens[k].norm
    near = [t.norm for t in tokens[k + 1 : min(end, k + 1 + _ABOUT_REACH)]]
    if tokens[k - 1].norm in _LACK or near[:1] == [_NOT_TO]:
        return True
    if norm in _ACROSS:
        return _ABOUT not in near
    return norm.removeprefix("ال").startswith(_INFORMED)


def distance_of(reading: Reading, cue: CueHere, content: tuple[int, int]) -> str | None:
    """Does the report doubt what is said: by its word («زعم»), or by words behind the passage («على حد قوله»)?"""
    if cue.lemma == _CLAIM:
        return "sceptical"
    tokens = reading.tokens
    end = reading.sentence_of(content[1] - 1).last
    for k in range(content[1], min(end, content[1] + _DOUBT)):
        norms = [t.norm for t in tokens[k : min(end, k + 3)]]
        if norms[:2] == _TO_THE_EXTENT and len(norms) > 2 and norms[2].endswith(_WHOSE):
            return "sceptical"
        if len(norms) > 1 and opener_at(reading, k, end) is not None and norms[1] in _CLAIMED:
            return "sceptical"
        if tokens[k].is_word:
            break
    return None


def turns(reading: Reading, cue: CueHere) -> bool:
    """«في حين زعم», «من جهته قال», «أما الوزارة فقالت»: another begins to speak in this clause."""
    first = reading.sentence_of(max(cue.token, 0)).first
    return any(t.norm in _TURNS for t in reading.tokens[max(first, cue.token - _TURNED) : max(cue.token, 0)])


def verb_before(reading: Reading, first: int, cue: CueHere) -> str:
    """The lemma of the verb nearest before a passage that has no verb of saying: «هدد بقطع الطريق»."""
    if cue.kind.removesuffix(" behind") in ("verb", "participle", "noun"):
        return ""
    begin = max(reading.sentence_of(first).first, first - _VERB_BEFORE)
    for token in reversed(reading.tokens[begin:first]):
        if token.is_word and token.norm not in THAT and (readings := verb_readings(token.norm)):
            return readings[0][0]
    return ""


def told(norm: str) -> bool:
    """«العامل» | «أنكر», «السفارة» | «فنفت»: a verb of saying in the past, which no noun or name is written like.

    >>> [told(fold(w)) for w in ("فنفت", "أنكر", "أردني", "طالبا", "المحاكم")]
    [True, True, False, False, False]
    """
    hit = cue_verb(norm)
    if hit is None or hit[1].present or has_article(norm) or len(norm) - len(hit[0]) < 3:
        return False
    return (
        group_noun(norm) is None and nationality(norm) is None and not is_adjective(norm)
        and cue_noun(norm) is None and cue_participle(norm) is None
    )  # fmt: skip
