"""Attacks that a noun tells: who launched one, in which one somebody was hurt, and which was told before.

«شنت الطائرات غارات», «قُتل تسعة في قصف نفذته القوات», «ما أسفر عن مقتل اثنين», «تبنت الحركة الهجوم».
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.attributions.responsibility import TAKEN_ON
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.heads import head_of
from marsad.analysis.events import Telling
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import Reading as Trigger
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb
from marsad.lexicon.paradigms import without_object
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .sides import NEAR, says
from .spots import Spot, Spots

SUFFERED: Final = frozenset(
    fold(a + w)
    for w in ("أصيب", "أصيبت", "أصيبوا", "جرح", "استشهد", "استشهدت", "لقي", "لقيت", "توفي", "توفيت", "فقد")
    for a in ("", "و", "ف")
)
"""Verbs whose subject suffers, in whatever way the event is told."""
_RESULTS: Final = frozenset(
    fold(w)
    for w in (
        *("أسفر", "أسفرت", "أدى", "أدت", "أوقع", "أوقعت", "أودى", "أودت", "تسبب", "تسببت", "خلف", "خلفت", "مخلفا"),
        *("مخلفة", "متسببا", "متسببة", "أوقعا", "يسفر", "تسفر", "مسفرا", "نتج", "نجم"),
    )
)
"""Words for what came of an act."""
_CLAUSE: Final = 22
"""Tokens behind a word in which the attack that it tells of is named."""
_CAUSES: Final = frozenset(fold(w) for w in ("في", "خلال", "إثر", "جراء", "نتيجة", "أثناء", "بعد", "من"))
_LAUNCH: Final = "شن"
_RAIDS: Final = ("هاجم", "قصف", "أغار", "ضرب", "كمن", "فجر", "اعتدى", "انفجر", "استهدف")
AT_WHAT: Final = ("قصف", "ضرب", "استهدف", "فجر", "اعتدى", "انفجر")
"""Those whose noun alone has behind "of" what was hit: «قصف لمواقع الجيش»."""
_ATTACKERS: Final = frozenset(fold(w) for w in ("المهاجمون", "المهاجمين", "المهاجم"))
_CHASES: Final = frozenset(fold(w) for w in ("مطاردة", "مداهمة", "عملية"))
"""What else people are hurt in: «أصيب اثنان خلال مطاردة نفذتها الشرطة»."""
_OWNED: Final = TAKEN_ON | frozenset(fold(w) for w in ("مسؤوليته", "مسؤوليتها", "مسؤوليتهم"))
_DECLARED: Final = frozenset(fold(w) for w in ("أعلن", "أعلنت", "أعلنوا"))
_FAR: Final = 12
"""Tokens from a word of declaring to what is declared."""
_OWNING: Final = 8
"""Tokens before an attack among which it is said to be somebody's."""
_RESULT: Final = 5
"""Tokens before a word among which such a word stands."""


def is_result(reading: Reading, token: int) -> bool:
    """Does a word before the one at a token say that it came of what was told before: «ما أسفر عن مقتل»?"""
    sentence = reading.sentence_of(token)
    for k in range(token - 1, max(sentence.first, token - 1 - _RESULT), -1):
        if not reading.tokens[k].is_word:
            return False
        if any(form in _RESULTS for form in (reading.tokens[k].norm, reading.tokens[k].norm[1:])):
            return True
    return False


def is_retold(reading: Reading, token: int) -> bool:
    """«تبنت الحركة | الهجوم», «مسؤوليته عن | الهجوم»: is it the attack told before, with nothing new said of it?"""
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    if any(form in TAKEN_ON for form in (tokens[token].norm, tokens[token].norm[1:])):
        # «تبنت الحركة الهجوم»
        near = range(token + 1, min(sentence.last, token + _FAR))
        return any(attacks(tokens[k].norm) and is_retold(reading, k) for k in near)
    if any(form in _DECLARED for form in (tokens[token].norm, tokens[token].norm[1:])):
        # the word of declaring tells it: «أعلن التنظيم مسؤوليته عن الهجوم»
        owned = range(token + 1, min(sentence.last - 2, token + _FAR))
        noun = next((k + 2 for k in owned if tokens[k].norm in _OWNED), None)
        return noun is not None and is_retold(reading, noun)
    if not has_article(tokens[token].norm) or not attacks(tokens[token].norm):
        return False
    behind = tokens[token + 1].norm if token + 1 < sentence.last else ""
    if behind.startswith("ال") and (function_class(behind) == "relative" or is_adjective(behind)):
        return False
    before = tokens[max(sentence.first, token - _OWNING) : token]
    return any(form in _OWNED for t in before for form in (t.norm, t.norm[1:]))


def raider(spots: Spots, token: int) -> Spot | None:
    """«قُتل تسعة في قصف نفذته القوات»: who stands behind the relative verb of the attack in which it happened."""
    reading = spots.at.reading
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    attack = token if attacks(tokens[token].norm) else attack_behind(reading, token)
    for k in range(token + 1 if attack is None else attack + 1, min(sentence.last - 1, token + _CLAUSE)):
        norm = tokens[k].norm
        if attack is None or norm in (";", ":") or norm in THAT:
            return None
        if _in_attack(tokens[k - 1].norm, norm):
            attack = k
        elif k - attack <= NEAR and any(says(i, "does") for i, _ in without_object(norm)):
            found = [s for s in spots.all if spots.at.tokens[s.first] == k + 1]
            found = [s for s in found if s.item.type != "place" or is_country(s.item)]
            return max(found, key=lambda s: s.last, default=None)
    return None


def attack_behind(reading: Reading, token: int) -> int | None:
    """«قُتل تسعة، وأصيب آخرون، في | قصف»: the noun of the attack in which it happened, behind what a word tells."""
    tokens = reading.tokens
    for k in range(token + 1, min(reading.sentence_of(token).last - 1, token + _CLAUSE)):
        norm = tokens[k].norm
        if norm in (";", ":") or norm in THAT:
            return None
        if _in_attack(tokens[k - 1].norm, norm):
            return k
        if norm[0] in "وف" and is_verb(norm) and norm not in SUFFERED and head_of(norm) is None:
            # «وزارة كذا» is no "and he visited him"
            return None
    return None


def launcher(spots: Spots, token: int) -> Spot | None:
    """«شنت الطائرات الحربية، مساء السبت، غارات»: who stands right beside that verb does it."""
    reading = spots.at.reading
    tokens = reading.tokens
    verb: int | None = token
    if not _launches(tokens[token].norm):
        first = max(reading.sentence_of(token).first, token - _FAR)
        back = range(token - 1, first - 1, -1) if attacks(tokens[token].norm) else range(0)
        verb = next((k for k in back if _launches(tokens[k].norm)), None)
    if verb is None:
        return None
    behind = [s for s in spots.all if spots.at.tokens[s.first] == verb + 1]
    before = [s for s in spots.all if spots.at.tokens[s.last - 1] == verb - 1]
    before = [s for s in before if spots.at.tokens[s.first] >= reading.sentence_of(verb).first]
    for found in (behind, before):
        # «شن | تسع غارات»
        found = [s for s in found if not attacks(tokens[spots.at.tokens[s.last - 1]].norm)]
        found = [s for s in found if s.item.type != "place" or is_country(s.item)]
        if found:
            who = max(found, key=lambda s: s.last - s.first)
            gap = range(max(verb, spots.at.tokens[who.last - 1]) + 1, token)
            further = any(tokens[k].norm in THAT or is_verb(tokens[k].norm) for k in gap)
            return None if further else who
    return None


def _launches(norm: str) -> bool:
    """«شنت», «تشن»: a verb that takes a raid for its object, without a pronoun."""
    return any(r.kind == "verb" and r.trigger.lemma == _LAUNCH and not r.pronoun for r in trigger_readings(norm))


def attacks(norm: str) -> list[Trigger]:
    """The readings of a word as a noun of attacking."""
    hits = [r for r in trigger_readings(norm) if r.kind == "noun" and r.trigger.type == "ASSAULT" and not r.pronoun]
    return [r for r in hits if r.trigger.lemma in _RAIDS]


def _in_attack(before: str, norm: str) -> bool:
    """«في» | «قصف», «لهجوم»: a noun of attacking with a preposition."""
    if norm in _CHASES:
        return before in _CAUSES
    hits = attacks(norm)
    return bool(hits) and (before in _CAUSES or any(r.prefix.lstrip("وف") in ("ب", "ل", "لل") for r in hits))


def attackers_meant(told: Sequence[Telling]) -> None:
    """«هاجم مسلحون المعسكر … . وقال إن المهاجمين أحرقوا ثكنات»: the attackers are those of the attack told before."""
    for n, t in enumerate(told):
        for role in ("actor", "recipient"):
            found: list[Found] = getattr(t, role)
            if not any(fold(e.name) in _ATTACKERS for e in found):
                continue
            before = [o for o in told[:n] if o.type == "ASSAULT" and o.actor and not _unnamed(o.actor)]
            # the first word of a sentence that tells the attack names who made it
            meant = next((o for o in before if o.sentence == before[-1].sentence), None)
            if meant is not None:
                others = [e for e in found if fold(e.name) not in _ATTACKERS]
                setattr(t, role, [*others, *(e for e in meant.actor if e not in others)])


def _unnamed(found: Sequence[Found]) -> bool:
    return any(fold(e.name) in _ATTACKERS for e in found)
