"""What is told from the day of publication or from the day told before: "أمس", "الأحد الماضي", "قبل يومين"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from marsad.text.numerals import ORDINAL_FORMS, number, ordinal
from marsad.text.numerals import WORDS as NUMBER_WORDS

from . import times_calendar as cal
from .times_calendar import Interval
from .times_dates import Context, Found, day_date
from .times_parts import unit_interval
from .times_words import Line, barred, is_future, options, words

_SAME = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها"})
_LAST = frozenset({"الماضي", "الماضيه", "الفايت", "الفايته", "المنصرم", "المنصرمه", "الفارط", "الفارطه", "المنقضي"})
_NEXT = frozenset({"المقبل", "المقبله", "القادم", "القادمه", "الاتي", "الاتيه"})
_BEFORE_GHAD = frozenset(["في", "منذ", "حتي", "يوم", "نهار", "من", "الي", "قبل", "بعد"])
_RECENT = _LAST | {"الاخيره", "الاخير", "المنقضيه"}
_ABOUT = frozenset({
    "نحو", "حوالي", "قرابه", "زهاء", "ما", "يقارب", "اكثر", "ازيد", "اقل", "من", "يزيد", "علي", "عن", "يناهز",
})  # fmt: skip
_VAGUE_LOW, _VAGUE_HIGH = 2, 9
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")
_NOON = frozenset({"مساء", "ظهرا", "عصرا", "ليلا", "مساءا", "pm"})
DAYPART = frozenset({"صباحا", "فجرا", "مساء", "ظهرا", "عصرا", "ليلا", "مساءا", "pm", "am", "ص", "م"})
ZONES = frozenset({"بتوقيت", "بالتوقيت", "توقيت", "gmt", "utc"})


def weekday_date(ctx: Context, line: Line, i: int) -> Found | None:
    """A weekday with its modifier, its date or its second day: "الأحد 24 أغسطس الماضي", "ليل السبت إلى الأحد"."""
    hit = words().weekdays.at(line, i)
    if hit is None or (line.norm(i).isascii() and line.norm(i - 1) not in ("on", "last", "next", ",", "")):
        return None
    skip, last, number_of_day = hit.skip, hit.last, hit.value
    if barred(line, i, last, "weekday") or (line.norm(i) == "الاثنين" and line.norm(i - 1).endswith(("ين", "ان"))
                                            and not line.norm(i - 1).endswith(("الان", "بيان", "حين"))):  # fmt: skip
        return None
    at = last
    direction = words().modifiers.get(line.norm(at), "")
    weeks = 0
    if line.norm(at) in ("قبل", "ما") and line.norm(at + 1 + (line.norm(at) == "ما")) in _LAST:
        at += 2 + (line.norm(at) == "ما")
        direction, weeks = "last", 1
    elif direction:
        at += 1
    elif line.norm(i - 1) in ("هذا", "هذه"):
        direction = ""
    date_at = at
    if line.norm(date_at) in (",", "(") and line.norm(date_at + 1)[:1].isdecimal():
        date_at += 1
    if line.norm(date_at) in ("الموافق", "المصادف", "الموافقه", "الموافقة"):
        date_at += 1
        if line.norm(date_at) in ("ل", "يوم"):
            date_at += 1
    exact = day_date(ctx, line, date_at, number_of_day) if line.norm(date_at) else None
    if exact and (not exact.skip or line.norm(date_at).startswith("لل")) and exact.granularity == "day":
        return Found(i, skip, exact.last, exact.value, "day", "times.weekday_date")
    if line.norm(at) == "من" and line.norm(at + 1) == "الاسبوع" and line.norm(at + 2) in words().modifiers:
        shift = {"last": -1, "next": 1, "this": 0}.get(words().modifiers[line.norm(at + 2)])
        if shift is not None:
            monday = cal.week_of(ctx.published, shift) if ctx.published else None
            value = cal.one(cal.plus(monday.earliest, number_of_day)) if monday else None
            return Found(i, skip, at + 3, value, "day", "times.weekday_of_week")
    if direction == "same":
        return Found(i, skip, at, cal.one(ctx.told_day), "day", "times.weekday_same")
    if direction in ("following", "previous") and ctx.told_day:
        towards = "next" if direction == "following" else "last"
        return Found(i, skip, at, cal.one(cal.weekday(ctx.told_day, number_of_day, towards)), "day",
                     "times.weekday_told")  # fmt: skip
    day = _weekday(ctx, line, i, number_of_day, direction)
    if day and weeks:
        day = cal.plus(day, -7)
    if pair := _second_weekday(ctx, line, i, at, skip, day, direction):
        return pair
    rule = f"times.weekday_{direction}" if direction in ("last", "next", "this") else "times.weekday"
    return Found(i, skip, at, cal.one(day), "day", rule)


def _weekday(ctx: Context, line: Line, i: int, number_of_day: int, direction: str) -> date | None:
    if ctx.published is None:
        return None
    if direction == "this":
        week = cal.week_of(ctx.published)
        return cal.plus(week.earliest, number_of_day) if week else None
    if direction in ("last", "next"):
        return cal.weekday(ctx.published, number_of_day, direction)
    return cal.weekday(ctx.published, number_of_day, "coming" if is_future(line, i) else "")


def _second_weekday(
    ctx: Context, line: Line, i: int, at: int, skip: int, first: date | None, direction: str
) -> Found | None:
    """ "السبت إلى الأحد", "السبت/الأحد", "السبت والأحد": one expression of two or more days."""
    joint = line.norm(at)
    start = at + (joint in ("-", "/", "الي", "علي", "حتي", "و", "او"))
    second = words().weekdays.at(line, start, joint.startswith("و"))
    if start == at and not (joint.startswith("وال") and second and second.skip == 1):
        return None
    if second is None or (line.norm(start - 1) == "حتي"):
        return None
    if start == at and line.bare(i - 1) not in ("يومي", "ايام", "بين", "ليلتي", "ليل", "ليله", "مساءي", "صباحي"):
        return None
    last = second.last
    tail_direction = words().modifiers.get(line.norm(last), "")
    last += bool(tail_direction)
    if first and tail_direction in ("last", "next") and not direction and ctx.published:
        first = cal.weekday(ctx.published, _number_of(line, i), tail_direction)
    end = cal.plus(first, (second.value - first.weekday()) % 7) if first else None
    coming = direction or tail_direction == "next" or is_future(line, i)
    if first and end and ctx.published and end > ctx.published and joint != "الي" and not coming:
        first, end = cal.plus(first, -7), cal.plus(end, -7)
    return Found(i, skip, last, cal.span(first, end), "interval", "times.weekday_range")


def _number_of(line: Line, i: int) -> int:
    hit = words().weekdays.at(line, i)
    return hit.value if hit else 0


def deictic(ctx: Context, line: Line, i: int) -> Found | None:
    """ "أمس", "أول أمس السبت", "اليوم الثلاثاء 17 جوان 2025", "بعد غد"."""
    hit = words().deictics.at(line, i)
    if hit is None:
        return None
    last = hit.last
    word = line.norm(last - 1)
    if line.norm(i)[: hit.skip].endswith(("ل", "ب", "ك")) and last == i + 1 and word.endswith("امس"):
        return None  # "لامس"
    if barred(line, i, last, "deictic"):
        return None
    if word.endswith("ليوم") and last == i + 1:
        if line.bare(i - 1) == "بعد":
            return None
        if barred(line, i, last, "today") or line.norm(last) in ("ذاته", "نفسه", "التالي", "السابق", "الموالي", "عينه"):
            return None
        rank = ordinal(line.tokens, last, line.last)
        counted = number(line.tokens, last, line.last)
        counts = (rank and not rank[2]) or (counted and counted.definite and not counted.skip)
        if counts and not words().weekdays.at(line, last, False) and day_date(ctx, line, last) is None:
            return None  # "اليوم الرابع على التوالي"
        if line.norm(i - 1) == "في" and hit.skip == 0:
            return None  # "مئة برميل في اليوم"
    alone = word in ("غد", "الغد") and last == i + 1
    if alone and line.bare(i - 1) not in _BEFORE_GHAD and not words().parts.at(line, i - 1):
        return None  # parties and papers are called so
    value = cal.one(cal.plus(ctx.published, hit.value)) if ctx.published else None
    at = last + (line.norm(last) in (",", "("))
    named = words().weekdays.at(line, at, False)
    if named and (at == last or line.norm(last) == "("):
        inner = weekday_date(ctx, line, at)
        if inner and inner.granularity == "day":
            last = inner.last + (line.norm(last) == "(" and line.norm(inner.last) == ")")
            if inner.rule == "times.weekday_date" and inner.value:
                value = inner.value
    else:
        exact = day_date(ctx, line, at) if line.norm(at)[:1].isdecimal() else None
        if exact and exact.granularity == "day":
            last, value = exact.last, exact.value or value
    return Found(i, hit.skip, last, value, "day", "times.deictic")


def told_day(ctx: Context, line: Line, i: int) -> Found | None:
    """ "اليوم التالي", "اليوم نفسه", "ذلك اليوم", "الليلة نفسها": from the day told before."""
    for skip, form in options(line.norm(i)):
        nxt = line.norm(i + 1)
        if form in ("اليوم", "الليله", "يومه", "نهار", "المساء", "الصباح"):
            if nxt in _SAME:
                shift = 0
            elif nxt in ("التالي", "التاليه", "الموالي", "الذي") and form != "نهار":
                shift = 1
                if nxt == "الذي":
                    if line.norm(i + 2) not in ("تلاه", "يليه", "سبقه"):
                        return None
                    value = cal.plus(ctx.told_day, -1 if line.norm(i + 2) == "سبقه" else 1) if ctx.told_day else None
                    return Found(i, skip, i + 3, cal.one(value), "day", "times.told_day")
            elif nxt in ("السابق", "السابقه"):
                shift = -1
            else:
                continue
            day = ctx.back(is_future(line, i))
            value = cal.plus(day, shift) if day else None
            return Found(i, skip, i + 2, cal.one(value), "day", "times.told_day")
        if form in ("ذلك", "تلك", "نفس", "ذات") and nxt in ("اليوم", "الليله", "المساء", "الصباح"):
            return Found(i, skip, i + 2, cal.one(ctx.back(is_future(line, i))), "day", "times.told_day")
        if form == "غداه" and nxt == "ذلك":
            value = cal.plus(ctx.told_day, 1) if ctx.told_day else None
            return Found(i, skip, i + 2, cal.one(value), "day", "times.told_day")
    return None


class Amount(NamedTuple):
    """So many days, weeks, months or years; `value` is null for "أيام" and "بضعة أسابيع"."""

    value: float | None
    unit: str
    first: int
    skip: int
    last: int


def amount_of_time(line: Line, i: int) -> Amount | None:
    """ "يومين", "ثلاثة أشهر", "بضعة أسابيع", "أيام", "عام ونصف العام", "الأيام الثلاثة" at token `i`."""
    at = i
    while line.norm(at) in _ABOUT and at < i + 4:
        at += 1
    units = words().units
    start = at
    for skip, form in options(line.norm(at)) if at == i else ((0, line.norm(at)),):
        unit = units.get(form)
        if unit:
            value = {"one": 1.0, "dual": 2.0}.get(unit.number)
            at += 1
            if unit.number == "one" and line.norm(at) in ("واحد", "واحده"):
                at += 1
            if unit.number == "dual" and line.norm(at) in ("اثنين", "اثنتين"):
                at += 1
            if unit.number == "plural" and line.norm(at) in ("عده", "قليله", "معدوده"):
                at += 1
            if line.norm(at) == "ونصف" and value:
                value += 0.5
                at += 1
                at += line.norm(at) in ("العام", "الشهر", "السنه", "الاسبوع", "الساعه", "عام", "شهر")
            return Amount(value, unit.name, start, skip, at)
        if form in ("بضعه", "بضع", "عده"):
            unit = units.get(line.norm(at + 1))
            if unit and unit.number == "plural":
                return Amount(None, unit.name, start, skip, at + 2)
    counted = number(line.tokens, at, line.last)
    if counted is None or counted.value is None:
        return None
    unit = units.get(line.norm(counted.last))
    if unit is None:
        return None
    last = counted.last + 1
    value = float(counted.value)
    if line.norm(last) == "ونصف":
        value, last = value + 0.5, last + 1
    return Amount(value, unit.name, start, counted.skip, last)


def shifted(day: date, unit: str, value: float, sign: int) -> date | None:
    """The day so long before (-1) or after another."""
    if value > 10_000:
        return None
    if unit in ("hour", "minute"):
        return cal.plus(day, sign * int(value // 24 if unit == "hour" else 0))
    if unit in ("day", "night"):
        return cal.plus(day, sign * round(value))
    if unit == "week":
        return cal.plus(day, sign * round(7 * value))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return cal.plus_months(day, sign * round(months * value))


def _vague(day: date, unit: str, sign: int) -> Interval | None:
    """The days «أيام» or «أسابيع» before (-1) or after another."""
    if unit in ("hour", "minute"):
        return cal.one(day)
    near, far = shifted(day, unit, _VAGUE_LOW, sign), shifted(day, unit, _VAGUE_HIGH, sign)
    if near is None or far is None:
        return None
    return cal.span(min(near, far), max(near, far))


def since_or_ago(ctx: Context, line: Line, i: int) -> Found | None:
    """ "منذ ثلاثة أشهر" (an interval up to now), "قبل يومين" (a day), "بعد خمسة أيام", "بعد ذلك بيومين"."""
    for skip, form in options(line.norm(i)):
        if form not in ("منذ", "قبل", "بعد", "قبلها", "بعدها", "قبله", "بعده", "خلال", "غضون"):
            continue
        if form in ("قبلها", "بعدها", "قبله", "بعده") or line.norm(i + 1) in ("ذلك", "هذا"):
            return _from_told(ctx, line, i, skip, form)
        found = amount_of_time(line, i + 1)
        if found is None or found.skip or found.unit in ("decade", "century"):
            return None
        if line.norm(found.last + (line.norm(found.last) == "فقط")) in ("من", "علي"):
            return None
        if found.last == found.first + 1 and found.value == 1 and _is_named(line, found.last):
            return None
        last = found.last
        if line.norm(last) in ("مضت", "خلت", "مضي"):
            last += 1
        elif line.norm(last)[:2] == "ال" and found.last - found.first == 1 and found.value is None:
            return None
        if found.value is None and found.unit == "year":
            return None
        day = ctx.published
        if form in ("خلال", "غضون"):
            return _within(ctx, line, i, found)
        if form == "بعد":
            return _after(ctx, line, i, skip, found, last)
        if day is None:
            value = None
        elif found.value is None:
            value = _vague(day, found.unit, -1)
        elif form == "منذ":
            value = cal.span(shifted(day, found.unit, found.value, -1), day)
        elif found.unit == "year" and found.value >= 2 and found.value == int(found.value):
            value = unit_interval("year", day, -int(found.value))
        else:
            value = cal.one(shifted(day, found.unit, found.value, -1))
        granularity = "day" if value and value.is_day else "interval"
        if form == "منذ":
            return Found(found.first, 0, last, value, granularity, "times.since_amount")  # type: ignore[arg-type]
        return Found(i, skip, last, value, granularity, "times.ago")  # type: ignore[arg-type]
    return None


def _is_named(line: Line, i: int) -> bool:
    """Does the name of a year, month or weekday follow its unit: "منذ عام 2014", "منذ شهر أبريل"?"""
    norm = line.norm(i)
    tables = words()
    return (
        norm.isdecimal()
        or bool(tables.months.at(line, i, False) or tables.weekdays.at(line, i, False))
        or (norm in NUMBER_WORDS and norm not in ("واحد", "واحده"))
    )


def _after(ctx: Context, line: Line, i: int, skip: int, found: Amount, last: int) -> Found | None:
    if found.unit in ("hour", "minute"):
        return None
    if is_future(line, i):
        day = ctx.published
    elif (ctx.sentence_day or ctx.paragraph_day) and found.value and found.unit in ("day", "week"):
        day = ctx.sentence_day or ctx.paragraph_day
    else:
        return None
    if day is None:
        return Found(i, skip, last, None, "day", "times.after")
    if found.value is None:
        value = _vague(day, found.unit, 1)
    else:
        value = cal.one(shifted(day, found.unit, found.value, 1))
    granularity = "day" if value and value.is_day else "interval"
    return Found(i, skip, last, value, granularity, "times.after")  # type: ignore[arg-type]


def _within(ctx: Context, line: Line, i: int, found: Amount) -> Found | None:
    """ "سيعقد خلال عشرة أيام": from the day of publication on. Elsewhere it is a mere duration."""
    if found.value is None or found.unit in ("hour", "minute") or not is_future(line, i):
        return None
    if line.norm(found.last) in _RECENT or line.norm(found.last)[:2] == "ال":
        return None
    now = ctx.published
    value = cal.span(now, shifted(now, found.unit, found.value, 1)) if now else None
    return Found(found.first, 0, found.last, value, "interval", "times.within")


def _from_told(ctx: Context, line: Line, i: int, skip: int, form: str) -> Found | None:
    at = i + 1 + (line.norm(i + 1) in ("ذلك", "هذا"))
    norm = line.norm(at)
    if not norm.startswith("ب"):
        return None
    found = amount_of_time(line, at)
    if found is None or found.value is None or found.unit in ("hour", "minute"):
        return None
    sign = -1 if form.startswith("قبل") else 1
    value = shifted(ctx.told_day, found.unit, found.value, sign) if ctx.told_day else None
    return Found(i, skip, found.last, cal.one(value), "day", "times.from_told_day")


def last_units(ctx: Context, line: Line, i: int) -> Found | None:
    """ "الأيام الثلاثة الماضية", "الساعات الـ24 الماضية", "الأشهر الستة المقبلة", "آخر ثلاثة أشهر"."""
    for skip, form in options(line.norm(i)):
        if form == "اخر":
            found = amount_of_time(line, i + 1)
            if found is None or found.value is None or found.last - found.first < 2:
                return None
            now = ctx.published
            value = cal.span(shifted(now, found.unit, found.value, -1), now) if now else None
            return Found(i, skip, found.last, value, "interval", "times.last_units")
        if not form.startswith("ال"):
            continue
        unit = words().units.get(form[2:])
        at, value_of = i + 1, None
        if unit and unit.number == "plural":
            at += line.norm(at) == "ال"
            if line.norm(at) == "القليله":
                return None
            counted = number(line.tokens, at, line.last)
            if counted is None or counted.value is None:
                return None
            value_of, at = float(counted.value), counted.last
        elif unit and unit.number == "dual":
            value_of = 2.0
        elif form[2:] in NUMBER_WORDS:
            counted = number(line.tokens, i, line.last)
            unit = words().units.get(line.norm(counted.last)) if counted else None
            if counted is None or counted.value is None or unit is None:
                return None
            value_of, at = float(counted.value), counted.last + 1
        if unit is None or value_of is None:
            continue
        sign = -1 if line.norm(at) in _RECENT else 1 if line.norm(at) in _NEXT else 0
        if not sign:
            return None
        value = None
        if ctx.published:
            moved = shifted(ctx.published, unit.name, value_of, sign)
            value = cal.span(moved, ctx.published) if sign < 0 else cal.span(ctx.published, moved)
        return Found(i, skip, at + 1, value, "interval", "times.last_units")
    return None


@lru_cache(maxsize=16_384)
def _may_tell_hour(norm: str) -> bool:
    """Can a time of day begin with this word?"""
    figures = norm.isdecimal() or _CLOCK.match(norm) is not None
    return figures or norm in ORDINAL_FORMS or any(form == "الساعه" for _, form in options(norm))


def clock(line: Line, i: int) -> tuple[int, int, int, str] | None:
    """ "الساعة 10:00 صباحا بتوقيت غرينتش" at token `i`: letters skipped, the first and last token, ISO time."""
    if not _may_tell_hour(line.norm(i)):
        return None
    at, skip = i, 0
    named = False
    for letters, form in options(line.norm(i)):
        if form == "الساعه":
            at, skip, named = i + 1, letters, True
            break
    spelled = None
    if found := _CLOCK.match(line.norm(at)):
        hour, minute, at = int(found[1]), int(found[2]), at + 1
    elif line.norm(at).isdecimal() and len(line.norm(at)) <= 2 and (named or line.norm(at + 1) in DAYPART):
        hour, minute, at = int(line.norm(at)), 0, at + 1
    elif spelled := ordinal(line.tokens, at, line.last):
        hour, minute, at = spelled[0], 0, spelled[1]
        if line.norm(at) in ("والنصف", "ونصف"):
            minute, at = 30, at + 1
        elif line.norm(at) in ("والربع",):
            minute, at = 15, at + 1
        if not named and line.norm(at) not in DAYPART:
            return None
    elif named and line.norm(at) in ("الواحده", "الواحد"):
        hour, minute, at = 1, 0, at + 1
    else:
        return None
    if hour > 24 or minute > 59 or (not named and not spelled and line.norm(at) not in DAYPART | ZONES | {"ت", ")"}):
        return None
    if line.norm(at) in DAYPART:
        if line.norm(at) in _NOON and hour < 12:
            hour += 12
        at += 1
    if line.norm(at) == "ت" and line.norm(at + 1).startswith("غ"):
        at += 2
    elif line.norm(at) in ZONES:
        at += 1 if line.norm(at).isascii() else 2
    return skip, i, at, f"{hour % 24:02d}:{minute:02d}"
