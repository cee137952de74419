"""Ends of the reader's names that words alone decide: ranks, clauses that begin, purposes without their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.latin import latin_word
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate
from .groups import group_noun
from .heads import head_of
from .people import genders, title_word

_SON = frozenset(map(fold, ("ولد", "بن", "آل", "أبو", "الدين", "الله", "الإسلام")))
"""Words that go on with a name: «الشيخ ولد سيدي» is called so."""
_ADDRESSED = frozenset(map(fold, ("الشيخ", "الشيخة")))
_PURPOSES = frozenset(
    map(fold, ("مكافحة", "دعم", "حماية", "رعاية", "مراقبة", "تنمية", "شؤون", "حقوق", "إدارة", "تحرير"))
)
"""Nouns behind «ل» that say little without the next word."""


def edged(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> Iterator[Candidate]:
    """The candidate with its true ends, before it the country that its first word is."""
    if (c.first, c.last) in known:
        yield c
        return
    tokens = reading.tokens
    c = _doubled_lam(reading, c)
    first, last = c.first, c.last
    if c.type == "person" and last - first > 2 and (home := known.get((first, first + 1))) is not None:
        written_on = reading.view.span(tokens[first].at, tokens[first].at + 1).start < home.span.start
        country = written_on and home.type == "place" and home.entries[0].source == "countries"
        if country or (home.type == "place" and _where(reading, first, written_on)):
            # «سفير الجزائر بفرنسا | سعيد موسي», «أستاذ القانون بطنطا | سعيد موسي»
            yield home
            first += 1
    while c.type == "person" and last - first > 2 and rank(tokens[first].norm) and tokens[first + 1].norm not in _SON:
        # «الشيخ | نعيم السالمي»
        first += 1
    if c.type == "person":
        last = _whole_son(reading, first, last)
        while last - first > 1 and _goes_on_without(reading, first, last):
            last -= 1
    if c.type == "person" and (home := _visited(first, last, known)) is not None:
        # «يزور الرئيس سالم شيخ حمود | أديس أبابا»
        yield home
        last = home.first
    if c.type != "person" and last - first > 2 and _clause(tokens[last - 1].norm):
        # «السفارة الروسية في نيامي | فنفت ذلك»
        last -= 1
    if (
        c.type == "organization"
        and last - first > 1
        and rank(tokens[last - 1].norm)
        and has_article(tokens[last - 2].norm)
    ):
        # «قائد الجيش | العماد فلان»
        last -= 1
    if c.type != "person" and last - first > 1 and (first, last) not in known and _stationed(reading, last):
        # «الكتيبة الإيطالية | العاملة في الجنوب»
        last -= 1
    if c.type == "organization":
        last = _whole_purpose(reading, first, last)
        if last - first > 1 and last < len(tokens) and tokens[last].norm in _BRANCHES and _unit(tokens[first].norm):
            # «الفرقة الخامسة | مشاة»
            last += 1
        last = _lasting(reading, first, last, known)
        last = _some_body(reading, first, last)
    if c.type == "place" and last - first == 2 and _beside_capital(reading, first, known):
        # «قمة بيروت | العربية», «في كييف | الدير الكهفي»
        last -= 1
    if (first, last) == (c.first, c.last):
        yield c
        return
    start = c.span.start if first == c.first else tokens[first].start
    yield replace(c, first=first, last=last, span=Span(start, tokens[last - 1].end), aliases=())


def rank(norm: str) -> bool:
    """«العماد», «الشيخ»: a word with the article that only ever addresses somebody."""
    hit = title_word(norm)
    if norm in _ADDRESSED:
        return True
    return hit is not None and has_article(norm) and bool(hit[2]) and all(not t.office for t in hit[2])


def _stationed(reading: Reading, last: int) -> bool:
    """Is the last word what a body or place is doing where the next words say: «القوات | المتمركزة في كذا»?"""
    tokens = reading.tokens
    if tokens[last - 1].norm not in _STATIONED or last >= len(tokens):
        return False
    norm = tokens[last].norm
    return function_class(norm) == "preposition" or norm in _SIDES or (norm[0] in "بل" and len(norm) > 3)


_STATIONED = frozenset(
    fold(w + e)
    for w in (
        *("العامل", "المتمركز", "المنتشر", "المرابط", "الموجود", "المتواجد", "المشارك", "المتوغل", "الراسي"),
        *("المتجه", "القادم", "المكلف", "المسيطر", "المؤدي", "الرابط", "الممتد", "المطل", "المجاور", "التابع"),
    )
    for e in ("", "ة")
)
_SIDES = frozenset(map(fold, ("شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "قرب", "داخل")))


def _unit(norm: str) -> bool:
    hit = head_of(norm)
    return hit is not None and hit[2][0].noun in _UNITS


_UNITS = frozenset(map(fold, ("فرقة", "لواء", "كتيبة", "سرية", "فوج")))
_BRANCHES = frozenset(map(fold, ("مشاة", "مدرعات", "مدرع", "مدرعة", "مغاوير", "مظلات", "مظليين", "صاعقة", "مدفعية")))
"""What troops a unit is made of, behind its number and without the article."""


def _visited(first: int, last: int, known: dict[tuple[int, int], Candidate]) -> Candidate | None:
    """The capital of two words at the end of a name of two more: nobody is called so."""
    home = known.get((last - 2, last)) if last - first > 3 else None
    return home if home is not None and any(e.source in ("capitals", "countries") for e in home.entries) else None


def _where(reading: Reading, first: int, written_on: bool) -> bool:
    """Does a preposition lead a place, with somebody's given name behind it: «النائب عن كنساس | جيمس هارلو»?"""
    tokens = reading.tokens
    norm, following = tokens[first].norm, tokens[first + 1].norm
    if norm in genders() or (following not in gazetteer().given_names and following not in _ABDS):
        return False
    if written_on:
        return norm[0] == "ب"
    return first > 0 and function_class(tokens[first - 1].norm) == "preposition"


_ABDS = frozenset((fold("عبد"),))


def _whole_son(reading: Reading, first: int, last: int) -> int:
    """«سالم ولد» | «عمار»: no name ends in whose son somebody is, so the next word is the father's."""
    tokens = reading.tokens
    if last - first < 2 or last >= len(tokens) or tokens[last - 1].norm not in _FATHERED:
        return last
    if group_noun(tokens[first].norm) is not None and tokens[first].norm not in gazetteer().given_names:
        # «تاجر بن»: coffee
        return last
    norm = tokens[last].norm
    return last + 1 if tokens[last].is_word and function_class(norm) is None else last


def _goes_on_without(reading: Reading, first: int, last: int) -> bool:
    """Is the last word of a person's name no part of it: whose son, what he did, in what state he did it?"""
    token, before = reading.tokens[last - 1], reading.tokens[last - 2].norm
    norm = token.norm
    if norm in _FATHERED:
        return group_noun(reading.tokens[first].norm) is None
    if has_article(norm) or norm in gazetteer().given_names or last - first < 3:
        return False
    if norm in _SAID:
        # «سالم الهادي | أعرب عن …»
        return True
    if not has_article(before) or before in _OF_GOD:
        return False
    if len(norm) == 3 and reading.text[token.end - 1] == "ى":
        # «سالم عبد الكريم | رعى»: a verb's last letter
        return True
    # «سالم الهلالي | كاشفا», «هالة الزيدي | مشيرة»: behind a family name with the article
    return before.endswith("ي") and (_STATE.match(norm) is not None or (norm.endswith(_DONE) and is_verb(norm)))


_FATHERED = frozenset(map(fold, ("ولد", "بن", "ابن", "بنت", "ابنة")))
_OF_GOD = frozenset(map(fold, ("الله", "الدين")))
"""Behind these a name goes on with a family name of any shape: «عبد الله كوناتي»."""
_SAID = frozenset(
    map(fold, ("أعرب", "أعربت", "أعلن", "أعلنت", "أكد", "أكدت", "أوضح", "أوضحت", "أضاف", "أضافت", "أفاد"))
)
"""Verbs of saying that are no family names."""
_DONE = ("ا", "وا", "ت")
"""Endings of verbs for two, for many and for a woman."""
_STATE = re.compile(r"(?:[^ا]ا[^اوي][^اوي]|م[^ا]{3}|م[^ا]ي[^ا]|مت[^ا]{3})[اه]\Z")
"""An active participle in the accusative or of a woman: «كاشفا», «مشيره», «متهما»."""


def _clause(norm: str) -> bool:
    """«فنفت»: a body's verb behind «ف», which opens the next clause. «فيتول» and «فينيش» are names."""
    if (
        norm[:1] != "ف"
        or norm[-1:] != "ت"
        or len(norm) < 4
        or norm in gazetteer().given_names
        or head_of(norm) is not None
    ):
        return False
    return is_verb(norm[1:]) and not is_adjective(norm) and latin_word(norm) is None


def _whole_purpose(reading: Reading, first: int, last: int) -> int:
    """«جهاز الردع لمكافحة» | «الجريمة المنظمة والإرهاب»: the noun of purpose goes on to what it is for."""
    tokens = reading.tokens
    norm = tokens[last - 1].norm
    if last - first < 2 or not purpose(norm):
        return last
    end = last
    if end < len(tokens) and _defined(reading, end):
        end += 1
        while end < len(tokens) and _defined(reading, end) and _describes(tokens[end].norm, tokens[end - 1].norm):
            end += 1
        if end < len(tokens) and tokens[end].norm.startswith("وال") and _defined(reading, end):
            end += 1
    return end


def _lasting(reading: Reading, first: int, last: int, known: dict[tuple[int, int], Candidate]) -> int:
    """«قوة الأمم المتحدة | الجديدة»: what is said of a known body for the time being is no part of its name."""
    if last - first < 3 or reading.tokens[last - 1].norm not in _PASSING:
        return last
    whole = (known.get((k, last - 1)) for k in (first, first + 1))
    return last - 1 if any(w is not None and w.type == "organization" for w in whole) else last


def _some_body(reading: Reading, first: int, last: int) -> int:
    """«منظمة إغاثة | إيطالية»: a body without a name goes on with whose it is."""
    tokens = reading.tokens
    if last >= len(tokens) or head_of(tokens[first].norm) is None or last - first > 2:
        return last
    norms = [t.norm for t in tokens[first : last + 1]]
    if any(has_article(n) for n in norms) or nationality(norms[-1]) is None or not is_adjective(norms[-1]):
        return last
    return last + 1


_PASSING = frozenset(
    map(fold, ("الجديد", "الجديدة", "الخاص", "الخاصة", "الحالي", "الحالية", "السابق", "السابقة", "المقبلة", "المؤقتة"))
)


def _beside_capital(reading: Reading, first: int, known: dict[tuple[int, int], Candidate]) -> bool:
    """Does a word with the article stand behind a capital, which has its whole name, that says nothing of where?"""
    town = known.get((first, first + 1))
    norm = reading.tokens[first + 1].norm
    if town is None or not any(e.source == "capitals" for e in town.entries) or not norm.startswith("ال"):
        return False
    return norm == _ARAB or not (is_adjective(norm) or nationality(norm) or norm in _COMPASS)


_ARAB = fold("العربية")
_COMPASS = frozenset(map(fold, ("الغرب", "الشرق", "الشمال", "الجنوب", "الشام", "الكبرى", "الوسط")))


def site(reading: Reading, c: Candidate) -> bool:
    """«في موقع | وادي السدر»: a place with its kind noun, where «موقع» means no website."""
    tokens, k = reading.tokens, c.first - 1
    hit, own = head_of(tokens[k].norm), head_of(tokens[c.first].norm)
    if c.type != "place" or hit is None or hit[2][0].noun != _SITE or own is None or own[1]:
        return False
    led = hit[0].endswith("ب") or (k > 0 and function_class(tokens[k - 1].norm) == "preposition")
    return led and own[2][0].type == "place"


_SITE = fold("موقع")


def _describes(norm: str, noun: str) -> bool:
    return not norm.startswith("و") and (is_adjective(norm) or (norm.endswith("ه") and noun.endswith("ه")))


def purpose(norm: str) -> bool:
    """«لمكافحة»: what a body is there for."""
    return norm[:1] == "ل" and norm[1:] in _PURPOSES


def _defined(reading: Reading, k: int) -> bool:
    token = reading.tokens[k]
    return token.is_word and has_article(token.norm) and function_class(token.norm) is None and not rank(token.norm)


def _doubled_lam(reading: Reading, c: Candidate) -> Candidate:
    """«للجنة الدولية» is the committee and no «جنة»: the second lam is the noun's own."""
    norm = reading.tokens[c.first].norm
    if not norm.startswith("لل") or head_of(norm[2:]) is not None or head_of(norm[1:]) is None:
        return c
    start = reading.view.offsets[reading.tokens[c.first].at + 1]
    if c.span.start != start + 1:
        return c
    return replace(c, span=Span(start, c.span.end))
