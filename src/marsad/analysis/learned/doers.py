"""Whose subject stands behind it: a verb that goes on with somebody new leaves out who did the deed before.

«تظاهر خريجون، وأغلق محتجون الطريق» has the protesters alone for the second deed, and behind a verb that has nobody
for object («لوّح الرئيس بطرد دبلوماسيين») stands who did it, whoever is named in the clause before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.people import title_word
from marsad.analysis.events import STATEMENT_TYPES
from marsad.analysis.events.roles import is_country, is_object
from marsad.analysis.words import function_class, verb_readings
from marsad.text.views import fold

from .sides import ACTOR, RECIPIENT, Roles, Rule, Standing, Word, is_joined, is_lemma, move, those_behind

_TITLE: Final = 6
"""Tokens from a verb to its subject, an office and who holds it between."""
_OBJECT: Final = 8
"""Tokens from a subject to the object behind it."""
_ALONE: Final = ("toward", "promise", "protest", "alone")
"""Frames whose verb has nobody for object: what it is about stands behind a preposition."""
_THEREIN: Final = frozenset(fold(w) for w in ("فيه", "فيها", "خلاله", "خلالها", "بدوره", "بدورها"))
_GIVEN: Final = ("AGREE", "SUPPORT", "CONCEDE", "REJECT")
"""Types whose nouns have who does it behind them; behind «مطالبة» and «اتهام» stands to whom it is done."""
_WHOSE: Final = ("هم", "ها", "ه")
_FROM_HIM: Final = frozenset(fold(w) for w in ("منه", "منها", "منهم", "منهما"))
_GOES: Final = ("arrive", "leave", "station")
"""Frames whose verb has nobody for object but a place."""
_MEETS: Final = ("meet", "sign", "clash", "host", "mediate", "arrive", "leave", "station", "visit", "receive")


def _subject_behind(word: Word, who: Sequence[Standing]) -> Standing | None:
    """The first without a preposition behind the word, if only a title or an aside stands between."""
    behind = [s for s in those_behind(word, who) if s.kind != "place" or s.first == word.token + 1]
    if not behind or behind[0].first - word.token > _TITLE:
        return None
    gap = [t for t in word.reading.tokens[word.token + 1 : behind[0].first] if t.norm not in _THEREIN]
    if any(not t.is_word or function_class(t.norm) or verb_readings(t.norm) for t in gap):
        return None
    if gap and (not _title(gap[0].norm) or gap[0].norm[0] in "بل"):
        # «رحب | بموافقة | الجيش»
        return None
    return None if is_object(word.reading, behind[0].first, behind[0].kind) else behind[0]


def _title(norm: str) -> bool:
    """«زعيمه», «أمينها»: an office, whosever it is."""
    return any(title_word(w) is not None for w in (norm, *(norm.removesuffix(p) for p in _WHOSE)))


def _nobodys_object(word: Word) -> bool:
    return word.frame in _ALONE or is_lemma(word.row.trigger.lemma, "alone")


def _new_subject(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«…، واتهم زعيمه فلان الحكومة»: who stands behind the verb, before its object, did it alone."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or word.row.gender == "first" or word.row.plural:
        return
    if word.frame in _MEETS:
        return
    subject = _subject_behind(word, who)
    if subject is None:
        return
    if not _nobodys_object(word) and not _has_object(word, who, subject, roles):
        return
    if subject.entity in roles[RECIPIENT]:
        if not _nobodys_object(word):
            return
        move(subject.entity, ACTOR, roles)
    if subject.entity not in roles[ACTOR]:
        return
    kept = [s.entity for s in who if s.first >= subject.first]
    before = [s.entity for s in who if s.last <= word.token and not any(s.entity is e for e in kept)]
    later = [s.entity for s in who if s.first > subject.last and _next_verb(word, subject.last, s.first)]
    later = [e for e in later if e is not subject.entity]
    roles[ACTOR] = [e for e in roles[ACTOR] if not any(e is b for b in (*before, *later))]


def _then_another(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استعاد الجيش المدينة، وانسحبت القوات»: who stands behind "and" with such a verb did it, and nobody before."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or word.row.gender == "first" or word.row.plural:
        return
    tokens = word.reading.tokens
    norm = tokens[word.token].norm
    subject = next((s for s in those_behind(word, who) if s.first == word.token + 1), None)
    if norm[0] not in "وف" or subject is None or subject.entity in roles[RECIPIENT]:
        return
    if subject.entity not in roles[ACTOR]:
        return
    if word.frame not in _GOES and not (word.row.gender == "f" and is_country(subject.entity)):
        return
    if is_object(word.reading, subject.first, subject.kind):
        return
    kept = [s.entity for s in who if s.first > word.token]
    before = [s.entity for s in who if s.last <= word.token and not any(s.entity is e for e in kept)]
    for role in (ACTOR, RECIPIENT):
        roles[role] = [e for e in roles[role] if not any(e is b for b in before)]


def _next_verb(word: Word, first: int, last: int) -> bool:
    """«طردت القاهرة السفير | واتهمت | أنقرة»: does a further verb begin between two tokens?"""
    return any(t.norm[0] == "و" and verb_readings(t.norm) for t in word.reading.tokens[first:last])


def _two_behind(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«اتهمت المفوضية الشركة»: of two behind a verb to whom all was thought done, the first did it."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or roles[ACTOR] or word.frame in _MEETS:
        return
    subject = _subject_behind(word, who)
    if subject is not None and subject.entity in roles[RECIPIENT] and _has_object(word, who, subject, roles):
        if not word.row.plural and word.row.gender != "first":
            move(subject.entity, ACTOR, roles)


def _agrees_alone(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«ودعت بعثة الأمم المتحدة إلى وقف القتال»: the one body that a feminine verb agrees with, if nobody did it."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or word.row.plural or word.row.gender != "f":
        return
    subject = next((s for s in those_behind(word, who) if s.first == word.token + 1), None)
    if roles[ACTOR] or subject is None or word.frame in _MEETS or subject.kind != "organization":
        return
    head = word.reading.tokens[subject.first]
    if roles[RECIPIENT] == [subject.entity] and word.reading.text[head.start : head.end].endswith("ة"):
        move(subject.entity, ACTOR, roles)


def _has_object(word: Word, who: Sequence[Standing], subject: Standing, roles: Roles) -> bool:
    """«واتهم زعيمه فلان | الحكومة»: does somebody stand behind the subject to whom it was done?"""
    tokens = word.reading.tokens
    for s in those_behind(word, who):
        if s.first < subject.last or s.entity is subject.entity:
            continue
        gap = tokens[subject.last : s.first]
        # «السفيرة والنائب | فلان»
        joined = is_joined(word.reading, s) or any(t.norm[0] == "و" and title_word(t.norm) is not None for t in gap)
        near = len(gap) <= _OBJECT and not any(verb_readings(t.norm) or t.norm in (";", ":") for t in gap)
        return near and not joined and s.entity in roles[RECIPIENT]
    return False


def _from_him(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«اتصل الوزير بنظيره وطلب منه …»: asked is who was named last before, and who asks the other."""
    tokens = word.reading.tokens
    behind = tokens[word.token + 1].norm if word.token + 1 < word.last else ""
    if word.frame != "from" or word.row.kind != "verb" or word.row.pronoun or behind not in _FROM_HIM:
        return
    before = [s for s in who if word.first <= s.first and s.last <= word.token and s.kind != "place"]
    before.sort(key=lambda s: s.first)
    if len({id(s.entity) for s in before}) < 2 or any(s.entity in roles[ACTOR] for s in those_behind(word, who)):
        return
    asked = before[-1].entity
    doers = [e for e in roles[ACTOR] if e is not asked]
    nearest = next(s.entity for s in reversed(before) if s.entity is not asked)
    roles[ACTOR], roles[RECIPIENT] = doers or [nearest], [asked]


def _did_him(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«التقى الوزير نظيره وحثه على …»: the pronoun means who was named last, and the other did it."""
    if word.row.kind != "verb" or not word.row.pronoun or word.passive or word.frame in _MEETS:
        return
    if word.row.trigger.type not in STATEMENT_TYPES or not word.row.prefix.startswith(("و", "ف")):
        return
    tokens = word.reading.tokens
    before = [s for s in who if word.first <= s.first and s.last <= word.token and s.kind != "place"]
    before.sort(key=lambda s: s.first)
    if before and before[-1].kind not in ("person", "group"):
        return
    behind = [s for s in those_behind(word, who) if s.entity in roles[ACTOR]]
    if behind or len({id(s.entity) for s in before}) != 2 or len(before) != 2:
        return
    if tokens[before[1].first].norm.startswith("و"):
        return
    roles[ACTOR], roles[RECIPIENT] = [before[0].entity], [before[1].entity]


def _of_whom(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«دعم واشنطن لجهود المبعوث», «اعتراف باريس بالمخطط»: who stands behind the noun does it, to whom "to" leads."""
    tokens = word.reading.tokens
    # «عن دعم واشنطن», while «فلان دعم الحكومة» may have a verb
    noun = word.row.kind == "noun" or (word.maybe_noun and function_class(tokens[word.token - 1].norm) == "preposition")
    if not noun or word.row.pronoun or word.row.trigger.type not in _GIVEN:
        return
    doer = next((s for s in who if s.first == word.token + 1 and s.case == "" and s.kind != "group"), None)
    if doer is None or doer.last >= word.last or doer.kind == "person":
        return
    behind = tokens[doer.last].norm
    led = behind.startswith(("لل", "ب", "ل")) and not verb_readings(behind) and function_class(behind) is None
    if not led:
        return
    move(doer.entity, ACTOR, roles)
    if doer.entity in roles[ACTOR]:
        roles[ACTOR] = [doer.entity]


RULES: Final[tuple[Rule, ...]] = (
    _new_subject,
    _then_another,
    _two_behind,
    _agrees_alone,
    _from_him,
    _did_him,
    _of_whom,
)
