"""Whose matter it is that somebody refuses, backs or condemns: «رفض العرض | الفرنسي», «دان الغارات | الإسرائيلية».

No name stands there, only a country's adjective, so nobody was heard as the one whom it is said to. Where what is
refused tells of a request, that country asked, and who refuses it was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.people import title_word
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .sides import ACTOR, RECIPIENT, Roles
from .spots import Pick, Spot, Spots
from .stand_ins import nation_of
from .words import Question, WordMap

_TYPES: Final = ("REJECT", "SUPPORT", "ACCUSE")
_REQUEST: Final = "REQUEST"
_MATTERS: Final = frozenset(
    fold(w)
    for w in (
        "اقتراح", "اقتراحات", "مقترح", "مقترحات", "عرض", "عروض", "طلب", "طلبات", "مبادرة", "مبادرات", "خطة", "خطط",
        "مشروع", "موقف", "مواقف", "جهود", "وساطة", "دعوة", "دعوات", "مساعي", "رؤية", "ورقة", "شروط", "مطالب", "قرار",
        "قرارات", "إجراءات", "خطوة", "خطوات", "سياسة", "سياسات", "ضغوط", "تهديدات", "تصريحات", "اعتداء", "اعتداءات",
        "هجوم", "هجمات", "غارة", "غارات", "قصف", "عدوان", "ضربة", "ضربات", "انتهاك", "انتهاكات", "حصار", "تدخل",
        "خريطة", "خارطة", "دور", "أدوار", "دعم", "تدخلات", "احتلال", "استفزازات", "توغل", "توغلات", "تصعيد",
        "عقوبات", "رسوم",
    )
)  # fmt: skip
"""What a country offers, wants or does, that others take a stand on."""
_PREFIXES: Final = ("", "ال", "ب", "بال", "ل", "لل")
_BODIES: Final = tuple(
    (frozenset(fold(w) for w in adjectives), fold(body))
    for adjectives, body in (
        (("الأممي", "الأممية", "أمميا", "أممية"), "أمم متحدة"),
        (("الأوروبي", "الأوروبية", "أوروبيا", "أوروبية"), "اتحاد أوروبي"),
    )
)
"""Adjectives of bodies that several countries have in common, with their names as the table keeps them."""
_OF_BODIES: Final = frozenset(w for adjectives, _ in _BODIES for w in adjectives)
_ADJECTIVES: Final = 3
_FAR: Final = 10
"""Tokens from the word to what it is about, its subject between."""


def whose_matter(
    spots: Spots, token: int, kind: str, rows: Sequence[TriggerReading], roles: Roles
) -> list[tuple[str, Spot]]:  # fmt: skip
    """Put whose matter it is into the roles; the part with a mention of each."""
    if not rows or not roles["actor"]:
        return []
    if kind == _REQUEST and any(r.kind == "noun" and not r.pronoun for r in rows):
        found = _owners(spots, token, roles)
        if not found or not all(_before(spots, e, token) for e in roles["actor"]):
            return []
        if spots.table.covering(token + 1) is not None:
            # «جدد الوزير دعوة | فرنسا إلى …» is said to France
            return []
        # «رفضت البلاد طلبا أميركيا»: who refuses was asked
        roles["actor"], roles["recipient"] = [spots.entity(s) for s in found], list(roles["actor"])
        return [("actor", s) for s in found]
    if kind not in _TYPES or rows[0].passive:
        return []
    noun = matter_behind(spots, token)
    if noun is None or not all(_elsewhere(spots, e, token, noun) for e in roles["recipient"]):
        return []
    found = _owners(spots, noun, roles)
    roles["recipient"] = [spots.entity(s) for s in found] or roles["recipient"]
    return [("recipient", s) for s in found]


def matter_behind(spots: Spots, token: int) -> int | None:
    """The noun in the clause of a word that says what is refused, backed or condemned."""
    reading = spots.at.reading
    for k in range(token + 1, min(reading.sentence_of(token).last, token + 1 + _FAR)):
        norm = reading.tokens[k].norm
        if any(prefix in _PREFIXES and {stem, stem.removesuffix("ا")} & _MATTERS for prefix, stem in splits(norm)):
            return k
        if not reading.tokens[k].is_word or norm in THAT or function_class(norm) == "relative":
            return None
        if _verb(reading, k) and spots.table.covering(k) is None:
            return None
    return None


def _verb(reading: Reading, k: int) -> bool:
    norm = reading.tokens[k].norm
    return is_verb(norm) and not has_article(norm) and not is_adjective(norm) and function_class(norm) is None


def _owners(spots: Spots, noun: int, roles: Roles) -> list[Spot]:
    """Mentions of the countries and bodies whose adjectives stand behind a noun, without those of who acts."""
    out: list[Spot] = []
    tokens = spots.at.reading.tokens
    first = noun + 1
    if first < len(tokens) and _of_what(spots, first):
        # «مشروع | القرار | الأميركي»
        first += 1
    for t in tokens[first : first + _ADJECTIVES]:
        norm = t.norm.removeprefix("و") if out else t.norm
        country, body = nationality(norm), next((b for a, b in _BODIES if norm in a), None)
        if country is not None and not any(nation_of(e) == country for e in roles["actor"]):
            named = [s for s in spots.all if is_country(s.item) and nation_of(spots.entity(s)) == country]
        elif body is not None:
            named = [s for s in spots.all if body in spots.entity(s).names and spots.entity(s) not in roles["actor"]]
        elif country is None and t.is_word and is_adjective(norm):
            continue
        else:
            break
        spot = min(named, key=lambda s: abs(spots.at.tokens[s.first] - noun), default=None)
        if spot is None:
            break
        out.append(spot)
    return out


def _of_what(spots: Spots, k: int) -> bool:
    """Is the token a noun with the article that only says what kind of thing the one before is?"""
    norm = spots.at.reading.tokens[k].norm
    plain = has_article(norm) and not title_word(norm) and not is_adjective(norm)
    plain = plain and nationality(norm) is None and norm not in _OF_BODIES
    return plain and spots.table.covering(k) is None


def _before(spots: Spots, entity: Found, token: int) -> bool:
    """Is somebody named before a token in its sentence, and not behind it?"""
    sentence = spots.at.reading.sentence_of(token)
    here = [first for first, _, _ in entity.mentions if sentence.first <= first < sentence.last]
    return any(first < token for first in here) and all(first < token for first in here)


def _elsewhere(spots: Spots, entity: Found, token: int, noun: int) -> bool:
    """«ضغط على | إسرائيل، ورحب بالخطة الفرنسية، ورفضت | عمان»: is somebody named only in clauses beside?"""
    reading = spots.at.reading
    sentence = reading.sentence_of(noun)
    here = [first for first, _, _ in entity.mentions if sentence.first <= first < sentence.last]
    further = next((k for k in range(noun + 1, sentence.last) if reading.tokens[k].norm == ","), sentence.last)
    goes_on = reading.tokens[token].norm.startswith("و") and token > 0 and reading.tokens[token - 1].norm == ","
    return bool(here) and all(first > further or (goes_on and first < token) for first in here)


def governed(at: WordMap, q: Question, who: Sequence[Pick]) -> list[Pick]:
    """«أشاد بدور | قطر»: whose matter a genitive says is no subject, it is said to them."""
    token = at.tokens[q.word]
    if q.type not in _TYPES or not any(r.kind == "verb" for r in readings_as(at.reading, token, q.type)):
        return list(who)
    return [
        replace(p, label=RECIPIENT) if p.label == ACTOR and _owner(at.reading, token, at.tokens[p.spot.first]) else p
        for p in who
    ]


def _owner(reading: Reading, token: int, first: int) -> bool:
    """Does a genitive chain that begins with such a noun behind «ب» end with the mention at a token?"""
    for k in range(first - 1, token, -1):
        norm = reading.tokens[k].norm
        if any(prefix == "ب" and stem in _MATTERS for prefix, stem in splits(norm)):
            return True
        if not reading.tokens[k].is_word or has_article(norm) or is_adjective(norm):
            return False
    return False
