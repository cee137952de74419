"""Amounts: people, vessels, vehicles, money, distances, weights that the text counts.

A number in digits or words with its noun ("64 مهاجرا", "ألف وثمانمئة جندي"), a noun that is two
by its form ("سفينتين"), a plural that stands for many ("عشرات الشبان"), a number after its noun
("البحارة الثمانية"). Ages, scores, clock times, ordinals, models and spans of time are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.model.record import Amount
from marsad.text.numerals import Number, number
from marsad.text.spans import Span

from .amounts_words import UNCOUNTED, dual_at, noun_at, words
from .entities.groups import group_noun
from .reading import Reading
from .times_words import Line, options
from .times_words import words as time_words

_MANY = re.compile(r"(?![^م]\wا\wين$)\w{3,}(?:ين|ون)$")
_ONE = re.compile(r"(?:م\w{2,}[^\Wهت]|(?!ال)\w{3,}ي|\w{2,}يا|\wا\w\wا)$")
"""Words that by their form are of people: "متدربين", "منقب", "فنيا", "هاربا"; not "عناوين"."""
_OF_THEM = frozenset({"منهم", "منهن", "بينهم", "اخرين", "اخرون", "اخريات", "اشخاص"})
_PRONOUN_OF = frozenset({"منهم", "منهن", "منها", "منهما"})
_VISITS = re.compile("(?:[وفسل]*(?:زار|يزور|تزور|زيار|التقي|التقت|يلتقي))")
_HEAD_REACH = 4
_ENDS = frozenset(".,;:)!?\"") | {
    "", "و", "علي", "في", "من", "الي", "بين", "عن", "خلال", "بجروح", "لا", "بينهم", "بالرصاص", "جراء",
    "نتيجه", "عند", "قبل", "حين", "اثناء", "امام", "قرب", "قباله", "حتي",
}  # fmt: skip


class Found(NamedTuple):
    """Tokens `first` to `last` (exclusive), without `skip` letters of the first."""

    first: int
    skip: int
    last: int
    value: int | float | None
    unit: str
    approximate: bool
    rule: str


def _time_unit(line: Line, i: int) -> bool:
    norm = line.norm(i)
    units = time_words().units
    return norm in units or norm.removeprefix("ال") in units


def _approximated(line: Line, i: int) -> tuple[int, int] | None:
    """The first token of "نحو", "أكثر من", "ما لا يقل عن" before token `i`, and the letters skipped there."""
    for phrase in words().approximations:
        first = i - len(phrase)
        if any(line.norm(first + k) != w for k, w in enumerate(phrase) if k):
            continue
        for skip, form in options(line.norm(first)):
            if form == phrase[0]:
                return first, skip
    return None


def _is_label(line: Line, i: int) -> bool:
    """Does the number at token `i` name something: "رقم 9", "إليوشن-76", "القرار 1701", "5+5"?"""
    before, after = line.norm(i - 1), line.norm(i + 1)
    glued = before in ("-", "/", "+", "_", ".") or (before.isalpha() and before not in _PARTICLES)
    if line.touches(i) and glued:
        return True
    if after in ("+",) or (after == "/" and line.touches(i + 1)):
        return True
    if line.touches(i + 1) and after.isalpha() and after.isascii() and after not in ("kg", "km", "m", "usd"):
        return True
    return any(form in words().labels for _, form in options(before))


_FRACTIONS = frozenset({0.5, 0.25, 0.333333})
_TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان"})
_TOWN = "الخمس"
"""A town, and behind a noun alone a number: «العربات الخمس», «تلاميذ مدرسة الخمس»."""
_WELL = "بير"
"""«بئر السبع» is a town."""
_PRAISED = "اثني"
"""«أثنى القادة على»: no number is so written alone."""
_PARTICLES = frozenset({"ال", "و", "ب", "ل", "ف", "ك", "وب", "ول"})


def _counted(line: Line, i: int, n: Number) -> Found | None:
    """A number and what it counts."""
    if (n.digits and _is_label(line, i)) or (n.last == i + 1 and line.norm(i).endswith(_PRAISED)):
        return None
    approximated = _approximated(line, i) if not n.skip else None
    first, skip = approximated or (i, n.skip)
    if n.digits and line.norm(i - 1) in _PARTICLES and line.touches(i):
        approximated = approximated or _approximated(line, i - 1)
    approximate = approximated is not None or n.value is None or line.norm(n.last) == "تقريبا"
    upper, n = _range(line, n)
    at = n.last
    if line.norm(at) == "-" or line.norm(at) in ("x", "×"):
        return None
    if line.norm(i - 1) in ("$", "€") and line.touches(i):
        unit = "USD" if line.norm(i - 1) == "$" else "EUR"
        return Found(i - 1, 0, at, n.value, unit, approximate, "amounts.money")
    value = None if upper else n.value
    if line.norm(at) == "من" and not _time_unit(line, at + 1):
        return _of(line, n, first, skip, value, approximate, at)
    if _time_unit(line, at):
        return None
    noun = noun_at(line, at)
    if noun is not None:
        if noun.unit == UNCOUNTED:
            return _visits(line, n, first, skip, approximate)
        if value in (0, 1, 0.5) and not n.digits:
            return None
        if (n.definite or n.value in _FRACTIONS) and line.norm(at).startswith("ال"):
            return None
        if n.definite and not n.digits and line.norm(i - 1).startswith("ال"):
            return None  # "الأجهزة الثلاثة دوريات"
        rule = "amounts.range" if upper else "amounts.number"
        return Found(first, skip, noun.last, value, noun.unit, approximate or upper, rule)
    if value is not None and value < 2:
        return None
    if n.definite and not n.digits:
        return None
    norm = line.norm(at)
    if norm == '"' and (noun := noun_at(line, at + 1)) and noun.unit != UNCOUNTED and not n.definite:
        return Found(first, skip, noun.last, value, noun.unit, approximate, "amounts.number")
    if norm in _PRONOUN_OF:
        return Found(first, skip, at + 1, value, "person", approximate, "amounts.of_them")
    if _is_person(norm, n.value) and not _year_like(n):
        return Found(first, skip, at + 1, value, "person", approximate, "amounts.person_by_form")
    if n.value is None and norm.startswith("ال") and _MANY.match(norm):
        return Found(first, skip, at + 1, None, "person", True, "amounts.person_by_form")
    return _bare(line, n, first, skip, approximate)


def _is_person(norm: str, value: float | int | None) -> bool:
    """Is an unknown noun one of people, by its form and by what grammar asks of it after the number?"""
    if value is None or 3 <= value % 100 <= 10:
        return bool(_MANY.match(norm))
    return bool(_ONE.match(norm)) and (not norm.startswith("ال") or norm.endswith("يا"))


def _year_like(n: Number) -> bool:
    return n.digits and isinstance(n.value, int) and 1900 <= n.value <= 2100


def _range(line: Line, n: Number) -> tuple[bool, Number]:
    """ "بين 20 و30 شخصا", "20 إلى 30": the upper number, if there is one."""
    norm = line.norm(n.last)
    before = line.bare(n.first - 1)
    if n.definite and not n.digits:
        # «ارتفعت الحصيلة أمس الاثنين إلى 14 قتيلا» is a day
        return False, n
    if norm in ("الي", "-") or (norm == "و" and before in ("بين", "ما")):
        upper = number(line.tokens, n.last + 1, line.last)
    elif norm.startswith("و") and before == "بين" and len(norm) > 3:
        upper = number(line.tokens, n.last, line.last)
    else:
        return False, n
    if upper is None or upper.value is None or n.value is None or upper.value <= n.value:
        return False, n
    return True, n._replace(last=upper.last)


def _of(
    line: Line, n: Number, first: int, skip: int, value: int | float | None, approximate: bool, at: int
) -> Found | None:
    """ "64 من ركاب القارب", "عشرات من أهالي الضحايا"."""
    if n.definite or (value is not None and value < 2) or _year_like(n):
        return None
    norm = line.norm(at + 1)
    noun = noun_at(line, at + 1)
    if noun and noun.unit == UNCOUNTED:
        return None
    if noun:
        return Found(first, skip, noun.last, value, noun.unit, approximate, "amounts.number_of")
    stem = norm.removeprefix("ال")
    two = line.norm(n.first)[n.skip :] in _TWO
    people = two or stem.startswith(_PEOPLE) or _MANY.match(stem) or _some(norm)
    if people:
        return Found(first, skip, at + 2, value, "person", approximate, "amounts.number_of")
    return None


def _some(norm: str) -> bool:
    """«ثلاثة من رعاياها», «خمسة من سائقي الشاحنات», «أربعة من وجهاء القبيلة»: people of somebody's, or of a kind."""
    if _THEIRS.match(norm):
        return not norm.startswith(_AGE)
    hit = group_noun(norm)
    return _THOSE_WHO.match(norm) is not None or (hit is not None and hit[1].type == "group")


_THEIRS = re.compile(r"\w{3,}(?:ها|هم|هن|هما|ه|نا)$")
_AGE = ("عمر", "سن")
_THOSE_WHO = re.compile(r"(?:م\w{3,}|\w{2,}ي)ي$")
"""Plurals before what they are of: «منظمي», «فنيي»."""
_PEOPLE = (
    "اهالي", "زملا", "بحار", "طاقم", "مرافق", "اشقا", "قيادي", "ضباط", "مستشار", "وزرا", "نواب", "سكان",
    "ساكن", "اعضاي", "انصار", "اتباع", "عناصر", "افراد", "رجال", "نشطاء", "اعضاء", "ركاب", "طلبه", "ذوي",
    "اقارب", "ابناء", "موظفي", "عمال", "مقاتليه", "عناصره", "قوات", "جنود", "جنوده", "افراده", "نزلاء",
    "رواد", "حراس", "كوادر", "قاده", "مقاتلي", "مهاجري",
)  # fmt: skip


def _visits(line: Line, n: Number, first: int, skip: int, approximate: bool) -> Found | None:
    """ "زار بنغازي ست مرات": how often somebody came."""
    if line.norm(n.last) not in ("مرات", "مره"):
        return None
    for k in range(max(line.first, n.first - 8), n.first):
        if _VISITS.match(line.norm(k)):
            return Found(first, skip, n.last + 1, n.value, "visit", approximate, "amounts.visits")
    return None


def _ends(norm: str) -> bool:
    return norm in _ENDS or norm in _OF_THEM or norm.startswith(("و", "بعد", "ف"))


def _bare(line: Line, n: Number, first: int, skip: int, approximate: bool) -> Found | None:
    """A number without a noun after a word of people hurt, held or saved: "وأصيب اثنان", "مقتل 5"."""
    if n.value is None or n.definite or _year_like(n) or not _ends(line.norm(n.last)):
        return None
    heads = words().heads
    for k in range(n.first - 1, max(line.first, n.first - _HEAD_REACH) - 1, -1):
        norm = line.norm(k)
        if norm in '.;,"' or norm == "":
            return None
        if any(form in heads for _, form in options(norm)):
            return Found(first, skip, n.last, n.value, "person", approximate, "amounts.people_hurt")
    if line.norm(n.last) in ("قتلي", "جرحي"):
        return Found(first, skip, n.last, n.value, "person", approximate, "amounts.people_hurt")
    return None


def _after_noun(line: Line, i: int, n: Number) -> Found | None:
    """A definite number after its noun: "البحارة الثمانية", "نواب حركته الثلاثة"; "دبلوماسيين غربيين اثنين"."""
    if n.skip or n.value is None or n.value < 1:
        return None
    two = not n.definite and n.last == i + 1 and line.norm(i) in _TWO
    if n.digits or line.bare(i - 1) == _WELL or not ((n.definite and n.value > 1) or two):
        return None
    plurals = words().plurals
    for k in range(i - 1, max(line.first, i - 4) - 1, -1):
        norm = line.norm(k)
        if not norm.isalpha() or _time_unit(line, k) or (k < i - 1 and line.norm(i) == _TOWN):
            return None
        for skip, form in options(norm):
            bare = form.removeprefix("ال")
            if two:
                noun = noun_at(line, k) if form == norm else None
                counted = noun.unit if noun else "person" if two and _MANY.match(bare) else ""
            else:
                counted = plurals.get(bare, "") if form.startswith("ال") or k < i - 1 else ""
            if counted == UNCOUNTED:
                return None
            while two and counted and _MANY.match(line.norm(k - 1)) and not line.norm(k - 1).startswith("ال"):
                k, skip = k - 1, 0
            if counted:
                return Found(k, skip, n.last, n.value, counted, False, "amounts.number_after")
    return None


def _dual(line: Line, i: int) -> Found | None:
    found = dual_at(line, i)
    if found is None:
        return None
    return Found(i, found.skip, found.last, 2, found.unit, False, "amounts.dual")


def _few(line: Line, i: int) -> Found | None:
    """ "بضعة أشخاص": few, no number told."""
    norm = line.norm(i)
    for skip, form in options(norm) if "بضع" in norm else ():
        if form in ("بضعه", "بضع"):
            noun = noun_at(line, i + 1)
            if noun and noun.unit != UNCOUNTED:
                return Found(i, skip, noun.last, None, noun.unit, True, "amounts.few")
    return None


def _sentence(line: Line) -> Iterator[Found]:
    i = line.first
    while i < line.last:
        n = number(line.tokens, i, line.last)
        found = (_counted(line, i, n) or _after_noun(line, i, n)) if n else None
        found = found or _few(line, i) or _dual(line, i)
        if found is None:
            i = n.last if n else i + 1
        else:
            yield found
            i = max(found.last, i + 1)


def _span(reading: Reading, found: Found) -> Span:
    tokens = reading.tokens
    start = tokens[found.first].start
    if found.skip:
        start = reading.view.offsets[tokens[found.first].at + found.skip]
    return Span(start, tokens[found.last - 1].end)


def amounts(reading: Reading, taken: Sequence[Span]) -> list[Amount]:
    """The counted quantities of a report in text order.

    `taken` are spans that can't hold an amount (those of times). `value` is null where the text
    names no number ("آلاف") or only a range. Survives any text.
    """
    blocked = sorted(taken)
    out: list[Amount] = []
    at = 0
    end = -1
    for sentence in reading.body:
        for found in _sentence(Line(reading.tokens, sentence.first, sentence.last, reading.text)):
            place = _span(reading, found)
            while at < len(blocked) and blocked[at].end <= place.start:
                at += 1
            if place.start < end or (at < len(blocked) and blocked[at].overlaps(place)):
                continue
            end = place.end
            out.append(
                Amount(
                    id=f"M{len(out) + 1}", start=place.start, end=place.end, value=found.value, unit=found.unit,
                    approximate=found.approximate, by=found.rule,
                )
            )  # fmt: skip
    return out
