"""Whose clause it is: behind "that", behind "who", and where "and" goes on with the subject of the verb before.

«قال الوزير إن الوفد سيلتقي …» has the delegation for subject, «مع السفير، الذي جدد دعم بلاده» the ambassador, and
«عين الاتحاد فلانا مبعوثا وحث السلطات» the union: whoever is named before those takes no part in what they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.people import title_word
from marsad.analysis.events.roles import signed_passive
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.words import function_class, is_verb, verb_readings
from marsad.lexicon.paradigms import without_object
from marsad.text.views import fold

from .couples import couple_noun
from .sides import (
    ACTOR,
    MUTUAL,
    NEAR,
    RECIPIENT,
    Roles,
    Rule,
    Standing,
    Word,
    is_lemma,
    move,
    says,
    those_before,
    those_behind,
)
from .spots import Pick, Spot, Spots, somebody
from .words import Question, WordMap

SPOKEN: Final = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
"""Types that somebody does by saying so: whom they concern may be named behind "that"."""
_MOVING: Final = ("arrive", "leave", "station")
_THAT: Final = frozenset(fold(w) for w in ("أن", "إن", "بأن", "وأن", "وإن", "وبأن"))
_BEGIN: Final = _THAT | frozenset(fold(w) for w in ("كان", "كانت", "وكان", "وكانت"))
"""«إن الوفد سيلتقي», «كانت المبعوثة قد اجتمعت»: words with the subject of a verb behind them."""
_SOFT: Final = frozenset(fold(w) for w in ("قد", "لن", "لم", "لا", "سوف"))
"""Words between a subject and its verb."""
_SHE_WHO: Final = fold("التي")
_WHO_ALL: Final = fold("الذين")
_WHO: Final = frozenset((fold("الذي"), _SHE_WHO, _WHO_ALL))
_LONGEST: Final = 10
"""Tokens of a subject with its titles."""
_TITLED: Final = 4
"""Tokens behind "that" among which its subject begins, a title before it."""
_MEETING: Final = 2
"""Those whom a meeting needs."""
_LETTERS: Final = frozenset(fold(w) for w in ("رسالة", "برسالة", "برقية"))
_TITLES: Final = 6
"""Tokens from a letter to who wrote it, adjectives and a title between."""
_REACH: Final = 16
"""Tokens from a verb of telling to the noun that says what."""


def untold(at: WordMap, spots: Spots, q: Question, spot: Spot, role: str) -> bool:
    """«قال الوزير إن الوفد سيلتقي …»: does "that" with a subject of its own part a mention from the word?"""
    token = at.tokens[q.word]
    rows = readings_as(at.reading, token, q.type)
    said = q.type in SPOKEN
    if q.type == "ASSAULT" or (said and role == RECIPIENT):
        # «إن رجلين أصيبا» says nothing of who did it, and what is refused or demanded may be anybody's
        return False
    if any(r.kind == "participle" or r.pronoun for r in rows):
        # «قال إن البعثة ترفض ذلك، مطالبا …» goes on with who spoke, «إن مسلحين خطفوه» means one named before
        return False
    first, behind = at.tokens[spot.first], at.tokens[spot.last - 1] + 1
    sentence = at.reading.sentence_of(token)
    if behind <= token:
        that = _opened_at(at, max(behind, sentence.first), token)
        return that is not None and _has_subject(at, spots, that, token + 1)
    if said or first >= sentence.last:
        return False
    that = _opened_at(at, token + 1, first)
    return that is not None and _has_subject(at, spots, that, first + 1)


def _opened_at(at: WordMap, low: int, high: int) -> int | None:
    """The last "that" from token `low` to before `high`, if no verb of a further clause follows it."""
    tokens = at.reading.tokens
    for k in range(high - 1, low - 1, -1):
        if tokens[k].norm in _THAT:
            further = (tokens[n].norm for n in range(k + 2, high + 1) if tokens[n - 1].norm == ",")
            verbal = is_verb(tokens[k + 1].norm) or function_class(tokens[k + 1].norm) == "auxiliary"
            # «إن الرجلين وقّعا» means two who may be named before
            verbal = verbal or couple_noun(tokens[k + 1].norm) is not None
            return None if verbal or any(w[0] == "و" and is_verb(w) for w in further) else k
    return None


def _has_subject(at: WordMap, spots: Spots, that: int, end: int) -> bool:
    """Does somebody stand right behind "that"?"""
    near = spots.within(at.words(that, end) or (0, 0))
    return any(at.tokens[s.first] <= that + _TITLED and somebody(s) for s in near)


def _leads(at: WordMap, spots: Spots, token: int) -> Spot | None:
    """«إن | الوفد | سيلتقي», «مع | الوزير فلان | الذي جدد»: who stands before the verb at `token` as its subject."""
    tokens = at.reading.tokens
    end = token
    while tokens[end - 1].norm in _SOFT:
        end -= 1
    which = tokens[end - 1].norm in _WHO
    if which:
        she = tokens[end - 1].norm == _SHE_WHO
        if tokens[end - 1].norm != _WHO_ALL and not _of_gender(tokens[token].norm, she=she):
            # «المركز الذي لم تحضر ممثلته»
            return None
        end -= 2 if tokens[end - 2].norm == "," else 1
    begins = (k for k in range(end - 1, max(-1, end - _LONGEST), -1) if tokens[k].norm in _BEGIN)
    begin = next(begins, None)
    if not which and (begin is None or couple_noun(tokens[begin + 1].norm) is not None):
        return None
    near = spots.within(at.words(max(0, end - _LONGEST), end) or (0, 0))
    found = [s for s in near if somebody(s) and at.tokens[s.last - 1] + 1 == end]
    if which:
        # «فلان، رئيس المجلس، الذي استقبل»: the body belongs to an office
        found = [s for s in found if s.item.type == "person" or not title_word(tokens[at.tokens[s.first] - 1].norm)]
    if not which and begin is not None:
        found = [s for s in found if begin < at.tokens[s.first] <= begin + _TITLED]
        found = [s for s in found if all(_titled(t.norm) for t in tokens[begin + 1 : at.tokens[s.first]])]
    return min(found, key=lambda s: s.first, default=None)


def _of_gender(norm: str, *, she: bool) -> bool:
    return any(form.gender == ("f" if she else "m") for _, form, *_ in verb_readings(norm))


def _titled(norm: str) -> bool:
    return norm.isalpha() and not is_verb(norm) and function_class(norm) is None


def leader(at: WordMap, spots: Spots, q: Question, who: Sequence[Pick], value: float) -> list[Pick]:
    """Who stands before the word as subject of its clause, unless he is among those who take part already."""
    token = at.tokens[q.word]
    rows = readings_as(at.reading, token, q.type)
    if q.type == "ASSAULT" or not rows or (rows[0].pronoun and rows[0].kind == "verb"):
        return []
    if rows[0].passive or is_lemma(rows[0].trigger.lemma, "seizes") or any(r.trigger.frame == "host" for r in rows):
        return []
    if any(r.kind == "noun" for r in rows) and q.type in SPOKEN and _carries(at.reading.tokens[token - 1].norm):
        # «الذي جدد دعم بلاده»: the verb before carries the noun
        token -= 1
    elif any(r.kind != "verb" for r in rows):
        return []
    spot = _leads(at, spots, token)
    if spot is None or any(
        spots.entity(p.spot) is spots.entity(spot) or (p.spot.first < spot.last and spot.first < p.spot.last)
        for p in who
    ):
        return []
    return [Pick(value, RECIPIENT if rows[0].trigger.frame == "receive" else ACTOR, spot)]


def mover(at: WordMap, spots: Spots, token: int, kind: str) -> Spot | None:
    """«نفت السفارة وصول سفينتين»: who moves is the genitive behind the noun, whoever speaks before it."""
    readings = readings_as(at.reading, token, kind)
    # «روسيا تنقل جنودا»: what may be a verb as well has its subject elsewhere
    nouns = readings and all(r.kind == "noun" for r in readings)
    if not nouns or not any(r.trigger.frame in _MOVING for r in readings):
        return None
    return next((s for s in spots.all if at.tokens[s.first] == token + 1 and s.item.type != "place"), None)


def here(at: WordMap, q: Question, who: Sequence[Pick]) -> list[Pick]:
    """Without those of a sentence before who would act beside somebody who acts in this one.

    A meeting has two, and a pronoun means somebody named before. Whom only a later sentence names takes no part beside
    somebody who was named: «القصف أصاب مركزا للنازحين. … واتهمت القوات الجيش».
    """
    token = at.tokens[q.word]
    sentence = at.reading.sentence_of(token)
    who = [p for p in who if at.tokens[p.spot.first] < sentence.last] or who
    if signed_passive(at.reading, token):
        # «قُتل 14 شخصا»: who did it is named beside it, if at all
        who = [p for p in who if p.label != ACTOR or at.tokens[p.spot.first] >= sentence.first]
    ours = [p for p in who if sentence.first <= at.tokens[p.spot.first] < sentence.last]
    if any(r.pronoun for r in readings_as(at.reading, token, q.type)):
        return list(who)
    if not any(p.label == ACTOR for p in ours) or (q.type == "CONSULT" and len(ours) < _MEETING):
        return list(who)
    return [p for p in who if p.label != ACTOR or p in ours]


def _carries(norm: str) -> bool:
    """Is it a verb whose subject does what its noun says: «جدد دعمه», but not «تلقى دعما»?"""
    return any(not pronoun for *_, pronoun in verb_readings(norm)) and not says(norm, "takes")


def _which(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«… مع الوزير فلان، الذي جدد دعم بلاده»: whoever stands before "who" did it, and nobody before him."""
    tokens = word.reading.tokens
    verb = word.token
    noun = word.row.kind == "noun" or word.maybe_noun
    if noun and word.row.trigger.type in SPOKEN and _carries(tokens[verb - 1].norm):
        # «الذي أكد دعمه»
        verb -= 1
    elif word.row.kind != "verb" or word.row.pronoun or word.passive or word.frame == "receive":
        return
    if is_lemma(word.row.trigger.lemma, "seizes"):
        # «الشبان الذين أوقفوا» were held, and held nobody
        return
    which = verb - 1
    while which > word.first and function_class(tokens[which].norm) in ("auxiliary", "particle"):
        which -= 1
    if tokens[which].norm not in _WHO or which == word.first:
        return
    end = which - 1 if tokens[which - 1].norm == "," else which
    subject = next((s for s in who if s.last == end and s.kind != "place"), None)
    if subject is None or any(s.first < subject.first and s.last > subject.first for s in who):
        return
    many, she = tokens[which].norm == _WHO_ALL, tokens[which].norm == _SHE_WHO
    if not many and not _of_gender(tokens[verb].norm, she=she):
        return
    move(subject.entity, ACTOR, roles)
    kept = [s.entity for s in who if s.first >= subject.first]
    for s in who:
        if s.last <= subject.first and not any(s.entity is e for e in kept) and not _joined_to(word, s, subject):
            for role in (ACTOR, RECIPIENT):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _told_to(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أبلغ الوزير السفير رفض بلاده», «استدعت السفير احتجاجا»: behind these verbs stands whom it was said to."""
    if word.row.kind != "noun" and not word.maybe_noun:
        return
    tokens = word.reading.tokens
    for k in range(word.token - 1, max(word.first - 1, word.token - _REACH), -1):
        norm = tokens[k].norm
        if norm in (";", ":") or norm in THAT:
            return
        bare = [inner for inner, _ in without_object(norm)]
        if says(norm, "tells") or any(says(inner, "tells") for inner in bare):
            break
    else:
        return
    behind = [s for s in those_before(word, who) if s.first > k]
    before = [s for s in those_before(word, who) if s.last <= k]
    if not says(norm, "tells"):
        # «استدعت الوزارة السفير وأبلغته احتجاجها»
        told = before[-1] if before and not behind and (len(before) > 1 or _told_before(word, before[-1])) else None
        if told is not None and len(before) == 1:
            move(told.entity, RECIPIENT, roles)
    else:
        told = behind[-1] if len(behind) > 1 or (behind and before) else None
    first = min((*before, *behind), key=lambda s: s.first, default=None)
    if told is not None and first is not None and told.entity is not first.entity:
        move(told.entity, RECIPIENT, roles)


def _told_before(word: Word, s: Standing) -> bool:
    """«استدعت الوزارة سفيرة كذا | فلانة، وأبلغتها …»: does such a verb stand before the mention already?"""
    low = max(word.first, s.first - _REACH)
    return any(says(t.norm, "tells") for t in word.reading.tokens[low : s.first])


def _joined_to(word: Word, s: Standing, subject: Standing) -> bool:
    """«الوزير وفلان اللذان»: does "and" join the two?"""
    first = word.reading.tokens[subject.first]
    return first.norm.startswith("و") and subject.start > first.start and subject.first - s.last <= NEAR


def _chained(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«عين الاتحاد فلانا مبعوثا وحث السلطات …»: a verb in the singular goes on with one subject, that of the first."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or word.row.plural or word.frame in MUTUAL:
        return
    if word.row.gender == "first" or not word.row.prefix.startswith(("و", "ف")) or word.frame == "receive":
        return
    before = sorted((s for s in those_before(word, who) if s.entity in roles[ACTOR]), key=lambda s: s.first)
    if len({id(s.entity) for s in before}) < 2 or any(s.entity in roles[ACTOR] for s in those_behind(word, who)):
        return
    first = before[0].entity
    for prior, s in pairwise(before):
        gap = word.reading.tokens[prior.last : s.first]
        # «السفير هشام الدرعي» may be one man
        apposed = not gap and prior.kind != "organization"
        if s.entity is first or apposed or _joined_to(word, prior, s):
            return
        if any(t.norm in (";", ":") or t.norm in THAT for t in gap):
            return
    roles[ACTOR] = [e for e in roles[ACTOR] if e is first or all(s.entity is not e for s in before)]


def _letter(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«نقل إليه رسالة خطية من الرئيس»: who only wrote a letter was not there."""
    if word.row.trigger.type != "CONSULT":
        return
    tokens = word.reading.tokens
    for s in who:
        norms = [t.norm for t in tokens[max(word.first, s.first - _TITLES) : s.first]]
        if s.case in ("from", "to") and any(w.removeprefix("و") in _LETTERS for w in norms) and len(who) > 1:
            for role in (ACTOR, RECIPIENT):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _sent(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أوفد الرئيس نائبه فلانا إلى جوبا»: the visitor is who was sent, and not who sent him."""
    if word.row.trigger.type != "CONSULT" or word.frame != "deploy" or word.row.kind != "verb" or word.passive:
        return
    behind = those_behind(word, who)
    sender = [s for s in those_before(word, who) if s.entity in roles[ACTOR]]
    if not behind or (len(behind) == 1 and not sender):
        return
    first, *others = behind
    envoys = [first] if sender and not others else others
    envoy = next((s for s in envoys if s.first - first.last <= NEAR), None)
    if envoy is not None and envoy.entity is not (sender[-1] if sender else first).entity:
        met = [s.entity for s in who if s.first >= envoy.last and s.case != ""]
        roles[ACTOR] = [envoy.entity, *(e for e in roles[ACTOR] if e in met and e is not envoy.entity)]
        roles[RECIPIENT] = [e for e in roles[RECIPIENT] if e is not envoy.entity]


RULES: Final[tuple[Rule, ...]] = (_letter, _which, _told_to, _chained, _sent)
