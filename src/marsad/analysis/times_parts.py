"""Beginnings, middles and ends; quarters, halves, seasons, decades, centuries and feasts."""

from __future__ import annotations

from datetime import date

from marsad.text.numerals import ordinal

from . import times_calendar as cal
from .times_calendar import Interval
from .times_dates import Context, Found, resolve_days, tail, year_phrase
from .times_months import month_date, year_date
from .times_words import Line, Month, is_future, options, words

_THE_UNITS = {
    "الشهر": "month", "العام": "year", "السنه": "year", "الاسبوع": "week", "القرن": "century", "العقد": "decade",
    "اليوم": "day",
}  # fmt: skip
_SHIFTS = {"last": -1, "previous": -1, "this": 0, "next": 1, "same": 0, "following": 1}
_BOUNDING = frozenset({"قبل", "قبيل", "حتي", "الي", "بحلول", "حلول", "بين", "غايه", "لغايه", "اقصاه"})
"""Words before the middle or end of a month that make it a day: «قبل نهاية مارس»."""
_SEASON_CUES = frozenset({
    "في", "خلال", "حلول", "بحلول", "منذ", "حتي", "قبل", "بعد", "من", "نهايه", "بدايه", "مطلع", "اواخر",
    "منتصف", "طيله", "هذا",
})  # fmt: skip


def unit_interval(unit: str, day: date, shift: int) -> Interval | None:
    """The day, week, month, year, decade or century `shift` after that of the day."""
    if unit == "day":
        return cal.one(cal.plus(day, shift))
    if unit == "week":
        return cal.week_of(day, shift)
    if unit == "month":
        return cal.month_of(day, shift)
    if unit == "year":
        return cal.years(day.year + shift, day.year + shift)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * shift
        return cal.years(first, first + 9)
    first = (day.year - 1) // 100 * 100 + 1 + 100 * shift
    return cal.years(first, first + 99)


def this_or_that(ctx: Context, line: Line, i: int) -> tuple[Found, str] | None:
    """ "هذا الأسبوع", "الشهر الماضي", "العام نفسه", "الأسبوع قبل الماضي": the expression and its unit."""
    at, direction, skip, demonstrative = i, "", 0, False
    for letters, form in options(line.norm(i)):
        if form in ("هذا", "هذه", "نفس", "ذات", "ذلك", "تلك"):
            direction = "this" if form in ("هذا", "هذه") else "same"
            at, skip, demonstrative = i + 1, letters, True
            break
    unit = ""
    for letters, form in options(line.norm(at)) if not demonstrative else ((0, line.norm(at)),):
        if form in _THE_UNITS:
            unit, skip = _THE_UNITS[form], skip if demonstrative else letters
            break
    if not unit or unit == "day":
        return None
    last = at + 1
    shift: int | None = None
    if not demonstrative:
        norm = line.norm(last)
        if norm in ("قبل", "ماقبل") and line.norm(last + 1) in ("الماضي", "الماضيه", "الفائت"):
            direction, shift, last = "last", -2, last + 2
        elif norm == "ما" and line.norm(last + 1) == "قبل" and line.norm(last + 2) in ("الماضي", "الماضيه"):
            direction, shift, last = "last", -2, last + 3
        elif norm in words().modifiers:
            direction, last = words().modifiers[norm], last + 1
        else:
            return None
    if shift is None:
        shift = _SHIFTS[direction]
    anchor = ctx.published
    if direction in ("same", "following", "previous"):
        # «في أغسطس، … ثلاث مرات هذا العام … في الشهر نفسه»: a year says no month
        told = (ctx.told_month if unit in ("month", "week") else None) or ctx.told
        anchor = told.earliest if told else (ctx.published if direction == "previous" else None)
        if direction == "previous" and unit == "year" and ctx.published:
            anchor = ctx.published
    value = unit_interval(unit, anchor, shift) if anchor else None
    rule = "times.this_unit" if demonstrative else f"times.unit_{direction}"
    return Found(i, skip, last, value, unit, rule), unit  # type: ignore[arg-type]


def _part(value: Interval, edge: str, unit: str, bound: bool) -> Interval | None:
    """The beginning, middle or end of an interval, as the guide measures them; its very day where it is a bound."""
    first, last = value
    length = (last - first).days + 1
    if unit == "day":
        return value
    if edge in ("start", "early"):
        days = 1 if length < 10 else 9 if length <= 31 else 30 if length <= 366 else length // 3
        return cal.span(first, cal.plus(first, days))
    if edge == "end" and unit == "season":
        return cal.month_of(last)
    if edge == "end" and unit == "year" and not bound:
        return cal.month_of(last)
    if edge == "end" and length <= 366 and (bound or unit != "month"):
        return cal.one(last)
    if edge in ("late", "end"):
        days = 10 if length <= 31 else 30 if length <= 366 else length // 3
        if length == 7:
            days = 2
        if unit == "month":
            days = (last - first).days - 20
        return cal.span(cal.plus(last, 1 - days if unit != "month" else -days), last)
    if unit == "month":
        return cal.one(cal.plus(first, 14)) if bound else cal.span(cal.plus(first, 10), cal.plus(first, 19))
    if unit == "week":
        return cal.one(cal.plus(first, 2))
    if unit == "year":
        return cal.span(date(first.year, 6, 1), date(first.year, 7, 31))
    return cal.span(cal.plus(first, length // 3), cal.plus(last, -(length // 3)))


def edge_of(ctx: Context, line: Line, i: int) -> Found | None:
    """ "مطلع آذار", "نهاية الشهر الجاري", "منتصف 2023", "بداية العام", "عطلة نهاية الأسبوع"."""
    skip, at, edge = 0, i, ""
    weekend = False
    for letters, form in options(line.norm(i)):
        if form == "عطله" and line.norm(i + 1) == "نهايه":
            skip, at, edge, weekend = letters, i + 2, "end", True
            break
        if form in words().edges:
            skip, at, edge = letters, i + 1, words().edges[form]
            break
    if not edge:
        return None
    found = _whole(ctx, line, at)
    if found is None:
        return None
    inner, unit = found
    if edge == "end" and unit == "week":
        value = cal.span(cal.plus(inner.value.earliest, 5), inner.value.latest) if inner.value else None
    elif weekend:
        return None
    else:
        bound = line.bare(i - 1) in _BOUNDING or (skip > 0 and line.norm(i)[skip - 1] in "بل")
        bound = bound or (edge == "end" and line.norm(at) == "الشهر")
        value = _part(inner.value, edge, unit, bound) if inner.value else None
    granularity = "day" if value and value.is_day else "interval"
    return Found(i, skip, inner.last, value, granularity, f"times.edge_{edge}")  # type: ignore[arg-type]


def _whole(ctx: Context, line: Line, i: int) -> tuple[Found, str] | None:
    """What a beginning or end can be of."""
    if found := this_or_that(ctx, line, i):
        return found
    norm = line.norm(i)
    if inner := year_date(ctx, line, i):
        return inner, "year"
    if inner := month_date(ctx, line, i, sure=True):
        return inner, "month"
    for finder, unit in ((season, "season"), (era, "era")):
        if inner := finder(ctx, line, i):
            return inner, unit
    if norm.isdecimal() and (phrase := year_phrase(ctx, line, i)):
        return Found(i, 0, phrase[1], cal.years(phrase[0], phrase[0]), "year", ""), "year"
    if norm in _THE_UNITS and norm not in ("اليوم", "القرن", "العقد"):
        unit = _THE_UNITS[norm]
        value = unit_interval(unit, ctx.published, 0) if ctx.published else None
        if unit == "week" and ctx.published and line.norm(i - 1) == "نهايه" and not is_future(line, i - 1):
            # the weekend that has been, unless it is still to come
            saturday = cal.weekday(ctx.published, 5, "")
            value = cal.week_of(saturday) if saturday else None
        return Found(i, 0, i + 1, value, unit, ""), unit  # type: ignore[arg-type]
    return None


_MAGHREBI = frozenset(("الثلاثي", "السداسي"))
"""What the Maghreb calls a quarter and half a year; behind a noun they are adjectives («الاجتماع الثلاثي»)."""
_PARTS = {"الربع": 4, "الثلاثي": 4, "الفصل": 4, "النصف": 2, "السداسي": 2, "الثلث": 3, "الاسبوع": 4}
"""Into how many such parts a whole falls."""


def fraction_of_year(ctx: Context, line: Line, i: int) -> Found | None:
    """ "الربع الأول من عام 2024", "النصف الثاني من الشهر", "الأسبوع الأول من تموز"."""
    skip, kind = 0, ""
    for letters, form in options(line.norm(i)):
        if form in _PARTS and not (form in _MAGHREBI and line.norm(i - 1).startswith("ال")):
            skip, kind = letters, form
            break
    if not kind:
        return None
    rank = ordinal(line.tokens, i + 1, line.last)
    final = line.norm(i + 1) == "الاخير"
    if not final and (rank is None or rank[2] or rank[0] > 5):
        return None
    at = i + 2 if final else rank[1]  # type: ignore[index]
    parts = _PARTS[kind]
    n = parts if final else rank[0]  # type: ignore[index]
    whole = None
    if line.norm(at) == "من":
        whole = _whole(ctx, line, at + 1)
    elif (line.norm(at).isdecimal() or line.norm(at) in ("لعام", "لسنه")) and (phrase := year_phrase(ctx, line, at)):
        whole = Found(at, 0, phrase[1], cal.years(phrase[0], phrase[0]), "year", ""), "year"
    if whole is None:
        return None
    inner, unit = whole
    value = inner.value
    if kind == "الاسبوع":
        if unit != "month":
            return None
        if value:
            first = cal.plus(value.earliest, 7 * (n - 1)) if not final else cal.plus(value.latest, -6)
            value = cal.span(first, min(cal.plus(first, 6) or value.latest, value.latest)) if first else None
        return Found(i, skip, inner.last, value, "week", "times.week_of_month")
    if n > parts:
        return None
    if value and unit == "year":
        length = 12 // parts
        first_month, last_month = (n - 1) * length + 1, n * length
        begin, close = cal.month(value.earliest.year, first_month), cal.month(value.earliest.year, last_month)
        value = cal.join(begin, close)
    elif value and unit == "month" and parts == 2:
        middle = cal.plus(value.earliest, 14)
        after = cal.plus(middle or value.latest, 1)
        value = cal.span(value.earliest, middle) if n == 1 else cal.span(after, value.latest)
    elif value:
        length = ((value.latest - value.earliest).days + 1) // parts
        first = cal.plus(value.earliest, length * (n - 1))
        value = cal.span(first, value.latest if n == parts else cal.plus(first or value.latest, length - 1))
    granularity = "quarter" if parts == 4 else "interval"
    return Found(i, skip, inner.last, value, granularity, "times.part_of_year")  # type: ignore[arg-type]


def season(ctx: Context, line: Line, i: int) -> Found | None:
    """ "صيف 2023", "الخريف المقبل", "شتاء العام الماضي"."""
    seasons = words().seasons
    for skip, form in options(line.norm(i)):
        definite = form.startswith("ال")
        which = seasons.get(form[2:] if definite else form)
        if which is None:
            continue
        rest = tail(ctx, line, i + 1, False)
        if line.norm(i + 1) in (",", "من") and not rest.year and not rest.relative_year:
            rest = rest._replace(last=i + 1)
        year = rest.year or rest.relative_year
        if rest.last == i + 1 and (not definite or line.bare(i - 1) not in _SEASON_CUES):
            return None
        if definite and line.norm(i + 1)[:2] == "ال" and rest.last == i + 1:
            return None  # "الربيع العربي"

        def make(y: int, s: tuple[int, int] = which.first, e: tuple[int, int] = which.last) -> Interval | None:
            return cal.span(cal.a_day(y, *s), cal.a_day(y + (e < s), *e))

        value = None
        if year:
            value = make(year)
        elif ctx.published:
            direction = rest.direction if rest.direction in ("last", "next") else ""
            if not direction and line.bare(i - 1) == "منذ":
                direction = "last"  # what goes on since then has begun
            elif rest.direction == "this":
                direction = ""
            elif not direction and is_future(line, i):
                direction = "coming"
            value = cal.nearest((make(ctx.published.year + k) for k in range(-2, 3)), ctx.published, direction)
        return Found(i, skip, rest.last, value, "season", "times.season")
    return None


def era(ctx: Context, line: Line, i: int) -> Found | None:
    """ "تسعينيات القرن الماضي", "الثمانينيات", "القرن التاسع عشر", "القرن الـ19"."""
    norm = line.norm(i)
    for skip, form in options(norm):
        definite = form.startswith("ال")
        if (decade := words().decades.get(form[2:] if definite else form)) is not None:
            century, last = 1900, i + 1
            inner = _century(ctx, line, i + 1)
            if inner and inner.value:
                century, last = inner.value.earliest.year - 1, inner.last
            elif inner:
                return Found(i, skip, inner.last, None, "decade", "times.decade")
            elif not definite or decade <= 20:
                return None
            value = cal.years(century + decade, century + decade + 9)
            return Found(i, skip, last, value, "decade", "times.decade")
    return _century(ctx, line, i)


def _century(ctx: Context, line: Line, i: int) -> Found | None:
    for skip, form in options(line.norm(i)):
        if form != "القرن":
            continue
        at = i + 1
        direction = words().modifiers.get(line.norm(at), "")
        if direction in ("last", "previous", "this", "next"):
            # "القرن الماضي" is told of the twentieth century, whoever tells it
            year = (ctx.published.year if ctx.published else 2024) + 100 * _SHIFTS[direction]
            return Found(i, skip, at + 1, unit_interval("century", date(year, 6, 1), 0), "century", "times.century")
        if line.norm(at) == "ال" and line.norm(at + 1).isdecimal() and int(line.norm(at + 1)[:4]) <= 21:
            n, last = int(line.norm(at + 1)), at + 2
        elif rank := ordinal(line.tokens, at, line.last):
            n, last = rank[0], rank[1]
        else:
            return None
        if line.norm(last) in ("الميلادي", "ميلادي"):
            last += 1
        if line.norm(last) in ("الهجري", "قبل"):
            return None
        value = cal.years(100 * (n - 1) + 1, 100 * n)
        return Found(i, skip, last, value, "century", "times.century")
    return None


def feast(ctx: Context, line: Line, i: int) -> Found | None:
    """A feast day, with its year or a modifier: "عيد الأضحى", "رأس السنة الميلادية"."""
    hit = words().feasts.at(line, i)
    if hit is None:
        return None
    which = hit.value
    rest = tail(ctx, line, hit.last, which.hijri)
    if rest.year and which.hijri and not rest.hijri:
        year = rest.year
        choices = (cal.hijri_year_near(date(year, 6, 1)) + k for k in (-1, 0, 1, 2))
        found = [d for y in choices if (d := cal.hijri_day(y, which.month, which.day)) and d.year == year]
        value = cal.one(found[0]) if found else None
    else:
        month = Month(which.month, which.hijri, True)
        value = resolve_days(ctx, line, i, [which.day], month, rest)
    return Found(i, hit.skip, rest.last, value, "day", "times.feast")
