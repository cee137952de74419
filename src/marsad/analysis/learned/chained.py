"""Who goes on with it: a verb that nobody stands beside has the subject of the verb before.

«يصل المبعوث إلى المدينة، ثم يتوجه إلى العاصمة حيث يلتقي وفدا» has the envoy for every one of its verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.cues import STOPS
from marsad.analysis.entities.people import title_word
from marsad.analysis.events.roles import is_country, is_object
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, verb_readings
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .sides import ACTOR, NEAR, RECIPIENT
from .spots import Pick, Spot, Spots, somebody
from .words import Question, WordMap

_TYPES: Final = ("CONSULT", "AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION")
"""Types that people and states do, whose verbs are seldom passive."""
_HARM: Final = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT")
"""Those whose verbs may be passive: an object right behind says that this one isn't."""
_LINKS: Final = frozenset(
    fold(w) for w in ("حيث", "أن", "ثم", "قبل", "بعد", "على", "قد", "كما", "لكي", "كي", "أنه", "أنها")
)
"""What may stand before such a verb beside "and"."""
_HAD: Final = frozenset(fold(w) for w in ("قد", "وقد", "كما"))
_WAS: Final = frozenset(fold(w) for w in ("كان", "كانت", "وكان", "وكانت"))
_ONWARD: Final = frozenset(fold(w) for w in ("كما", "ثم", "وقد", "وكان", "وكانت", "وبعدها", "وبعد"))
_MEANWHILE: Final = frozenset(fold(w) for w in ("قبل", "بعد", "ذلك", "أيضا", "لاحقا"))
_OPENING: Final = 4
"""Tokens at the beginning of a sentence before its verb."""
_BACK: Final = 3
"""Sentences that go on one with the other."""
_BETWEEN: Final = ("auxiliary", "particle", "relative")
_OBLIQUE: Final = "يين"
"""The ending of names of people in the plural that are no subject: «وحث | الحوثيين»."""
_SOFT: Final = 2
"""Tokens between a subject and the verb behind it."""
_BEHIND: Final = NEAR + 2
"""Tokens from a verb to the subject behind it, with an office."""


def goes_on(at: WordMap, spots: Spots, q: Question, who: Sequence[Pick], value: float) -> list[Pick]:
    """The subject of the verb before, where nobody acts."""
    token = at.tokens[q.word]
    rows = readings_as(at.reading, token, q.type)
    done_to = q.type in _HARM and any(_object_behind(at, spots, token, p) for p in who)
    if not (q.type in _TYPES or done_to) or not rows or any(r.kind != "verb" for r in rows):
        return []
    row = rows[0]
    if row.passive or row.pronoun or row.gender == "first" or row.trigger.frame in ("host", "mediate"):
        return []
    host = row.trigger.frame == "receive"
    part = RECIPIENT if host else ACTOR
    doers = [p for p in who if p.label == part]
    if row.trigger.frame == "meet":
        if len(who) > 1 or (who and not _met(spots, token, who[0].spot)):
            return []
    elif doers:
        return []
    if _own_subject(at, spots, token, row) or not _linked(at.reading, token):
        return []
    spot = _subject_before(at, spots, token, row) or _of_sentence_before(at, spots, token, row)
    if spot is None or any(spots.entity(p.spot) is spots.entity(spot) for p in who):
        return []
    return [Pick(value, part, spot)]


def _object_behind(at: WordMap, spots: Spots, token: int, p: Pick) -> bool:
    """«واعتقلت | راعيين»: does who was heard to suffer stand right behind the verb with an object's ending?"""
    first = at.tokens[p.spot.first]
    return p.label == RECIPIENT and first == token + 1 and is_object(at.reading, first, p.spot.item.type)


def _linked(reading: Reading, token: int) -> bool:
    """Does the verb go on with a clause: "and", «حيث», «أن»?"""
    norm, before = reading.tokens[token].norm, reading.tokens[token - 1].norm
    if before in _HAD and opens(reading, token):
        return True
    joined = norm[0] in "وف" and any(prefix[:1] in ("و", "ف") for *_, prefix, _ in verb_readings(norm))
    return joined or before in _LINKS


def _met(spots: Spots, token: int, spot: Spot) -> bool:
    """Is who stands behind the verb its object or behind "with": «يلتقي | وفدا», «وسيجتمع مع | الوالي»?"""
    first = spots.at.tokens[spot.first]
    return first > token and (is_object(spots.at.reading, first, spot.item.type) or spots.case(spot) in ("with", "b"))


def _own_subject(at: WordMap, spots: Spots, token: int, row: TriggerReading) -> bool:
    """Does somebody stand right behind the verb, or before it, who may be its subject?"""
    sentence = at.reading.sentence_of(token)
    for spot in spots.within(at.words(sentence.first, sentence.last) or (0, 0)):
        first = at.tokens[spot.first]
        if not somebody(spot) or not token < first <= token + NEAR:
            continue
        if first == token + 1 and row.gender == "m" and _feminine(at.reading, first, spot):
            continue
        oblique = at.reading.tokens[first].norm.endswith(_OBLIQUE) or _owned(at.reading, token + 1, first)
        if not spots.case(spot) and not is_object(at.reading, first, spot.item.type) and not oblique:
            return True
    # a noun that nobody marked may be the subject: «أن يزور مسؤولون»
    behind = at.reading.tokens[token + 1].norm if token + 1 < sentence.last else "."
    return row.trigger.frame != "meet" and behind.endswith(("ون", "ان")) and function_class(behind) is None


def _feminine(reading: Reading, first: int, spot: Spot) -> bool:
    """«ودعا | واشنطن إلى التهدئة», «وحث | الحكومة على»: a land or body that this verb, right before it, can't have."""
    if is_country(spot.item):
        return reading.tokens[first].norm not in _MASCULINE
    token = reading.tokens[first]
    return spot.item.type == "organization" and reading.text[token.start : token.end].endswith("ة")


_MASCULINE: Final = frozenset(
    fold(w) for w in ("العراق", "لبنان", "الأردن", "السودان", "المغرب", "اليمن", "الصومال", "الفاتيكان", "الكونغو")
)
"""Lands that are no "she"."""


def _owned(reading: Reading, k: int, first: int) -> bool:
    """«ندد | باستمرار احتلال | إيران»: does a chain of genitives lead from behind a verb to a mention?"""
    tokens = reading.tokens[k:first]
    if not tokens or not any(prefix in ("ب", "ل") for prefix, _ in splits(tokens[0].norm)):
        return False
    return all(t.is_word and not has_article(t.norm) and not is_adjective(t.norm) for t in tokens)


def opens(reading: Reading, token: int) -> bool:
    """«كما | ندد», «وكان قبل ذلك قد | سحب»: does the verb open a sentence that goes on with the one before?"""
    first = reading.sentence_of(token).first
    norms = [t.norm for t in reading.tokens[first:token]]
    if not norms:
        return reading.tokens[token].norm[0] == "و"
    if len(norms) > _OPENING or not (norms[0] in _ONWARD or norms[0][0] == "و"):
        return False
    return all(w in _ONWARD or w in _HAD or w in _WAS or w in _MEANWHILE for w in norms)


def _of_sentence_before(at: WordMap, spots: Spots, token: int, row: TriggerReading) -> Spot | None:
    """Who does what the main verb of the sentence before tells, or of the one that it goes on with itself."""
    reading = at.reading
    here = reading.sentence_of(token)
    if not opens(reading, token):
        return None
    for index in range(here.index - 1, max(-1, here.index - 1 - _BACK), -1):
        sentence = reading.sentences[index]
        if here.paragraph - sentence.paragraph > here.index - index:
            return None
        near = list(spots.within(at.words(sentence.first, sentence.last) or (0, 0)))
        verb = next((k for k in range(sentence.first, sentence.last) if _is_verb(at, near, k)), None)
        if verb is None or all(form.gender != row.gender for _, form, *_ in verb_readings(reading.tokens[verb].norm)):
            return None
        found = _beside(spots, near, verb, sentence.last)
        if found is not None or not opens(reading, verb):
            return found
    return None


def _is_verb(at: WordMap, near: Sequence[Spot], k: int) -> bool:
    norm = at.reading.tokens[k].norm
    if _named(at, near, k) or function_class(norm) is not None or norm in _WAS or norm in _HAD:
        return False
    return bool(verb_readings(norm)) and not has_article(norm)


def _named(at: WordMap, near: Sequence[Spot], k: int) -> bool:
    """Is the word part of a mention? «طالب | سكان الحي الحكومة»: what opens a sentence demands and is no student."""
    opening = at.reading.sentence_of(k).first == k and not has_article(at.reading.tokens[k].norm)
    return any(
        at.tokens[s.first] <= k <= at.tokens[s.last - 1]
        and not (opening and s.item.type == "group" and s.last - s.first == 1)
        for s in near
    )


def _subject_before(at: WordMap, spots: Spots, token: int, row: TriggerReading) -> Spot | None:
    """Who stands as subject beside the nearest verb before of the same gender, in the same sentence."""
    reading = at.reading
    low = reading.sentence_of(token).first
    near = list(spots.within(at.words(low, token) or (0, 0)))
    for k in range(token - 1, low - 1, -1):
        norm = reading.tokens[k].norm
        if norm in STOPS:
            return None
        forms = [form for _, form, *_ in verb_readings(norm)]
        if not forms or _named(at, near, k) or function_class(norm) is not None:
            continue
        found = _beside(spots, near, k, token)
        agrees = any(form.gender == row.gender for form in forms)
        if found is None and agrees and opens(reading, k):
            return _of_sentence_before(at, spots, k, row)
        if found is not None or not agrees:
            return found if agrees else None
    return None


def _beside(spots: Spots, near: Sequence[Spot], k: int, end: int) -> Spot | None:
    """Who stands right before a verb, or right behind it and governed by nothing."""
    at, reading = spots.at, spots.at.reading
    before = [s for s in near if somebody(s) and at.tokens[s.last - 1] + 1 <= k]
    if before:
        last = max(before, key=lambda s: (s.last, -s.first))
        gap = reading.tokens[at.tokens[last.last - 1] + 1 : k]
        if len(gap) <= _SOFT and all(t.norm == "," or function_class(t.norm) in _BETWEEN for t in gap):
            return last
    for s in near:
        first = at.tokens[s.first]
        if not k < first <= min(k + _BEHIND, end) or not somebody(s):
            continue
        gap = reading.tokens[k + 1 : first]
        if any(verb_readings(t.norm) or function_class(t.norm) in ("preposition", "complementizer") for t in gap):
            return None
        if s.item.type == "organization" and first - 1 > k and title_word(reading.tokens[first - 1].norm):
            # «دعا وزير | الخارجية فلان»: the body belongs to an office
            continue
        if not spots.case(s) and not is_object(reading, first, s.item.type):
            return s
    return None
