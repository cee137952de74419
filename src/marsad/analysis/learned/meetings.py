"""The sides of meetings and visits: who meet are equals, a visit has one who comes, and others go along with him."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.lexicon.paradigms import without_object
from marsad.text.views import fold

from .sides import ACTOR, NEAR, RECIPIENT, Roles, Standing, Word, is_joined, move, right_beside, says

_CLOSE: Final = 6
_PHONE: Final = fold("هاتفي")
_BROUGHT: Final = frozenset(fold(w) for w in ("برعاية", "بوساطة", "بتيسير"))
_AUSPICES: Final = fold("رعاية")
_UNDER: Final = frozenset(fold(w) for w in ("تحت", "في", "وتحت", "وفي"))
_ALONG: Final = frozenset(
    fold(w)
    for w in (
        "برفقة",
        "رفقة",
        "بمعية",
        "بصحبة",
        "صحبة",
        *(p + "رافق" + e for p in ("", "ي", "ت") for e in ("ه", "ها", "هم")),
    )
)
_WHERE: Final = fold("حيث")
_TOGETHER: Final = ("with", "also", "led")


def of_meeting(word: Word, who: Sequence[Standing], roles: Roles, mode: str | None) -> str | None:
    """The mode of a meeting or visit by its sides: who meet are equals, and a visit has one who comes."""
    if word.frame == "meet" and not heads(word.reading.tokens[word.token].norm):
        if mode in (None, "visit") and _by_phone(word):
            mode = "phone"
        if mode != "phone" and _mediated(word):
            return "third-party"
        if mode == "visit" and not roles[RECIPIENT]:
            visitor = min((s for s in who if s.entity in roles[ACTOR]), key=lambda s: s.first, default=None)
            alone = len(roles[ACTOR]) < 2
            if visitor is None or alone or visitor.first > word.token or not _travels(word):
                return None
            _met(word, who, visitor, roles)
        elif mode in (None, "phone"):
            for entity in list(roles[RECIPIENT]):
                move(entity, ACTOR, roles)
    elif mode == "visit":
        visited(word, who, roles)
    return mode


def _by_phone(word: Word) -> bool:
    """«أجرى الوزير اتصالا هاتفيا», «تحدث هاتفيا مع»: does the clause say so before its first mark?"""
    for t in word.reading.tokens[word.token + 1 : min(word.last, word.token + _CLOSE + 1)]:
        if t.norm in (",", ";", ":"):
            return False
        if t.norm.startswith(_PHONE):
            return True
    return False


def _mediated(word: Word) -> bool:
    """«اجتمع الوفدان … برعاية المبعوث», «لقاء … تحت رعاية قطر»: does the sentence say who brought them together?"""
    tokens = word.reading.tokens
    for k in range(word.token + 1, word.last):
        norm = tokens[k].norm
        if norm.removeprefix("و") in _BROUGHT or (norm == _AUSPICES and tokens[k - 1].norm in _UNDER):
            return True
    return False


def _travels(word: Word) -> bool:
    """Does a word before it in the sentence tell that somebody came: «زار المدينة والتقى فيها …»?"""
    before = [t.norm for t in word.reading.tokens[word.first : word.token] if t.is_word]
    return any(
        says(norm, "comes")
        or any(r.trigger.frame in ("visit", "arrive") and r.trigger.type == "CONSULT" for r in trigger_readings(norm))
        for norm in before
    )


def _met(word: Word, who: Sequence[Standing], visitor: Standing, roles: Roles) -> None:
    """«… زيارة التقى خلالها المسؤولين»: whom a visitor met is whom the visit was paid to."""
    for s in who:
        if s.first > word.token and s.entity is not visitor.entity and s.case in ("", "b", "with", "to"):
            move(s.entity, RECIPIENT, roles)


def visited(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«زار وفد الوزير»: of two in a visit, and neither with the other, the second is whom it is paid to."""
    if word.frame not in ("visit", "arrive") or len(roles[ACTOR]) < 2:
        return
    here = sorted((s for s in who if s.entity in roles[ACTOR]), key=lambda s: s.first)
    met = _then_meets(word)
    for s in here:
        # «وصل المبعوث إلى المدينة والتقى الوزير»: behind that verb stands whom the visit was paid to
        led = any(along(t.norm) for t in word.reading.tokens[max(word.first, s.first - _CLOSE) : s.first])
        if met is not None and s.first > met > here[0].first and s.entity is not here[0].entity and not led:
            move(s.entity, RECIPIENT, roles)
    if word.frame == "arrive" or roles[RECIPIENT]:
        return
    if word.row.pronoun and word.row.kind == "verb":
        # «زاره القائد»: whom the pronoun means was named before
        visitor = right_beside(word, who)
        if visitor is not None:
            for s in here:
                if s.last <= word.token and s.entity is not visitor.entity:
                    move(s.entity, RECIPIENT, roles)
        return
    for before, s in pairwise(here):
        beside = 0 <= s.first - before.last <= 1 and s.kind == "person" and before.kind != "person"
        if s.first > word.token and s.entity is not here[0].entity and not beside and not _company(word.reading, s):
            # «ممثلته السيدة فلانة» are one and the same
            move(s.entity, RECIPIENT, roles)


def _then_meets(word: Word) -> int | None:
    """The token of a verb of meeting that goes on with the visitor: «والتقى», «واستقبله»."""
    for k in range(word.token + 1, word.last):
        norm = word.reading.tokens[k].norm
        goes_on = norm[0] in "وف" or word.reading.tokens[k - 1].norm == _WHERE
        verbs = [r for r in trigger_readings(norm) if r.kind == "verb"] if goes_on else []
        if any(r.trigger.frame == "meet" or (r.trigger.frame == "receive" and r.pronoun) for r in verbs):
            return k
    return None


def _company(reading: Reading, s: Standing) -> bool:
    """Is somebody named as one of the visitors: "and", "with", or at the head of them («يرأسه», «يضم»)?"""
    if s.case in _TOGETHER or is_joined(reading, s):
        return True
    return any(heads(t.norm) for t in reading.tokens[max(0, s.first - NEAR) : s.first])


def along(norm: str) -> bool:
    """«برفقة», «ورافقه»: does who stands behind go along with whoever was named before?"""
    return norm.removeprefix("و") in _ALONG


def heads(norm: str) -> bool:
    """«يرأسه», «يضم»: who stands behind is one of those before, with a pronoun or without."""
    return any(says(form, "heads") for form in (norm, *(inner for inner, _ in without_object(norm))))
