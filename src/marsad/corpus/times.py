"""Time expressions of the corpus: which form they have, and whether the days they were given can be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from marsad.lexicon.tables import read_table
from marsad.text.views import fold

from .report import GoldTime


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


_WEEKDAYS = {"الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6}
_AHEAD = _set("المقبل المقبله القادم القادمه التالي التاليه الاتي الاتيه المقبلين القادمين")
_PASSED = _set(
    "الماضي الماضيه المنصرم المنصرمه الفائت الفائته الفارط الفارطه السابق السابقه الاخير الاخيره المنقضي الاسبق"
)
_THIS = _set("الجاري الجاريه الحالي الحاليه هذا هذه")
_SAME = _set("نفس نفسه نفسها ذاته ذاتها عينه")
_NIGHT = _set("ليل ليله الليل")
_CLOCK = _set(
    "صباح الصباح ظهر عصر مساء المساء فجر الفجر ضحي عشيه ليل الليل ليله الليله غروب المغيب سحر"
    " صباحا ظهرا عصرا ليلا فجرا الساعه العاشره"
)
_DAY_WORDS = {"امس": -1, "اليوم": 0, "الليله": 0, "غدا": 1, "الغد": 1}
_UNITS = _set(
    "يوم ايام يومين اسبوع اسبوعين اسابيع شهر شهرين اشهر شهور عام عامين اعوام سنه سنتين سنوات ساعه ساعات ساعتين عقد عقود"
)
_OCCASIONS = _set("عيد العيد الاضحي الفطر الحج عطله الصيف الشتاء الربيع الخريف صيف شتاء ربيع خريف")
_BEGINNINGS = _set("متم راس النصف بدايه مطلع مستهل منتصف نهايه اواخر اوائل ختام اواسط غره")
_LEVANTINE = _set("كانون شباط اذار نيسان ايار حزيران تموز ايلول تشرين")
_MAGHREBI = _set("جانفي فيفري افريل جوان جويليه اوت ماي غشت شتنبر نونبر دجنبر")
_HIJRI_FAR = timedelta(days=2)
_EASTERN_DIGITS = re.compile("[٠-٩۰-۹]")
_LATIN = re.compile("[A-Za-z]")


def forms(time: GoldTime) -> list[str]:
    """The forms that an expression has, often several.

    >>> forms(GoldTime("مساء الأحد 13 آذار/مارس", "2022-03-13", "2022-03-13"))
    ['weekday', 'time of day', 'Levantine month', 'Gregorian month', 'day of month']
    """
    words = _words(time.text)
    known = set(words)
    months = list(_months(" ".join(words)))
    found = {
        "weekday": known & _WEEKDAYS.keys(),
        "time of day": known & _CLOCK,
        "yesterday, today, tomorrow": known & _DAY_WORDS.keys() and not known & (_AHEAD | _PASSED),
        "Levantine month": known & _LEVANTINE,
        "Maghrebi month": known & _MAGHREBI,
        "Hijri": any(hijri for _, hijri, _ in months) or known & {"هجري", "هجريه", "هـ", "ه", "للهجره"},
        "Gregorian month": any(not hijri and m not in _LEVANTINE | _MAGHREBI for _, hijri, m in months),
        "day of month": months and re.search(r"\b(?:[12]?\d|3[01])\b", " ".join(words)),
        "year": re.search(r"\b(?:1\d|20)\d\d\b", " ".join(words)),
        "last": known & _PASSED,
        "next": known & _AHEAD,
        "this": known & _THIS,
        "the same": known & _SAME,
        "beginning, middle, end": known & _BEGINNINGS,
        "span of units": known & _UNITS,
        "season or feast": known & _OCCASIONS,
        "Eastern digits": _EASTERN_DIGITS.search(time.text),
        "Latin letters": _LATIN.search(time.text),
        "unresolved": time.earliest is None,
    }
    return [name for name, value in found.items() if value] or ["other"]


def faults(time: GoldTime) -> Iterator[str]:
    """What cannot be right: a day that isn't the weekday, day, month or year that the expression names."""
    if time.earliest is None or time.latest is None:
        return
    first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
    words = _words(time.text)
    yield from _weekday_faults(words, first, last)
    yield from _date_faults(words, first, last)


def doubts(time: GoldTime, published: str | None) -> Iterator[str]:
    """What a second reader should look at: days that don't follow from the day of publication."""
    if time.earliest is None or published is None:
        return
    today, first = date.fromisoformat(published), date.fromisoformat(time.earliest)
    words = _words(time.text)
    text = " ".join(words)
    away = (first - today).days
    dated = any(True for _ in _months(text)) or re.search(r"\d", text)
    for word, days in _DAY_WORDS.items():
        if word not in words or dated or set(words) & (_AHEAD | _PASSED | _SAME | _WEEKDAYS.keys()):
            continue
        at = words.index(word)
        if word == "اليوم" and (at + 1 < len(words) or {"هذا", "ذلك"} & set(words)):
            continue
        expected = -2 if word == "امس" and re.search(r"اول (?:من )?امس|امس الاول", text) else days
        if away != expected:
            yield f"{time.text} is {away:+} days from publication, not {expected:+}"
    if not dated and len(weekdays := [w for w in words if w in _WEEKDAYS]) == 1 and time.earliest == time.latest:
        allowed = range(-7, 8)
        if set(words) & _PASSED:
            allowed = range(-7, 0)
        elif set(words) & _AHEAD:
            allowed = range(1, 8)
        if away not in allowed and not set(words) & (_SAME | _NIGHT):
            yield f"{weekdays[0]} ({time.text}) is {away:+} days from publication"


def _words(text: str) -> list[str]:
    """Folded words, without the "و" that joins a second weekday to the first."""
    words = fold(text).replace("/", " ").split()
    return [w[1:] if w[0] == "و" and w[1:] in _WEEKDAYS else w for w in words]


def _weekday_faults(words: list[str], first: date, last: date) -> Iterator[str]:
    named = [_WEEKDAYS[w] for w in words if w in _WEEKDAYS]
    if not named or (last - first).days > 6:
        return
    # "ليلة الأحد" may be the night that leads to it, and "بعد منتصف ليل الأحد" is Monday
    nights = {(n + far) % 7 for n in named for far in (-1, 1)} if set(words) & _NIGHT else set()
    for day in {first, last}:
        if day.weekday() not in named and day.weekday() not in nights:
            yield f"{day} is no {' or '.join(w for w in words if w in _WEEKDAYS)}"


def _date_faults(words: list[str], first: date, last: date) -> Iterator[str]:
    text = " ".join(words)
    months = list(_months(text))
    if any(hijri for _, hijri, _ in months):
        yield from _hijri_faults(text, next(m for m in months if m[1])[0], first)
        return
    years = {int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    if years and not (min(years) <= first.year and last.year <= max(years)):
        yield f"{first} to {last} is not in {min(years)}"
    numbers = {m for m, _, _ in months}
    if len(numbers) != 1 or set(words) & {"الي", "حتي"}:
        return
    month = numbers.pop()
    if first.month != month and last.month != month:
        yield f"{first} to {last} is not in month {month}"
    days = [int(d) for d in re.findall(r"(?<![\d:])([12]?\d|3[01])(?![\d:])", text)]
    if len(days) == 1 and first == last and first.day != days[0] and "الساعه" not in text:
        yield f"{first} is not day {days[0]}"


def _hijri_faults(text: str, month: int, first: date) -> Iterator[str]:
    from hijridate import Hijri

    found = re.search(r"(?<!\d)([12]?\d|30)(?!\d).*?\b(1[34]\d\d)", text)
    if found is None:
        return
    try:
        converted = Hijri(int(found[2]), month, int(found[1])).to_gregorian()
    except (ValueError, OverflowError):
        yield "no such Hijri day"
        return
    day = date(converted.year, converted.month, converted.day)
    if abs(day - first) > _HIJRI_FAR:
        yield f"{first} is far from {day}, that Hijri day by the Umm al-Qura calendar"


@lru_cache(maxsize=1)
def _month_names() -> tuple[re.Pattern[str], dict[str, tuple[int, bool]]]:
    rows = read_table("ar/times/months.tsv")
    names = {fold(r["form"]): (int(r["month"]), r["calendar"] == "hijri") for r in rows}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:و|ب|ل)?(" + "|".join(map(re.escape, longest)) + r")(?!\w)"), names


def _months(text: str) -> Iterator[tuple[int, bool, str]]:
    """(number, is Hijri, name) of the months in a folded text."""
    pattern, names = _month_names()
    for found in pattern.finditer(text):
        number, hijri = names[found[1]]
        yield number, hijri, found[1].split()[0]
