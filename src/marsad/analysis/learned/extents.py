"""Where the words of a description begin and end: particles, numbers, complements.

The reader's edges follow its training reports, which don't agree with each other on how much belongs to a
description: «مسلحون» or «مسلحون من قرية كذا». The description keeps the reader's words, and what surely
goes with them; where the words behind may belong to it, the longer form is one more mention of the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from marsad.analysis.entities.groups import counts, group_noun, is_number
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.people import title_word
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.reader.model import WordSpan
from marsad.text.clitics import PRONOUNS, has_article, splits
from marsad.text.views import fold

from .words import WordMap

_QUANTIFIERS: Final = frozenset(fold(w) for w in ("أي", "أية", "كل", "كافة", "جميع", "سائر", "بعض"))
_ANY: Final = frozenset(fold(w) for w in ("أي", "أية", "أيا"))
_ABOUT: Final = frozenset(fold(w) for w in ("نحو", "قرابة", "حوالي", "زهاء"))
_MORE: Final = frozenset(fold(w) for w in ("أكثر", "أزيد", "أقل"))
_OF: Final = fold("من")
_NUMBER: Final = fold("عدد")
_COMPLEMENTS: Final = frozenset(fold(w) for w in ("من", "في", "عند"))
_ON: Final = fold("على")
"""Goes on with what an adjective is true of: «مطلع على الملف»."""
_FOR: Final = fold("لل")
_PLURALS: Final = ("ون", "ين")
_ORDINALS: Final = frozenset(fold(w) for w in ("ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"))
_STEPS: Final = 2
"""How often a longer form may go on."""
_NOT: Final = fold("لم")
_JUSSIVE: Final = ("ي", "ت")
"""Beginnings of the verb behind «لم»."""
_OF_WHAT: Final = {
    fold(noun): fold(word)
    for noun, word in (("منقب", "عن"), ("مدافع", "عن"), ("محتج", "على"), ("معترض", "على"), ("متمرد", "على"))
}
"""Participles with what they go on with: «منقبون | عن الذهب»."""
OF_THEM: Final = frozenset(fold("من" + p) for p in ("هم", "هن", "هما", "ها"))
"""Of whom somebody is some: «اثنين | منهم»."""
_ONE: Final = frozenset(fold(w) for w in ("واحد", "واحدا", "واحدة"))
"""Begins with no "and"."""
AIMS: Final = frozenset(
    fold(w)
    for w in (
        *("للاشتباه", "للمطالبة", "للتنديد", "للاحتجاج", "للمشاركة", "للتحقيق", "للضغط", "للحصول", "للتظاهر", "للقاء"),
        *("للتفاوض", "للاطلاع", "للتعبير", "للتعاون", "للانضمام"),
    )
)
"""What somebody was taken or came for: «أربعة أشخاص» | «للاشتباه في …»."""
_CONSTRUCT: Final = fold("و")
"""The ending of plurals that stand in construct: «موظفو المصلحة»."""
_PURPOSES: Final = frozenset(
    fold(w)
    for w in (
        *("شحن", "نقل", "وقود", "ركاب", "صيد", "أعمال", "شرطة", "أمن", "إسعاف", "إطفاء", "إنقاذ", "حراسة"),
        *("استطلاع", "مساعدات", "إغاثة", "مياه", "نفط", "غاز", "حبوب", "سلاح", "ذخيرة", "دين", "قانون"),
    )
)
"""Nouns that say what for: «سفينة شحن», «رجل أعمال»."""
_IN_WHAT: Final = frozenset(fold(w) for w in ("الهوية", "الصنع", "الجنسية", "الأصل", "الجنسيات", "المستوى"))
"""What an adjective before them is true of: «مسيرة مجهولة الهوية»."""
LEANING: Final = frozenset(
    fold(a + w + e)
    for a in ("", "ال")
    for w in ("موالي", "مرتبط", "مقرب", "تابع", "مدعوم", "منتمي", "محسوب", "مبايع", "منضوي")
    for e in ("", "ة", "ين", "ون", "تين", "تان", "ان")
) | {fold("موال"), fold("منتم"), fold("منضو")}
"""Adjectives that say whose somebody is, and nothing without the name behind: «آليات تابعة» | «للواء»."""
_NOT_OWNED: Final = ("ون", "ين", "ان")
"""Endings that are lost before whose somebody is: what stands behind them is somebody else («مسلحون» | «مركبات»)."""
_COLLECTIVE: Final = frozenset(
    fold(w)
    for w in (
        *("أهل", "ساكن", "ابن", "عضو", "عنصر", "قائد", "طالب", "عامل", "مقاتل", "حارس", "وجيه", "عين", "شيخ"),
        *("مسؤول", "ممثل", "والي", "عائلة", "محافظ", "وزير", "رئيس", "مدير", "سفير", "حاكم", "قاطرة", "قوة"),
    )
)
"""Nouns that mostly stand in construct with what is theirs: «أهالي الحي», «عناصر القوات المساعدة»."""


def particles(reading: Reading, first: int) -> int:
    """Letters of a conjunction or preposition written onto the first word of a description."""
    token = reading.tokens[first]
    norm = token.norm
    if len(norm) <= 3 or norm in _ONE or _noun(norm):
        return 0
    if norm[0] in "وفبل" and reading.text[token.start + 1 : token.start + 2] in ("أ", "إ", "آ"):
        return 1
    for prefix, stem in splits(norm)[1:]:
        if prefix.endswith("س") or prefix.startswith("ك"):
            continue
        letters = len(prefix) - (2 if prefix.endswith("ال") else 0)
        if letters and (_noun(stem) or (len(stem) > 3 and stem in reading.norms)):
            return letters
    return 0


def _noun(stem: str) -> bool:
    """Is it, with or without a pronoun at its end, a noun that opens descriptions, or a number?"""
    inner = [stem, *(stem[: -len(p)] for p in PRONOUNS if stem.endswith(p) and len(stem) - len(p) >= 3)]
    return is_number(stem) or any(_listed(w) for w in inner)


def _listed(word: str) -> bool:
    group, title, head = group_noun(word), title_word(word), head_of(word)
    return any(hit is not None and not hit[0] for hit in (group, title, head))


def one_does(norm: str) -> bool:
    """Does a word tell in the present what one does, as behind a subject: «والجزائر | ترفض»?

    >>> [one_does(fold(w)) for w in ("ترفض", "يرفضون", "ليبية")]
    [True, False, False]
    """
    many = norm.endswith(("ون", "ان", "وا"))
    return norm[0] in "يت" and not many and is_verb(norm) and not is_adjective(norm) and group_noun(norm) is None


def completes(before: str, norm: str) -> bool:
    """Does a word belong to the one before it: «سفينة» | «شحن», «تركية» | «الصنع»?

    >>> completes(fold("شاحنات"), fold("وقود")), completes(fold("شاحنات"), fold("أمس"))
    (True, False)
    """
    if norm in _IN_WHAT:
        return is_adjective(before) and not has_article(before)
    return norm in _PURPOSES and group_noun(before) is not None and not has_article(before)


def matches(before: str, norm: str) -> bool:
    """Does a word without the article agree with the noun or adjective before it: «مجهولون» | «ملثمون»?

    >>> matches(fold("مسلحون"), fold("ملثمون")), matches(fold("مسلحون"), fold("ملثمين"))
    (True, False)
    >>> matches(fold("مجهولون"), fold("ملثمون")), matches(fold("أمس"), fold("ملثمون"))
    (True, False)
    >>> matches(fold("تونسيا"), fold("وجزائريا")), matches(fold("خاطفا"), fold("رابعا"))
    (True, True)
    >>> matches(fold("خاطفا"), fold("لاحقا"))
    False
    """
    if has_article(before) or has_article(norm) or is_verb(norm) or function_class(norm) is not None:
        return False
    if norm[0] == "و" and nationality(norm[1:]) and nationality(before):
        return before[-1] == norm[-1]
    if group_noun(before) is None and not is_adjective(before):
        return False
    plural = any(before.endswith(e) and norm.endswith(e) for e in _PLURALS) and norm[0] not in "وفبل"
    return plural or (norm.removesuffix("ا") in _ORDINALS and before.endswith("ا") == norm.endswith("ا"))


def counted(at: WordMap, span: WordSpan, whose: Mapping[int, WordSpan]) -> WordSpan:
    """With the number before it and the counted noun behind it: «مئتا» | «جندي», «ثلاثة وستون» | «طفلا»."""
    first, last = span.first, span.last
    tokens = at.reading.tokens
    if last - first > 1 and tokens[at.tokens[first]].norm == _NUMBER and has_article(tokens[at.tokens[first + 1]].norm):
        # «عدد المحتجين» is a number, those who are counted come behind it
        return span._replace(first=first + 1)
    while first > 0 and _follow(at, first) and _counts(at, first - 1) and first - 1 not in whose:
        first -= 1
    if not all(_counts(at, n) for n in range(first, last)):
        return span._replace(first=first)
    while last < len(at.tokens) and _follow(at, last) and _counts(at, last):
        last += 1
    if last < len(at.tokens) and _follow(at, last):
        token = tokens[at.tokens[last]]
        if (
            token.is_word and last not in whose and function_class(token.norm) is None
            and (token.norm[0] not in "وفبل" or _noun(token.norm))
            and not (is_verb(token.norm) and group_noun(token.norm) is None)
        ):  # fmt: skip
            last += 1
    return span._replace(first=first, last=last)


def _counts(at: WordMap, word: int) -> bool:
    token = at.reading.tokens[at.tokens[word]]
    return token.is_number or (token.is_word and counts(token.norm))


def _follow(at: WordMap, word: int) -> bool:
    return word > 0 and at.tokens[word] == at.tokens[word - 1] + 1


def parted(at: WordMap, span: WordSpan, whose: Mapping[int, WordSpan]) -> list[WordSpan]:
    """«مشايخ من قبيلة كذا ومشايخ من قبيلة كذا»: two who are each told whose they are, or counted, are two."""
    tokens = at.reading.tokens
    for n in range(span.first + 1, span.last):
        if n not in whose and _another(tokens[at.tokens[n - 1]].norm, tokens[at.tokens[n]].norm):
            # «هاجم مستوطنون | مركبات فلسطينية»
            return [span._replace(last=n), *parted(at, span._replace(first=n), whose)]
    for n in range(span.first + 2, span.last):
        norm = tokens[at.tokens[n]].norm
        own = n + 1 < span.last and tokens[at.tokens[n] + 1].norm == '"'
        if tokens[at.tokens[n] - 1].norm == '"' and norm[0] == "و" and (own or _of_kind(norm)):
            # «الفرقاطة «فلانة» | والعبارة «علانة»»
            return [span._replace(last=n), *parted(at, span._replace(first=n), whose)]
        again = norm[1:] == tokens[at.tokens[span.first]].norm
        if (n in whose and not again) or norm[0] != "و" or len(norm) < 4 or has_article(norm):
            continue
        hit = group_noun(norm)
        opens = again or (hit is not None and hit[0] == "و" and not is_adjective(norm[1:])) or counts(norm[1:])
        if not opens or (counts(norm[1:]) and _counts(at, n - 1)):
            continue
        # «مشايخ من قبيلة كذا ومشايخ …»: the same noun again is somebody else
        if again or n - 1 in whose or (counts(norm[1:]) and _counts(at, span.first)):
            return [span._replace(last=n), *parted(at, span._replace(first=n), whose)]
    return [span]


def _of_kind(norm: str) -> bool:
    """«والمدمرة»: "and" before a noun of people or things."""
    hit = group_noun(norm)
    return hit is not None and hit[0].startswith("و")


def _another(before: str, norm: str) -> bool:
    """Do two nouns of people or things stand in a row of which the first can't be owned by the second?"""
    one, other = group_noun(before), group_noun(norm)
    if one is None or other is None or other[0] or one[0] not in ("", "و"):
        return False
    many = one[1].plural and before.endswith(_NOT_OWNED) and not is_number(before)
    return many and not is_adjective(norm) and nationality(norm) is None


def leaning(at: WordMap, last: int, whose: Mapping[int, WordSpan]) -> int:
    """Where a description ends that ends in such an adjective: behind the name, or before the adjective."""
    if at.reading.tokens[at.tokens[last - 1]].norm not in LEANING:
        return last
    if last in whose and whose[last].first == last and _follow(at, last):
        return whose[last].last
    return last - 1


def quantified(reading: Reading, first: int) -> int | None:
    """Where «أي», «أي من» or «أكثر من» before a description begins."""
    tokens = reading.tokens
    k = first - 1
    if k < 0 or not tokens[k].is_word:
        return None
    if tokens[k].norm == _OF and k and _stem_in(tokens[k - 1].norm, _MORE | _ANY) is not None:
        k -= 1
        words = _MORE | _ANY
    elif tokens[first].is_number or counts(tokens[first].norm):
        words = _ABOUT
    else:
        words = _QUANTIFIERS
    prefix = _stem_in(tokens[k].norm, words)
    return None if prefix is None else reading.view.offsets[tokens[k].at + len(prefix)]


def _stem_in(norm: str, words: frozenset[str]) -> str | None:
    return next((prefix for prefix, stem in splits(norm) if stem in words and not prefix.endswith("ال")), None)


def left_out(reading: Reading, core: int, last: int) -> list[int]:
    """Ends of shorter forms: before adjectives behind a complement, before a verb («سفينة شحن رست»)."""
    tokens = reading.tokens
    out: list[int] = []
    k = last
    while k - 1 > core and is_adjective(tokens[k - 1].norm):
        k -= 1
        out.append(k)
    out += [
        k for k in range(core, last)
        if is_verb(tokens[k].norm) and not has_article(tokens[k].norm) and group_noun(tokens[k].norm) is None
    ][:1]  # fmt: skip
    return [k for k in out if tokens[k - 1].is_word and function_class(tokens[k - 1].norm) is None]


def further_ends(reading: Reading, head: int, last: int, names: Mapping[int, int]) -> list[int]:
    """Ends of longer forms: whose they are («أهالي الحي»), where they come from or are («شبان من القرية»).

    A longer form may go on itself: «مسلحين | عند حاجز | للشرطة».
    """
    out: list[int] = []
    k = last
    while len(out) < _STEPS and (end := _further_end(reading, head, k, names)) is not None:
        out.append(end)
        k = end
    return out


def _further_end(reading: Reading, head: int, last: int, names: Mapping[int, int]) -> int | None:
    tokens = reading.tokens
    end = reading.sentence_of(head).last
    if last >= end or not tokens[last].is_word:
        return None
    definite = has_article(tokens[head].norm)
    norm = tokens[last].norm
    if last == head + 1 and not definite and (hit := group_noun(tokens[head].norm)) is not None:
        owned = hit[1].noun in _COLLECTIVE or tokens[head].norm.endswith(_CONSTRUCT)
        construct = last in names or (owned and _definite_noun(norm))
        if construct and norm[0] not in "وفبل":
            return _with_adjectives(reading, names.get(last, last + 1), end)
    if norm[0] in "بل" and last in names:
        # «رئيس الغرفة التجارية» | «بغريان»
        return names[last]
    if norm.startswith(_FOR) and len(norm) > 4 and not is_verb(norm) and norm not in AIMS:
        # «المدير العام» | «للوكالة»
        return _with_adjectives(reading, last + 1, end)
    if definite or last + 1 >= end or not tokens[last + 1].is_word:
        return None
    behind = tokens[last + 1].norm
    if norm == _NOT and behind[0] in _JUSSIVE:
        # «أطرافا» | «لم يسمها»
        return last + 2
    if norm[0] in "يت" and is_verb(norm) and group_noun(norm) is None:
        # «موظف أوروبي» | «يتابع الملف», «سيارة» | «تحمل شعار الهيئة»
        return _object_end(reading, last + 1, end, names)
    return _complement_end(reading, head, last, names)


def _object_end(reading: Reading, k: int, end: int, names: Mapping[int, int]) -> int | None:
    """Behind the object of a verb: a definite noun, or a noun with the name of whose it is."""
    tokens = reading.tokens
    if _definite_noun(tokens[k].norm):
        return _with_adjectives(reading, k + 1, end)
    plain = function_class(tokens[k].norm) is None and not is_verb(tokens[k].norm) and k not in names
    return names[k + 1] if plain and k + 1 in names and tokens[k + 1].norm[0] not in "وفبل" else None


def _complement_end(reading: Reading, head: int, last: int, names: Mapping[int, int]) -> int | None:
    """Behind a preposition at token `last` and its noun, where they say of the description where or what for it is."""
    tokens = reading.tokens
    end = reading.sentence_of(head).last
    norm, behind = tokens[last].norm, tokens[last + 1].norm
    noun = group_noun(tokens[head].norm) if last == head + 1 else None
    active = noun is not None and _OF_WHAT.get(noun[1].noun) == norm
    of_what = norm == _ON and last > head + 1 and is_adjective(tokens[last - 1].norm)
    if norm not in _COMPLEMENTS and not of_what and not active:
        return None
    k = last + 1
    if k in names:
        return names[k]
    if function_class(behind) == "demonstrative" and k + 1 < end and _definite_noun(tokens[k + 1].norm):
        k += 1
    if _definite_noun(tokens[k].norm):
        return _with_adjectives(reading, k + 1, end)
    return None


def _definite_noun(norm: str) -> bool:
    return (
        norm.startswith("ال") and len(norm) > 3 and function_class(norm) is None
        and nationality(norm) is None
    )  # fmt: skip


def _with_adjectives(reading: Reading, k: int, end: int) -> int:
    tokens = reading.tokens
    while k < end and tokens[k].norm.startswith("ال") and is_adjective(tokens[k].norm):
        k += 1
    return k
