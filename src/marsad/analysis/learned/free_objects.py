"""Whom or what a verb is done to, where nobody was heard to be: the object that stands free behind it.

«وأوقف خفر السواحل ليلا قاربي صيد» is told by a verb that wants an object, and its subject is known: the first thing or
people behind both, in no preposition's case, are the object, however faintly a vote heard them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.groups import GroupNoun, counts, described, group_noun, towards
from marsad.analysis.events.roles import is_country, is_object
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, verb_readings
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .sides import Roles
from .spots import Spot, Spots

_FRAMES: Final = ("act_on", "arrest", "attack", "rescue", "toward", "demand", "call")
"""Frames whose object is the recipient."""
_TYPES: Final = ("ASSAULT", "COERCE", "AID", "REQUEST", "ACCUSE", "THREATEN")
_LAUNCHES: Final = "أطلق"
"""A verb whose object is a missile, or fire."""
_NEAR: Final = 14
"""Tokens from a verb to its subject, a title between."""
_ASIDE: Final = 6
"""Tokens between subject and object: a day between commas."""
_CLAUSES: Final = ("relative", "complementizer", "conjunction")
_ADVERBS: Final = frozenset(
    fold(w) for w in ("ليلا", "فجرا", "صباحا", "مساء", "ظهرا", "فعلا", "أيضا", "لاحقا", "مؤخرا")
)
_SUBJECTS: Final = ("ون", "ان")
"""Endings of what is no object."""
_GENERAL: Final = fold("العام")
"""«الأمين العام» is no "year"."""
_OTHER: Final = frozenset(fold(w) for w in ("آخر", "بقية", "باقي", "سائر", "أحد", "إحدى"))


def object_left(
    spots: Spots, token: int, row: TriggerReading, roles: Roles, days: Collection[int] = ()
) -> Spot | None:  # fmt: skip
    """The object of the word at a token, None if somebody suffered already or none stands free behind it.

    `days` are the tokens of expressions of time.
    """
    if roles["recipient"] or len(roles["actor"]) != 1 or row.trigger.lemma == _LAUNCHES:
        return None
    if row.trigger.frame not in _FRAMES or row.trigger.type not in _TYPES or row.pronoun or row.passive:
        return None
    at, reading = spots.at, spots.at.reading
    tokens, last = reading.tokens, reading.sentence_of(token).last
    if row.kind == "noun" and has_article(tokens[token].norm):
        return None
    k, actor = token + 1, roles["actor"][0]
    subject = [s for s in spots.all if spots.entity(s) is actor and token < at.tokens[s.first] <= token + _NEAR]
    sure = True
    if subject:
        gap = tokens[k : at.tokens[min(s.first for s in subject)]]
        if any(verb_readings(t.norm) or function_class(t.norm) in _CLAUSES for t in gap):
            return None
        # what stands in a title, or behind it, may be no object
        sure = all(t.is_word and (t.norm == _GENERAL or function_class(t.norm) is None) for t in gap)
        k = max(at.tokens[s.last - 1] + 1 for s in subject)
    far = k + _ASIDE
    while k < min(last, far):
        if tokens[k].norm in _OTHER:
            return None
        here = [s for s in spots.all if at.tokens[s.first] == k and _free(spots, s)]
        found = max(here, key=lambda s: s.last) if here else _made(spots, k)
        if found is not None:
            return found if sure or is_object(reading, k, found.item.type) else None
        after = _aside(spots, k, days)
        if after is None:
            return None
        # behind a place only an ending says that it is no more of the name
        sure = sure and after - k == 1
        k, far = after, far + after - k - 1
    return None


def _aside(spots: Spots, k: int, days: Collection[int]) -> int | None:
    """Where it goes on behind what may stand between a subject and its object: a time, a number, «قبالة الميناء»."""
    tokens = spots.at.reading.tokens
    norm = tokens[k].norm
    if k in days or norm in (",", '"') or norm in _ADVERBS or function_class(norm) == "time" or counts(norm):
        return k + 1
    if function_class(norm) != "preposition" or k + 1 >= len(tokens):
        return None
    if k + 1 in days:
        return k + 1
    named = spots.table.named_at(k + 1)
    return named[0] if named is not None and named[1].type == "place" else None


def _free(spots: Spots, s: Spot) -> bool:
    """Does a mention stand without particles or "and", and is it no place that is only a place?"""
    token = spots.at.reading.tokens[spots.at.tokens[s.first]]
    plain = spots.start(s) == token.start or token.norm.startswith("ال")
    return plain and not token.norm.startswith("و") and (s.item.type != "place" or is_country(s.item))


def _made(spots: Spots, k: int) -> Spot | None:
    """What the noun at token k describes, where no vote and no list made a mention of it."""
    at, reading = spots.at, spots.at.reading
    hit = _thing(reading, k)
    if hit is None or spots.table.covering(k) is not None or spots.table.group_covering(k) is not None:
        return None
    sentence = reading.sentence_of(k)
    ends = {i: named[0] for i in range(k + 1, sentence.last) if (named := spots.table.named_at(i)) is not None}
    found: Candidate = described(reading, k, hit, (sentence.first, sentence.last), ends)
    words = at.words(found.first, found.last)
    return None if words is None else Spot(*words, found)


def _thing(reading: Reading, k: int) -> tuple[str, GroupNoun] | None:
    """A noun of people or things at token k that may be an object."""
    norm = reading.tokens[k].norm
    hit = None if norm.endswith(_SUBJECTS) or towards(reading, k) else group_noun(norm)
    return hit if hit is not None and hit[0] in ("", "ال") else None
