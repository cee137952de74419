"""Parts of the day, with the day they belong to and without one: "مساء السبت", "منذ الصباح", "انسحبت فجرا"."""

from __future__ import annotations

from . import times_calendar as cal
from .times_dates import Context, Found, day_date
from .times_relative import deictic, told_day, weekday_date
from .times_words import Line, options, past, words

_PARTS = frozenset({"الصباح", "المساء", "الفجر", "الظهر"})
_THIS = frozenset({"منذ", "هذا", "هذه"})
_ADVERBS = frozenset({"فجرا", "صباحا", "ظهرا", "عصرا", "مساء"})
"""What happens at night («ليلا») mostly does so every night."""
_GREETINGS = frozenset({"الخير", "النور"})
_DONE_NEAR = 5


def part_of_day(ctx: Context, line: Line, i: int) -> Found | None:
    """A part of the day with its day: "مساء السبت", "فجر أول أمس", "صباح اليوم نفسه", "ليلة 4 أبريل"."""
    hit = words().parts.at(line, i)
    if hit is None:
        return _bare_part(ctx, line, i)
    at = hit.last
    chained = words().parts.at(line, at)
    if chained and line.norm(at).startswith("و"):
        at = chained.last  # "فجر وصباح الأحد"
    if line.norm(at) in ("يوم", "نهار", "ليله", "ليل", "امس") and line.norm(at) != "امس":
        at += 1
    inner = _day(ctx, line, at)
    if inner is None or inner.skip:
        return _adverb(ctx, line, i)
    return inner._replace(first=i, skip=hit.skip, rule="times.part_of_day")


def _adverb(ctx: Context, line: Line, i: int) -> Found | None:
    """ "انسحبت السرية فجرا", "وصل الوفد ظهرا": what a verb before says was done once, on the day told."""
    if line.norm(i) not in _ADVERBS or line.norm(i + 1) in _GREETINGS or words().weekdays.at(line, i - 1):
        return None
    if line.norm(i - 1) == "ذات":
        return None
    near = any(past(line.norm(k), False) for k in (i - 1, i - 2, i - 3))
    if not near and not any(past(line.norm(k)) for k in range(max(line.first, i - _DONE_NEAR), i)):
        return None
    return Found(i, 0, i + 1, cal.one(ctx.sentence_day or ctx.published), "day", "times.adverb_of_day")


def _day(ctx: Context, line: Line, at: int) -> Found | None:
    for finder in (told_day, deictic, weekday_date, day_date):
        found = finder(ctx, line, at)
        if found and found.granularity in ("day", "interval"):
            return found
    return None


def _bare_part(ctx: Context, line: Line, i: int) -> Found | None:
    """ "منذ الصباح", "هذا الصباح": the day told or that of publication; "الساعات الأولى من يوم السبت"."""
    norm = line.norm(i)
    if (adverb := _adverb(ctx, line, i)) is not None:
        return adverb
    for skip, form in options(norm):
        if form in _PARTS and line.bare(i - 1) in _THIS:
            day = ctx.published or ctx.told_day
            return Found(i, skip, i + 1, cal.one(day), "day", "times.bare_part_of_day")
        if form in ("الساعات", "ساعات", "ساعه", "وقت"):
            at = i + 1
            if line.norm(at) in ("الاولي", "الاخيره", "متاخره", "متاخر", "مبكره", "مبكر", "اولي"):
                at += 1
                if line.norm(at) == "الاولي":
                    at += 1
                if line.norm(at) != "من":
                    return None
                at += 1
            elif form != "ساعات":
                return None
            inner = part_of_day(ctx, line, at) if words().parts.at(line, at) else None
            if inner is None and line.norm(at) in ("يوم", "نهار"):
                inner = _day(ctx, line, at + 1)
            elif inner is None and line.norm(at - 1) == "من":
                inner = _day(ctx, line, at)
            return inner._replace(first=i, skip=skip, rule="times.hours_of_day") if inner else None
    return None
