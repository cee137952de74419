"""Days that are named: "8 أبريل الماضي", "الثاني والعشرين من الشهر الجاري", "8/4/2024", "April 8, 2024"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from marsad.model.record import Granularity
from marsad.text.numerals import number, ordinal

from . import times_calendar as cal
from .times_calendar import Interval
from .times_words import Line, Month, barred, is_future, is_over, named_year, options, words

_NUMERIC = re.compile(r"(\d{1,4})/(\d{1,2})/(\d{1,4})$|(\d{1,2})\.(\d{1,2})\.(\d{4})$")
YEAR_WORDS = frozenset({"عام", "سنه", "العام", "السنه"})
TO = frozenset({"الي", "حتي", "-", "لغايه"})
_HIJRI_MARKS = frozenset({"ه", "هجري", "هجريه", "للهجره"})
_GREGORIAN_MARKS = frozenset({"م", "ميلادي", "ميلاديه"})
_HIJRI_YEARS = range(1300, 1501)
_MONTH = 31
"""Days of the longest month."""
_YEARS = range(1800, 2101)


@dataclass
class Context:
    """What relative expressions refer to: the day of publication and the last time told."""

    published: date | None
    told: Interval | None = None
    told_day: date | None = None
    told_past: date | None = None
    told_month: Interval | None = None
    sentence_day: date | None = None
    paragraph_day: date | None = None

    def tell(self, value: Interval, past: bool) -> None:
        """Remember what was told last."""
        self.told = value
        if (value.latest - value.earliest).days < _MONTH:
            self.told_month = value
        if value.is_day:
            self.told_day = value.earliest
            if past and (self.published is None or value.earliest <= self.published):
                self.told_past = value.earliest

    def back(self, future: bool) -> date | None:
        """The day that "اليوم نفسه" refers to, in a passage about the future or not."""
        return self.told_day if future else self.told_past or self.told_day


SILENT = ""
"""The rule of a date that is part of a name: nothing is told of it, and it isn't read again."""


class Found(NamedTuple):
    """A time expression: tokens `first` to `last` (exclusive), without `skip` letters of the first."""

    first: int
    skip: int
    last: int
    value: Interval | None
    granularity: Granularity
    rule: str
    clock: str | None = None


class Tail(NamedTuple):
    """What follows a month: its year, or a modifier that tells which year."""

    last: int
    year: int | None = None
    direction: str = ""
    hijri: bool = False
    relative_year: int | None = None


def year_number(line: Line, i: int) -> tuple[int, int, bool] | None:
    """A year at token `i`: the year, the token after it, is it Hijri?"""
    norm = line.norm(i)
    if norm.isdecimal() and len(norm) == 4:
        year, last = int(norm), i + 1
        hijri = year in _HIJRI_YEARS
    elif norm.isalpha():
        spelled = number(line.tokens, i, line.last)
        if spelled is None or spelled.skip or not isinstance(spelled.value, int) or spelled.value < 1000:
            return None
        year, last, hijri = spelled.value, spelled.last, False
    else:
        return None
    if line.norm(last) in _HIJRI_MARKS and (line.touches(last) or len(line.norm(last)) > 1):
        return year, last + 1, True
    if line.norm(last) in _HIJRI_MARKS and year in _HIJRI_YEARS:
        return year, last + 1, True
    if line.norm(last) in _GREGORIAN_MARKS:
        last += 1
    return (year, last, hijri) if year in _YEARS or hijri else None


def year_phrase(ctx: Context, line: Line, i: int) -> tuple[int, int] | None:
    """ "العام الماضي", "عام 2023", "2023" at token `i`: the Gregorian year and the token after it."""
    norm = line.norm(i)
    if norm in ("هذا", "هذه") and line.norm(i + 1) in ("العام", "السنه"):
        return (ctx.published.year, i + 2) if ctx.published else None
    if any(form in YEAR_WORDS for _, form in options(norm)):
        if found := year_number(line, i + 1):
            return (found[0], found[1]) if not found[2] else None
        direction = words().modifiers.get(line.norm(i + 1), "")
        shifts = {"last": -1, "previous": -1, "this": 0, "next": 1}
        if direction in shifts and ctx.published:
            return ctx.published.year + shifts[direction], i + 2
        if direction in ("same", "following") and ctx.told:
            return ctx.told.earliest.year + (direction == "following"), i + 2
        return None
    found = year_number(line, i) if norm.isdecimal() else None
    return (found[0], found[1]) if found and not found[2] else None


def month_at(line: Line, i: int, particles: bool = True) -> tuple[Month, int, int] | None:
    """A month with its double form ("نيسان/أبريل", "أبريل (نيسان)"): the month, letters skipped, token after."""
    months = words().months
    hit = months.at(line, i, particles)
    if hit is None:
        return None
    month, last = hit.value, hit.last
    for opening, closing in (("/", ""), ("(", ")"), ("-", "")):
        if line.norm(last) != opening:
            continue
        twin = months.at(line, last + 1, False)
        if twin is None or twin.value.number != month.number or twin.value.hijri != month.hijri:
            continue
        if not closing or line.norm(twin.last) == closing:
            return month._replace(sure=True), hit.skip, twin.last + bool(closing)
    twin = months.at(line, last, False)
    if twin and twin.value.number == month.number and twin.value.hijri == month.hijri:
        return month._replace(sure=True), hit.skip, twin.last
    return month, hit.skip, last


def tail(ctx: Context, line: Line, i: int, hijri: bool) -> Tail:
    """The year or modifier that follows a month at token `i`."""
    at = i
    direction = words().modifiers.get(line.norm(at), "")
    if direction:
        at += 1
        if line.norm(at) in YEAR_WORDS or line.norm(at) == "من":
            more = tail(ctx, line, at, hijri)
            if more.year or more.relative_year:
                return more
        return Tail(at, direction=direction)
    if line.norm(at) in (",", "من") or line.norm(at) in ("لعام", "لسنه"):
        at += line.norm(at) in (",", "من")
    if line.norm(at) in ("نفس", "ذات") and line.norm(at + 1) in ("العام", "السنه") and ctx.told:
        return Tail(at + 2, relative_year=ctx.told.earliest.year)
    comma = line.norm(i) == ","
    if not comma or (line.norm(at).isdecimal() and len(line.norm(at)) == 4):
        if found := (year_number(line, at) if line.norm(at).isdecimal() else None):
            if found[2] or not hijri:
                return Tail(found[1], year=found[0], hijri=found[2])
        elif not comma and (phrase := year_phrase(ctx, line, at)):
            return Tail(phrase[1], relative_year=phrase[0])
        elif not comma and line.norm(at) in YEAR_WORDS and (found := year_number(line, at + 1)):
            return Tail(found[1], year=found[0], hijri=found[2])
    return Tail(i)


def _candidate_years(ctx: Context, hijri: bool, around: date | None = None) -> Iterable[int]:
    anchor = around or ctx.published
    if anchor is None:
        return ()
    middle = cal.hijri_year_near(anchor) if hijri else anchor.year
    return range(middle - 2, middle + 3)


def _resolve(
    ctx: Context,
    line: Line,
    first: int,
    make: Callable[[int], Interval | None],
    hijri: bool,
    rest: Tail,
    weekday: int | None = None,
) -> Interval | None:
    """The interval in the year that is given, that a modifier tells, or in which it is nearest."""
    if rest.year:
        return make(rest.year)
    if rest.relative_year and not hijri:
        return make(rest.relative_year)
    around = rest.direction in ("same", "following", "previous") and ctx.told
    if around and not hijri:
        return make(ctx.told.earliest.year) if ctx.told else None
    if ctx.published is None:
        return None
    candidates = [make(year) for year in _candidate_years(ctx, hijri)]
    if weekday is not None:
        candidates = [c for c in candidates if c and c.earliest.weekday() == weekday] or candidates
    direction = rest.direction if rest.direction in ("last", "next", "this") else ""
    if not direction and is_future(line, first):
        direction = "coming"
    elif not direction and is_over(line, first):
        direction = "over"
    return cal.nearest(candidates, ctx.published, direction)


def resolve_days(
    ctx: Context, line: Line, first: int, days: list[int], month: Month, rest: Tail, weekday: int | None = None
) -> Interval | None:
    """Days of a month; a weekday told with them helps to find the year."""
    make_day = cal.hijri_day if month.hijri else cal.a_day

    def make(year: int) -> Interval | None:
        return cal.span(make_day(year, month.number, days[0]), make_day(year, month.number, days[-1]))

    return _resolve(ctx, line, first, make, month.hijri, rest, weekday)


def resolve_month(ctx: Context, line: Line, first: int, month: Month, rest: Tail) -> Interval | None:
    """All days of a month."""

    def make(year: int) -> Interval | None:
        return cal.hijri_month(year, month.number) if month.hijri else cal.month(year, month.number)

    return _resolve(ctx, line, first, make, month.hijri, rest)


class Days(NamedTuple):
    """Day numbers in a row: "17 و18", "الأول والثامن"."""

    days: list[int]
    skip: int
    last: int
    spelled: bool


def _day_number(line: Line, i: int) -> tuple[int, int, int, bool] | None:
    norm = line.norm(i)
    if norm.isdecimal() and len(norm) <= 2 and 1 <= int(norm) <= 31:
        last = i + 1
        if line.norm(last) in ("st", "nd", "rd", "th", "er") and line.touches(last):
            last += 1
        return int(norm), 0, last, False
    if norm in ("ال",) and line.norm(i + 1).isdecimal() and line.touches(i + 1):
        inner = _day_number(line, i + 1)
        return (inner[0], 0, inner[2], True) if inner else None
    for skip, form in options(norm):
        if form in ("اول", "فاتح", "غره"):
            return 1, skip, i + 1, True
    found = ordinal(line.tokens, i, line.last)
    if found and found[0] <= 31:
        return found[0], found[2], found[1], True
    return None


def days_at(line: Line, i: int) -> Days | None:
    """The day numbers that start at token `i`, joined by "و", "إلى", "حتى" or a dash."""
    begun = _day_number(line, i)
    if begun is None:
        return None
    value, skip, last, spelled = begun
    days = [value]
    while len(days) < 6:
        norm = line.norm(last)
        if norm in TO or norm in ("و", "او", "علي"):
            following = _day_number(line, last + 1)
        elif norm.startswith("وال"):
            following = _day_number(line, last)
        else:
            break
        if following is None or following[0] <= days[-1]:
            break
        days.append(following[0])
        last = following[2]
    return Days(days, skip, last, spelled)


def day_date(ctx: Context, line: Line, i: int, weekday: int | None = None) -> Found | None:
    """A day that is told with its month: "8 أبريل", "الثاني والعشرين من الشهر الجاري", "8/4/2024", "April 8"."""
    if found := numeric(line, i):
        return found
    group = days_at(line, i)
    if group is None:
        return english(ctx, line, i)
    months = words().months
    for days in (group, group._replace(days=group.days[:1], last=_day_number(line, i)[2])):  # type: ignore[index]
        at = days.last
        joined = line.norm(at) in ("من", "of")
        at += joined
        at += line.norm(at) == "شهر"
        if line.norm(at) == "-" and months.at(line, at + 1, False):
            at += 1
        found_month = month_at(line, at, False)
        if found_month:
            month, _, last = found_month
            rest = tail(ctx, line, last, month.hijri)
            if rest == Tail(last) and not month.hijri:
                rest = rest._replace(year=_named(ctx, line, i, month.number, days.days))
            kind = barred(line, i, rest.last, "month")
            if kind == "name" or (kind == "event" and not rest.year):
                return Found(i, days.skip, rest.last, None, "day", SILENT)
            if month.hijri and not rest.year and not joined and not month.sure and line.norm(at - 1) != "شهر":
                return None
            value = resolve_days(ctx, line, i, days.days, month, rest, weekday)
            rule = "times.hijri_date" if month.hijri else "times.day_month"
            return Found(i, days.skip, rest.last, value, _grain(value), rule)
        if found := _day_of_month_told(ctx, line, i, days, at):
            return found
    return None


def _named(ctx: Context, line: Line, i: int, month: int, days: list[int]) -> int | None:
    """The year in which the day became known, if the report can mean that: it was not published before."""
    year = named_year(line, i, month, days[0]) if len(days) == 1 else None
    return year if year and (ctx.published is None or date(year, month, days[0]) <= ctx.published) else None


def _grain(value: Interval | None) -> Granularity:
    return "day" if value is None or value.is_day else "interval"


def _day_of_month_told(ctx: Context, line: Line, i: int, days: Days, at: int) -> Found | None:
    """ "الثاني والعشرين من الشهر الجاري", "20 الجاري", "الخامس منه"."""
    modifiers = words().modifiers
    anchor = ctx.published
    norm = line.norm(at)
    shift, last = None, at
    if norm == "الشهر" and (direction := modifiers.get(line.norm(at + 1))):
        last = at + 2
    elif norm in ("هذا", "نفس", "ذات") and line.norm(at + 1) in ("الشهر", "شهر"):
        direction, last = ("this" if norm == "هذا" else "same"), at + 2
    elif norm == "الشهر" and line.norm(at - 1) == "من" and days.spelled:
        direction, last = "this", at + 1
    elif norm in ("منه", "نفسه") and line.norm(at - 1) != "من" and days.spelled and norm == "منه":
        direction, last = "same", at + 1
    elif not days.spelled and norm in ("الجاري", "الحالي", "الماضي", "المنصرم", "المقبل", "القادم"):
        direction, last = modifiers[norm], at + 1
    else:
        return None
    shift = {"last": -1, "previous": -1, "this": 0, "next": 1, "same": 0, "following": 1}[direction]
    if direction in ("same", "following"):
        anchor = ctx.told.earliest if ctx.told else None
    base = cal.month_of(anchor, shift) if anchor else None
    value = None
    if base:
        year, month = base.earliest.year, base.earliest.month
        value = cal.span(cal.a_day(year, month, days.days[0]), cal.a_day(year, month, days.days[-1]))
    return Found(i, days.skip, last, value, _grain(value), "times.day_of_month_told")


def numeric(line: Line, i: int) -> Found | None:
    """8/4/2024, 8.4.2024, 08-04-2024 and 2024-04-08 at token `i`; day before month unless impossible."""
    norm = line.norm(i)
    last = i + 1
    if found := _NUMERIC.match(norm):
        a, b, c = (int(g) for g in found.groups() if g)
        wide = len(norm.split("/")[0]) == 4
    elif norm.isdecimal() and line.norm(i + 1) == "-" and line.norm(i + 3) == "-" and line.touches(i + 1):
        parts = [norm, line.norm(i + 2), line.norm(i + 4)]
        lengths = [len(p) for p in parts]
        if not all(p.isdecimal() for p in parts) or max(lengths[0], lengths[2]) != 4 or lengths[1] > 2:
            return None
        a, b, c = map(int, parts)
        wide, last = lengths[0] == 4, i + 5
    else:
        return None
    year, month, day = (a, b, c) if wide else (c, b, a)
    if year < 100:
        year += 2000
    if month > 12 and day <= 12:
        month, day = day, month
    if line.norm(last) in _GREGORIAN_MARKS and line.touches(last):
        last += 1
    hijri = year in _HIJRI_YEARS
    value = cal.one(cal.hijri_day(year, month, day) if hijri else cal.a_day(year, month, day))
    return Found(i, 0, last, value, "day", "times.numeric") if value else None


def english(ctx: Context, line: Line, i: int) -> Found | None:
    """ "April 8, 2024", "April 2024" in Latin letters."""
    norm = line.norm(i)
    if not norm.isascii() or not norm.isalpha():
        return None
    hit = words().months.at(line, i, False)
    if hit is None:
        return None
    at = hit.last + (line.norm(hit.last) == ".")
    day = _day_number(line, at)
    if day and line.norm(at).isdecimal():
        rest = tail(ctx, line, day[2], False)
        value = resolve_days(ctx, line, i, [day[0]], hit.value, rest)
        return Found(i, 0, rest.last, value, "day", "times.english_date")
    year = year_number(line, at)
    if year and line.norm(at).isdecimal():
        return Found(i, 0, year[1], cal.month(year[0], hit.value.number), "month", "times.english_month")
    return None
