"""People and things that are described and not named: «مسؤول عسكري», «64 مهاجرا», «سفينتين تابعتين للبحرية».

They are found everywhere and kept only where an event, a claim or a position needs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_people, is_verb, nationality
from marsad.lexicon.tables import read_table, values
from marsad.model.record import EntityType
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate
from .people import title_word

_UNITS = frozenset(
    fold(w)
    for w in (
        *("أحد", "إحدى", "اثنا", "اثني", "اثنتا", "اثنتي", "ثلاثة", "ثلاث", "أربعة", "أربع", "خمسة", "خمس"),
        *("ستة", "ست", "سبعة", "سبع", "ثمانية", "ثماني", "تسعة", "تسع"),
    )
)
_ONE = frozenset(fold(w) for w in ("أحد", "إحدى"))
_NUMBERS = _UNITS | frozenset(
    fold(w)
    for w in [
        "عشرة",
        "عشر",
        "عشرات",
        "مئات",
        "آلاف",
        "مئة",
        "مائة",
        "ألف",
        "ألفي",
        "مئتي",
        "مئتا",
        "مئتين",
        "ألفا",
        "ألفين",
        "مليون",
        "ملايين",
        "اثنان",
        "اثنين",
        "اثنتان",
        "اثنتين",
        "عشرون",
        "عشرين",
        "ثلاثون",
        "ثلاثين",
        "أربعون",
        "أربعين",
        "خمسون",
        "خمسين",
        "ستون",
        "ستين",
        "سبعون",
        "سبعين",
        "ثمانون",
        "ثمانين",
        "تسعون",
        "تسعين",
        "عدد",
        "عدة",
        "بضعة",
        "بضع",
        "نحو",
        "زهاء",
        "قرابة",
        "حوالي",
    ]
)
_COMPLEMENT = frozenset(fold(w) for w in ["من", "في", "لدى", "باسم"])
_ANOTHER = frozenset(
    fold(w)
    for w in (
        *("آخر", "أخرى", "آخرون", "آخرين", "آخران", "أخريان", "ثان", "ثالث"),
        *("الآخر", "الأخرى", "الآخرون", "الثاني", "الثالث"),
    )
)
_TOWARDS = (fold("إليها"), fold("إليهم"))
_BELONGING = tuple(fold(w) for w in ("تابع", "مرتبط", "موال", "مقرب", "مطلع", "منتم"))


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun for people or things: its singular, what it names and whether it can be a source."""

    noun: str
    type: EntityType
    sector: str
    role: str
    plural: bool


@lru_cache(maxsize=1)
def _nouns() -> dict[str, GroupNoun]:
    out: dict[str, GroupNoun] = {}
    for row in read_table("ar/entities/groups.tsv"):
        noun = fold(row["noun"])
        forms = [(row["noun"], False)] + [(p, True) for p in values(row["plural"])]
        stem = row["noun"]
        if stem.endswith("ة"):
            forms += [(stem[:-1] + "تين", True), (stem[:-1] + "تان", True), (stem[:-1] + "تي", True)]
        else:
            forms += [
                (stem + "ة", False),
                (stem + "ين", True),
                (stem + "ان", True),
                (stem + "ا", False),
                (stem + "ات", True),
            ]
        for form, plural in forms:
            out.setdefault(
                fold(form),
                GroupNoun(noun, row["type"], row["sector"], row["role"], plural),  # type: ignore[arg-type]
            )
        for p in values(row["plural"]):
            if p.endswith(("ون", "ين")):
                # «مقاتلو الحركة», «لمسلحي الجبل»: before whose they are
                out.setdefault(fold(p[:-1]), GroupNoun(noun, row["type"], row["sector"], row["role"], True))  # type: ignore[arg-type]
            out.setdefault(fold(p) + "ا", GroupNoun(noun, row["type"], row["sector"], row["role"], True))  # type: ignore[arg-type]
    return out


@lru_cache(maxsize=16_384)
def group_noun(norm: str) -> tuple[str, GroupNoun] | None:
    """A folded word read as a noun for a group: (particles, noun)."""
    table = _nouns()
    for prefix, stem in splits(norm):
        if stem in table and not prefix.endswith("س"):
            return prefix, table[stem]
    return None


def groups(reading: Reading, name_ends: dict[int, int]) -> list[Candidate]:
    """All candidates for groups and assets. `name_ends` maps a name's first token to the token behind it."""
    tokens = reading.tokens
    out: list[Candidate] = []
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            if not tokens[i].is_word or towards(reading, i) or _is_by(reading, i):
                continue
            if (hit := group_noun(tokens[i].norm)) is None:
                if i not in name_ends and (people := _people(reading, i, sentence.first)) is not None:
                    out.append(people)
                continue
            if demands(reading, i, i == sentence.first) or _describes(reading, i, sentence.first, hit[1]):
                continue
            if i + 1 in name_ends and title_word(tokens[i].norm):
                # «الشيخ إدريس» is a man with his title
                continue
            if hit[1].role != "reader":
                out.append(described(reading, i, hit, (sentence.first, sentence.last), name_ends))
    return out


def described(
    reading: Reading, i: int, hit: tuple[str, GroupNoun], sentence: tuple[int, int], name_ends: Mapping[int, int]
) -> Candidate:
    """The candidate whose noun, read as `hit`, is token i: with the number before and what describes it behind."""
    tokens = reading.tokens
    prefix, noun = hit
    core, extended = _reach(reading, i, sentence[1], name_ends)
    first = i
    while first > sentence[0] and (tokens[first - 1].is_number or is_number_word(tokens[first - 1].norm)):
        first -= 1
    if first < i:
        start = _number_start(reading, first)
    else:
        skip = len(prefix) - (2 if prefix.endswith("ال") else 0)
        start = reading.view.offsets[tokens[i].at + skip]
    span = Span(start, tokens[extended - 1].end)
    aliases = [Span(start, tokens[k - 1].end) for k in {core, i + 1} if k != extended]
    nation = next((c for t in tokens[i + 1 : core] if (c := nationality(t.norm))), None)
    return Candidate(
        first, extended, span, noun.type, f"entities.group.{noun.noun}", 20, (), tuple(aliases), nation,
        (noun.sector,) if noun.sector else (), noun.noun,
    )  # fmt: skip


_PARTY = fold("طرف")
_FEMININE = fold("ية")
_DEMANDED = fold("طالب")
_OTHERS = frozenset(fold(w) for w in ("ثالث", "ثان", "آخر"))
_PEOPLE_ENDS = ("ون", "ين", "يون", "يين")


def _people(reading: Reading, i: int, first: int) -> Candidate | None:
    """«الأمريكيون», «ستة أفغان»: people of a country, where no noun stands before that they would describe."""
    token = reading.tokens[i]
    norm = token.norm
    country = nationality(norm)
    if country is None or not (norm.endswith(_PEOPLE_ENDS) or is_people(norm)):
        return None
    start = next(
        (
            reading.view.offsets[token.at + len(prefix) - (2 if prefix.endswith("ال") else 0)]
            for prefix, stem in splits(norm)[1:]
            if not prefix.endswith("س")
            and (prefix.endswith(("ال", "لل")) or (nationality(stem) and stem in reading.norms))
        ),
        token.start,
    )
    k = i
    while k > first and (reading.tokens[k - 1].is_number or counts(reading.tokens[k - 1].norm)):
        k -= 1
    if k < i:
        start = _number_start(reading, k)
    if k > first:
        before = reading.tokens[k - 1]
        described = before.is_word and function_class(before.norm) is None and not is_verb(before.norm)
        if described and not (nationality(before.norm) and norm[0] == "و"):
            return None
    stem = bare(norm)
    return Candidate(k, i + 1, Span(start, token.end), "group", "entities.group.people", 20, (), (), country, (), stem)


def _describes(reading: Reading, i: int, first: int, noun: GroupNoun) -> bool:
    """«عملية | عسكرية»: an adjective in the feminine behind a noun is nobody."""
    if i == first or not noun.noun.endswith("ي") or not reading.tokens[i].norm.endswith(_FEMININE):
        return False
    before = reading.tokens[i - 1]
    return before.is_word and function_class(before.norm) is None and not is_verb(before.norm)


def demands(reading: Reading, i: int, opens: bool) -> bool:
    """«وطالب | الحزب الحكومة بالرحيل»: "and demanded" is written like a student, of whom no sentence begins so."""
    norm = reading.tokens[i].norm
    if norm != "و" + _DEMANDED and not (opens and norm == _DEMANDED):
        return False
    return i + 1 < len(reading.tokens) and has_article(reading.tokens[i + 1].norm)


def towards(reading: Reading, i: int) -> bool:
    """«إليه» folds like «آلية»."""
    token = reading.tokens[i]
    return "إلي" in reading.text[token.start : token.end] or token.norm.endswith(_TOWARDS)


def _is_by(reading: Reading, i: int) -> bool:
    """«من طرف الشرطة»: the noun of "by" is nobody; «من طرف ثالث» is."""
    tokens = reading.tokens
    if tokens[i].norm != _PARTY or i == 0 or tokens[i - 1].norm != "من" or i + 1 == len(tokens):
        return False
    return not is_adjective(tokens[i + 1].norm) and tokens[i + 1].norm not in _OTHERS


def are_several(norm: str) -> bool:
    """Does a description that begins with this word mean several: «ثلاثين نائبا», «مسؤولين»?

    >>> [are_several(fold(w)) for w in ("النائب", "ثلاثين", "المسؤولين", "أحد", "مسؤولا")]
    [False, True, True, False, False]
    """
    if norm.isdecimal():
        return True
    hit = group_noun(norm)
    if hit is not None:
        return hit[1].plural
    return counts(norm) and not any(stem in _ONE for _, stem in splits(norm))


def is_number_word(norm: str) -> bool:
    return any(stem in _NUMBERS for _, stem in splits(norm)) and function_class(norm) != "preposition"


def counts(norm: str) -> bool:
    """A number word without the article, particles before it or not.

    >>> counts(fold("وآلاف")), counts(fold("الأحد")), counts(fold("نحو"))
    (True, False, True)
    """
    return any(is_number(stem) and not prefix.endswith(("ال", "لل")) for prefix, stem in splits(norm))


def is_number(stem: str) -> bool:
    """A number word itself, nothing written before it."""
    return stem in _NUMBERS


def is_unit(norm: str) -> bool:
    """A number from one to nine, as it stands before «عشرة».

    >>> is_unit(fold("ثماني")), is_unit(fold("والثلاث")), is_unit(fold("عشرون"))
    (True, True, False)
    """
    return any(stem in _UNITS for _, stem in splits(norm))


def _number_start(reading: Reading, first: int) -> int:
    token = reading.tokens[first]
    for prefix, stem in splits(token.norm):
        if stem in _NUMBERS:
            return reading.view.offsets[token.at + len(prefix)]
    return token.start


def _reach(reading: Reading, i: int, end: int, name_ends: Mapping[int, int]) -> tuple[int, int]:
    """Tokens behind the noun with its adjectives, and behind the complements too."""
    tokens = reading.tokens
    definite = has_article(tokens[i].norm)
    k = i + 1
    if k < end and tokens[k].is_word and not definite and k in name_ends:
        # «مسؤولي بلدية سبها», «سكان المدينة»
        return name_ends[k], name_ends[k]
    if (
        k < end
        and tokens[k].is_word
        and not definite
        and has_article(tokens[k].norm)
        and not tokens[k].norm.startswith(("و", "ف", "ب", "ك"))
        and not function_class(tokens[k].norm)
        and not is_verb(tokens[k].norm)
        and not nationality(tokens[k].norm)
    ):
        k += 1
    while k < end and tokens[k].is_word and _adjective_of(tokens[k].norm, definite):
        k += 1
    core = k
    if k + 1 < end and tokens[k].norm in _COMPLEMENT and k + 1 in name_ends:
        return core, name_ends[k + 1]
    if k + 1 < end and tokens[k].norm.startswith(_BELONGING) and k + 1 in name_ends:
        return core, name_ends[k + 1]
    if k + 1 < end and tokens[k].norm in {fold("من"), fold("في"), fold("باسم")} and tokens[k + 1].is_word:
        following = tokens[k + 1].norm
        if has_article(following) and not following.startswith("وال"):
            return core, k + 2
        if group_noun(following):
            _inner, extended = _reach(reading, k + 1, end, name_ends)
            return core, extended
    return core, core


def another(norm: str) -> bool:
    """«مصدر | آخر», «مسؤول | ثان»: who is set apart from the one before."""
    return norm in _ANOTHER


def _adjective_of(norm: str, definite: bool) -> bool:
    if norm.startswith("و") and not has_article(norm):
        inner = norm[1:]
        return (
            is_adjective(inner)
            and not function_class(norm)
            and not is_verb(norm)
            and inner.endswith(("يه", "ي", "ين", "ون"))
        )
    if has_article(norm) != definite or function_class(norm):
        return False
    if another(norm) or (nationality(norm) and not norm.startswith(("ب", "ل", "ف", "و"))):
        return True
    return is_adjective(norm) and not is_verb(norm)
